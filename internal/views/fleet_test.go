package views

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// TestALargeFleetIsTakenOnceASecond: while it is found, every account changes what the lists
// are called; the last account is not forgotten.
func TestALargeFleetIsTakenOnceASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		store := state.NewStore()
		s := &session{b: Backend{Store: store}, env: &Env{Fleet: &Fleet{}}}
		found := func(account, regions int) {
			id := backup.Intern(fmt.Sprintf("%012d", account))
			var rows []backup.Region
			for i := range regions {
				rows = append(rows, backup.Region{Account: id, Name: backup.Intern(fmt.Sprintf("eu-west-%d", i)), OptIn: backup.Intern("ENABLED")})
			}
			state.Publish(store, regionsPart(id), nil, rows, 0)
			store.Flush()
			s.observe()
		}
		for i, step := range []struct {
			account, regions, scopes int
			behind                   bool
		}{
			{1, fleetLarge, fleetLarge, false},
			{2, 1, fleetLarge + 1, false}, // up to then at once
			{3, 1, fleetLarge + 1, true},
			{4, 1, fleetLarge + 1, true},
		} {
			if found(step.account, step.regions); len(s.env.Fleet.Scopes) != step.scopes || s.behind != step.behind {
				t.Errorf("step %d: %d scopes, behind: %t", i, len(s.env.Fleet.Scopes), s.behind)
			}
		}
		time.Sleep(fleetEvery)
		if s.observe(); len(s.env.Fleet.Scopes) != fleetLarge+3 || s.behind {
			t.Errorf("a moment later: %d scopes, behind: %t", len(s.env.Fleet.Scopes), s.behind)
		}
		s.observe()
		if s.behind {
			t.Error("nothing changed, and it is behind")
		}
	})
}
