package views

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// journalState is what is wrong with the journal itself, beside what is open in it: it is
// said at the start and whenever another file is opened, and stands over the actions.
type journalState struct {
	damage    string // which lines, what that means and what tells more; "" = none
	lines     string // these alone
	elsewhere string // journals of before that have something open; "" = none
}

// journalDamaged is the header's word for it.
const journalDamaged = "journal damaged"

// checkJournal reads the chain of the journal and the notes of others, off the UI goroutine.
func (s *session) checkJournal() tea.Cmd {
	c := s.b.Changes
	if c == nil || c.Journal == nil {
		return nil
	}
	ctx, j, named := s.ctx, c.Journal, s.moved
	return func() tea.Msg {
		var m journalState
		m.damage, m.lines = damageOf(ctx, j, named)
		var others []string
		for _, e := range j.Elsewhere() {
			others = append(others, e.String())
		}
		m.elsewhere = strings.Join(others, " · ")
		return m
	}
}

// damageOf says what is damaged in the journal, and in which lines. That it can't be read is said by who looks
// for what is open in it.
func damageOf(ctx context.Context, j *ops.Journal, named bool) (words, lines string) {
	r, err := j.Verify(ctx)
	if err != nil || len(r.Faults) == 0 { // of a line that is cut nothing was sent: the next one repairs it
		return "", ""
	}
	command := "bkpui journal verify"
	if named {
		command += " " + j.Path()
	}
	return r.DamageWords() + "; an intent may be hidden: run " + command, r.DamagedLines()
}

// heedJournal says it, and keeps it for the actions.
func (s *session) heedJournal(m journalState) {
	if m == s.env.journal {
		return
	}
	next := *s.env
	next.journal = m
	s.env, s.dirty = &next, true
	words := m.words()
	if words == "" {
		return
	}
	if s.top().Target().View != "actions" {
		brief := "journal"
		if m.damage != "" {
			brief = journalDamaged
		}
		s.owed.add(words, brief, false)
		words += "; 9 shows it"
	}
	s.say(ui.Warn, words)
}

func (m journalState) words() string {
	if m.damage != "" && m.elsewhere != "" {
		return m.damage + " · " + m.elsewhere
	}
	return m.damage + m.elsewhere
}

// brief is what the line under the actions has room for: opened, they say the whole.
func (m journalState) brief(e *Env) string {
	var words []string
	if m.damage != "" {
		words = append(words, e.Theme.Sign(ui.Attention)+" "+m.lines+" damaged: bkpui journal verify")
	}
	if m.elsewhere != "" {
		words = append(words, e.Theme.Sign(ui.Attention)+" another journal has open actions: :"+journalCommand)
	}
	return strings.Join(words, " · ")
}
