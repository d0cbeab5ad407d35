package views

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// resending sends the request of an intent without an outcome once more: the same body
// with the same token, so that AWS starts nothing twice. There is no form: another body
// would be another request.
type resending struct {
	s  *session
	op ops.Op
	of ops.Intent
}

// openResend opens the review of it, or says why it is not sent again.
func (s *session) openResend(m resendable) {
	if m.err != nil {
		s.say(ui.Warn, "not to be sent again: "+m.err.Error())
		return
	}
	if old, ok := s.top().(*wizard); ok && old.away != nil && old.review.op.ID == m.op.ID { // which asked for it
		s.cut(len(s.stack) - 1)
	}
	w := newWizard(s, &resending{s, m.op, m.of}, nil)
	w.review = &review{text: *ui.NewDocument(), op: m.op, body: bodyOf(m.op.Items)}
	w.stage = reviewing
	s.push(w)
	s.later(w.check())
}

func (r *resending) kind() ops.Kind      { return r.op.Kind }
func (r *resending) thing() backup.Thing { return r.op.Items[0].Thing }
func (r *resending) title() string {
	return "send again: " + string(r.op.Kind) + " " + r.op.Items[0].Name
}

func (r *resending) load(context.Context, restore.Lookup) (func(), error) { return func() {}, nil }
func (r *resending) fields() []ui.Field                                   { return nil }
func (r *resending) set(string, string)                                   {}
func (r *resending) reset(string)                                         {}
func (r *resending) due() []inquiry                                       { return nil }
func (r *resending) choices(string) (inquiry, bool)                       { return inquiry{}, false }
func (r *resending) never() string                                        { return "" }
func (r *resending) problem() string                                      { return "" }
func (r *resending) items() ([]ops.Item, error)                           { return r.op.Items, nil }
func (r *resending) values() map[string]string                            { return nil }
func (r *resending) fill(map[string]string)                               {}
func (r *resending) hidden() []backup.Secret                              { return nil }

// plan checks nothing anew: the request is what it was. But somebody may have begun the
// same in the meantime, or AWS this one.
func (r *resending) plan(e *Env) (restore.Plan, []restore.Check) {
	p := restore.Plan{Scope: r.op.Scope, Now: e.Now, By: r.s.sender(r.op.Scope), Jobs: jobsKnown(e, r.op.Scope)}
	p.Point.Thing = r.thing()
	check := restore.BusyCheck()
	switch request := r.op.Items[0].Change.(type) {
	case *backup.StartRestoreJob:
		p.Point.ARN, p.Point.Type = request.RecoveryPointArn, request.ResourceType
		check = restore.RunningCheck()
	case *backup.StartCopyJob:
		p.Point.ARN = request.RecoveryPointArn
	case *backup.StartBackupJob:
		p.Point.ResourceARN = request.ResourceArn
	default:
		return p, nil
	}
	return p, []restore.Check{check}
}

// about is what is known of the request, and what sending it once more does.
func (r *resending) about(e *Env) []ui.Block {
	exact := func(t ops.Stamp) string { return ui.ExactTime(t.Time(), e.Now.Time()) }
	facts := ui.Facts{{Label: "First sent", Value: exact(r.of.First)}}
	looked := "not yet: what came of it is not known"
	if f := r.of.Finding; r.of.Looked != 0 {
		looked = exact(r.of.Looked) + ": " + string(f.Verdict) + ", " + f.Evidence
	}
	facts = append(facts, ui.Fact{Label: "Looked for", Value: looked})
	if r.of.Outcome == ops.Refused {
		facts[1] = ui.Fact{Label: "Came of it", Value: "nothing: AWS throttled it"}
	}
	if r.of.Token == "" {
		return []ui.Block{append(facts, ui.Fact{Label: "Again", Value: "the same request: it says how things should be, and saying it twice does no more"})}
	}
	return []ui.Block{append(
		facts,
		ui.Fact{Label: "Again", Value: "the same request with the same token: if AWS took it before, it starts nothing and gives the same job"},
		ui.Fact{Label: "Until", Value: ui.ExactTime(r.of.Until(), e.Now.Time()) + ": after that it can only be looked up"},
	)}
}

// circumstances are those of the first time. A journal of before does not say them: then
// the name is asked for.
func (r *resending) circumstances(e *Env) ops.Circumstances {
	if c := r.of.Confirmed; c != nil {
		return *c
	}
	return ops.Circumstances{Account: e.AccountName(r.op.Scope.Account), Into: r.op.Items[0].Name}
}

// resendAction is the row's way there.
func resendAction(s *session, _ *Env, rows []*ops.Action) tea.Cmd {
	a := rows[0]
	return s.resend(a.Op.String(), int(a.Item), int(a.Attempt))
}

// notOpen says why a record can't be sent again, "" where it may.
func notOpen(a *ops.Action, e *Env) string {
	if a.Phase.String() == string(ops.Stopped) || a.Item == 0 {
		return "nothing of this was sent"
	}
	switch ops.Outcome(a.Outcome.String()) {
	case ops.Withheld:
		return "nothing of this was sent"
	case ops.Accepted, ops.Refused:
		if a.TurnedAway(e.Now.Time()) {
			return ""
		}
		return "it is known what came of it: " + a.Outcome.String()
	}
	if slices.Contains(e.sending, a.Op.String()) {
		return beingSent
	}
	switch s, open := unsettled(e)[a.Of()]; {
	case !open:
		return "it is known by now what came of it: R makes another request"
	case s.Late(e.Now.Time()):
		return tooLate(s, e)
	}
	return ""
}
