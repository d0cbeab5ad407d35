package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// Fleet is the accounts and Regions that are known so far. It is never written
// after it was made.
type Fleet struct {
	Accounts []backup.Account // in the order they were found, those left out as well
	Scopes   []backup.Scope   // enabled Regions of the accounts that belong to the fleet
	Home     backup.Account   // where the identity lives; zero until it is known
	Err      *backup.Error    // why the accounts could not be listed to the end; stays while that is tried again
	names    map[backup.Text]string
	version  uint64
}

// accountsPart and regionsPart name the two lists that a fleet is made of.
func accountsPart() state.Part { return state.Part{Feed: "accounts"} }

func regionsPart(account backup.Text) state.Part {
	return state.Part{Feed: "regions", Scope: backup.Scope{Account: account}}
}

// fleetOf reads the fleet from a snapshot; prev is returned where nothing changed.
func fleetOf(snap *state.Snapshot, prev *Fleet) *Fleet {
	version := snap.FeedVersion("accounts", "regions")
	if prev != nil && prev.version == version {
		return prev
	}
	f := &Fleet{names: map[backup.Text]string{}, version: version}
	h, _ := snap.Health(accountsPart())
	if f.Err = h.Err; f.Err == nil && !h.Whole && prev != nil {
		f.Err = prev.Err
	}
	skipped := map[backup.Text]bool{}
	for _, a := range state.Select[backup.Account](snap, nil, "accounts").All() {
		f.Accounts = append(f.Accounts, *a)
		if !a.Name.Empty() {
			f.names[a.ID] = a.Name.String()
		}
		if a.Home && !a.ID.Empty() {
			f.Home = *a
		}
		if a.Skipped {
			skipped[a.ID] = true
		}
	}
	f.Accounts = slices.DeleteFunc(f.Accounts, f.known)
	for _, r := range state.Select[backup.Region](snap, nil, "regions").All() {
		if r.Enabled() && !skipped[r.Account] {
			f.Scopes = append(f.Scopes, r.Scope())
		}
	}
	slices.SortFunc(f.Scopes, compareScopes) // the same at every start, whoever answered first
	return f
}

// known reports whether a row is what was known of a profile before its account was.
func (f *Fleet) known(a backup.Account) bool {
	return a.ID.Empty() && a.Home && slices.ContainsFunc(f.Accounts, func(b backup.Account) bool {
		return b.Home && !b.ID.Empty() && slices.Contains(strings.Split(b.Profile.String(), ", "), a.Profile.String())
	})
}

func compareScopes(a, b backup.Scope) int {
	return cmp.Or(cmp.Compare(a.Account.String(), b.Account.String()), cmp.Compare(a.Region.String(), b.Region.String()))
}

// size is how many accounts belong to the fleet.
func (f *Fleet) size() int {
	n := 0
	for i := range f.Accounts {
		if a := &f.Accounts[i]; !a.Skipped && !a.ID.Empty() {
			n++
		}
	}
	return n
}

// LeftOut returns the accounts that are known and do not belong to the fleet.
func (f *Fleet) LeftOut() []backup.Text {
	var out []backup.Text
	for i := range f.Accounts {
		if a := &f.Accounts[i]; a.Skipped && !a.ID.Empty() {
			out = append(out, a.ID)
		}
	}
	return out
}

// parts returns the lists that the fleet itself is read from. They are always
// wanted: every other list hangs on them.
func (f *Fleet) parts() []state.Part {
	parts := []state.Part{accountsPart()}
	for i := range f.Accounts {
		if a := &f.Accounts[i]; !a.Skipped && !a.ID.Empty() {
			parts = append(parts, regionsPart(a.ID))
		}
	}
	return parts
}

// Regions returns the names of all Regions in scopes, in the order first seen.
func regionsOf(scopes []backup.Scope) []backup.Text {
	var names []backup.Text
	seen := map[backup.Text]bool{}
	for _, s := range scopes {
		if !seen[s.Region] {
			seen[s.Region] = true
			names = append(names, s.Region)
		}
	}
	return names
}
