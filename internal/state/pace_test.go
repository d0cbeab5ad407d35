package state

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatFailsShowsWithinTwoRefreshesInASmallFleet: copies of which none runs are read as often as
// backups that run; in a fleet of thousands of lists they are not.
func TestWhatFailsShowsWithinTwoRefreshesInASmallFleet(t *testing.T) {
	for scopes, most := range map[int]int{1: 5, 50: 5, 600: 15, 2000: 30} {
		aws := newFake()
		watch(t, aws, PollerOptions{}, func(c *console) {
			var parts []Part
			for i := range scopes {
				parts = append(parts, Part{Feed: "copy-jobs", Scope: backup.In(fmt.Sprintf("%012d", i), "eu-west-1")})
			}
			c.Want(parts)
			c.after(5 * second)
			aws.took()
			c.after(2 * minute)
			passes := 0
			for _, call := range aws.took() {
				if strings.Contains(call, "completed") {
					passes++
				}
			}
			if each := passes / scopes; each < 120/(most+1) || each > 120/most+1 {
				t.Errorf("%d scopes: each read %d times in two minutes, want every %d s", scopes, each, most)
			}
		})
	}
}
