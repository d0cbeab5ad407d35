package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/ui"
)

// freshness is how fresh a screen's lists are, summed up.
type freshness struct {
	loading bool
	stopped bool // by the operator
	unread  int
	stale   string        // their age, when they are older than they should be
	silent  time.Duration // for how long no answer came, when that is long
}

// stateWords says that nothing can be changed, and whether what is shown is fresh.
func (s *session) stateWords() []ui.Piece {
	th := s.env.Theme
	mode := s.modeWords()
	var fresh freshness
	if f, ok := s.top().(interface{ Freshness(*Env) freshness }); ok {
		fresh = f.Freshness(s.env)
	}
	live := ui.Piece{Sign: th.Sign(ui.Live), SignTone: ui.Good, Text: "live", Tone: ui.Muted}
	switch {
	case fresh.stale != "":
		live = ui.Piece{Sign: th.Sign(ui.Attention), SignTone: ui.Warn, Text: fresh.stale + " old", Tone: ui.Warn}
	case fresh.loading:
		live = ui.Piece{Sign: th.Sign(ui.Loading), SignTone: ui.Busy, Text: "loading", Tone: ui.Muted}
	}
	words := ""
	if fresh.stopped {
		words = "stopped"
	}
	if fresh.unread > 0 {
		words = ui.Count(fresh.unread) + " unread"
		if fresh.stale != "" {
			words += ", " + fresh.stale + " old"
		}
	}
	all := !s.env.silent.IsZero()
	if all {
		fresh.silent = max(fresh.silent, s.env.Now.Sub(s.env.silent))
	}
	if fresh.silent > 0 { // whatever is known, no key brings news now
		words = "no answer for " + ui.Duration(fresh.silent)
	}
	if lost := s.lost(); lost != "" && (!all || len(s.env.Fleet.Scopes) == 0) {
		words = lost
	}
	if words != "" {
		live = ui.Piece{Sign: th.Sign(ui.Refused), SignTone: ui.Warn, Text: words, Tone: ui.Warn}
	}
	return append(append(append(s.owedWords(), s.underwayWords()...), mode), live)
}

// lost says, for every screen, that what all lists hang on can't be read: the accounts,
// the Regions of each of them, or what a profile would show.
func (s *session) lost() string {
	e, l := s.env, &s.lostWords
	if v := e.Snap.FeedVersion("accounts", "regions"); l.fleet != e.Fleet || l.version != v || l.theme != e.Theme || !l.focus.Equal(e.Focus) {
		*l = lostWords{e.Fleet, v, e.Theme, e.Focus, lostOf(e)}
	}
	return l.words
}

// lostWords are what lost said, and what that hangs on: looking through hundreds of accounts
// at every frame takes longer than drawing it.
type lostWords struct {
	fleet   *Fleet
	version uint64 // of the lists that it is read from
	theme   *ui.Theme
	focus   Focus
	words   string
}

func lostOf(e *Env) string {
	failed := fleetTroubles(e)
	err := accountsErr(e)
	var profiles []string
	for _, t := range failed {
		if t.profile || err != nil && t.part != accountsPart() && sameCause(t.err, err) {
			profiles = append(profiles, t.where(e))
		}
	}
	switch {
	case len(failed) > 0 && len(e.Fleet.Scopes) == 0:
		return "nothing readable"
	case len(profiles) == 1:
		return shorten(e, profiles[0], 24) + " unread"
	case len(profiles) > 1:
		return ui.Count(len(profiles)) + " profiles unread"
	case err != nil:
		return "accounts unread"
	}
	return ""
}
