package main

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// watcher runs `bkpui watch` in a bubble, over the real SDK client.
type watcher struct {
	t         *testing.T
	world     *sim.World
	client    *aws.Client
	out, errs bytes.Buffer
}

func newWatcher(t *testing.T, org bool) *watcher {
	t.Helper()
	w := &watcher{t: t, world: sim.New(sim.Options{Seed: 1})}
	o := aws.Options{Isolated: true, Regions: w.world.Regions()[:1], Transport: sim.InProcess{Handler: w.world}}
	if org {
		o = aws.Options{Isolated: true, Org: true, AllRegions: true, RoleName: simRole, Transport: o.Transport}
	}
	var err error
	if w.client, err = aws.New(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	return w
}

// job is one of that kind in such a state in the watcher's own account and Region.
func (w *watcher) job(kind backup.JobKind, state string) backup.Job {
	w.t.Helper()
	return w.found(kind, state, "")
}

// found is one that was found so, by a test or a scan; "" = whatever is no failure.
func (w *watcher) found(kind backup.JobKind, state, result string) backup.Job {
	w.t.Helper()
	in := backup.In(w.world.HomeAccount(), w.world.Regions()[0])
	for rows, err := range w.client.Jobs(w.t.Context(), in, kind, backup.JobQuery{State: state}) {
		if err != nil {
			w.t.Fatal(err)
		}
		for _, j := range rows {
			if is := j.Result.String(); is == result || result == "" && is != "FAILED" {
				return j
			}
		}
	}
	w.t.Fatalf("no %s job is %s %s", kind, state, result)
	return backup.Job{}
}

// running is a job of that kind that will not end within the next minutes. The world
// moves on until there is one.
func (w *watcher) running(kind backup.JobKind) backup.Job {
	w.t.Helper()
	in := backup.In(w.world.HomeAccount(), w.world.Regions()[0])
	for range 300 {
		for rows, err := range w.client.Jobs(w.t.Context(), in, kind, backup.JobQuery{State: "RUNNING"}) {
			if err != nil {
				w.t.Fatal(err)
			}
			for _, j := range rows {
				if left, by := j.Left(backup.TimeOf(time.Now())); by == backup.ByPercent && left > 10*time.Minute {
					return j
				}
			}
		}
		time.Sleep(5 * time.Minute)
	}
	w.t.Fatalf("no %s job runs for long", kind)
	return backup.Job{}
}

func (w *watcher) watch(ctx context.Context, output string, ids ...string) int {
	a := &app{env: environment{}, out: &w.out, errs: &w.errs}
	err := a.watch(ctx, w.client, settings{Refresh: 5 * time.Second}, watched{ids: ids, kinds: jobKinds(), output: output})
	report(a.errs, err)
	return exitStatus(err)
}

func (w *watcher) says(words ...string) {
	w.t.Helper()
	for _, s := range words {
		if !strings.Contains(w.out.String()+w.errs.String(), s) {
			w.t.Errorf("does not say %q:\n%s%s", s, w.out.String(), w.errs.String())
		}
	}
}

func TestTheEndOfAJobIsTheExitStatusOfWatch(t *testing.T) {
	for _, c := range []struct {
		kind   backup.JobKind
		state  string
		status int
		says   []string
	}{
		{backup.BackupJob, "COMPLETED", exitDone, []string{"COMPLETED", "took", "made arn:"}},
		{backup.CopyJob, "COMPLETED", exitDone, []string{"COMPLETED", "took"}},
		{backup.RestoreJob, "COMPLETED", exitDone, []string{"COMPLETED", "took"}},
		{backup.BackupJob, "FAILED", exitFailed, []string{"FAILED", "confidence", "AWS says"}},
		{backup.BackupJob, "EXPIRED", exitFailed, []string{"EXPIRED", "the start window closed", "confidence"}},
		{backup.CopyJob, "FAILED", exitFailed, []string{"FAILED", "confidence", "AWS says"}},
		{backup.ScanJob, "COMPLETED_WITH_ISSUES", exitIssues, []string{"COMPLETED_WITH_ISSUES", "confidence"}},
	} {
		t.Run(c.kind.String()+" "+c.state, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWatcher(t, false)
				job := w.job(c.kind, c.state)
				if got := w.watch(t.Context(), formatText, job.ID); got != c.status {
					t.Errorf("exit status %d, want %d", got, c.status)
				}
				w.says(append(c.says, job.ID)...)
			})
		})
	}
}

// TestWhatTheTestOfARestoreSaysIsPartOfItsEnd: a script goes on after 0.
func TestWhatTheTestOfARestoreSaysIsPartOfItsEnd(t *testing.T) {
	for result, want := range map[string]struct {
		status int
		says   []string
	}{
		"FAILED":     {exitIssues, []string{"COMPLETED", "the test of what it restored FAILED: The restored table", "found not valid", "Restore another recovery point"}},
		"TIMED_OUT":  {exitIssues, []string{"COMPLETED", "nobody told the result of its test in time (TIMED_OUT)", "not validated in time"}},
		"SUCCESSFUL": {exitDone, []string{"COMPLETED", "made arn:"}},
	} {
		t.Run(result, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWatcher(t, false)
				job := w.found(backup.RestoreJob, "COMPLETED", result)
				if got := w.watch(t.Context(), formatText, job.ID); got != want.status {
					t.Errorf("exit status %d, want %d", got, want.status)
				}
				w.says(append(want.says, job.ID)...)
			})
		})
	}
}

var lineOfWatch = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ  [A-Z_]+(  \S.*)?$`)

func TestWatchPrintsALineAChangeUntilTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, false)
		job := w.running(backup.BackupJob)
		status := w.watch(t.Context(), formatText, job.ID)
		var states []string
		last := ""
		for line := range strings.Lines(w.out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" {
				break // the diagnosis
			}
			if !lineOfWatch.MatchString(line) || line <= last {
				t.Errorf("line %q after %q", line, last)
			}
			last = line
			states = append(states, strings.Fields(line)[1])
		}
		end := states[len(states)-1]
		if len(states) < 2 || states[0] != "RUNNING" || !backup.TerminalState(end) || slices.ContainsFunc(states[:len(states)-1], backup.TerminalState) {
			t.Errorf("states %v", states)
		}
		if (status == exitDone) != (end == "COMPLETED") {
			t.Errorf("exit status %d after %s", status, end)
		}
		if n := w.world.Stats().Faults; len(n) > 0 {
			t.Errorf("faults %v", n)
		}
	})
}

// through lets faults befall every call for a while, after the job was found. What it
// returns waits until that is over.
func (w *watcher) through(kind sim.FaultKind, d time.Duration) (over func()) {
	var weather sync.WaitGroup
	weather.Go(func() {
		time.Sleep(7 * time.Second)
		w.world.SetFaults(sim.Faults{{Kind: kind, Fraction: 1}})
		if d > 0 {
			time.Sleep(d)
			w.world.SetFaults(nil)
		}
	})
	return weather.Wait
}

func TestWatchSurvivesTroubleAndSaysHowOldThatIsWhatItKnows(t *testing.T) {
	for kind, says := range map[sim.FaultKind][]string{
		sim.Throttling:   {"last known", " ago: throttled"},
		sim.ServerError:  {"last known", " ago: "},
		sim.Reset:        {"last known", "unreachable"},
		sim.Hang:         {"last known", "AWS does not answer"},
		sim.ExpiredToken: {"last known", "credentials", "once they are back"},
	} {
		t.Run(string(kind), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWatcher(t, false)
				job := w.running(backup.RestoreJob)
				defer w.through(kind, 4*time.Minute)()
				if status := w.watch(t.Context(), formatText, job.ID); status == exitPartial {
					t.Errorf("exit status %d", status)
				}
				w.says(append(says, "AWS answers again")...)
				lines := strings.Split(strings.SplitN(w.out.String(), "\n\n", 2)[0], "\n")
				if !strings.Contains(strings.Join(lines, "\n"), "COMPLETED") && !strings.Contains(w.out.String(), "FAILED") {
					t.Errorf("no end:\n%s", w.out.String())
				}
			})
		})
	}
}

func TestWhatStaysRefusedIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, false)
		job := w.running(backup.RestoreJob)
		defer w.through(sim.AccessDenied, 0)()
		began := time.Now()
		if status := w.watch(t.Context(), formatText, job.ID); status != exitPartial {
			t.Errorf("exit status %d", status)
		}
		w.says("given up", "access denied", "backup:DescribeRestoreJob")
		if d := time.Since(began); d < patienceRefused || d > 5*time.Minute {
			t.Errorf("given up after %s", d)
		}
	})
}

func TestAJobIsFoundInAWholeOrganisationSideBySide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, true)
		for _, err := range w.client.Accounts(t.Context()) { // so that who reads each account is known
			if err != nil {
				t.Fatal(err)
			}
		}
		job := w.job(backup.BackupJob, "COMPLETED")
		w.world.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 200 * time.Millisecond}})
		began := time.Now()
		if status := w.watch(t.Context(), formatText, job.ID); status != exitDone && status != exitIssues {
			t.Errorf("exit status %d", status)
		}
		w.says("looking for 1 job in ", " accounts and Regions of ")
		if d := time.Since(began); d > 10*time.Second {
			t.Errorf("found after %s", d)
		}
	})
}

func TestAJobThatIsNowhereIsSaidToBeNowhereWithWhatWasNotRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, true)
		if status := w.watch(t.Context(), formatText, "00000000-AAAA-BBBB-CCCC-000000000000"); status != exitPartial {
			t.Errorf("exit status %d", status)
		}
		w.says("no job 00000000-AAAA-BBBB-CCCC-000000000000 in ", "not read: "+w.world.RefusingAccount()+": access denied", "service control policy", "--region all")
		if n := strings.Count(w.errs.String(), "service control policy"); n != 1 {
			t.Errorf("one Region is named %d times:\n%s", n, w.errs.String())
		}
	})
}

// TestOfSeveralJobsOneThatIsNowhereHidesNoOther: what the others came to is told all the same.
func TestOfSeveralJobsOneThatIsNowhereHidesNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for state, want := range map[string]int{"COMPLETED": exitPartial, "FAILED": exitFailed} {
			w := newWatcher(t, false)
			job := w.job(backup.BackupJob, state)
			if status := w.watch(t.Context(), formatText, "00000000-AAAA-BBBB-CCCC-000000000000", job.ID); status != want {
				t.Errorf("exit status %d, want %d", status, want)
			}
			w.says("no job 00000000-AAAA-BBBB-CCCC-000000000000 in ")
			if !strings.Contains(w.out.String(), state) {
				t.Errorf("the end of the other is not told:\n%s", w.out.String())
			}
		}
	})
}

// TestCredentialsAreSaidToBeMissingOnce: they are those of an account, in every Region.
func TestCredentialsAreSaidToBeMissingOnce(t *testing.T) {
	none := func(account, region string) *backup.Error {
		return &backup.Error{Kind: backup.Credentials, Scope: backup.In(account, region), Message: "none found", Remedy: "aws sso login"}
	}
	if got := unreadLines([]*backup.Error{none("", "eu-west-1"), none("", ""), none("", "us-east-1")}); !slices.Equal(got, []string{"credentials: none found; aws sso login"}) {
		t.Errorf("%q", got)
	}
	if got := unreadLines([]*backup.Error{none("111122223333", "eu-west-1"), none("111122223333", "us-east-1"), none("444455556666", "")}); len(got) != 2 {
		t.Errorf("of two accounts: %q", got)
	}
}

// TestAJobIsInTheAccountThatItSaysItIsIn: AWS answers the management account about the jobs of
// the others.
func TestAJobIsInTheAccountThatItSaysItIsIn(t *testing.T) {
	j := &followed{thing: backup.Thing{ID: "j", Scope: backup.In("111122223333", "eu-west-1")}, job: &backup.Job{Account: backup.Intern("444455556666")}}
	if got := jobPlace(j); !strings.HasSuffix(got, " in 444455556666/eu-west-1") {
		t.Errorf("%q", got)
	}
	j.job = &backup.Job{}
	if got := jobPlace(j); !strings.HasSuffix(got, " in 111122223333/eu-west-1") {
		t.Errorf("%q", got)
	}
}

func TestOfSeveralJobsTheWorstCounts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, false)
		good, bad, issues := w.job(backup.CopyJob, "COMPLETED"), w.job(backup.BackupJob, "FAILED"), w.job(backup.ScanJob, "COMPLETED_WITH_ISSUES")
		if status := w.watch(t.Context(), formatText, good.ID, issues.ID); status != exitIssues {
			t.Errorf("exit status %d", status)
		}
		if status := w.watch(t.Context(), formatText, good.ID, issues.ID, bad.ID); status != exitFailed {
			t.Errorf("exit status %d", status)
		}
		w.says("  "+good.ID+"  COMPLETED", "  "+bad.ID+"  FAILED")
	})
}

func TestRecordsOfWatchAreOneAChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, false)
		running, failed := w.running(backup.RestoreJob), w.job(backup.BackupJob, "FAILED")
		w.watch(t.Context(), formatJSONL, running.ID, failed.ID)
		last, seen := map[string]watchRecord{}, map[string]bool{}
		for line := range strings.Lines(w.out.String()) {
			var r watchRecord
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatalf("%v: %s", err, line)
			}
			if last[r.ID].Ended || seen[line] {
				t.Errorf("twice, or after the end: %s", line)
			}
			last[r.ID], seen[line] = r, true
		}
		r := last[failed.ID]
		if !r.Ended || r.ExitStatus == nil || *r.ExitStatus != exitFailed || r.Diagnosis == nil || r.Message == "" || r.Kind != "backup" {
			t.Errorf("%+v", r)
		}
		if r := last[running.ID]; !r.Ended || r.Kind != "restore" || len(seen) < 4 {
			t.Errorf("%d records, last %+v", len(seen), r)
		}
	})
}

func TestASignalEndsWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatcher(t, false)
		job := w.running(backup.RestoreJob)
		ctx, cancel := context.WithCancelCause(t.Context())
		go func() {
			time.Sleep(12 * time.Second)
			cancel(signalError{syscall.SIGINT})
		}()
		began := time.Now()
		if status := w.watch(ctx, formatText, job.ID); status != 130 || time.Since(began) != 12*time.Second {
			t.Errorf("exit status %d after %s", status, time.Since(began))
		}
	})
}
