package sim

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

func in(vault string, also ...func(point) bool) func(point) bool {
	return func(p point) bool {
		for _, takes := range also {
			if !takes(p) {
				return false
			}
		}
		return p.vault.name == vault
	}
}

func remove(t testing.TB, w *World, p point) error {
	t.Helper()
	_, err := home(w).DeleteRecoveryPoint(t.Context(), &sdk.DeleteRecoveryPointInput{BackupVaultName: &p.vault.name, RecoveryPointArn: aws.String(p.arn())})
	return err
}

func described(t testing.TB, w *World, p point) (*sdk.DescribeRecoveryPointOutput, error) {
	t.Helper()
	return home(w).DescribeRecoveryPoint(t.Context(), &sdk.DescribeRecoveryPointInput{BackupVaultName: &p.vault.name, RecoveryPointArn: aws.String(p.arn())})
}

func TestADeletedPointIsDeletingThenGone(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", in("Default", snapshot))
		count := func() int {
			return len(points(t, home(w), sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: &p.vault.name, MaxResults: aws.Int32(1000), ByCreatedBefore: aws.Time(time.UnixMilli(p.at))}))
		}
		before, counted := count(), p.vault.count(time.Now().UnixMilli())
		for range 2 { // once more while it is being deleted
			if err := remove(t, w, p); err != nil {
				t.Fatal(err)
			}
			if d, err := described(t, w, p); err != nil || d.Status != types.RecoveryPointStatusDeleting || d.StorageClass != types.StorageClassDeleted {
				t.Fatal(d, err)
			}
		}
		if _, err := restore(t, w, p, good(w, p), nil); err == nil {
			t.Error("a point that is being deleted is restored")
		}
		time.Sleep(time.Minute)
		_, err := described(t, w, p)
		wantError(t, err, "ResourceNotFoundException", "Cannot find recovery point")
		if after := count(); after != before-1 {
			t.Errorf("%d points before, %d after", before, after)
		}
		if after := p.vault.count(time.Now().UnixMilli()); after >= counted+1 {
			t.Errorf("counted %d before, %d after", counted, after)
		}
		wantError(t, remove(t, w, p), "ResourceNotFoundException", "")
	})
}

func TestAPointThatMayNotBeDeletedTurnsExpired(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", in("Default", snapshot))
		w.DenyDeletes(w.Account("sandbox"), w.HomeAccount())
		if err := remove(t, w, p); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		d, err := described(t, w, p)
		if err != nil || d.Status != types.RecoveryPointStatusExpired || aws.ToString(d.StatusMessage) == "" {
			t.Fatal(d, err)
		}
		w.DenyDeletes()
		if err := remove(t, w, p); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		_, err = described(t, w, p)
		wantError(t, err, "ResourceNotFoundException", "")
	})
}

func TestPointsThatAFaultKeepsTurnExpiredHoweverOftenTheyAreDeleted(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", in("Default", snapshot))
		kept, err := ParseFaults("undeletable=100%")
		if err != nil {
			t.Fatal(err)
		}
		w.SetFaults(kept)
		for range 2 {
			if err := remove(t, w, p); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			if d, err := described(t, w, p); err != nil || d.Status != types.RecoveryPointStatusExpired {
				t.Fatal(d, err)
			}
		}
		w.SetFaults(Faults{{Kind: Undeletable, Fraction: 1, Accounts: []string{"999999999999"}}})
		if err := remove(t, w, p); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		_, err = described(t, w, p)
		wantError(t, err, "ResourceNotFoundException", "")
	})
}

func TestDeletionIsRefusedAsAtAWS(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 900})
		for name, tc := range map[string]struct {
			kind  string
			takes func(point) bool
			code  string
			words string
		}{
			"by the vault's policy":     {"EBS", in("prod-daily"), "AccessDeniedException", "Insufficient privileges"},
			"by a lock":                 {"EBS", in("airgap"), badRequest, "Lock"},
			"for what is nested in it":  {"EKS", in("Default", snapshot), badRequest, "nested"},
			"of a cluster's state only": {"EKS", in("Default", func(p point) bool { return p.child > 0 }), badRequest, "cluster state"},
		} {
			p := pointOf(t, w, tc.kind, tc.takes)
			if err := remove(t, w, p); err == nil {
				t.Errorf("deleted in spite of it: %s", name)
			} else {
				wantError(t, err, tc.code, tc.words)
			}
		}
		held := w.scopes[0].heldVault()
		c := &call{w: w, scope: w.scopes[0], now: time.Now().UnixMilli()}
		n := 0
		for it := range items(held.streams, span{to: c.now}, c.now) {
			if p, ok := it.point(c.now); ok {
				from, to := c.holds()[0].dates()
				if (c.heldBy(p) != "") != (p.at >= from && p.at <= to) {
					t.Errorf("%s of %s is held: %q", p.arn(), utc(p.at), c.heldBy(p))
				}
				n++
			}
		}
		if n == 0 {
			t.Error("nothing to hold")
		}
	})
}

func TestWhatIsNestedIsDeletedOrDetachedBeforeItsParent(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 900})
		c, ctx := home(w), t.Context()
		p := pointOf(t, w, "EKS", in("Default", snapshot))
		now := time.Now().UnixMilli()
		var disk, state point
		for child := 1; child <= 2; child++ {
			q, ok := p.nested(child).point(now)
			if !ok {
				t.Fatal("not there")
			}
			if q.kindName() == "EBS" {
				disk = q
			} else {
				state = q
			}
		}
		detach := func(q point) error {
			_, err := c.DisassociateRecoveryPointFromParent(ctx, &sdk.DisassociateRecoveryPointFromParentInput{BackupVaultName: &q.vault.name, RecoveryPointArn: aws.String(q.arn())})
			return err
		}
		wantError(t, detach(p), badRequest, "not nested")
		wantError(t, detach(state), badRequest, "cluster state")
		if err := detach(disk); err != nil {
			t.Fatal(err)
		}
		d, err := described(t, w, disk)
		if err != nil || d.ParentRecoveryPointArn != nil {
			t.Errorf("%+v, %v", d, err)
		}
		nested := points(t, c, sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: &p.vault.name, ByParentRecoveryPointArn: aws.String(p.arn())})
		if len(nested) != 1 || *nested[0].RecoveryPointArn != state.arn() {
			t.Errorf("nested are still %v", pointARNs(nested))
		}
		if err := remove(t, w, p); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Minute)
		_, err = described(t, w, state)
		wantError(t, err, "ResourceNotFoundException", "")
		if d, err := described(t, w, disk); err != nil || d.Status != types.RecoveryPointStatusCompleted {
			t.Errorf("the detached one: %+v, %v", d, err)
		}
	})
}

func TestOnlyContinuousBackupsAreDisassociated(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 900})
		forget := func(p point) error {
			_, err := home(w).DisassociateRecoveryPoint(t.Context(), &sdk.DisassociateRecoveryPointInput{BackupVaultName: &p.vault.name, RecoveryPointArn: aws.String(p.arn())})
			return err
		}
		wantError(t, forget(pointOf(t, w, "RDS", snapshot)), badRequest, "continuous")
		live := func(p point) bool { return p.status == pointAvailable }
		database, bucket := pointOf(t, w, "RDS", live), pointOf(t, w, "S3", live)
		for _, p := range []point{database, bucket} {
			if err := forget(p); err != nil {
				t.Error(err)
			}
		}
		time.Sleep(time.Minute)
		_, err := described(t, w, database)
		wantError(t, err, "ResourceNotFoundException", "")
		if d, err := described(t, w, bucket); err != nil || d.Status != types.RecoveryPointStatusStopped {
			t.Errorf("%+v, %v", d, err)
		}
	})
}
