package views

import (
	"context"
	"strings"

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
	return &doing{
		s: s, k: ops.Stop, of: t, name: "stop the backup of " + name,
		change: func(*doing) []ops.Item {
			return []ops.Item{{Change: &backup.StopBackupJob{BackupJobId: j.ID}, Thing: t, Name: name}}
		},
		checks: func(*doing) []restore.Check {
			return []restore.Check{{Name: "stop", Run: func(context.Context, restore.Lookup, restore.Plan) []restore.Finding { return restore.GuardStop(&j) }}}
		},
		head: func(_ *doing, e *Env) ui.Facts {
			return ui.Facts{
				{Label: "Stops", Value: "the backup of " + name, Tone: ui.Strong},
				{Label: "job", Value: j.ID + ", " + j.State.String()},
				{Label: "in", Value: e.place(t.Scope)},
				{Label: "note", Value: "what it did so far is lost; the next scheduled backup is made as planned", Tone: ui.Warn},
			}
		},
	}
}

// validations are the results that AWS takes (PutRestoreValidationResult).
func validations() []ui.Option {
	return []ui.Option{{Value: "SUCCESSFUL"}, {Value: "FAILED"}, {Value: "TIMED_OUT"}, {Value: "VALIDATING"}}
}

// validateJob opens the form that records what a test of a restored resource found.
func validateJob(s *session, _ *Env, rows []*backup.Job) tea.Cmd {
	j := *rows[0]
	return s.change(func() { s.push(newWizard(s, newValidating(s, j), nil)) })
}

// notValidated says why no result can be recorded for a job, "" where one can.
func notValidated(_ *Env, rows []*backup.Job) string {
	for _, f := range restore.GuardValidation(rows[0], "VALIDATING") {
		if f.Outcome == restore.Blocks {
			return f.Evidence
		}
	}
	return ""
}

func newValidating(s *session, j backup.Job) *doing {
	t, name := jobThing(&j), resourceWords(j.Of.Get())
	return &doing{
		s: s, k: ops.Validate, of: t, name: "validation of the restore of " + name,
		asks: func(*doing) []ui.Field {
			return []ui.Field{
				{Key: "result", Label: "Result", Kind: ui.ChoiceField, Closed: true, Required: true, Options: validations(), Help: "what the test of the restored resource found; all but VALIDATING are final"},
				{Key: "message", Label: "Message", Kind: ui.TextField, Empty: "none", Help: "a few words on what was tested"},
			}
		},
		wrong: func(d *doing) string {
			for _, f := range restore.GuardValidation(&j, d.value("result")) {
				if f.Outcome == restore.Blocks {
					return f.Evidence + ": " + f.Remedy
				}
			}
			return ""
		},
		change: func(d *doing) []ops.Item {
			c := &backup.PutRestoreValidationResult{RestoreJobId: j.ID, ValidationStatus: d.value("result"), ValidationStatusMessage: strings.TrimSpace(d.value("message"))}
			return []ops.Item{{Change: c, Thing: t, Name: name}}
		},
		checks: func(d *doing) []restore.Check {
			result := d.value("result")
			return []restore.Check{{Name: "validation", Run: func(context.Context, restore.Lookup, restore.Plan) []restore.Finding {
				return restore.GuardValidation(&j, result)
			}}}
		},
		head: func(d *doing, e *Env) ui.Facts {
			return ui.Facts{
				{Label: "Records", Value: d.value("result"), Tone: ui.Strong},
				{Label: "for", Value: "the restore of " + name + ", job " + j.ID},
				{Label: "in", Value: e.place(t.Scope)},
			}
		},
	}
}
