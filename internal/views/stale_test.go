package views

import (
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestProtectionIsStaleAfterTwoIntervalsWithoutAGoodEnd(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	type ran struct {
		ago      time.Duration
		state    string
		schedule string
	}
	const daily, hourly, monthly, odd = "cron(0 5 ? * * *)", "cron(5 * ? * * *)", "cron(0 5 1 * ? *)", "cron(0 5 15W * ? *)"
	for name, c := range map[string]struct {
		jobs  []ran
		known time.Duration // how far back every job is known
		tried int32
		stale bool
	}{
		"the last night":                {[]ran{{20 * hour, "COMPLETED", daily}}, 30 * day, 0, false},
		"one night missed":              {[]ran{{44 * hour, "COMPLETED", daily}, {20 * hour, "FAILED", daily}}, 30 * day, 0, false},
		"two nights missed":             {[]ran{{68 * hour, "COMPLETED", daily}, {44 * hour, "FAILED", daily}, {20 * hour, "EXPIRED", daily}}, 30 * day, 2, true},
		"in another order":              {[]ran{{20 * hour, "EXPIRED", daily}, {68 * hour, "COMPLETED", daily}, {92 * hour, "FAILED", daily}}, 30 * day, 1, true},
		"completed with issues":         {[]ran{{68 * hour, "PARTIAL", daily}, {20 * hour, "COMPLETED", daily}}, 30 * day, 0, false},
		"partial is no good end":        {[]ran{{68 * hour, "PARTIAL", daily}, {20 * hour, "PARTIAL", daily}}, 30 * day, 2, true},
		"one that runs is none yet":     {[]ran{{68 * hour, "COMPLETED", daily}, {hour, "RUNNING", daily}}, 30 * day, 0, true},
		"no job any more":               {[]ran{{5 * day, "COMPLETED", daily}}, 30 * day, 0, true},
		"never, and new":                {[]ran{{20 * hour, "FAILED", daily}}, 30 * day, 0, false},
		"never":                         {[]ran{{68 * hour, "FAILED", daily}, {20 * hour, "FAILED", daily}}, 30 * day, 2, true},
		"on demand counts":              {[]ran{{68 * hour, "COMPLETED", daily}, {hour, "COMPLETED", ""}}, 30 * day, 0, false},
		"only on demand":                {[]ran{{20 * day, "COMPLETED", ""}}, 30 * day, 0, false},
		"the shortest interval":         {[]ran{{4 * hour, "COMPLETED", hourly}, {4 * day, "COMPLETED", daily}}, 30 * day, 0, true},
		"a month is longer than a list": {[]ran{{29 * day, "FAILED", monthly}}, 30 * day, 0, false},
		"a schedule that can't be read": {[]ran{{29 * day, "FAILED", odd}}, 30 * day, 0, false},
		"the past is not known":         {[]ran{{68 * hour, "FAILED", daily}}, 24 * hour, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			p := newProtections()
			var jobs []backup.Job
			for _, r := range c.jobs {
				jobs = append(jobs, backup.Job{
					ID: "j", Kind: backup.BackupJob, Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"), State: backup.Intern(r.state),
					Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:s3:::b")}), By: backup.RefTo(backup.CreatedBy{Schedule: backup.Intern(r.schedule)}),
					Created: sampleNow.Add(-r.ago),
				})
			}
			for i := range jobs {
				p.add(&jobs[i])
			}
			found := p.stale(sampleNow, func(backup.Scope) (backup.Time, bool) { return sampleNow.Add(-c.known), true })
			for i := range jobs {
				p.count(&jobs[i], found)
			}
			if got := len(found) == 1; got != c.stale {
				t.Fatalf("stale: %v, want %v", got, c.stale)
			}
			for _, r := range found {
				if r.Tried != c.tried {
					t.Errorf("%d went otherwise, want %d", r.Tried, c.tried)
				}
			}
		})
	}
}

func TestNothingIsStaleWhereNoListIsRead(t *testing.T) {
	e := sampleEnv()
	whole := wholeSince(e, staleParts(e, Target{}))
	if _, ok := whole(e.Fleet.Scopes[0]); ok {
		t.Error("the jobs of a list that was not read are said to be known")
	}
}

func TestStaleResourcesHaveRecords(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(tonight())
		records, _ := getRecords(t, w, GetOptions{View: "stale", Output: "jsonl", Sort: "resourceArn"})
		if len(records) == 0 {
			t.Fatal("no resource is stale")
		}
		good, _ := getRecords(t, w, GetOptions{View: "bj", Output: "jsonl", Filter: "state=COMPLETED"})
		cut := func(at string) string { return strings.Split(at, ".")[0] } // the world counts finer than AWS writes
		newest := map[string]string{}
		for _, j := range good {
			of := j["account"] + j["region"] + j["resourceArn"]
			newest[of] = max(newest[of], j["created"])
		}
		for _, r := range records {
			seconds, err := strconv.ParseFloat(r["interval"], 64)
			since, bad := time.Parse(time.RFC3339, r["since"])
			if err != nil || bad != nil || time.Since(since) < staleAfter*time.Duration(seconds)*time.Second {
				t.Errorf("not stale: %s", r)
			}
			if r["account"] == "" || r["region"] == "" || r["resourceType"] == "" || r["lastJobState"] == "" {
				t.Errorf("a record that does not say what it is of: %s", r)
			}
			if at := newest[r["account"]+r["region"]+r["resourceArn"]]; cut(at) != cut(r["lastGoodBackup"]) {
				t.Errorf("the newest good backup is of %q: %s", at, r)
			}
		}
	})
}

func TestGetOffersOnlyWhatHasRecordsAndSaysWhatToUseInstead(t *testing.T) {
	t.Parallel()
	recorded := Recorded()
	for _, v := range Catalog() {
		name := v.Info().Name
		if slices.Contains(recorded, name) {
			continue
		}
		err := Get(t.Context(), Backend{}, GetOptions{View: name, Output: "csv"}, io.Discard, io.Discard)
		var usage *UsageError
		if !errors.As(err, &usage) || !strings.Contains(err.Error(), name+" is a screen of the console; it has no records: ") {
			t.Errorf("get %s: %v", name, err)
		}
	}
	if !slices.Contains(recorded, "stale") || slices.Contains(recorded, "overview") {
		t.Errorf("offered are %v", recorded)
	}
}
