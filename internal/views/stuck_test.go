package views

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestWhatLooksStuckNamesItsEvidenceAsAnAssumption walks the four reasons and their limits.
func TestWhatLooksStuckNamesItsEvidenceAsAnAssumption(t *testing.T) {
	of := backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:eu-west-1:1:volume/vol-a"), Type: backup.Intern("EBS")})
	other := backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:eu-west-1:1:volume/vol-b"), Type: backup.Intern("EBS")})
	running, created := backup.Intern("RUNNING"), backup.Intern("CREATED")
	e := sampleEnv()
	e.Usual = usuals{{kind: backup.BackupJob, of: of}: {from: 20 * time.Minute, to: 40 * time.Minute}, {kind: backup.BackupJob, typ: backup.Intern("EBS")}: {from: time.Minute, to: 2 * time.Minute}}
	e.Course = &course{
		moves: map[jobName]movement{
			{backup.BackupJob, "still"}:  {bytes: 7 << 30, percent: 40, since: ago(50 * time.Minute), seen: ago(time.Minute)},
			{backup.BackupJob, "unread"}: {bytes: 7 << 30, percent: 40, since: ago(50 * time.Minute), seen: ago(45 * time.Minute)},
			{backup.CopyJob, "percent"}:  {percent: 12, since: ago(2 * time.Hour), seen: ago(0)},
		},
		first: map[backup.Ref[backup.ResourceRef]]leader{of: {backup.BackupJob, "first", ago(3 * time.Hour)}},
	}
	for _, c := range []struct {
		name string
		job  backup.Job
		word string
		says []string
	}{
		{"within the usual", backup.Job{ID: "a", State: running, Of: of, Started: ago(30 * time.Minute)}, "", nil},
		{"longer, but not far", backup.Job{ID: "a", State: running, Of: of, Started: ago(70 * time.Minute)}, "", nil},
		{"far longer", backup.Job{ID: "a", State: running, Of: of, Started: ago(2 * time.Hour)}, "slow", []string{"run for 2 h", "of the same resource took 20–40 min", "may be"}},
		{"far longer than others of the type only", backup.Job{ID: "a", State: running, Of: other, Started: ago(2 * time.Hour)}, "", nil},
		{"no byte moved", backup.Job{ID: "still", State: running, Of: other, Started: ago(time.Hour), Transferred: 7 << 30, Percent: 40}, "stalled", []string{"no byte has moved for 49 min", "as observed from here", "may be"}},
		{"it has moved since", backup.Job{ID: "still", State: running, Of: other, Started: ago(time.Hour), Transferred: 8 << 30, Percent: 40}, "", nil},
		{"nobody has looked since", backup.Job{ID: "unread", State: running, Of: other, Started: ago(time.Hour), Transferred: 7 << 30, Percent: 40}, "", nil},
		{"only its percent stands still", backup.Job{Kind: backup.CopyJob, ID: "percent", State: running, Percent: 12, Started: ago(3 * time.Hour)}, "stalled", []string{"percent has not moved for 2 h"}},
		{"waits behind another", backup.Job{ID: "b", State: created, Of: of, Created: ago(20 * time.Minute)}, "behind", []string{"waited for 20 min", "presumably behind backup job first of the same resource", "has run for 3 h"}},
		{"waits for a moment only", backup.Job{ID: "b", State: created, Of: of, Created: ago(time.Minute)}, "", nil},
		{"the other is of another kind", backup.Job{Kind: backup.RestoreJob, ID: "b", State: backup.Intern("PENDING"), Of: of, Created: ago(50 * time.Minute)}, "", nil},
		{"it is the first itself", backup.Job{ID: "first", State: created, Of: of, Created: ago(50 * time.Minute)}, "", nil},
		{"it waits for long, behind nothing that is seen", backup.Job{ID: "first", State: created, Of: of, Created: ago(2 * time.Hour)}, "waits", []string{"waited for 2 h", "no other job of the same resource is seen", "may run"}},
		{"its window closes", backup.Job{ID: "c", State: created, Of: other, Created: ago(time.Hour), StartBy: sampleNow.Add(10 * time.Minute)}, "window", []string{"closes in 10 min", "if it has not started"}},
		{"its window has closed", backup.Job{ID: "c", State: created, Of: other, Created: ago(time.Hour), StartBy: ago(time.Minute)}, "window", []string{"closed 1 min ago", "if AWS keeps"}},
		{"the window is worse than the queue", backup.Job{ID: "c", State: created, Of: of, Created: ago(time.Hour), StartBy: sampleNow.Add(10 * time.Minute)}, "window", []string{"closes in"}},
		{"its window is far", backup.Job{ID: "c", State: created, Of: other, Created: ago(50 * time.Minute), StartBy: sampleNow.Add(7 * time.Hour)}, "", nil},
		{"it runs: the window is over", backup.Job{ID: "c", State: running, Of: other, Started: ago(time.Minute), StartBy: ago(time.Minute)}, "", nil},
		{"it has ended", backup.Job{ID: "still", State: backup.Intern("COMPLETED"), Of: of, Started: ago(9 * time.Hour), Completed: ago(time.Minute), Transferred: 7 << 30, Percent: 40}, "", nil},
		{"nothing is known of it", backup.Job{ID: "x", State: running}, "", nil},
	} {
		found := suspicions(&c.job, e)
		word, evidence := "", ""
		if len(found) > 0 {
			word, evidence = found[0].word, found[0].evidence
		}
		if word != c.word || looksStuck(&c.job, e) != (c.word != "") {
			t.Errorf("%s: %q %q, want %q", c.name, word, evidence, c.word)
		}
		for _, want := range c.says {
			if !strings.Contains(evidence, want) {
				t.Errorf("%s: %q does not say %q", c.name, evidence, want)
			}
		}
		if got := string(appendJobState(nil, &c.job, e)); c.word != "" && got != "! "+c.job.State.String()+" "+c.word {
			t.Errorf("%s: the table says %q", c.name, got)
		}
	}
}

// TestACourseGoesOnFromWhatWasObserved reads the same jobs three times.
func TestACourseGoesOnFromWhatWasObserved(t *testing.T) {
	part := state.Part{Feed: "backup-jobs", Scope: backup.Scope{Account: backup.Intern("1"), Region: backup.Intern("eu-west-1")}}
	publish := func(jobs ...backup.Job) *state.Snapshot {
		store := state.NewStore()
		state.Publish(store, part, func(j *backup.Job) string { return j.ID }, jobs, 0)
		return store.Snapshot()
	}
	of := backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:s3:::b")})
	now := backup.TimeOf(time.Now())
	job := backup.Job{ID: "a", State: backup.Intern("RUNNING"), Of: of, Started: now, Transferred: 5}
	waiting := backup.Job{ID: "b", State: backup.Intern("CREATED"), Of: of, Created: now}
	failed := backup.Job{ID: "c", State: backup.Intern("FAILED"), Of: of, Created: now, Completed: now}
	first := courseOf(nil, publish(job, waiting, failed))
	if m, ok := first.moved(&job); !ok || m.bytes != 5 || m.since != m.seen {
		t.Fatalf("the first look: %+v %t", m, ok)
	}
	if r, ok := first.ahead(&waiting); !ok || r.id != "a" {
		t.Errorf("nobody is ahead: %+v", r)
	}
	if m, _ := courseOf(first, publish(job)).moved(&job); m.since != first.moves[jobName{backup.BackupJob, "a"}].since {
		t.Errorf("it stands still, yet since %v", m.since)
	}
	job.Transferred = 6
	if m, _ := courseOf(first, publish(job)).moved(&job); m.since < first.moves[jobName{backup.BackupJob, "a"}].since || m.bytes != 6 {
		t.Errorf("it has moved: %+v", m)
	}
	job.State, job.Completed = backup.Intern("COMPLETED"), now
	if _, ok := courseOf(first, publish(job)).moved(&job); ok {
		t.Error("it has ended, yet it is followed")
	}
}

// TestWhatLooksStuckIsOnTheOverviewBeforeItFails looks at its cell, at what runs, and at what
// the cell leads to.
func TestWhatLooksStuckIsOnTheOverviewBeforeItFails(t *testing.T) {
	e := sampleEnv()
	in := e.Fleet.Scopes[0]
	of := backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:elasticfilesystem:eu-west-1:1:file-system/fs-a"), Type: backup.Intern("EFS")})
	job := func(id, state string, ago time.Duration) backup.Job {
		return backup.Job{ID: id, Account: in.Account, Region: in.Region, State: backup.Intern(state), Of: of, Created: e.Now.Add(-ago), Percent: backup.NoPercent}
	}
	e.Course = &course{first: map[backup.Ref[backup.ResourceRef]]leader{of: {backup.BackupJob, "first", e.Now.Add(-time.Hour)}}}
	store := state.NewStore()
	part := state.Part{Feed: "backup-jobs", Scope: in}
	restore := job("restore", "RUNNING", 3*time.Hour)
	restore.Kind = backup.RestoreJob
	state.Publish(store, part, func(j *backup.Job) string { return j.ID }, []backup.Job{restore, job("first", "RUNNING", time.Hour), job("second", "CREATED", 20*time.Minute)}, 100)
	store.Flush()
	e.Snap = store.Snapshot()
	s := summarize(t.Context(), e, &knownLists{jobs: []state.Part{part}}, nil)
	if len(s.accounts) != 1 || s.accounts[0].cells[in.Region].stuck != 1 || s.total.stuck != 1 {
		t.Fatalf("%+v", s)
	}
	if s.running[0].ID != "second" || s.running[1].ID != "restore" || s.total.running != 3 {
		t.Errorf("%s comes first, then %s", s.running[0].ID, s.running[1].ID)
	}
	o := &overviewScreen{s: &session{env: e}, sum: s}
	for i := range o.cols {
		o.cols[i] = -1
	}
	drawn := ansi.Strip(o.Render(e, ui.Rect{W: 80, H: 20}))
	for _, want := range []string{"! 1 ▶ 3", "RUNNING NOW  ! 1 looks stuck · 2 backups · 1 restore", "! CREATED: waits 20 min behind ano"} {
		if !strings.Contains(drawn, want) {
			t.Errorf("no %q in\n%s", want, drawn)
		}
	}
}

// TestTheStepsForAJobThatLooksStuckAreThoseOfItsKind: there is no call that stops a restore or a copy.
func TestTheStepsForAJobThatLooksStuckAreThoseOfItsKind(t *testing.T) {
	for _, word := range []string{"window", "behind", "waits", "stalled", "slow"} {
		for _, kind := range []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob} {
			steps := strings.Join(stuckSteps(word, kind), "\n")
			stops := strings.Contains(steps, "Stop it (X)")
			if runs := word == "stalled" || word == "slow"; steps == "" || stops != (runs && kind == backup.BackupJob) {
				t.Errorf("a %s that is %s: %s", kind, word, steps)
			}
		}
	}
	e := sampleEnv()
	job := backup.Job{ID: "a", State: backup.Intern("CREATED"), Created: e.Now.Add(-2 * time.Hour), StartBy: e.Now.Add(10 * time.Minute)}
	lines := (&jobSide{row: &job}).lead(&session{env: e}, e)
	if i := slices.IndexFunc(lines, func(l line) bool { return l.label == "Assumed" }); i < 0 || lines[i+1].label != "Remedy 1" {
		t.Errorf("the page of a job that waits names no step: %+v", lines)
	}
}
