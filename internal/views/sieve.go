package views

import (
	"context"
	"fmt"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// siftLimit is how many rows a list holds at most. Of more, only those that match the
// filter are kept: all are read through it, page by page.
const siftLimit = 1_200_000

// siftedFeed is the feed of what came through.
const siftedFeed = "sifted"

// sieve is the state of a list that is too long to hold.
type sieve struct {
	heavy   bool
	about   int    // rows in all, as AWS says
	want    string // the filter that was accepted; typing alone reads nothing
	said    string // what AWS filters on its side
	running bool
	gen     uint64
	expr    string // what the rows that came through answer
	part    state.Part
	read    *atomic.Int64
	cancel  context.CancelFunc
}

// sifted says that everything was read, or why not.
type sifted struct {
	failed map[state.Part]*backup.Error
	err    error
}

// weigh decides whether the list can be held.
func (l *list[V]) weigh(e *Env) {
	if l.res.Heavy == nil {
		return
	}
	if l.sieve.about = l.res.Heavy(e, l.aim(e)); l.sieve.about > siftLimit {
		l.sieve.heavy = true
	}
}

// others returns the parts that tell which lists there are.
func (r *Resource[V]) others(parts []state.Part) []state.Part {
	var out []state.Part
	for _, p := range parts {
		if !r.has(p.Feed) {
			out = append(out, p)
		}
	}
	return out
}

// own returns the parts that the rows are in.
func (r *Resource[V]) own(parts []state.Part) []state.Part {
	var out []state.Part
	for _, p := range parts {
		if r.has(p.Feed) {
			out = append(out, p)
		}
	}
	return out
}

func (r *Resource[V]) has(feed string) bool {
	for _, f := range r.Feeds {
		if f == feed {
			return true
		}
	}
	return false
}

// sift starts reading everything through the accepted filter, once it is known where
// everything is and where the question is a new one.
func (l *list[V]) sift(e *Env) tea.Cmd {
	v := &l.sieve
	ask := question[V]{text: v.want, problems: l.ask.problems}
	expr := ask.expr(l.res, e)
	if !v.heavy || !l.lists.read() || (v.want == "" && !ask.problems) || expr == v.expr {
		return nil
	}
	filter, err := l.res.parse(expr, e)
	if err != nil {
		return nil
	}
	l.dropSifted()
	target, said := l.aim(e), ""
	if l.res.Push != nil {
		target, said = l.res.Push(target, filter.Terms())
	}
	parts := l.res.own(l.res.Parts(e, target))
	ctx, cancel := context.WithCancel(l.ctx)
	read := new(atomic.Int64)
	*v = sieve{
		heavy: true, about: v.about, want: v.want, said: said, running: true, gen: v.gen + 1, expr: expr, read: read, cancel: cancel,
		part: state.Part{Feed: siftedFeed, Arg: fmt.Sprintf("%s/%d/%d", l.res.Name, l.id, v.gen+1)},
	}
	id, gen, store, source, key, into := l.id, v.gen, l.s.b.Store, l.s.b.Source, l.res.Key, v.part
	return func() tea.Msg {
		defer cancel()
		failed, err := state.Gather(ctx, source, parts, func(_ state.Part, rows []V) error {
			var kept []V
			for i := range rows {
				if filter.Match(&rows[i]) {
					kept = append(kept, rows[i])
				}
			}
			read.Add(int64(len(rows)))
			if len(kept) > 0 {
				state.Publish(store, into, key, kept, siftLimit)
			}
			return nil
		})
		return result{to: id, gen: gen, value: sifted{failed, err}}
	}
}

// siftedAll notes that the reading has ended.
func (l *list[V]) siftedAll(gen uint64, s sifted) {
	if gen != l.sieve.gen {
		return
	}
	l.sieve.running = false
	for p, err := range s.failed {
		t := trouble{part: p, err: err}
		l.lists.failed, l.lists.told = append(l.lists.failed, t), append(l.lists.told, t)
	}
}

func (l *list[V]) stopSifting() {
	l.sieve.running = false
	l.sieve.cancel()
}

// dropSifted lets go of what came through.
func (l *list[V]) dropSifted() {
	if l.sieve.cancel != nil {
		l.sieve.cancel()
		l.s.b.Store.Drop(l.sieve.part)
	}
	l.sieve.running, l.sieve.expr, l.sieve.cancel, l.sieve.part = false, "", nil, state.Part{}
}

// keep tells the store which part holds what came through.
func (v *sieve) keep() func(state.Part) bool {
	part := v.part
	return func(p state.Part) bool { return p == part && part.Feed != "" }
}

// words is "3.1 M read, 12,400 match".
func (v *sieve) words(e *Env, matched int) string {
	if v.read == nil || v.expr == "" {
		return "about " + ui.Count(v.about)
	}
	words := ui.Count(v.read.Load())
	if v.said == "" && v.running {
		words += " of ~" + ui.Count(v.about)
	}
	words += " read, " + ui.Count(matched) + " match"
	if v.said != "" {
		words += " (" + v.said + ")"
	}
	if v.running {
		words += " " + e.Theme.Sign(ui.Loading)
	}
	return words
}

func (v *sieve) emptyWords(e *Env) []string {
	switch {
	case v.running:
		return []string{"reading them all through the filter " + e.Theme.Sign(ui.Waiting)}
	case v.expr != "":
		return []string{"none matches"}
	}
	return []string{
		"about " + ui.Count(v.about) + " rows: more than fit on this machine at once",
		"/ and a filter reads them all and keeps what matches",
	}
}
