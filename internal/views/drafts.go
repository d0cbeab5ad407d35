package views

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// draftRow is a form that was not sent, as a row.
type draftRow struct {
	ID     string
	Kind   ops.Kind
	Name   string
	Thing  backup.Thing
	Saved  backup.Time
	User   string
	Host   string
	Fields int
	Open   string // in another console, and since when; "" = in none
}

// drafts is a view of half-filled forms, kept through lost connections.
func drafts() Opener {
	return &Resource[draftRow]{
		Name: "drafts", Aliases: []string{"dr", "draft"}, ScreenOnly: true,
		Tip:     "Half-filled forms, kept; opening one reads the point, the names and the checks again",
		Derive:  func(e *Env, _ Target) []draftRow { return e.Drafts },
		Columns: draftColumns(),
		Table:   []string{"age", "kind", "name", "host", "open", "fields", "user", "account", "region"},
		Sort:    []SortBy{{Column: "age"}},
		Key:     func(d *draftRow) string { return "draft/" + d.ID },
		Crumb:   func(d *draftRow, _ *Env) string { return d.Name },
		Scope:   func(d *draftRow) backup.Scope { return d.Thing.Scope },
		Empty: func(*Env, Target) string {
			return "no drafts: a form in which something was set is kept here until it is sent"
		},
		Actions: []Action[draftRow]{
			{ID: "resume", Keys: []string{"R"}, Help: "resume", Tip: "Open the form again with what was typed", Footer: 95, Run: resumeDraft},
			{ID: "forget", Help: "forget", Tip: "Delete the draft, once that is confirmed", Many: true, Run: forgetDrafts},
		},
	}
}

func draftColumns() []Column[draftRow] {
	return []Column[draftRow]{
		accountColumn(func(d *draftRow) backup.Text { return d.Thing.Scope.Account }),
		regionColumn(func(d *draftRow) backup.Text { return d.Thing.Scope.Region }),
		ageColumn("age", "AGE", func(d *draftRow) backup.Time { return d.Saved }),
		timeColumn("saved", "SAVED", func(d *draftRow) backup.Time { return d.Saved }),
		textColumn("kind", "KIND", func(d *draftRow) string { return string(d.Kind) }).sized(8, 12, 0),
		textColumn("name", "FORM", func(d *draftRow) string { return d.Name }).sized(14, 48, 4),
		numberColumn("fields", "SET", func(d *draftRow) int64 { return int64(d.Fields) }).sized(3, 0, 0).dropped(4),
		openColumn(),
		textColumn("host", "HOST", func(d *draftRow) string { return d.Host }).sized(6, 32, 1),
		textColumn("user", "BY", func(d *draftRow) string { return d.User }).dropped(6),
		textColumn("id", "", func(d *draftRow) string { return d.ID }),
	}
}

// openColumn says where else a draft is open: the host first, which is what is asked.
func openColumn() Column[draftRow] {
	c := textColumn("open", "OPEN ELSEWHERE", func(d *draftRow) string { return d.Open }).sized(16, 48, 3).dropped(3)
	c.Middle = false
	return c
}

// draftsRead are the drafts as they are on the disk.
type draftsRead struct {
	all     []ops.Draft
	bad     []error
	deleted int // by the operator
}

// readDrafts reads the folder. It blocks: commands call it.
func readDrafts(d *ops.Drafts) draftsRead {
	all, bad := d.List()
	return draftsRead{all: all, bad: bad}
}

// lookForDrafts reads them in a command.
func (s *session) lookForDrafts() tea.Cmd {
	if s.b.Changes == nil || s.b.Changes.Drafts == nil {
		return nil
	}
	d := s.b.Changes.Drafts
	return func() tea.Msg { return readDrafts(d) }
}

// dropSentDrafts reads them once those are gone that were sent by a console which ended
// before it could forget them.
func (s *session) dropSentDrafts() tea.Cmd {
	look := s.lookForDrafts()
	if look == nil || s.b.Changes.Journal == nil {
		return look
	}
	drafts, journal := s.b.Changes.Drafts, s.b.Changes.Journal
	return func() tea.Msg {
		err := drafts.DropSent(journal)
		m := readDrafts(drafts)
		if err != nil {
			m.bad = append(m.bad, err)
		}
		return m
	}
}

// takeDrafts shows what was read. Those that can't be read are named and left alone.
func (s *session) takeDrafts(m draftsRead) tea.Cmd {
	next := *s.env
	next.Drafts = nil
	for _, d := range m.all {
		next.Drafts = append(next.Drafts, draftRow{
			ID: d.ID, Kind: d.Kind, Name: d.Name, Thing: d.Thing, Saved: backup.Time(d.Saved), User: d.User, Host: d.Host, Fields: setIn(d.Set), Open: leaseWords(d.Open, s.env),
		})
	}
	s.kept = m.all
	s.env, s.dirty = &next, true
	switch {
	case len(m.bad) > 0:
		s.say(ui.Warn, m.bad[0].Error())
	case m.deleted > 0:
		s.say(ui.Plain, counted2(m.deleted, "draft", "drafts")+" deleted")
	}
	return s.top().Refresh(s.env)
}

// setIn counts the fields that the operator set: the way to restore is kept with every
// draft of one.
func setIn(keys []string) int {
	n := len(keys)
	if slices.Contains(keys, specField) {
		n--
	}
	return n
}

func resumeDraft(s *session, _ *Env, rows []*draftRow) tea.Cmd {
	for _, n := range s.stack {
		if w, ok := n.(*wizard); ok && w.drafts.draft.ID == rows[0].ID { // it is open beneath
			s.went.leave(s.here())
			s.reopen(w)
			return nil
		}
	}
	for _, d := range s.kept {
		if d.ID == rows[0].ID {
			s.openWizard(d.Kind, d.Thing, d.Values, d)
			return nil
		}
	}
	s.say(ui.Warn, "the draft is gone")
	return nil
}

// forgetDrafts deletes drafts once that is confirmed: nothing brings back what was typed.
func forgetDrafts(s *session, e *Env, rows []*draftRow) tea.Cmd {
	var ids, lines []string
	for _, r := range rows {
		ids = append(ids, r.ID)
		lines = append(lines, r.Name+": "+counted2(r.Fields, "field", "fields")+" set, saved "+ui.Ago(e.Now.Sub(r.Saved)))
	}
	const most = 6
	if more := len(lines) - most; more > 0 {
		lines = append(lines[:most], "and "+counted2(more, "more", "more"))
	}
	what := counted2(len(rows), "draft", "drafts")
	s.dialogs = append(s.dialogs, ui.NewConfirm(ui.ConfirmOptions{
		Title: "Delete " + what, Lines: append(lines, "What was typed is gone then; nothing in AWS changes."), Phrase: "forget", Verb: "delete",
		Done: func(ok bool) tea.Cmd {
			if !ok {
				return nil
			}
			d := s.b.Changes.Drafts
			return func() tea.Msg { return deleteDrafts(d, ids) }
		},
	}))
	return nil
}

// deleteDrafts blocks: commands call it.
func deleteDrafts(d *ops.Drafts, ids []string) draftsRead {
	var bad []error
	for _, id := range ids {
		if err := d.Delete(id); err != nil {
			bad = append(bad, err)
		}
	}
	m := readDrafts(d)
	m.bad = append(bad, m.bad...)
	m.deleted = len(ids) - len(bad)
	return m
}

// openWizard opens the form of a kind of change with values that are there already.
func (s *session) openWizard(k ops.Kind, t backup.Thing, values map[string]string, d ops.Draft) {
	act := s.activityOf(k, t)
	if act == nil {
		s.say(ui.Warn, "a "+cmp.Or(string(k), "change")+" has no form to open again")
		return
	}
	if a, ok := act.(vouching); ok {
		a.vouch(d.From)
	}
	w := newWizard(s, act, values)
	w.drafts.draft = d
	s.push(w)
	s.later(w.holdDraft())
}
