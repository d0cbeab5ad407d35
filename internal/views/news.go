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
					s.say(ui.Good, "works again: "+c.Diagnosis.Cause+"; "+counted2(c.Failing, "resource", "resources")+" to run again")
				}
			}
		case c.Failing > 0:
			m.failing[f.key] = true
			delete(m.mended, f.key)
		case m.failing[f.key] && c.Recovered > 0:
			delete(m.failing, f.key)
			m.mended[f.key] = s.env.Now
			if f.known == "" {
				s.say(ui.Good, "recovered: "+c.Diagnosis.Cause+"; 2 shows it")
			}
		}
	}
}

// isNews reports whether a cause has just arisen or recovered.
func (m *memory) isNews(f *failure, now backup.Time) bool {
	mended, ok := m.mended[f.key]
	return f.known == "" && (ok && now.Sub(mended) < newsFor || f.fresh && f.of().Failing > 0 && now.Sub(f.of().First) < newsSince)
}

// withNews puts the latest news under the first causes of the order of need, where a small screen shows them.
func (m *memory) withNews(rows []*failure, now backup.Time) []*failure {
	if len(rows) <= newsFrom {
		return rows
	}
	var news []*failure
	for _, f := range rows[newsFrom:] {
		if m.isNews(f, now) {
			news = append(news, f)
		}
	}
	if len(news) == 0 {
		return rows
	}
	when := func(f *failure) backup.Time { return max(m.mended[f.key], f.of().First) }
	slices.SortStableFunc(news, func(a, b *failure) int { return cmp.Compare(when(b), when(a)) })
	news = news[:min(len(news), newsMost)]
	out := append(slices.Clone(rows[:newsFrom]), news...)
	for _, f := range rows[newsFrom:] {
		if !slices.Contains(news, f) {
			out = append(out, f)
		}
	}
	return out
}
