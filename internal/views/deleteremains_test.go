package views

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
)

// TestDeletingTheNewestPointIsWarnedOf marks nothing: the point under the cursor is the newest
// of a volume that has others.
func TestDeletingTheNewestPointIsWarnedOf(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 40, Jobs: 100}, func(u *user) {
		u.goes("points type:ebs").after(5 * time.Second)
		newest, others := map[string]*backup.RecoveryPoint{}, map[string]int{}
		all := state.Select[backup.RecoveryPoint](u.session().env.Snap, nil, "points").All()
		for _, p := range all {
			of := p.Of.Get()
			if of.Type.String() != "EBS" || p.Status.String() != "COMPLETED" {
				continue
			}
			volume := of.ARN.String()
			if others[volume]++; newest[volume] == nil || p.Created > newest[volume].Created {
				newest[volume] = p
			}
		}
		for _, volume := range slices.Sorted(maps.Keys(newest)) {
			p := newest[volume]
			if others[volume] < 3 {
				continue
			}
			u.goes("points arn~" + p.ARN.String()[strings.LastIndexByte(p.ARN.String(), '/')+1:]).after(5 * time.Second)
			u.goes("delete").after(10*time.Second).resize(200, 50).sees("! what remains", "THE NEWEST point of it is deleted, made", "remain here, the newest")
			return
		}
		u.t.Error("no volume has several points: the test shows nothing")
	})
}
