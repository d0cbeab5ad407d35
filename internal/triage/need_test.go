package triage

import (
	"fmt"
	"slices"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatSomebodyMustMendComesBeforeWhatPasses: a cause that no one has to act on stays below
// one that somebody must mend, however many resources it touches.
func TestWhatSomebodyMustMendComesBeforeWhatPasses(t *testing.T) {
	type trouble struct {
		id, state, message string
		jobs               int
		mended             bool
	}
	for _, c := range []struct {
		what string
		met  []trouble // in the order that they must have
	}{
		{"one key, and an internal error of AWS", []trouble{
			{"kms_key_unusable", "FAILED", disabled, 32, false},
			{"internal_error", "FAILED", "", 84, false},
		}},
		{"one role, and what each resource has of its own", []trouble{
			{"role_not_assumable", "FAILED", "", 3, false},
			{"s3_versioning_off", "FAILED", "", 9, false},
			{"throttled", "FAILED", "", 40, false},
		}},
		{"what nobody knows may be anything", []trouble{
			{"", "FAILED", "the moon is full", 40, false},
			{"kms_key_unusable", "FAILED", disabled, 32, false},
			{"throttled", "FAILED", "", 50, false},
		}},
		{"issues, what was stopped, and what is mended", []trouble{
			{"throttled", "FAILED", "", 1, false},
			{"state partial", "PARTIAL", "", 30, false},
			{"stopped_by_user", "ABORTED", "Backup job was stopped by user", 40, false},
			{"kms_key_unusable", "FAILED", disabled, 50, true},
		}},
	} {
		for _, backwards := range []bool{false, true} { // the order is the same however they come
			g, n := NewGrouper(day()), 0
			met := slices.Clone(c.met)
			if backwards {
				slices.Reverse(met)
			}
			for _, m := range met {
				message := m.message
				if i := slices.IndexFunc(Catalogue(), func(e Entry) bool { return e.ID == m.id }); message == "" && i >= 0 {
					message = Catalogue()[i].Examples[0]
				}
				for range m.jobs {
					n++
					g.Add(job("000000000001", n, 1, m.state, message), nil)
					if m.mended {
						g.Add(job("000000000001", n, 5, "COMPLETED", ""), nil)
					}
				}
			}
			var got, want []string
			for _, cause := range g.all() {
				got = append(got, fmt.Sprint(cause.Brief.ID, " ", cause.Count()))
			}
			for _, m := range c.met {
				want = append(want, fmt.Sprint(m.id, " ", m.jobs))
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: the order is %q, want %q", c.what, got, want)
			}
		}
	}
}

// TestNoClassBothPassesAndIsForSomebodyToMend keeps the two lists apart.
func TestNoClassBothPassesAndIsForSomebodyToMend(t *testing.T) {
	for _, class := range Classes() {
		if class.passes() && class.shared() {
			t.Errorf("%s does both", class)
		}
	}
	failed := &backup.Job{State: backup.Intern("FAILED")}
	c := Cause{Jobs: []*backup.Job{failed}, Failing: 1, Brief: Brief{Class: KMS, Root: Fact{Name: "key"}}}
	if c.need() != needsMending {
		t.Error("a key that is still being looked up is not there for somebody to mend")
	}
}
