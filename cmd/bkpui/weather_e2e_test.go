package main

import (
	"bytes"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/views"
)

// TestGetReadsThroughABadDayOverASocket runs every view at once, as it is and through
// faults. The world moves meanwhile: what is there before and after must be there in
// between, exactly once.
func TestGetReadsThroughABadDayOverASocket(t *testing.T) {
	h := newHome(t, sim.Options{Seed: 3, Accounts: 2, Regions: 1, PageSize: 50, Points: 300, Resources: 20, Jobs: 60})
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("AWS_REGION", h.world.Regions()[0])
	every := func() map[string][]string {
		var mu sync.Mutex
		var runs sync.WaitGroup
		lines := map[string][]string{}
		for _, view := range views.Names() {
			if slices.Contains([]string{"overview", "stale", "failures", "health", "calls", "logs", "drafts"}, view) {
				continue // screens, and what is computed of jobs for a window that moves
			}
			runs.Go(func() {
				var out, errs bytes.Buffer
				if status := run(t.Context(), []string{"get", view, "-o", "jsonl"}, os.Environ(), &out, &errs); status != exitDone {
					t.Errorf("get %s: exit status %d: %s", view, status, errs.String())
				}
				mu.Lock()
				defer mu.Unlock()
				lines[view] = strings.Split(strings.TrimSpace(out.String()), "\n")
			})
		}
		runs.Wait()
		return lines
	}
	before := every()
	weather := sim.BadDay()
	weather[0].Delay = 20 * time.Millisecond // real ones; in a bubble the whole 200 cost nothing
	h.world.SetFaults(append(sim.Faults{{Kind: sim.Reset, Fraction: 1, Times: 3}, {Kind: sim.CutShort, Fraction: 0.05}}, weather...))
	got := every()
	h.world.SetFaults(nil)
	after := every()

	met := h.world.Stats().Faults
	if met[sim.Throttling] == 0 || met[sim.Reset] == 0 || met[sim.CutShort] == 0 {
		t.Errorf("the bad day was not bad: %v", met)
	}
	if len(got) < 12 {
		t.Errorf("only %v", slices.Sorted(maps.Keys(got)))
	}
	for view, lines := range got {
		times := map[string]int{}
		for _, line := range lines {
			times[line]++
		}
		stayed := 0
		for _, line := range before[view] {
			if slices.Contains(after[view], line) {
				stayed++
				if times[line] != 1 {
					t.Errorf("%s: %d times instead of once: %s", view, times[line], line)
				}
			}
		}
		if stayed < len(after[view])*9/10 || len(lines) > len(after[view])+len(before[view])-stayed {
			t.Errorf("%s: %d records, %d before, %d after, %d stayed", view, len(lines), len(before[view]), len(after[view]), stayed)
		}
	}
}
