package views

import (
	"cmp"
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// line is one line of a page: a heading, or a fact with its way on.
type line struct {
	label, value string
	tone         ui.Tone
	bare         string // what is copied of value, where that has more words
	heading      bool
	link         *Target
}

// bareValue is the value without what is said of it.
func (l *line) bareValue() string { return cmp.Or(l.bare, l.value) }

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

	needs   func(*Env) []state.Part
	beside  func(*Env) []state.Part   // other lists that tell of the thing; nil = none do
	facts   func(*Env) ([]line, bool) // of the row; false: the row is gone from its list
	thing   backup.Thing
	asked   bool
	done    bool      // the answers asked for are here
	whole   bool      // all have been, once
	askedAt time.Time // the last time
	docs    []backup.Document
	lineList
	gone   bool
	copyID string
	copies string        // what copyID is; "" = the ID of the thing
	record func() string // the row as JSON, for things that AWS has no describe call for
	url    func(*Env) string
	acts   func(*Env) []ui.Binding // what can be done to the thing; nil = nothing
	lists  lists                   // that the row is in
	scope  func() backup.Scope     // of the row; nil = not known
	ofAll  bool                    // all lists tell of it, whatever their scope
	job    *jobSide                // what the page of a job has beside; nil = it is of something else
}

func newPage(s *session, view, title string, thing backup.Thing) *page {
	p := &page{s: s, id: s.newID(), view: view, title: title, thing: thing, facts: func(*Env) ([]line, bool) { return nil, true }}
	p.ctx, p.cancel = context.WithCancel(s.ctx)
	if thing.Kind == backup.JobThing {
		p.job, p.narrow = &jobSide{thing: thing}, true
	}
	return p
}

func (p *page) ID() ScreenID   { return p.id }
func (p *page) Close()         { p.cancel() }
func (p *page) Target() Target { return p.target }
func (p *page) Crumbs() []string {
	return []string{p.view, p.title}
}

// Needs are the lists that the row is in, and of a job those that tell why it failed.
func (p *page) Needs(e *Env) []state.Part {
	own := p.own(e)
	if p.beside != nil {
		own = append(slices.Clip(own), p.beside(e)...)
	}
	if p.job == nil || p.job.row == nil {
		return own
	}
	return p.job.with(own)
}

// own are the lists that the row may be in.
func (p *page) own(e *Env) []state.Part {
	if p.needs == nil {
		return nil
	}
	return p.needs(e)
}

// Refresh asks AWS once, and takes what changed in the row.
func (p *page) Refresh(e *Env) tea.Cmd {
	p.lists.update(e, p.own(e))
	p.layout(e)
	cmd := p.follow(e)
	if p.asked || p.thing.Kind == "" {
		return cmd
	}
	p.asked = true
	return tea.Batch(cmd, p.describe(answerLimit))
}

// describe asks AWS about the thing; every answer comes as a message of its own. Of
// several answers only the first most are asked for.
func (p *page) describe(most int) tea.Cmd {
	ctx, thing, ask := backup.Urgent(p.ctx), p.thing, p.s.b.Describe
	docs := make(chan backup.Document, answerLimit)
	p.done, p.askedAt = false, time.Now()
	if p.job != nil {
		p.job.answered.asked = backup.TimeOf(p.askedAt)
	}
	work := func() tea.Msg {
		defer close(docs)
		for d := range ask.Describe(ctx, thing) {
			select {
			case docs <- d:
			case <-ctx.Done():
				return nil
			}
			if most--; most <= 0 {
				return nil
			}
		}
		return nil
	}
	return tea.Batch(work, p.await(docs))
}

// Again asks AWS about the thing once more.
func (p *page) Again(*Env) tea.Cmd {
	if p.thing.Kind == "" || !p.done {
		return nil
	}
	return p.describe(answerLimit)
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
	if k, ok := r.value.(kin); ok && p.job != nil {
		p.job.meet(k)
		p.layout(e)
		return nil
	}
	if dec, ok := r.value.(denialDecoded); ok && p.job != nil {
		p.job.decoded.take(dec)
		p.layout(e)
		return nil
	}
	a, ok := r.value.(answer)
	if !ok {
		return nil
	}
	if !a.ok {
		p.done, p.whole = true, true
		return p.follow(e)
	}
	p.keep(a.doc)
	p.layout(e)
	p.s.want() // which list it is in may be known now
	return p.await(a.more)
}

// keep takes an answer, in the place of an earlier one. A refusal does not take the
// place of what AWS has said before.
func (p *page) keep(d backup.Document) {
	if p.job != nil {
		p.job.named.Take(d)
		p.job.take(d, p.s.env.Now)
	}
	at := slices.IndexFunc(p.docs, func(have backup.Document) bool { return have.Op == d.Op })
	switch {
	case at < 0:
		p.docs = append(p.docs, d)
	case d.Err == nil || p.docs[at].Err != nil:
		p.docs[at] = d
	}
}

func (p *page) Back(*Env) (tea.Cmd, bool) { return nil, false }
