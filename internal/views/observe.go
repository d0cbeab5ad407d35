package views

import (
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// want tells the poller what the top screen needs, where that changed.
func (s *session) want() {
	fleet, needs := s.env.Fleet.parts(), s.top().Needs(s.env)
	var more []state.Part
	for _, t := range s.tracked {
		more = append(more, t.parts...)
	}
	same := sameSlice(fleet, s.wantedOf[0]) && sameSlice(needs, s.wantedOf[1])
	s.wantedOf = [2][]state.Part{fleet, needs}
	switch { // mostly nothing changed, and thousands take a while to compare and to copy
	case same && slices.Equal(s.wanted[len(fleet)+len(needs):], more):
	case consistsOf(s.wanted, fleet, needs, more):
	default:
		s.wanted = slices.Concat(fleet, needs, more)
		s.b.Poller.Want(s.wanted)
	}
}

// sameSlice reports whether both are one slice. What is asked for what it needs may give the
// same slice again only if nothing in it has changed.
func sameSlice(a, b []state.Part) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// consistsOf reports whether whole is these pieces, one after the other.
func consistsOf(whole []state.Part, pieces ...[]state.Part) bool {
	for _, p := range pieces {
		if len(whole) < len(p) || !slices.Equal(whole[:len(p)], p) {
			return false
		}
		whole = whole[len(p):]
	}
	return len(whole) == 0
}

// observe makes a new Env from the store and the clock.
func (s *session) observe() {
	snap := s.b.Store.Snapshot()
	fleet := s.fleetNow(snap)
	for i := range fleet.Accounts {
		if a := &fleet.Accounts[i]; fleet != s.env.Fleet && readByMore(s.env.Fleet, a) {
			s.b.Poller.Refresh([]state.Part{regionsPart(a.ID)})
		}
	}
	next := *s.env
	next.Snap, next.Fleet, next.Now = snap, fleet, backup.TimeOf(time.Now())
	s.env = &next
}

// fleetNow is the fleet of a snapshot. While a large one is found it changes ten times a
// second, and all that hangs on it with it: it is looked at once a second then.
func (s *session) fleetNow(snap *state.Snapshot) *Fleet {
	prev := s.env.Fleet
	moved := prev.rows != snap.RowVersion("accounts", "regions")
	if s.behind = moved && len(prev.Scopes) > fleetLarge && time.Since(s.fleetAt) < fleetEvery; s.behind {
		return prev
	}
	fleet := fleetOf(snap, prev)
	if fleet != prev {
		s.fleetAt = time.Now()
	}
	return fleet
}

const (
	fleetLarge = 500                    // scopes
	fleetEvery = 900 * time.Millisecond // a tick finds what the last change left
)

// readByMore reports whether an account turned out to be that of another profile too, which
// may name another Region of it.
func readByMore(before *Fleet, a *backup.Account) bool {
	return a.Home && !a.ID.Empty() && slices.ContainsFunc(before.Accounts, func(b backup.Account) bool {
		return b.ID == a.ID && b.Home && b.Profile != a.Profile
	})
}
