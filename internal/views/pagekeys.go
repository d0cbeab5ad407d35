package views

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// Bindings are the keys of a page.
func (p *page) Bindings(e *Env) []ui.Binding {
	move := func(do func()) func() tea.Cmd {
		return func() tea.Cmd { do(); return nil }
	}
	g := &p.grid
	var keys []ui.Binding
	if p.acts != nil {
		keys = p.acts(e)
	}
	if why := p.noMore(); why != "" {
		for i := range keys {
			if keys[i].Group == actionGroup {
				keys[i].Why = func() string { return why }
			}
		}
	}
	if p.job != nil {
		if encoded := p.job.encoded(); encoded != "" {
			keys = append(keys, decodeKey(func() string { return p.s.noDecoding(encoded) }, func() tea.Cmd {
				cmd := p.job.decoded.ask(p, p.job.row, jobScope(p.job.row), encoded)
				p.layout(p.s.env)
				return cmd
			}))
		}
		keys = append(keys, ui.Binding{ID: "track", Keys: []string{"t"}, Help: "track", Tip: "Follow the job wherever you are: its end is said and rings the bell; again: let go", Group: "Use", Footer: 55, Why: p.job.noTrack, Run: func() tea.Cmd { p.s.track(p.job.tracked(p.s.env)); return nil }})
	}
	return append(keys, []ui.Binding{
		{ID: "open", Keys: []string{"enter"}, Help: "open", Tip: "Follow the link of the line, or show its whole value", Group: "Go", Footer: 90, Run: p.enter},
		{ID: "json", Keys: []string{"y"}, Help: "JSON", Tip: "The answers as AWS gave them", Group: "Go", Footer: 60, Run: p.openJSON},
		{ID: "clip", Keys: []string{"c"}, Help: "clip", Tip: cmp.Or(p.copies, "Copy the ID or ARN of the thing"), Group: "Use", Footer: 40, Run: func() tea.Cmd { return p.s.clip(p.copyID, 1) }},
		{ID: "clip-value", Help: "clip value", Tip: "Copy the value of the line", Group: "Use", Why: p.needsLine, Run: p.clipValue},
		{ID: "console", Keys: []string{"o"}, Help: "console", Tip: "The AWS console's address of the thing, copied too", Group: "Use", Why: p.needsURL, Run: func() tea.Cmd { return p.s.address(p.url(p.s.env)) }},
		{ID: "down", Keys: []string{"j", "down"}, Tip: "One line down", Group: "Move", Palette: "-", Run: move(func() { g.Move(1) })},
		{ID: "up", Keys: []string{"k", "up"}, Tip: "One line up", Group: "Move", Palette: "-", Run: move(func() { g.Move(-1) })},
		{ID: "top", Keys: []string{"g", "home"}, Tip: "First line", Group: "Move", Run: move(g.Top)},
		{ID: "bottom", Keys: []string{"G", "end"}, Tip: "Last line", Group: "Move", Run: move(g.Bottom)},
		{ID: "half-down", Keys: []string{"ctrl+d"}, Tip: "Half a page down", Group: "Move", Run: move(func() { g.Half(1) })},
		{ID: "half-up", Keys: []string{"ctrl+u"}, Tip: "Half a page up", Group: "Move", Run: move(func() { g.Half(-1) })},
		{ID: "page-down", Keys: []string{"pgdown"}, Tip: "A page down", Group: "Move", Run: move(func() { g.Page(1) })},
		{ID: "page-up", Keys: []string{"pgup"}, Tip: "A page up", Group: "Move", Run: move(func() { g.Page(-1) })},
	}...)
}

func (p *page) needsLine() string {
	if l := p.current(); l == nil || l.value == "" {
		return "the line has no value"
	}
	return ""
}

func (p *page) needsURL() string {
	if p.url == nil || p.url(p.s.env) == "" {
		return "the AWS console has no page for this"
	}
	return ""
}

func (p *page) enter() tea.Cmd {
	l := p.current()
	switch {
	case l == nil:
	case l.link != nil:
		p.s.follow(*l.link)
	case l.value != "":
		p.s.push(newTextScreen(p.s, nil, l.label, l.bareValue()))
	}
	return nil
}

func (p *page) clipValue() tea.Cmd {
	return p.s.clip(p.current().bareValue(), 1)
}

// openJSON shows what AWS answered, or the row where nothing is asked. Answers
// that are not all here yet are asked for anew: half of them, or the row in their
// place, would pass for the whole.
func (p *page) openJSON() tea.Cmd {
	switch {
	case p.thing.Kind == "" && p.record != nil:
		p.s.push(newTextScreen(p.s, nil, "JSON", p.record()))
	case p.thing.Kind != "" && !p.whole:
		p.s.push(newJSONScreen(p.s, p.view, nil, p.thing))
	default:
		p.s.push(newAnswersScreen(p.s, slices.Clone(p.docs)))
	}
	return nil
}

// Status says whether answers are still to come.
func (p *page) Status(e *Env) []ui.Piece {
	switch {
	case p.gone:
		return []ui.Piece{{Text: "no longer in the list", Tone: ui.Warn}}
	case p.thing.Kind != "" && !p.whole:
		return []ui.Piece{{Text: e.Theme.Sign(ui.Loading) + " asking AWS", Tone: ui.Muted}}
	}
	return nil
}

// Freshness sums up the lists that the row is in and the answers about it.
func (p *page) Freshness(e *Env) freshness {
	lists, failed := p.lists, p.failed()
	if len(failed) == 0 {
		lists.aged = 0
	}
	f := lists.freshness(e)
	f.unread, f.loading, f.stopped = len(failed), p.thing.Kind != "" && !p.whole, false
	for _, d := range p.docs {
		if d.Err != nil && backup.KindOf(d.Err) != backup.NotFound {
			f.unread++
		}
	}
	return f
}

// failed are the lists that the row may be in and that can't be read.
func (p *page) failed() []trouble {
	if p.ofAll {
		return p.lists.told
	}
	var in []trouble
	for _, t := range p.lists.failed[:p.lists.own] {
		if p.scope == nil || t.part.Scope == p.scope() || isOrganization(t.part) && t.part.Scope.Region == p.scope().Region {
			in = append(in, t)
		}
	}
	return in
}

// Render draws the visible lines, and under them the list that can't be read any more.
func (p *page) Render(e *Env, r ui.Rect) string {
	foot := troubleLines(e, p.failed(), r)
	b := []byte(p.draw(e, ui.Rect{W: r.W, H: max(r.H-len(foot), 0)}))
	for _, line := range foot {
		b = append(append(b, '\n'), line...)
	}
	return string(b)
}
