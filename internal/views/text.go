package views

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// textScreen shows a text or JSON of any size.
type textScreen struct {
	s      *session
	id     ScreenID
	ctx    context.Context
	cancel context.CancelFunc
	crumbs []string
	view   string // of the thing
	pager  *ui.Pager
	thing  backup.Thing                 // what the text is about, for the way back; may be zero
	load   func(context.Context) string // makes the text, in a command; nil = it is there
	done   bool
}

// newTextScreen shows a text that is already there.
func newTextScreen(s *session, crumbs []string, name, text string) Screen {
	if name != "" {
		crumbs = append(crumbs[:len(crumbs):len(crumbs)], name)
	}
	t := &textScreen{s: s, id: s.newID(), crumbs: crumbs, pager: ui.NewPager(text), done: true}
	if name == "JSON" {
		t.pager = ui.NewJSONPager(text)
	}
	t.ctx, t.cancel = context.WithCancel(s.ctx)
	return t
}

// newJSONScreen asks AWS about a thing and shows the answers as they are.
func newJSONScreen(s *session, view string, crumbs []string, thing backup.Thing) Screen {
	t := newTextScreen(s, crumbs, "JSON", "").(*textScreen)
	t.view, t.thing, t.done = view, thing, false
	ask := s.b.Describe
	t.load = func(ctx context.Context) string {
		var docs []backup.Document
		for d := range ask.Describe(backup.Urgent(ctx), thing) {
			docs = append(docs, d)
		}
		return jsonText(docs)
	}
	return t
}

// newAnswersScreen shows answers that are there already; laying them out takes a
// while where they are large.
func newAnswersScreen(s *session, docs []backup.Document) Screen {
	t := newTextScreen(s, nil, "JSON", "").(*textScreen)
	t.done, t.load = false, func(context.Context) string { return jsonText(docs) }
	return t
}

func (t *textScreen) ID() ScreenID              { return t.id }
func (t *textScreen) Close()                    { t.cancel() }
func (t *textScreen) Crumbs() []string          { return t.crumbs }
func (t *textScreen) Needs(*Env) []state.Part   { return nil }
func (t *textScreen) Back(*Env) (tea.Cmd, bool) { return nil, false }

// Target leads back to the thing's page; a text alone has no way back.
func (t *textScreen) Target() Target {
	if t.thing.Kind == "" {
		return Target{}
	}
	return Target{View: t.view, Thing: t.thing}
}

// Refresh makes the text once.
func (t *textScreen) Refresh(*Env) tea.Cmd {
	if t.load == nil {
		return nil
	}
	ctx, id, load := t.ctx, t.id, t.load
	t.load = nil
	return func() tea.Msg { return result{to: id, value: load(ctx)} }
}

func (t *textScreen) Handle(_ *Env, msg tea.Msg) tea.Cmd {
	r, ok := msg.(result)
	if !ok {
		return t.pager.Handle(msg) // the end of a long search
	}
	if text, ok := r.value.(string); ok {
		t.done = true
		t.pager.SetText(text)
	}
	return nil
}

func (t *textScreen) Bindings(*Env) []ui.Binding {
	keys := t.pager.Bindings(func(p *ui.Prompt) tea.Cmd { t.s.prompt = p; return nil })
	return append(keys, ui.Binding{
		ID: "clip", Keys: []string{"c"}, Help: "clip", Tip: "Copy the whole text", Group: "Use", Footer: 40,
		Run: func() tea.Cmd { return t.s.clip(t.pager.Text(), 1) },
	})
}

// Status says where in the text the screen is, and whether it is still asked for.
func (t *textScreen) Status(e *Env) []ui.Piece {
	if !t.done {
		return []ui.Piece{{Text: e.Theme.Sign(ui.Loading) + " asking AWS", Tone: ui.Muted}}
	}
	return t.pager.Status(e.Theme)
}

// Render draws the visible rows of the text.
func (t *textScreen) Render(e *Env, r ui.Rect) string {
	if r.W < 2 {
		t.pager.SetSize(r)
		return string(t.pager.Render(nil, e.Theme))
	}
	t.pager.SetSize(ui.Rect{W: r.W - 1, H: r.H})
	return indent(string(t.pager.Render(nil, e.Theme)))
}

// indent gives every line the margin that tables have.
func indent(lines string) string {
	if lines == "" {
		return ""
	}
	return " " + strings.ReplaceAll(lines, "\n", "\n ")
}
