package views

import (
	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// cannotStop says why a job can't be stopped, "" where it can.
func cannotStop(_ *Env, rows []*backup.Job) string {
	for _, f := range restore.GuardStop(rows[0]) {
		if f.Outcome == restore.Blocks {
			return f.Evidence
		}
	}
	return ""
}

// stopJob opens the review that stops a backup job.
func stopJob(s *session, _ *Env, rows []*backup.Job) tea.Cmd {
	j := *rows[0]
	return s.change(func() { s.push(newWizard(s, newStopping(s, j), nil)) })
}

func newStopping(s *session, j backup.Job) *doing {
	t, name := jobThing(&j), resourceWords(j.Of.Get())
	note := "what it did so far is lost; nothing makes this backup again by itself: no plan made it"
	if by := j.By.Get(); !by.PlanID.Empty() {
		note = "what it did so far is lost; the next scheduled backup is made as planned"
	}
	return &doing{
		s: s, k: ops.Stop, of: t, name: "stop the backup of " + name,
		change: func(*doing) []ops.Item {
			return []ops.Item{{Change: &backup.StopBackupJob{BackupJobId: j.ID}, Thing: t, Name: name}}
		},
		checks: func(*doing) []restore.Check { return []restore.Check{ofJobNow(s, "stop", &j, restore.GuardStop)} },
		head: func(_ *doing, e *Env) ui.Facts {
			return ui.Facts{
				{Label: "Stops", Value: "the backup of " + name, Tone: ui.Strong},
				{Label: "job", Value: j.ID},
				{Label: "in", Value: e.place(t.Scope)},
				{Label: "note", Value: note, Tone: ui.Warn},
			}
		},
	}
}
