package sim

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

func relive(t testing.TB, w *World, p point, keep, cold int64) (*sdk.UpdateRecoveryPointLifecycleOutput, error) {
	t.Helper()
	l := &types.Lifecycle{}
	if keep != 0 {
		l.DeleteAfterDays = &keep
	}
	if cold != 0 {
		l.MoveToColdStorageAfterDays = &cold
	}
	return home(w).UpdateRecoveryPointLifecycle(t.Context(), &sdk.UpdateRecoveryPointLifecycleInput{BackupVaultName: &p.vault.name, RecoveryPointArn: aws.String(p.arn()), Lifecycle: l})
}

func TestALifecycleIsReplacedAsAWhole(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", in("Default", snapshot))
		out, err := relive(t, w, p, 200, 90)
		if err != nil || out.CalculatedLifecycle.DeleteAt.UnixMilli() != p.at+200*day || out.CalculatedLifecycle.MoveToColdStorageAt.UnixMilli() != p.at+90*day {
			t.Fatal(out, err)
		}
		out, err = relive(t, w, p, 210, 0)
		if err != nil || out.Lifecycle.MoveToColdStorageAfterDays != nil || *out.Lifecycle.DeleteAfterDays != 210 {
			t.Error("what is left out stays:", out, err)
		}
		time.Sleep(100 * 24 * time.Hour) // longer than it was to live
		if d, err := described(t, w, p); err != nil || d.StorageClass != types.StorageClassWarm {
			t.Fatal(d, err)
		}
		if _, err := relive(t, w, p, 0, 0); err != nil {
			t.Fatal(err)
		}
		time.Sleep(300 * 24 * time.Hour)
		if d, err := described(t, w, p); err != nil || d.Lifecycle != nil || d.CalculatedLifecycle != nil {
			t.Error("not kept for ever:", d, err)
		}
	})
}

func TestLifecyclesAreRefusedAsAtAWS(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 900})
		now := time.Now().UnixMilli()
		for _, tc := range []struct {
			name       string
			takes      func(point) bool
			keep, cold int64
			code       string
			words      string
		}{
			{"less than 90 days in cold storage", in("Default", snapshot), 100, 20, badParameter, "plus 90 days"},
			{"cold before today", in("Default", snapshot), 200, 1, badParameter, "days old"},
			{"no days", in("Default", snapshot), -7, 0, badParameter, "between 1 and"},
			{"by the vault's policy", in("prod-daily", snapshot), 50, 0, "AccessDeniedException", "Insufficient"},
			{"shorter, locked", in("airgap"), 10, 0, badRequest, "Lock"},
			{"longer than the lock allows", in("airgap"), 500, 0, badRequest, "Lock"},
		} {
			p := pointOf(t, w, "EBS", tc.takes)
			if _, err := relive(t, w, p, tc.keep, tc.cold); err == nil {
				t.Errorf("%s: taken", tc.name)
			} else {
				wantError(t, err, tc.code, tc.words)
			}
		}
		c := &call{w: w, scope: w.scopes[0], now: now, labels: []string{"", ""}}
		cold := pointOf(t, w, "EBS", func(p point) bool { return p.coldAt(now) })
		if err := c.mayRelive(cold, cold.keep, 0); err == nil || err.Code != badParameter {
			t.Errorf("a point in cold storage is made warm: %v", err)
		}
		if err := c.mayRelive(cold, cold.keep+1, cold.cold); err != nil {
			t.Errorf("a point in cold storage cannot be kept for longer: %v", err)
		}
		live := pointOf(t, w, "RDS", func(p point) bool { return p.s.kind == continuous })
		if err := c.mayRelive(live, 20, 0); err == nil || err.Code != badRequest {
			t.Errorf("a continuous backup is given a lifecycle: %v", err)
		}
	})
}
