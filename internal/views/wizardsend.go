package views

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// accept is enter on the review: it opens the confirmation when everything that keeps
// from it is out of the way, and says what does otherwise.
func (w *wizard) accept() tea.Cmd {
	v := w.review
	switch {
	case v.done.IsZero():
		v.withhold()
		w.s.say(ui.Warn, "the checks are still running; what they can't find out becomes “can't tell” by itself")
		return nil
	case v.stale():
		return w.checkFirst()
	}
	if cmd, passed := w.passed(); passed {
		return cmd
	}
	return w.confirm()
}

// checkFirst runs checks again that are too old to confirm on, also where they grew old
// while the confirmation stood open: what they find now may be another thing.
func (w *wizard) checkFirst() tea.Cmd {
	cmd := w.check()
	w.review.wants = true
	w.s.say(ui.Plain, "the checks are older than five minutes: they run again, then the confirmation opens")
	return cmd
}

// cannotConfirm says why enter on the review opens no confirmation, "" where it may.
func (w *wizard) cannotConfirm() string {
	if w.act == nil { // its keys are listed for the documentation
		return ""
	}
	if why := w.act.never(); why != "" {
		return "not sent from here; c copies the command: " + why
	}
	if n := restore.Count(w.review.findings()).Blocks; n > 0 && !w.review.done.IsZero() {
		return counted2(n, "check says", "checks say") + " that it would fail: " + w.wayBack()
	}
	return ""
}

// confirm asks for what must be typed. A console that is not armed asks for a reason
// first.
func (w *wizard) confirm() tea.Cmd {
	s, v := w.s, w.review
	if st := s.b.Changes.Arming.State(); !st.Armed {
		if st.Why != "" && s.o.ReadOnly {
			s.say(ui.Warn, st.Why)
			return nil
		}
		s.askReason(func() tea.Cmd { return w.confirm() })
		return nil
	}
	c := w.act.circumstances(s.env)
	demand := s.b.Changes.Runner.Demand(v.op, c)
	phrase := demand.Phrase
	if n := v.unsettled(); n > 0 {
		phrase += " " + strconv.Itoa(n) // what is not settled is acknowledged by its number
	}
	s.dialogs = append(s.dialogs, ui.NewConfirm(ui.ConfirmOptions{
		Title: w.act.title(), Phrase: phrase, Lines: append([]string{demand.Why}, w.last()...), Verb: verbOf(v.op.Kind),
		Done: func(ok bool) tea.Cmd {
			switch {
			case !ok:
				return nil
			case v.stale():
				return w.checkFirst()
			}
			if cmd, passed := w.passed(); passed {
				return cmd
			}
			return w.send(c, demand.Phrase)
		},
	}))
	return nil
}

// verbOf is what enter does in the confirmation.
func verbOf(k ops.Kind) string {
	switch k {
	case ops.Stop, ops.Delete, ops.Disassociate:
		return string(k)
	case ops.DetachChild:
		return "detach"
	case ops.SetLifecycle:
		return "change"
	case ops.Validate:
		return "record"
	case ops.Restore, ops.Copy, ops.BackUp:
	}
	return "start"
}

// unsettled counts what the checks warn of or can't tell.
func (v *review) unsettled() int {
	t := restore.Count(v.findings())
	return t.Warnings + t.CannotTell
}

// last are the lines of the confirmation that say what is about to happen, and where.
func (w *wizard) last() []string {
	e, op := w.s.env, w.review.op
	lines := []string{fmt.Sprintf("%s in %s/%s", op.Items[0].Change.Operation(), e.AccountName(op.Scope.Account), op.Scope.Region)}
	if c, ok := op.Items[0].Change.(*backup.StartCopyJob); ok {
		to := backup.VaultOfARN(c.DestinationBackupVaultArn)
		lines = append(lines, fmt.Sprintf("into %s in %s/%s", to.Name, e.AccountName(to.Account), to.Region))
	}
	if t := restore.Count(w.review.findings()); t.Warnings+t.CannotTell > 0 {
		var left []string
		if t.Warnings > 0 {
			left = append(left, counted2(t.Warnings, "warning", "warnings"))
		}
		if t.CannotTell > 0 {
			left = append(left, counted2(t.CannotTell, "check can't tell", "checks can't tell"))
		}
		lines = append(lines, "not settled: "+strings.Join(left, ", "))
	}
	return lines
}

// sent is what became of the request.
type sent struct {
	results []ops.Result
	err     error
}

// send hands the op to the runner. From here on it is the runner's: leaving the screen
// does not take it back.
func (w *wizard) send(c ops.Circumstances, typed string) tea.Cmd {
	s, runner := w.s, w.s.b.Changes.Runner
	op := w.review.op
	op.Beside, op.Draft = *w.review.beside, w.drafts.draft.ID
	confirmed, err := runner.Confirm(op, c, typed)
	if err != nil {
		s.say(ui.Warn, err.Error())
		return nil
	}
	w.stage = sending
	id, ctx, way, look := w.id, s.ctx, s.begins(w), w.lastLook()
	w.begun = way.since
	return func() tea.Msg {
		remark, err := look(ctx)
		if err != nil {
			return result{to: id, value: sent{nil, err}}
		}
		confirmed.Remark = remark
		way.remarks(remark)
		results, err := runner.Do(ctx, confirmed, way.report)
		return result{to: id, value: sent{results, err}}
	}
}
