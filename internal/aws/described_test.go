package aws_test

import (
	"reflect"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestAnAnswerAboutAThingIsTheRowOfItsList keeps pages that no list leads to as good as
// those that one does.
func TestAnAnswerAboutAThingIsTheRowOfItsList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := fleet(t, sim.New(sim.Options{Seed: 7}), func(o *aws.Options) { o.Org, o.AllRegions, o.Regions = false, false, []string{"us-east-1"} })
		in := backup.Scope{Account: all(t, c.Accounts(t.Context()))[0].ID, Region: backup.Intern("us-east-1")}
		for _, v := range all(t, c.Vaults(t.Context(), in, backup.VaultQuery{})) {
			agrees(t, c, backup.Thing{Kind: backup.VaultThing, Scope: in, ID: v.In.Get().Name.String()}, v)
			for _, p := range first(all(t, c.Points(t.Context(), in, backup.PointQuery{Vault: v.In.Get().Name.String()})), 3) {
				agrees(t, c, backup.Thing{Kind: backup.PointThing, Scope: in, Vault: v.In.Get().Name.String(), ID: p.ARN.String()}, p)
			}
		}
		for _, r := range first(all(t, c.Resources(t.Context(), in)), 5) {
			agrees(t, c, backup.Thing{Kind: backup.ResourceThing, Scope: in, ID: r.Of.Get().ARN.String()}, r)
		}
		for kind := backup.BackupJob; kind <= backup.ScanJob; kind++ {
			for _, j := range first(all(t, c.Jobs(t.Context(), in, kind, backup.JobQuery{})), 5) {
				agrees(t, c, backup.Thing{Kind: backup.JobThing, Scope: in, ID: j.ID, Job: kind}, j)
			}
		}
		for _, p := range last(all(t, c.Plans(t.Context(), in)), 2) {
			p.Selections = -1 // no answer about the plan tells that
			agrees(t, c, backup.Thing{Kind: backup.PlanThing, Scope: in, ID: p.ID.String()}, p)
			for _, s := range last(all(t, c.Selections(t.Context(), in, p.ID.String())), 1) {
				agrees(t, c, backup.Thing{Kind: backup.SelectionThing, Scope: in, ID: s.ID.String(), Plan: p.ID.String()}, s)
			}
		}
	})
}

func agrees[V any](t *testing.T, c *aws.Client, thing backup.Thing, want V) {
	t.Helper()
	for d := range c.Describe(t.Context(), thing) {
		if got, ok := d.Row.(*V); ok {
			if !reflect.DeepEqual(*got, want) {
				t.Errorf("%s %s: described\n%+v, listed\n%+v", thing.Kind, thing.ID, *got, want)
			}
			return
		}
	}
	t.Errorf("no row of %s %s", thing.Kind, thing.ID)
}

func first[V any](rows []V, n int) []V { return rows[:min(n, len(rows))] }

func last[V any](rows []V, n int) []V { return rows[max(len(rows)-n, 0):] }
