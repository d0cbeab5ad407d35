package views

import (
	"cmp"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// On a small screen the overview has room for the few causes that need somebody most. What has just
// happened is not always among them, and is what whoever watches wants to see: what arose within the
// hour, and what has just recovered.

const (
	newsFor   = 90 * time.Second // how long a cause that recovered stays in sight, before what fails
	newsSince = time.Hour        // how long ago a new cause may have arisen
	newsFrom  = 3                // causes that stand above the news,
	newsMost  = 2                // and how many the news are
)

// recovers notes which causes fail, and says of those that no longer do that they recovered. It
// needs every list read, as all that compares one computation with the next; what another window,
// other scopes or more lists show is no event.
func (s *session) recovers(c *causes) {
	m := &s.memory
	if m.mended == nil {
		m.mended = map[string]backup.Time{}
	}
	if in := c.extent(); m.failing == nil || !m.in.equal(in) {
		m.failing, m.in = map[string]failedAs{}, in
	}
	for _, f := range c.rows {
		c := f.of()
		was, failed := m.failing[f.key]
		switch {
		case c.Works():
			if failed && was.mends(c) {
				s.recovered(f, "works again: "+namedCause(f, s.env)+"; "+counted2(c.Failing, "resource", "resources")+" to run again")
			}
			delete(m.failing, f.key)
		case c.Failing > 0:
			m.failing[f.key] = failedAs{c.First, c.Recovered}
			delete(m.mended, f.key)
		default:
			if failed && c.Recovered > 0 && was.mends(c) {
				s.recovered(f, "recovered: "+namedCause(f, s.env)+"; 2 shows it")
			}
			delete(m.failing, f.key)
		}
	}
}

// recovered notes a recovery, and says so unless the operator knows the cause.
func (s *session) recovered(f *failure, words string) {
	s.memory.mended[f.key] = s.env.Now
	if f.known == "" {
		s.mention(ui.Good, words)
	}
}

// failedAs is a cause as it was when it failed last.
type failedAs struct {
	first     backup.Time
	recovered int
}

// mends reports whether a cause that no longer fails is mended: what failed may as well have left
// the window, which moves on.
func (f failedAs) mends(c *triage.Cause) bool {
	return c.First == f.first || c.Recovered > f.recovered || c.Works()
}

// extent is what causes were looked for in. Two computations tell of an event only where they agree in it.
type extent struct {
	window time.Duration
	focus  Focus
	lists  [2]int // of jobs: all, and those that were read at all
	points pointsRead
	told   int // vaults and keys: jobs find their cause by them
}

func (c *causes) extent() extent { return extent{c.window, c.focus, c.lists, c.pointed, c.told} }

func (x extent) equal(y extent) bool {
	return x.window == y.window && x.focus.Equal(y.focus) && x.lists == y.lists && x.points == y.points && x.told == y.told
}

// namedCause is a cause with what it hangs on, else where it is: several have the same name.
func namedCause(f *failure, e *Env) string {
	on := rootNow(f, e)
	if on == "" {
		on = placeWords(f, e)
	}
	if on == "" {
		return f.of().Brief.Cause
	}
	return f.of().Brief.Cause + " (" + on + ")"
}

// isNews reports whether a cause has just recovered, or arisen and wants somebody. To look at it is no reason
// for it to sink under the cursor: it stays news for as long as it is young.
func (m *memory) isNews(f *failure, now backup.Time) bool {
	if mended, ok := m.mended[f.key]; ok && now.Sub(mended) < newsFor {
		return true
	}
	if !f.of().Urgent() || now.Sub(f.of().First) >= newsSince {
		return false
	}
	if f.fresh {
		if m.arisen == nil {
			m.arisen = map[string]bool{}
		}
		m.arisen[f.key] = true
	}
	return m.arisen[f.key]
}

// inOrder is the one order of causes, of the overview and of the failures: that of need, the latest news under
// the first, where a small screen shows them, and what is known at the end.
func (m *memory) inOrder(rows []*failure, now backup.Time) []*failure {
	var open, known, news []*failure
	for _, f := range slices.SortedFunc(slices.Values(rows), func(a, b *failure) int { return cmp.Compare(a.rank, b.rank) }) {
		if f.known == "" {
			open = append(open, f)
		} else {
			known = append(known, f)
		}
	}
	top := open[:min(newsFrom, len(open))]
	for i, f := range open {
		if m.isNews(f, now) && i >= len(top) {
			news = append(news, f)
		}
	}
	when := func(f *failure) backup.Time { return max(m.mended[f.key], f.of().First) }
	slices.SortStableFunc(news, func(a, b *failure) int { return cmp.Compare(when(b), when(a)) })
	news = news[:min(len(news), newsMost)]
	below := slices.DeleteFunc(slices.Clone(open[len(top):]), func(f *failure) bool { return slices.Contains(news, f) })
	return slices.Concat(top, news, below, known)
}
