package sim

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
)

func TestAValidationResultIsFinal(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", snapshot)
		id, err := restore(t, w, p, good(w, p), nil)
		if err != nil {
			t.Fatal(err)
		}
		put := func(status types.RestoreValidationStatus) error {
			_, err := home(w).PutRestoreValidationResult(t.Context(), &sdk.PutRestoreValidationResultInput{RestoreJobId: &id, ValidationStatus: status, ValidationStatusMessage: aws.String("looked at")})
			return err
		}
		wantError(t, put(types.RestoreValidationStatusSuccessful), badRequest, "nothing to validate")
		time.Sleep(4 * time.Hour)
		wantError(t, put("FINE"), badParameter, "FINE")
		for _, status := range []types.RestoreValidationStatus{types.RestoreValidationStatusValidating, types.RestoreValidationStatusSuccessful} {
			if err := put(status); err != nil {
				t.Fatal(err)
			}
			if job := restoreJob(t, w, id); job.ValidationStatus != status || *job.ValidationStatusMessage != "looked at" {
				t.Errorf("%s %v", job.ValidationStatus, job.ValidationStatusMessage)
			}
		}
		wantError(t, put(types.RestoreValidationStatusFailed), badRequest, "has ended")
	})
}

func TestPointsAreRestoredInCertainStatesOnly(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		id := backUp(t, w, pointOf(t, w, "VirtualMachine", snapshot).resource().arn, nil)
		time.Sleep(30 * time.Second)
		s := w.scopes[0]
		code, _ := codeOfUUID(strings.ToLower(id))
		it, _ := w.item(code)
		creating, ok := it.point(time.Now().UnixMilli())
		if !ok || creating.status != pointCreating {
			t.Fatal(creating.status, ok)
		}
		stack := pointOf(t, w, "CloudFormation", func(p point) bool { return p.s.kind == backups && p.child == 0 })
		state := pointOf(t, w, "EKS", func(p point) bool { return p.child > 0 })
		w.DenyDeletes(w.HomeAccount())
		expired := pointOf(t, w, "EBS", in("Default", snapshot))
		if err := remove(t, w, expired); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Second)
		for name, p := range map[string]point{"CREATING": creating, "EXPIRED": expired, "composite": stack, "cluster state": state} {
			_, err := restore(t, w, p, good(w, p), nil)
			if err == nil {
				t.Errorf("restored: %s", name)
				continue
			}
			wantError(t, err, badRequest, name)
		}
		for _, v := range s.vaults { // the automatic EFS vault admits no restore
			if !v.denyAll {
				continue
			}
			now := time.Now().UnixMilli()
			for it := range items(v.streams, span{to: now - day}, now) {
				if p, ok := it.point(now); ok && p.status == pointCompleted {
					_, err := restore(t, w, p, map[string]string{}, nil)
					wantError(t, err, "AccessDeniedException", "Insufficient privileges")
					break
				}
			}
		}
	})
}

func TestATypeThatIsSwitchedOffIsNotRestored(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{Resources: 2000})
		now := time.Now().UnixMilli()
		s := w.scopes[1]
		if s.optedIn("Timestream") {
			t.Fatal("it is on")
		}
		for it := range items(s.vaults[0].streams, span{to: now - day}, now) {
			p, ok := it.point(now)
			if !ok || p.kindName() != "Timestream" || p.status != pointCompleted {
				continue
			}
			_, err := client(w, w.HomeAccount(), s.region).StartRestoreJob(t.Context(), &sdk.StartRestoreJobInput{
				RecoveryPointArn: aws.String(p.arn()), Metadata: good(w, p), IamRoleArn: &s.role,
			})
			wantError(t, err, badRequest, "not opted in")
			return
		}
		t.Error("no point of Timestream")
	})
}
