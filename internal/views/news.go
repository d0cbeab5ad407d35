package views

import (
	"cmp"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// On a small screen the overview has room for the few causes that need somebody most. What has just
// happened is not always among them, and is what whoever watches wants to see: what arose within the
// hour, and what has just recovered.

const (
	newsFor   = 20 * time.Minute // how long a cause that recovered stays in sight
	newsSince = time.Hour        // how long ago a new cause may have arisen
	newsFrom  = 2                // causes that stand above the news,
	newsMost  = 2                // and how many the news are
)

// recovers notes which causes fail, and says of those that no longer do that they recovered. It
// needs every list read, as all that compares one computation with the next.
func (s *session) recovers(rows []*failure) {
	m := &s.memory
	if m.failing == nil {
		m.failing, m.mended = map[string]bool{}, map[string]backup.Time{}
	}
	for _, f := range rows {
		c := f.of()
		switch {
		case c.Works():
			if m.failing[f.key] {
				delete(m.failing, f.key)
				m.mended[f.key] = s.env.Now
				if f.known == "" {
					s.mention(ui.Good, "works again: "+c.Diagnosis.Cause+"; "+counted2(c.Failing, "resource", "resources")+" to run again")
				}
			}
		case c.Failing > 0:
			m.failing[f.key] = true
			delete(m.mended, f.key)
		case m.failing[f.key] && c.Recovered > 0:
			delete(m.failing, f.key)
			m.mended[f.key] = s.env.Now
			if f.known == "" {
				s.mention(ui.Good, "recovered: "+c.Diagnosis.Cause+"; 2 shows it")
			}
		}
	}
}

// isNews reports whether a cause has just arisen or recovered.
func (m *memory) isNews(f *failure, now backup.Time) bool {
	mended, ok := m.mended[f.key]
	return f.known == "" && (ok && now.Sub(mended) < newsFor || f.fresh && f.of().Failing > 0 && now.Sub(f.of().First) < newsSince)
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
	for _, f := range open[len(top):] {
		if m.isNews(f, now) {
			news = append(news, f)
		}
	}
	when := func(f *failure) backup.Time { return max(m.mended[f.key], f.of().First) }
	slices.SortStableFunc(news, func(a, b *failure) int { return cmp.Compare(when(b), when(a)) })
	news = news[:min(len(news), newsMost)]
	below := slices.DeleteFunc(slices.Clone(open[len(top):]), func(f *failure) bool { return slices.Contains(news, f) })
	return slices.Concat(top, news, below, known)
}
