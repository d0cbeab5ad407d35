package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestOperatorFindsAPointFromTheStartView(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 40, sim.Options{}, Options{})
		u.after(10*time.Second).sees("overview", "payments", "us-east-1", "READ-ONLY")
		u.press("4").after(5*time.Second).sees("vaults", "prod-daily")
		u.press("/").types("prod-daily").press("enter").after(time.Second).sees("/prod-daily")
		u.press("enter").after(10*time.Second).sees("points", "prod-daily")
		u.press("d").after(3 * time.Second).sees("DescribeRecoveryPoint")
		u.press("y").after(time.Second).sees("RecoveryPointArn")
		u.press("q", "q", "q").sees("vaults")
	})
}
