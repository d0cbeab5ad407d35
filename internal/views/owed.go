package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/ui"
)

// owed is what was said of changes and nobody has looked at yet: a notice goes away by
// itself, and whoever was not there would never know.
type owed struct {
	words   []string // newest last
	brief   string   // of the newest; "" = it has none
	unknown bool     // among them are such without a known outcome
	count   unknownCount
}

// mostOwed is how much of it is said once more; the actions have the rest.
const mostOwed = 3

func (o *owed) add(words, brief string, unknown bool) {
	o.words = append(o.words, words)
	o.words = o.words[max(0, len(o.words)-mostOwed):]
	o.brief, o.unknown = brief, o.unknown || unknown
}

// owedWords keep it on every screen until the actions are opened.
func (s *session) owedWords() []ui.Piece {
	o := &s.owed
	n := s.unknown()
	if len(o.words) == 0 && (!o.unknown || n == 0 || s.top().Target().View == "actions") {
		return nil
	}
	text := "see actions: 9"
	if o.unknown && n > 0 {
		if text = ui.Count(n) + " unknown: 9"; s.env.journal.damage != "" {
			text = journalDamaged + ", " + text
		}
	} else if len(o.words) == 1 && o.brief != "" {
		text = o.brief + ": 9"
	}
	return []ui.Piece{{Sign: s.env.Theme.Sign(ui.Attention), SignTone: ui.Warn, Text: text, Tone: ui.Warn}}
}

// heeded says it once more where its rows are. That something is unknown stands until it is known.
func (s *session) heeded() {
	if len(s.owed.words) > 0 {
		s.say(ui.Warn, strings.Join(s.owed.words, " · "))
		s.owed.words, s.owed.brief = nil, ""
	}
}

// unknownCount is how many actions had no known outcome, and what that hangs on.
type unknownCount struct {
	version  uint64 // of the journal's table
	underway int
	n        int
}

// unknown counts the actions without a known outcome, as the actions do.
func (s *session) unknown() int {
	c := &s.owed.count
	if v := s.env.Snap.FeedVersion(actionsPart().Feed); c.version != v || c.underway != len(s.underway) {
		*c = unknownCount{version: v, underway: len(s.underway)}
		for range unknown(s.env) {
			c.n++
		}
	}
	return c.n
}
