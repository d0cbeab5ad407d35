package sim

import (
	"testing"
	"testing/synctest"
	"time"
)

// atOneMoment runs a test while the clock stands still, in the afternoon of an
// ordinary day: between two calls nothing starts, ends or is deleted, so what one
// list says can be compared with the next.
func atOneMoment(t *testing.T, test func(*testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 15*time.Hour + 4*time.Minute)
		test(t)
	})
}
