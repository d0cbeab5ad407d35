package views

import (
	"errors"
	"maps"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// drafting is where keeping the draft of a form has come to. At most one save is under
// way; what was typed meanwhile is saved after it.
type drafting struct {
	draft  ops.Draft
	saving bool
	again  bool
	failed bool   // it was said that it can't be kept
	other  string // the console that the draft is open in which this one began as; "" = none
	began  string // that draft
}

// draftSaved is the end of a save, of a wizard that may be gone.
type draftSaved struct {
	of    ScreenID
	draft ops.Draft
	err   error
}

// vouching is an activity whose form has values from somewhere else than the keyboard: a
// draft of it says where from.
type vouching interface {
	origins() map[string]string
	vouch(from map[string]string) // of the values that it is filled with next
}

// saveDraft keeps the form as it is now; secrets aside.
func (w *wizard) saveDraft() tea.Cmd {
	drafts := w.s.b.Changes.Drafts
	if drafts == nil || w.act.thing().ID == "" {
		return nil
	}
	if w.drafts.saving {
		w.drafts.again = true
		return nil
	}
	w.drafts.saving = true
	return w.save(drafts)
}

// save writes the form as it is now, whatever else is being written: a newer state of a
// draft is never replaced by an older one.
func (w *wizard) save(drafts *ops.Drafts) tea.Cmd {
	d := &w.drafts.draft
	if d.ID == "" {
		d.ID = ops.NewID()
	}
	d.Kind, d.Thing, d.Name, d.Values = w.act.kind(), w.act.thing(), w.act.title(), w.act.values()
	d.Set, d.Secrets = slices.Sorted(maps.Keys(d.Values)), w.act.hidden()
	if a, ok := w.act.(vouching); ok {
		d.From = a.origins()
	}
	d.Rev++
	w.drafts.again = false
	id, draft := w.id, *d
	return func() tea.Msg { return draftSaved{id, draft, drafts.Save(draft)} }
}

// leaveDraft keeps what was typed while a save was under way: nobody will come back to
// the wizard to do it.
func (w *wizard) leaveDraft() {
	if drafts := w.s.b.Changes.Drafts; drafts != nil && w.drafts.again && (w.stage == filling || w.stage == reviewing) {
		w.s.later(w.save(drafts))
	}
}

// handDraft lets another form go on with the draft of this one: what was typed moves, and
// no draft stays behind. It is saved as the other's once that has taken it over; this one,
// to which history may lead back, begins another with the next change.
func (w *wizard) handDraft(to *wizard) {
	w.leaveDraft()
	to.drafts.draft = w.drafts.draft
	w.forkDraft()
}

// draftSaved lists what was saved, and lets its wizard go on with what was typed meanwhile.
func (s *session) draftSaved(m draftSaved) tea.Cmd {
	cmd := s.lookForDrafts()
	if w := s.formWith(m.of); w != nil {
		return tea.Batch(cmd, w.saved(m))
	}
	return cmd
}

// saved goes on with what was typed meanwhile.
func (w *wizard) saved(v draftSaved) tea.Cmd {
	w.drafts.saving = false
	if errors.Is(v.err, ops.ErrSavedElsewhere) && v.draft.ID == w.drafts.draft.ID {
		w.s.say(ui.Warn, v.err.Error()+": yours is kept as another draft")
		w.forkDraft()
		return w.saveDraft()
	}
	var hold tea.Cmd
	if v.draft.Rev == 1 {
		hold = w.holdDraft()
	}
	if v.err != nil && !w.drafts.failed {
		w.drafts.failed = true
		w.s.say(ui.Warn, "the draft can't be kept: "+v.err.Error())
	}
	if w.drafts.again && (w.stage == filling || w.stage == reviewing) {
		return tea.Batch(hold, w.saveDraft())
	}
	return hold
}

// keptWords say that another form for the same is kept half-filled: whoever opens a new one
// may not know. The newest of several is named.
func (w *wizard) keptWords(e *Env) string {
	var kept *draftRow
	for i := range e.Drafts {
		if d := &e.Drafts[i]; d.ID != w.drafts.draft.ID && d.Kind == w.act.kind() && d.Thing == w.act.thing() && (kept == nil || d.Saved > kept.Saved) {
			kept = d
		}
	}
	if kept == nil {
		return ""
	}
	return "a draft of this by " + kept.User + ", saved " + ui.Ago(e.Now.Sub(kept.Saved)) + ", is kept: esc, then :drafts"
}

// dropDraft forgets the draft of what was sent.
func (w *wizard) dropDraft() {
	drafts, id := w.s.b.Changes.Drafts, w.drafts.draft.ID
	if drafts == nil || id == "" {
		return
	}
	w.drafts.again = false
	s := w.s
	s.later(func() tea.Msg {
		if err := drafts.Delete(id); err != nil {
			return draftsRead{bad: []error{err}}
		}
		return readDrafts(drafts)
	})
}

// line is the command that does the same, as it can be pasted.
func (w *wizard) line() string {
	op, shell := w.review.op, w.s.b.Changes.Shell
	var with ops.Shell
	if shell != nil {
		with = shell(op.Scope, w.s.armed().Reason)
	}
	var lines []string
	for _, it := range op.Items {
		lines = append(lines, strings.TrimSuffix(with.Command(op.Scope, it.Change), "\n"))
	}
	return strings.Join(lines, "\n")
}

func (w *wizard) clipLine() tea.Cmd { return w.s.clip(w.line(), 1) }
