package views

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// line is one line of a page: a heading, or a fact with its way on.
type line struct {
	label, value string
	tone         ui.Tone
	heading      bool
	link         *Target
}

// page shows all that is known of one thing: its row, its links, and every answer
// that AWS gives about it, each as it arrives.
type page struct {
	s      *session
	id     ScreenID
	ctx    context.Context
	cancel context.CancelFunc
	target Target // the way back here
	view   string // the view that the thing is a row of
	title  string

	needs func(*Env) []state.Part
	facts func(*Env) ([]line, bool) // of the row; false: the row is gone from its list
	thing backup.Thing
	asked bool
	done  bool
	docs  []backup.Document
	lineList
	gone   bool
	copyID string
	record func() string // the row as JSON, for things that AWS has no describe call for
	url    func(*Env) string
	acts   func(*Env) []ui.Binding // what can be done to the thing; nil = nothing
}

// openThing makes the page of a thing that is not a row of an open list: AWS is
// asked, and what it says is what there is.
func openThing(s *session, view string, t Target) *page {
	title := t.Title
	if title == "" {
		title = backup.ShortARN(t.Thing.ID)
	}
	p := newPage(s, view, title, t.Thing)
	p.target, p.copyID = t, t.Thing.ID
	return p
}

// openRow makes the page of a row. It stays fresh with the list that the row is of.
func (l *list[V]) openRow(v *V, e *Env) Screen {
	row := *v
	key := l.res.Key(v)
	crumb := l.res.crumb(v, e)
	var thing backup.Thing
	if l.res.Thing != nil {
		thing = l.res.Thing(v, e)
	}
	p := newPage(l.s, l.res.Name, crumb, thing)
	p.copyID = l.res.idOf(v)
	p.record = func() string { return recordJSON(l.res, &row, l.s.env) }
	p.target = Target{View: l.res.Name, Title: crumb, Thing: thing, Arg: l.target.Arg, Scope: l.target.Scope}
	if l.res.URL != nil {
		p.url = func(e *Env) string { return l.res.URL(&row, e) }
	}
	if l.res.Parts != nil {
		p.needs = func(e *Env) []state.Part { return l.res.Parts(e, l.target) }
	}
	p.acts = func(e *Env) []ui.Binding { return l.res.ofRow(l.s, e, func() *V { return &row }) }
	find := l.finder(v, key)
	p.facts = func(e *Env) ([]line, bool) {
		fresh := find(e)
		if fresh != nil {
			row = *fresh
		}
		return l.res.lines(&row, e), fresh != nil
	}
	return p
}

// finder returns a function that finds a row again in a later snapshot.
func (l *list[V]) finder(_ *V, key string) func(*Env) *V {
	if l.res.Derive != nil {
		return func(e *Env) *V {
			for _, v := range l.res.Derive(e, l.target) {
				if l.res.Key(&v) == key {
					return &v
				}
			}
			return nil
		}
	}
	id, _, _ := l.grid.Cursor()
	keep, feeds := l.lists.keep(), l.res.Feeds
	if l.sieve.heavy {
		keep, feeds = l.sieve.keep(), []string{siftedFeed}
	}
	return func(e *Env) *V {
		rows := state.Select[V](e.Snap, keep, feeds...)
		v := rows.At(state.RowID(id))
		if v == nil {
			if moved, ok := rows.Moved(state.RowID(id)); ok {
				id = uint64(moved)
				v = rows.At(moved)
			}
		}
		if v == nil || l.res.Key(v) != key {
			return nil
		}
		return v
	}
}

func newPage(s *session, view, title string, thing backup.Thing) *page {
	p := &page{s: s, id: s.newID(), view: view, title: title, thing: thing, facts: func(*Env) ([]line, bool) { return nil, true }}
	p.ctx, p.cancel = context.WithCancel(s.ctx)
	return p
}

func (p *page) ID() ScreenID   { return p.id }
func (p *page) Close()         { p.cancel() }
func (p *page) Target() Target { return p.target }
func (p *page) Crumbs() []string {
	return []string{p.view, p.title}
}

func (p *page) Needs(e *Env) []state.Part {
	if p.needs == nil {
		return nil
	}
	return p.needs(e)
}

// Refresh asks AWS once, and takes what changed in the row.
func (p *page) Refresh(e *Env) tea.Cmd {
	p.layout(e)
	if p.asked || p.thing.Kind == "" {
		return nil
	}
	p.asked = true
	return p.describe()
}

// describe asks AWS about the thing; every answer comes as a message of its own.
func (p *page) describe() tea.Cmd {
	ctx, thing, ask := backup.Urgent(p.ctx), p.thing, p.s.b.Describe
	docs := make(chan backup.Document, answerLimit)
	work := func() tea.Msg {
		defer close(docs)
		for d := range ask.Describe(ctx, thing) {
			select {
			case docs <- d:
			case <-ctx.Done():
				return nil
			}
		}
		return nil
	}
	return tea.Batch(work, p.await(docs))
}

// answerLimit is more answers than any thing has, so that asking never waits for
// the screen.
const answerLimit = 16

// answer is one document, or with ok false that there are no more.
type answer struct {
	doc  backup.Document
	ok   bool
	more <-chan backup.Document
}

func (p *page) await(docs <-chan backup.Document) tea.Cmd {
	id := p.id
	return func() tea.Msg {
		doc, ok := <-docs
		return result{to: id, value: answer{doc, ok, docs}}
	}
}

func (p *page) Handle(e *Env, msg tea.Msg) tea.Cmd {
	r, ok := msg.(result)
	if !ok {
		return nil
	}
	a, ok := r.value.(answer)
	if !ok {
		return nil
	}
	if !a.ok {
		p.done = true
		return nil
	}
	p.docs = append(p.docs, a.doc)
	p.layout(e)
	return p.await(a.more)
}

func (p *page) Back(*Env) (tea.Cmd, bool) { return nil, false }
