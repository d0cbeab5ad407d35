package views

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestPointsOfAFleetSayAboutHowManyAreToCome opens the points of every vault over a link on
// which their lists take their time: no list has begun to count, the vaults have.
func TestPointsOfAFleetSayAboutHowManyAreToCome(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second).opens("vaults").after(10 * time.Second)
		u.befalls("latency=30s@ListRecoveryPointsByBackupVault")
		u.goes("points").after(time.Second).sees(" of ~", "loading")
		u.befalls("")
		u.after(2*time.Minute).misses(" of ~", "loading")
	})
}
