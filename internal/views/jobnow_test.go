package views

import (
	"context"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
)

// describes answers with one document about everything.
type describes backup.Document

func (d describes) Describe(context.Context, backup.Thing) iter.Seq[backup.Document] {
	return slices.Values([]backup.Document{backup.Document(d)})
}

// jobIn is a job in that state.
func jobIn(kind backup.JobKind, state string) *backup.Job {
	return &backup.Job{
		Kind: kind, ID: "job-1", State: backup.Intern(state), Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"),
		Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:eu-west-1:111122223333:volume/vol-0a"), Type: backup.Intern("EBS")}),
	}
}

// asking is a session that can ask about a job, and knows none.
func asking(answer backup.Document) *session {
	return &session{b: Backend{Describe: describes(answer)}, env: &Env{Snap: state.NewStore().Snapshot(), Fleet: &Fleet{}}}
}

func TestStoppingAndValidatingLookAtTheJobAsItIsNow(t *testing.T) {
	t.Parallel()
	gone := &backup.Error{Kind: backup.NotFound, Op: "backup:DescribeBackupJob"}
	refused := &backup.Error{Kind: backup.AccessDenied, Op: "backup:DescribeBackupJob"}
	for name, c := range map[string]struct {
		answer backup.Document
		want   restore.Outcome // of the check of the job itself
		blocks bool
		says   string
	}{
		"as it was":       {backup.Document{Row: jobIn(backup.BackupJob, "RUNNING")}, restore.OK, false, "it is RUNNING now"},
		"ended since":     {backup.Document{Row: jobIn(backup.BackupJob, "COMPLETED")}, restore.OK, true, "it is COMPLETED now; it was RUNNING when this was opened"},
		"gone":            {backup.Document{Err: gone}, restore.Blocks, true, "it can't be read now"},
		"may not be read": {backup.Document{Err: refused}, restore.CannotTell, false, "it can't be read now"},
		"no such answer":  {backup.Document{}, restore.CannotTell, false, "it can't be read now"},
	} {
		d := newStopping(asking(c.answer), *jobIn(backup.BackupJob, "RUNNING"))
		found := d.checks(d)[0].Run(t.Context(), nil, restore.Plan{})
		if found[0].Check != "job" || found[0].Outcome != c.want || !strings.Contains(found[0].Evidence, c.says) {
			t.Errorf("%s: %+v", name, found)
		}
		if blocked := restore.Count(found).Blocks > 0; blocked != c.blocks {
			t.Errorf("%s: blocked %v: %+v", name, blocked, found)
		}
	}
	s := asking(backup.Document{Row: jobIn(backup.RestoreJob, "COMPLETED")})
	seen := jobIn(backup.RestoreJob, "RUNNING")
	d := newValidating(s, jobThing(seen), seen)
	d.set("result", "VALIDATING")
	if found := d.checks(d)[0].Run(t.Context(), nil, restore.Plan{}); restore.Count(found) != (restore.Tally{OK: 2}) {
		t.Errorf("a restore that has completed since: %+v", found)
	}
}

func TestOnlyAPlanMakesAStoppedBackupAgain(t *testing.T) {
	t.Parallel()
	for plan, want := range map[string]string{"": "no plan made it", "plan-1": "the next scheduled backup is made as planned"} {
		j := jobIn(backup.BackupJob, "RUNNING")
		j.By = backup.RefTo(backup.CreatedBy{PlanID: backup.Intern(plan)})
		s := asking(backup.Document{})
		if facts := newStopping(s, *j).head(nil, s.env); !strings.Contains(facts[len(facts)-1].Value, want) {
			t.Errorf("plan %q: %+v", plan, facts)
		}
	}
}

func TestTheFormOfAValidationOpensAlsoOfAJobThatTheListsDoNotHave(t *testing.T) {
	t.Parallel()
	s := asking(backup.Document{Row: jobIn(backup.RestoreJob, "COMPLETED")})
	act := s.activityOf("validate", jobThing(jobIn(backup.RestoreJob, "")))
	take, err := act.load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	take()
	act.fill(map[string]string{"result": "FAILED", "message": "no rows"})
	items, err := act.items()
	if err != nil || act.problem() != "" || len(items) != 1 {
		t.Fatalf("%q, %+v, %v", act.problem(), items, err)
	}
	if c := items[0].Change.(*backup.PutRestoreValidationResult); c.RestoreJobId != "job-1" || c.ValidationStatus != "FAILED" || c.ValidationStatusMessage != "no rows" {
		t.Errorf("it sends %+v", c)
	}
}
