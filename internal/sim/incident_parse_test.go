package sim_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestParseIncidents(t *testing.T) {
	got, err := sim.ParseIncidents("key-disabled, scp@2m,trust@90s..10m,")
	want := []sim.Planned{{Kind: sim.KeyDisabled}, {Kind: sim.PolicyDenies, From: 2 * time.Minute}, {Kind: sim.TrustLost, From: 90 * time.Second, To: 10 * time.Minute}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for _, line := range []string{"fire", "scp@", "scp@soon", "scp@-1s", "lock@5m..5m", "lock@5m..", "lock@1m..2m..3m"} {
		if p, err := sim.ParseIncidents(line); err == nil {
			t.Errorf("%q gave %v", line, p)
		}
	}
}

// TestEveryKindOfIncidentHasSomethingToBefall plans one of each in the smallest worlds.
func TestEveryKindOfIncidentHasSomethingToBefall(t *testing.T) {
	for _, o := range []sim.Options{{}, {Accounts: 1, Regions: 1, Vaults: 1, Resources: 10}} {
		w := sim.New(o)
		plans, err := sim.ParseIncidents("key-policy,key-disabled,scp,trust,quota,lock@1m..2m")
		if err != nil || len(plans) != 6 {
			t.Fatal(plans, err)
		}
		for _, p := range plans {
			if !w.Plan(p, time.Now()) {
				t.Errorf("%+v has no %s", o, p.Kind)
			}
		}
	}
}

func FuzzParseIncidents(f *testing.F) {
	f.Add("key-disabled,scp@2m..3m")
	f.Fuzz(func(t *testing.T, line string) {
		plans, err := sim.ParseIncidents(line)
		for _, p := range plans {
			if err == nil && (p.From < 0 || p.To != 0 && p.To <= p.From) {
				t.Errorf("%q gave %+v", line, p)
			}
		}
	})
}
