package views

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/triage"
)

func TestWhatACauseTouchesIsAnArrayInJSONAndWordsInCSV(t *testing.T) {
	text := func(words ...string) (list []backup.Text) {
		for _, w := range words {
			list = append(list, backup.Intern(w))
		}
		return list
	}
	f := failure{key: "k", Cause: &triage.Cause{
		Kinds: []backup.JobKind{backup.BackupJob, backup.CopyJob}, Accounts: text("111122223333", "444455556666"), Regions: text("eu-west-1", "us-east-1"),
		Types: text("EBS", "S3"), Resources: text("arn:aws:s3:::a", "arn:aws:s3:::b"), Trend: []int{0, 3, 12},
	}}
	res := failures().(failuresView).Resource
	write := func(format string) string {
		var out bytes.Buffer
		w, err := newRecordWriter(format, res.recordColumns(), &out)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.write(&f, sampleEnv()); err != nil {
			t.Fatal(err)
		}
		if err := w.close(); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	for _, format := range []string{"json", "jsonl"} {
		var got struct {
			Accounts, Regions, Types, Kinds, Resources []string
			Trend                                      []int
		}
		if err := json.Unmarshal([]byte(strings.Trim(write(format), "[]\n")), &got); err != nil {
			t.Fatalf("%s: %v", format, err)
		}
		if !slices.Equal(got.Accounts, []string{"111122223333", "444455556666"}) || !slices.Equal(got.Regions, []string{"eu-west-1", "us-east-1"}) ||
			!slices.Equal(got.Types, []string{"EBS", "S3"}) || !slices.Equal(got.Kinds, []string{"backup", "copy"}) ||
			!slices.Equal(got.Resources, []string{"arn:aws:s3:::a", "arn:aws:s3:::b"}) || !slices.Equal(got.Trend, []int{0, 3, 12}) {
			t.Errorf("%s: %+v", format, got)
		}
	}
	if got := write("yaml"); !strings.Contains(got, "\n  trend: [0,3,12]\n") {
		t.Errorf("%s", got)
	}
	if got := write("csv"); !strings.Contains(got, `"backup,copy",111122223333 444455556666,eu-west-1 us-east-1,"EBS,S3",2,`) || !strings.Contains(got, ",0 3 12,") {
		t.Errorf("%s", got)
	}
}

// TestARecordNamesEverybodyWhoMetTheCause: the steps are of one account, the record of all.
func TestARecordNamesEverybodyWhoMetTheCause(t *testing.T) {
	g := triage.NewGrouper(triage.Window{From: sampleNow.Add(-time.Hour), To: sampleNow.Add(time.Minute)})
	for i, account := range []string{"111122223333", "444455556666", "444455556666"} {
		g.Add(&backup.Job{
			ID: strconv.Itoa(i), State: backup.Intern("FAILED"), Account: backup.Intern(account), Region: backup.Intern("eu-west-1"), Created: sampleNow, Completed: sampleNow,
			Role: backup.Intern("arn:aws:iam::" + account + ":role/Backup"), Message: backup.Intern("An internal error occurred. Please try again later."),
		}, nil)
	}
	causes, _ := g.Causes(nil)
	var out bytes.Buffer
	w, err := newRecordWriter("jsonl", failures().(failuresView).recordColumns(), &out)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.write(&failure{key: "k", Cause: &causes[0]}, sampleEnv()); err != nil {
		t.Fatal(err)
	}
	if err := w.close(); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Principals []principalRef
		Diagnosis  struct{ Also []string }
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := []principalRef{{"444455556666", "arn:aws:iam::444455556666:role/Backup", 2}, {"111122223333", "arn:aws:iam::111122223333:role/Backup", 1}}
	if !slices.Equal(got.Principals, want) {
		t.Errorf("principals %+v", got.Principals)
	}
	if len(got.Diagnosis.Also) == 0 || !strings.Contains(got.Diagnosis.Also[0], "1 other account") {
		t.Errorf("also %q", got.Diagnosis.Also)
	}
}

// TestGetSaysWhetherRecoveryPointsWereRead, and has their causes where they were.
func TestGetSaysWhetherRecoveryPointsWereRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world := sim.New(small())
		for _, c := range []struct {
			points    *bool
			has, said bool
		}{{nil, false, true}, {new(bool), false, false}, {func() *bool { yes := true; return &yes }(), true, false}} {
			out, errs, err := getText(t, world, GetOptions{View: "failures", Output: "json", Window: "30d", Points: c.points})
			var partial *PartialError
			if err != nil && !errors.As(err, &partial) {
				t.Fatal(err)
			}
			if has := strings.Contains(out, `"points":[{`); has != c.has {
				t.Errorf("with %v it has causes of points: %v", c.points, has)
			}
			if said := strings.Contains(errs, "--points reads"); said != c.said {
				t.Errorf("with %v it says %q", c.points, errs)
			}
		}
		if _, _, err := getText(t, world, GetOptions{View: "jobs", Output: "json", Points: new(bool)}); err == nil {
			t.Error("jobs take --points")
		}
	})
}

// TestGetWaitsForEveryKeyThatACauseHangsOn, however many restores and copies are asked about, and every job with a
// problem is in one cause.
func TestGetWaitsForEveryKeyThatACauseHangsOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := small()
		o.Jobs, o.Resources = 9000, 400
		world := sim.New(o)
		type job struct{ ID, Kind string }
		read := func(o GetOptions, into any) {
			t.Helper()
			out, _, err := getText(t, world, o)
			var partial *PartialError
			if err != nil && !errors.As(err, &partial) {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(out), into); err != nil {
				t.Fatal(err)
			}
		}
		var causes []struct {
			Root string
			Jobs []job
		}
		read(GetOptions{View: "failures", Output: "json", Window: "30d", Points: new(bool)}, &causes)
		caused, restores := map[job]bool{}, 0
		for _, c := range causes {
			if strings.Contains(c.Root, "looked up") {
				t.Errorf("a cause of %d jobs hangs on %q", len(c.Jobs), c.Root)
			}
			for _, j := range c.Jobs {
				if caused[j] = true; j.Kind == "restore" {
					restores++
				}
			}
		}
		var jobs []job
		read(GetOptions{View: "jobs", Output: "json", Filter: "problem:yes ended<30d"}, &jobs)
		for _, j := range jobs {
			if !caused[j] {
				t.Errorf("%v is in no cause", j)
			}
		}
		t.Logf("%d causes of %d of %d jobs, %d restores", len(causes), len(caused), len(jobs), restores)
	})
}

func TestTheHeadOfFailuresSaysOfHowManyVaultsPointsAreRead(t *testing.T) {
	for want, p := range map[string]pointsRead{
		"points: none read (:points)": {0, 57}, "points: 3 of 57 vaults read (:points)": {3, 57}, "": {57, 57},
	} {
		e := sampleEnv()
		e.Causes = &causes{window: 24 * time.Hour, read: true, pointed: p}
		if got := p.words(); got != want || !strings.Contains(failureWords(e), want) {
			t.Errorf("%+v: %q in %q", p, got, failureWords(e))
		}
	}
}

// TestTheRateIsThereAt80Columns: how many is little without of how many.
func TestTheRateIsThereAt80Columns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{Command: "failures"}).after(20 * time.Second)
		u.sees("LAST", "COUNT", "RATE", "CAUSE", "ON", "WHERE", "NOW", "%")
	})
}

// TestATableOfFailuresIsForPeople: what is nested in JSON, and the key, are for programs.
func TestATableOfFailuresIsForPeople(t *testing.T) {
	e := sampleEnv()
	f := rowsOf("kms key=").rows[0]
	f.Message = "Access denied"
	f.Jobs = []*backup.Job{{ID: "4F2C", State: backup.Intern("FAILED")}}
	records := func(format string) string {
		var out strings.Builder
		res := failures().(failuresView)
		w, err := newRecordWriter(format, res.recordColumns(), &out)
		if err == nil {
			err = errors.Join(w.write(f, e), w.close())
		}
		if err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	if table := records("table"); strings.ContainsAny(table, "{[=") || !strings.Contains(table, "Access denied") {
		t.Errorf("%s", table)
	}
	if csv := records("csv"); !strings.Contains(csv, "4F2C") || !strings.Contains(csv, "key,diagnosis") {
		t.Errorf("%s", csv)
	}
}

// TestUnknownCausesAreToldApartByTheirWords.
func TestUnknownCausesAreToldApartByTheirWords(t *testing.T) {
	g := triage.NewGrouper(triage.Window{From: sampleNow.Add(-time.Hour), To: sampleNow.Add(time.Minute)})
	for i, words := range []string{"Flux capacitor 7 is misaligned", "Flux capacitor 8 is misaligned", "The \x1b[31mmoon is full", ""} {
		g.Add(&backup.Job{ID: strconv.Itoa(i), State: backup.Intern("FAILED"), Created: sampleNow, Completed: sampleNow, Message: backup.Intern(words)}, nil)
	}
	causes, _ := g.Causes(nil)
	var got []string
	for i := range causes {
		got = append(got, causeName(&failure{Cause: &causes[i]}))
	}
	slices.Sort(got)
	if want := []string{"AWS gives no reason", "unknown: flux capacitor <n> is misaligned", "unknown: the moon is full"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
