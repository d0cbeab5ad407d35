package views

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// sharing is a world whose org-airgap vault is shared by an account that can't be read.
func sharing() sim.Options {
	return sim.Options{Seed: 7, Regions: 2, Points: 400, Resources: 60, Jobs: 300, Start: small().Start}
}

func TestGetReadsASharedVaultFromTheSameAccountEveryTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sharing())
		seen := func(filter string, faults sim.Faults) map[string]bool {
			w.SetFaults(faults)
			records, _ := getRecords(t, w, GetOptions{View: "points", Filter: filter, Output: "jsonl"})
			from := map[string]bool{}
			for _, r := range records {
				from[r["account"]+" from "+r["seenFrom"]] = true
			}
			return from
		}
		first := seen("vault:org-airgap", nil)
		if len(first) != 1 {
			t.Fatalf("read from %v", first)
		}
		storm := append(sim.BadDay(), sim.Fault{Kind: sim.Slow, Fraction: 1, Delay: 3 * time.Second, Jitter: 3 * time.Second})
		for range 8 {
			if again := seen("vault:org-airgap", storm); !maps.Equal(again, first) {
				t.Errorf("read from %v, before from %v", again, first)
			}
		}
		for _, name := range []string{"payments", "identity", "data-lake"} {
			from := seen("vault:org-airgap seenFrom:"+name, nil)
			if len(from) != 1 || !strings.HasSuffix(slices.Collect(maps.Keys(from))[0], " from "+w.Account(name)) {
				t.Errorf("seen from %s: %v", name, from)
			}
		}
	})
}

func TestWhatAnAccountSeesIsThereWhenItIsAskedFor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 40, sharing(), Options{}).after(20 * time.Second)
		u.opens("points vault:org-airgap").after(5*time.Second).sees("org-airgap", "audit")
		for _, name := range []string{"payments", "identity", "data-lake"} {
			u.opens("points vault:org-airgap seenFrom:" + name).after(5 * time.Second).sees("org-airgap").misses("none of")
			u.opens("points").after(5 * time.Second).press("/").types("vault:org-airgap seenFrom:" + name).press("enter").after(5 * time.Second).sees("org-airgap")
			u.press("d").after(2*time.Second).sees("Seen from", name).press("esc", "esc")
		}
		// A shared vault is in the focus of each account that sees it.
		u.opens("accounts payments").press("f").sees("1 of 6 accounts")
		u.opens("vaults org-airgap").sees("audit via payments").misses("via identity")
		u.opens("points vault:org-airgap").after(5*time.Second).sees("org-airgap", "audit").misses("none of")
	})
}

func TestPointsOfAResourceSayAllThatTheirVaultKnows(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 200, 50, small(), Options{}).after(10 * time.Second)
		for _, typ := range []string{"EBS", "RDS", "EFS"} {
			u.opens("resources type="+typ).press("enter").after(3*time.Second).sees("› points", " "+typ+" ").misses(" ?  ")
			if typ == "RDS" { // AWS reports 0 for all of them
				u.misses(" 0 B ")
			}
			for _, row := range u.rows() {
				if !strings.Contains(row, typ) {
					t.Errorf("a point of another type or of none: %s", row)
				}
			}
			u.press("d").after(2*time.Second).sees("Delete at").press("esc", "esc")
		}
	})
}
