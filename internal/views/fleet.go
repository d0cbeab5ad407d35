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
	lists    []state.Part  // what parts returns, and
	regions  []backup.Text // regionNames, both asked for at every change and frame
	rows     uint64        // the moment that the accounts and Regions are of
}

// accountsPart and regionsPart name the two lists that a fleet is made of.
func accountsPart() state.Part { return state.Part{Feed: "accounts"} }

func regionsPart(account backup.Text) state.Part {
	return state.Part{Feed: "regions", Scope: backup.Scope{Account: account}}
}

// fleetOf reads the fleet from a snapshot; prev is returned where nothing changed. That
// lists were read again with the same answer changes nothing.
func fleetOf(snap *state.Snapshot, prev *Fleet) *Fleet {
	f := &Fleet{names: map[backup.Text]string{}, rows: snap.RowVersion("accounts", "regions")}
	h, _ := snap.Health(accountsPart())
	if f.Err = h.Err; f.Err == nil && !h.Whole && prev != nil {
		f.Err = prev.Err
	}
	if prev != nil && prev.rows == f.rows && prev.Err == f.Err {
		return prev
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
	f.lists, f.regions = slices.Clip(f.parts()), regionsOf(f.Scopes)
	return f
}

// known reports whether a row is what was known of a profile before its account was.
func (f *Fleet) known(a backup.Account) bool {
	return a.ID.Empty() && a.Home && slices.ContainsFunc(f.Accounts, func(b backup.Account) bool {
		return b.Home && !b.ID.Empty() && slices.Contains(strings.Split(b.Profile.String(), ", "), a.Profile.String())
	})
}

func compareScopes(a, b backup.Scope) int {
	if a.Account != b.Account {
		return cmp.Compare(a.Account.String(), b.Account.String())
	}
	return cmp.Compare(a.Region.String(), b.Region.String())
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
	if f.lists != nil {
		return f.lists
	}
	parts := []state.Part{accountsPart()}
	for i := range f.Accounts {
		if a := &f.Accounts[i]; !a.Skipped && !a.ID.Empty() {
			parts = append(parts, regionsPart(a.ID))
		}
	}
	return parts
}

// regionNames returns the names of all Regions of the fleet.
func (f *Fleet) regionNames() []backup.Text {
	if f.regions != nil {
		return f.regions
	}
	return regionsOf(f.Scopes)
}

// regionsOf returns the names of all Regions in scopes, in the order first seen. There are
// so few that looking through them is quicker than a map.
func regionsOf(scopes []backup.Scope) []backup.Text {
	var names []backup.Text
	for _, s := range scopes {
		if !slices.Contains(names, s.Region) {
			names = append(names, s.Region)
		}
	}
	return names
}
