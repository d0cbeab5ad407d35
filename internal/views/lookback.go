package views

import (
	"cmp"
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// lookedBack is what became of the intents that an earlier console left without an
// outcome.
type lookedBack struct {
	open, found, failed int
	ongoing, gone       int             // deletions that AWS took: it has not said the end of; it has carried out
	unseen              int             // deletions that AWS took, of which it does not say what they came to
	unlooked            int             // deletions that AWS took, too many to be looked at now
	broken              []ops.BrokenOff // of ops that were broken off: what was never sent
	err                 error
	asked               bool // by the operator, who wants to know in any case
}

// lookBack looks in AWS for intents without an outcome: those of a console that died,
// or that AWS gave no answer to. It sends nothing; what it finds goes into the journal.
func (s *session) lookBack() tea.Cmd {
	c := s.b.Changes
	if c == nil || c.Journal == nil {
		return nil
	}
	ctx := s.ctx
	return func() tea.Msg {
		pending, err := c.Journal.Pending()
		if err != nil { // nothing else of it can be read either
			return lookedBack{err: err}
		}
		var m lookedBack
		for _, in := range pending {
			if f, err := c.Runner.LookUp(ctx, in); err == nil && f.Verdict == ops.Found {
				m.found++
			}
		}
		if pending, err = c.Journal.Pending(); err == nil {
			m.open = len(pending)
		}
		m.prove(ctx, c.Runner)
		return m
	}
}

// looksAtOnce is how much of what AWS took is looked at in one go: a delete has up to
// thousands of points, and whoever waits for the rest of the look is to be told within seconds.
const looksAtOnce = 200

// look looks at what AWS took and nobody saw the end of.
func (m *lookedBack) look(ctx context.Context, r Runner) error {
	taken, err := r.Unproven()
	if most := min(len(taken), looksAtOnce); most < len(taken) {
		taken, m.unlooked = taken[:most], len(taken)-most
	}
	for _, in := range taken {
		switch f, err := r.LookUp(ctx, in); {
		case err != nil:
		case f.Verdict == ops.Failed:
			m.failed++
		case f.Verdict == ops.Found && !f.Ongoing:
			m.gone++
		case f.Ongoing:
			m.ongoing++
		case f.Verdict == ops.CantTell:
			m.unseen++
		}
	}
	return err
}

// prove is that look, and says of ops of several items that were broken off what was never
// sent.
func (m *lookedBack) prove(ctx context.Context, r Runner) {
	err := m.look(ctx, r)
	broken, worse := r.SettleBroken(ctx)
	m.broken, m.err = broken, cmp.Or(err, worse) // of a journal that can't be written both say the same
}

// lookAgain is the same look when the operator asks for it.
func (s *session) lookAgain() tea.Cmd {
	look := s.lookBack()
	if look == nil {
		return nil
	}
	return func() tea.Msg {
		m, _ := look().(lookedBack)
		m.asked = true
		return m
	}
}

// heedLookBack says what the look found, once. What is worst is said first: a journal
// that can't be read, what was taken and came to nothing, what was never sent.
func (s *session) heedLookBack(m lookedBack) {
	s.looking.remain(&m)
	var words []string
	if m.err != nil {
		words = append(words, "the journal can't be read or written: "+m.err.Error())
	}
	if m.failed > 0 {
		words = append(words, m.failedWords())
	}
	for _, r := range m.broken {
		words = append(words, string(r.Kind)+" "+r.Name+" was broken off: "+r.Brief)
	}
	if m.ongoing > 0 {
		words = append(words, counted2(m.ongoing, "point", "points")+" still DELETING: 9 goes on looking")
	}
	if m.unlooked > 0 {
		words = append(words, counted2(m.unlooked, "deletion", "deletions")+" not looked at yet: 9 goes on")
	}
	switch found := counted2(m.found, "action was", "actions were"); {
	case m.asked && m.open > 0:
		words = append(words, "looked again: "+counted2(m.open, "action has", "actions have")+" no known outcome; :resend sends one again")
	case m.open > 0:
		words = append(words, counted2(m.open, "action of before has", "actions of before have")+" no known outcome")
	case len(words) > 0:
	case m.asked && m.found > 0:
		s.say(ui.Good, "looked again: "+found+" found in AWS")
	case m.asked:
		s.say(ui.Muted, "read again: every action has a known outcome")
	case m.found > 0:
		s.say(ui.Plain, counted2(m.found, "action of before was", "actions of before were")+" interrupted and found in AWS: 9 shows it")
	}
	if len(words) == 0 {
		return
	}
	said := strings.Join(words, " · ")
	if m.asked || s.top().Target().View == "actions" {
		s.owed = owed{}
	} else {
		s.owed.add(said, "", m.open > 0)
		said += "; 9 shows it"
	}
	s.say(ui.Warn, said)
}

func (m *lookedBack) failedWords() string {
	return counted2(m.failed, "deletion of before was taken and has", "deletions of before were taken and have") + " come to nothing"
}

// resend sends the request of an intent without an outcome once more, with the same
// token: an action like any other, confirmed and armed.
func (s *session) resend(op string, item, attempt int) tea.Cmd {
	c, ctx := s.b.Changes, s.ctx
	return func() tea.Msg {
		pending, err := c.Journal.Pending()
		if err != nil {
			return resendable{err: err}
		}
		fruitless, err := c.Journal.Fruitless()
		if err != nil {
			return resendable{err: err}
		}
		for _, in := range append(pending, fruitless...) {
			if in.Op == op && in.Item == item && in.Attempt == attempt {
				if ctx.Err() != nil {
					return resendable{err: context.Cause(ctx)}
				}
				again, err := c.Runner.Again(in)
				return resendable{again, in, err}
			}
		}
		return resendable{err: ops.ErrSettled}
	}
}

// resendable is an op that may be sent again.
type resendable struct {
	op  ops.Op
	of  ops.Intent
	err error
}
