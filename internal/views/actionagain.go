package views

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// noForm says why no form can be opened again for an action, "" where one can.
func noForm(a *ops.Action) string {
	switch {
	case hasRest(a) && a.Settled:
		return "what was not sent then was deleted since"
	case hasRest(a):
		return ""
	}
	if a.Phase.String() == string(ops.Begun) && a.Kind.String() == string(ops.Delete) {
		return "R on its line \"stopped\" opens the review of what was not sent"
	}
	if a.Target.Empty() || a.Item == 0 {
		return "the record names no thing that a form could be about"
	}
	switch k := ops.Kind(a.Kind.String()); k {
	case ops.Stop, ops.Validate:
		return kindNoun(k) + " has no form to open again: the job's page has it (enter)"
	}
	return ""
}

// hasRest reports whether a row says that points were not deleted: R opens the review of those.
func hasRest(a *ops.Action) bool {
	return a.Phase.String() == string(ops.Stopped) && a.Kind.String() == string(ops.Delete)
}

// kindNoun is one of a kind, as a sentence begins with it.
func kindNoun(k ops.Kind) string {
	switch k {
	case ops.Validate:
		return "a validation"
	case ops.BackUp:
		return "a backup"
	case ops.SetLifecycle:
		return "a change of lifecycle"
	case ops.DetachChild:
		return "a detachment"
	case ops.Disassociate:
		return "a disassociation"
	case ops.Delete:
		return "a deletion"
	default: // restore, copy, stop
		return "a " + string(k)
	}
}

// redoAction opens the form of the same kind for the same thing, with what was sent then.
func redoAction(s *session, _ *Env, rows []*ops.Action) tea.Cmd {
	a := rows[0]
	t, _ := actionToTarget(a)
	return func() tea.Msg {
		if hasRest(a) {
			things, err := ops.NewJournal(a.File.String()).NeverSent(a.Op.String())
			return redo{kind: ops.Delete, rest: things, why: a.Error.String(), err: err}
		}
		for r, err := range ops.NewJournal(a.File.String()).Records() {
			if err == nil && r.Op == a.Op.String() && r.Item == int(a.Item) && r.Phase == ops.Intended {
				return redo{kind: ops.Kind(a.Kind.String()), thing: t.Thing, request: r.Request}
			}
		}
		return redo{kind: ops.Kind(a.Kind.String()), thing: t.Thing}
	}
}

// redo is a form to be opened with what an earlier request said.
type redo struct {
	kind    ops.Kind
	thing   backup.Thing
	request []byte
	rest    []backup.Thing // of a delete of many: what was never sent
	why     string         // and what stopped it
	err     error
}

func (s *session) openRedo(m redo) {
	act := s.activityOf(m.kind, m.thing)
	switch {
	case m.err != nil:
		s.say(ui.Warn, "the journal can't be read: "+m.err.Error())
		return
	case len(m.rest) > 0:
		names := make([]string, len(m.rest))
		for i, t := range m.rest {
			names[i] = backup.ShortARN(t.ID)
		}
		rest := newDeleting(s, m.rest, names)
		rest.checks = warnedBefore(m.why, rest.checks)
		act = rest
	case act == nil, m.thing.ID == "":
		s.say(ui.Warn, kindNoun(m.kind)+" has no form to open again")
		return
	}
	w := newWizard(s, act, nil)
	w.redo = m.request
	s.push(w)
}

// warnedBefore adds to the checks of a delete's rest what stopped the delete: the same may
// come of these.
func warnedBefore(why string, checks func(*doing) []restore.Check) func(*doing) []restore.Check {
	return func(d *doing) []restore.Check {
		const name = "the delete before"
		return append([]restore.Check{{Name: name, Run: func(context.Context, restore.Lookup, restore.Plan) []restore.Finding {
			return []restore.Finding{{Check: name, Outcome: restore.Warning, Source: "journal", Evidence: "was stopped: " + why, Remedy: "mend what stopped it first: the same may come of these"}}
		}}}, checks(d)...)
	}
}

// recaller is an activity that can be filled in from an earlier request, AWS's JSON.
type recaller interface{ recall(request []byte) }
