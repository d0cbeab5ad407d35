package views

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// validations are the results that AWS takes (PutRestoreValidationResult).
func validations() []ui.Option {
	return []ui.Option{{Value: "SUCCESSFUL"}, {Value: "FAILED"}, {Value: "TIMED_OUT"}, {Value: "VALIDATING"}}
}

// validateJob opens the form that records what a test of a restored resource found.
func validateJob(s *session, _ *Env, rows []*backup.Job) tea.Cmd {
	j := *rows[0]
	return s.change(func() { s.push(newWizard(s, newValidating(s, jobThing(&j), &j), nil)) })
}

// notValidated says why no result can be recorded for a job, "" where one can.
func notValidated(_ *Env, rows []*backup.Job) string {
	for _, f := range restore.GuardValidation(rows[0], "VALIDATING") {
		if f.Outcome == restore.Blocks {
			return f.Evidence
		}
	}
	if j := rows[0]; !j.Terminal() { // whether AWS takes a result before is not documented
		return "the job is " + j.State.String() + ": nothing is restored yet that a test could have looked at"
	}
	return ""
}

// jobKnown is the row that the lists have of a job, nil where they have none.
func (s *session) jobKnown(t backup.Thing) *backup.Job {
	for _, j := range state.Select[backup.Job](s.env.Snap, nil, jobFeeds()...).All() {
		if j.ID == t.ID && j.Kind == t.Job {
			return j
		}
	}
	return nil
}

// newValidating is of a job as the lists have it; nil, as for a draft whose job they no
// longer have: AWS is asked.
func newValidating(s *session, t backup.Thing, seen *backup.Job) *doing {
	d := &doing{s: s, k: ops.Validate, of: t, name: "validation of the restore of " + t.ID}
	take := func(j *backup.Job) {
		d.known, d.name = j, "validation of the restore of "+resourceWords(j.Of.Get())
	}
	if seen == nil {
		seen = s.jobKnown(t)
	}
	if seen != nil {
		take(seen)
	} else {
		d.look = func(ctx context.Context, _ restore.Lookup) (any, error) {
			j, _, err := jobNow(ctx, s.b.Describe, t)
			return j, err
		}
	}
	job := func() *backup.Job { return knownOf[*backup.Job](d) }
	d.asks = func(*doing) []ui.Field {
		return []ui.Field{
			{Key: "result", Label: "Result", Kind: ui.ChoiceField, Closed: true, Required: true, Options: validations(), Help: "what the test of the restored resource found; all but VALIDATING are final"},
			{Key: "message", Label: "Message", Kind: ui.TextField, Empty: "none", Help: "a few words on what was tested"},
		}
	}
	d.wrong = func(d *doing) string {
		for _, f := range restore.GuardValidation(job(), d.value("result")) {
			if f.Outcome == restore.Blocks {
				return f.Evidence + ": " + f.Remedy
			}
		}
		return ""
	}
	d.change = func(d *doing) []ops.Item {
		c := &backup.PutRestoreValidationResult{RestoreJobId: t.ID, ValidationStatus: d.value("result"), ValidationStatusMessage: strings.TrimSpace(d.value("message"))}
		return []ops.Item{{Change: c, Thing: t, Name: resourceWords(job().Of.Get())}}
	}
	d.checks = func(d *doing) []restore.Check {
		result := d.value("result")
		return []restore.Check{ofJobNow(s, "validation", job(), func(j *backup.Job) []restore.Finding { return restore.GuardValidation(j, result) })}
	}
	d.head = func(d *doing, e *Env) ui.Facts {
		return ui.Facts{
			{Label: "Records", Value: d.value("result"), Tone: ui.Strong},
			{Label: "for", Value: "the restore of " + resourceWords(job().Of.Get()) + ", job " + t.ID},
			{Label: "in", Value: e.place(t.Scope)},
		}
	}
	return d
}
