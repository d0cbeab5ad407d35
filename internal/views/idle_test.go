package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestOnlyTheViewOnTheScreenAsksAWS(t *testing.T) {
	t.Parallel()
	const refresh = 5 * time.Second // as start sets it
	for _, c := range []struct {
		command    string
		operations []string
	}{
		{"vaults", []string{"backup.ListBackupVaults"}},
		{"plans", []string{"backup.ListBackupPlans", "backup.GetBackupPlan", "backup.ListBackupSelections"}},
		{"rj", []string{"backup.ListRestoreJobs"}},
		{"calls", nil},
	} {
		t.Run(c.command, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := start(t, 120, 40, sim.Options{Accounts: 3, Regions: 2}, Options{Command: c.command})
				u.after(90 * time.Second)
				before := u.world.Stats().Operations
				const idle = 2 * time.Minute
				u.after(idle)
				after := u.world.Stats()
				allowed := map[string]bool{}
				for _, op := range c.operations {
					allowed[op] = true
				}
				most := len(after.Scopes) * int(idle/refresh)
				for op, n := range after.Operations {
					switch asked := n - before[op]; {
					case asked > 0 && !allowed[op]:
						t.Errorf("%s: asked %d times though it shows nothing of it", op, asked)
					case asked > 4*most:
						t.Errorf("%s: asked %d times in %v", op, asked, idle)
					}
				}
			})
		})
	}
}
