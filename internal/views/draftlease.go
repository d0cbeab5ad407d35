package views

import (
	"errors"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// draftHeld is what came of saying that a draft is open here.
type draftHeld struct {
	of    ScreenID
	id    string
	lease ops.Lease // of the other console, with ErrOpenElsewhere
	err   error
}

// holdDraft says, for other consoles, that the draft of a form is open here.
func (w *wizard) holdDraft() tea.Cmd {
	drafts, of, id := w.s.b.Changes.Drafts, w.id, w.drafts.draft.ID
	if drafts == nil || id == "" || w.stage == ended {
		return nil
	}
	return func() tea.Msg {
		l, err := drafts.Hold(id)
		return draftHeld{of, id, l, err}
	}
}

// releaseDraft lets go of it.
func (w *wizard) releaseDraft() {
	drafts, id := w.s.b.Changes.Drafts, w.drafts.draft.ID
	if drafts == nil || id == "" {
		return
	}
	w.s.later(func() tea.Msg {
		_ = drafts.Release(id) // a lease that stays is good for a minute
		return nil
	})
}

// draftHeld goes on with what is open elsewhere as another draft: neither console writes
// over what the other one's operator has typed.
func (s *session) draftHeld(m draftHeld) {
	if !errors.Is(m.err, ops.ErrOpenElsewhere) {
		return // it can't be said, which Save would say of the folder too
	}
	if w := s.formWith(m.of); w != nil && w.drafts.draft.ID == m.id {
		w.forkDraft()
		w.drafts.began = m.id
		w.drafts.other = fmt.Sprintf("%s, pid %d", m.lease.Host, m.lease.PID)
		s.say(ui.Warn, "this draft is open on "+leaseWords(&m.lease, s.env)+": what you set here is kept as another one")
	}
}

// forkDraft makes the form's draft another one, to be saved with the next change.
func (w *wizard) forkDraft() { w.drafts.draft.ID, w.drafts.draft.Rev = "", 0 }

// formWith is the wizard of that ID in the stack, nil where it is gone.
func (s *session) formWith(id ScreenID) *wizard {
	for _, n := range s.stack {
		if w, ok := n.(*wizard); ok && w.id == id {
			return w
		}
	}
	return nil
}

// beat says again that the drafts of the open forms are open here.
func (s *session) beat() {
	if s.b.Changes == nil {
		return
	}
	s.lookForOthers()
	if time.Since(s.beaten) < ops.BeatEvery {
		return
	}
	s.beaten = time.Now()
	for _, n := range s.stack {
		if w, ok := n.(*wizard); ok {
			s.later(w.holdDraft())
		}
	}
	if s.top().Target().View == "drafts" {
		s.later(s.lookForDrafts())
	}
}

// othersEvery is how often a form asks whether the console is still there that has the draft
// open which it began as.
const othersEvery = 3 * time.Second

// otherEnded says that it is not.
type otherEnded struct {
	of ScreenID
	id string // of the draft
}

func (s *session) lookForOthers() {
	if s.b.Changes.Drafts == nil || time.Since(s.othersAt) < othersEvery {
		return
	}
	s.othersAt = time.Now()
	drafts := s.b.Changes.Drafts
	for _, n := range s.stack {
		w, ok := n.(*wizard)
		if !ok || w.drafts.other == "" {
			continue
		}
		m := otherEnded{w.id, w.drafts.began}
		s.later(func() tea.Msg {
			if drafts.Elsewhere(m.id) {
				return nil
			}
			return m
		})
	}
}

// otherEnded takes the words back that said so.
func (s *session) otherEnded(m otherEnded) {
	if w := s.formWith(m.of); w != nil && w.drafts.other != "" && w.drafts.began == m.id {
		s.say(ui.Plain, w.drafts.other+" has the draft open no longer: what it kept is in :drafts")
		w.drafts.other, s.dirty = "", true
	}
}

// leaseWords say where a draft is open, "" for nowhere else.
func leaseWords(l *ops.Lease, e *Env) string {
	if l == nil {
		return ""
	}
	return fmt.Sprintf("%s, pid %d, since %s", l.Host, l.PID, ui.Duration(e.Now.Sub(backup.Time(l.Since))))
}
