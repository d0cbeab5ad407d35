package aws_test

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// restored are the restore jobs of a scope that a change started: those of the world's
// own making have other points.
func restored(t *testing.T, c *aws.Client, in backup.Scope, point string, since time.Time) []backup.Job {
	t.Helper()
	jobs, err := c.Restores(t.Context(), in, backup.TimeOf(since))
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(jobs, func(j backup.Job) bool { return j.PointARN.String() != point })
}

// TestARestoreSentToTheWorldCompletes sends one with the write role on a day on which
// answers get lost: whatever Send says of it, there is one job, and what it made is
// found by its name.
func TestARestoreSentToTheWorldCompletes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(40 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		c := fleet(t, w, func(o *aws.Options) { o.WriteRole = "BackupOperator" })
		in := home(w)
		point := aPoint(t, c, in, "EBS")
		p, err := c.Point(t.Context(), point)
		if err != nil {
			t.Fatal(err)
		}
		r := &backup.StartRestoreJob{
			RecoveryPointArn: p.ARN, Metadata: map[string]string{"availabilityZone": in.Region.String() + "a", "encrypted": "false"},
			IamRoleArn: w.DefaultRole(w.HomeAccount()), ResourceType: p.Type, IdempotencyToken: "3f1c7f0e-token",
		}
		began := time.Now()
		volumes := len(w.Held(w.HomeAccount(), in.Region.String(), "AWS::EC2::Volume"))
		w.SetFaults(sim.Faults{{Kind: sim.CutShort, Fraction: 1, Times: 2, Operations: []string{"StartRestoreJob"}}}) // taken, and the answer lost
		first, err := c.Send(t.Context(), in, "INC-1", r)
		if err != nil || first.Job == "" || first.RequestID == "" {
			t.Fatalf("%+v, %v", first, err)
		}
		if again, err := c.Send(t.Context(), in, "INC-1", r); err != nil || again.Job != first.Job {
			t.Errorf("the same body again: %+v, %v", again, err)
		}
		if jobs := restored(t, c, in, p.ARN, began); len(jobs) != 1 || jobs[0].ID != first.Job {
			t.Fatalf("jobs %+v", jobs)
		}
		time.Sleep(6 * time.Hour)
		jobs := restored(t, c, in, p.ARN, began)
		if len(jobs) != 1 || jobs[0].State.String() != "COMPLETED" {
			t.Fatalf("jobs %+v", jobs)
		}
		made := backup.ShortARN(jobs[0].DestItem.String())
		if v, err := c.Find(t.Context(), in, backup.Volumes, made); err != nil || v.Facts["zone"] != in.Region.String()+"a" {
			t.Errorf("made %s: %+v, %v", made, v, err)
		}
		if n := len(w.Held(w.HomeAccount(), in.Region.String(), "AWS::EC2::Volume")); n != volumes+1 {
			t.Errorf("%d volumes, were %d", n, volumes)
		}
		if m, err := c.RestoreMetadata(t.Context(), in, first.Job); err != nil || m["availabilityZone"] != in.Region.String()+"a" {
			t.Errorf("%v, %v", m, err)
		}
	})
}

// TestAChangeWhoseAnswersAreAllLostIsUnsureAndFound is the worst day: AWS took it, and
// nothing came back.
func TestAChangeWhoseAnswersAreAllLostIsUnsureAndFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(40 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		point := aPoint(t, c, in, "DynamoDB")
		r := &backup.StartRestoreJob{
			RecoveryPointArn: point.ID, Metadata: map[string]string{"targetTableName": "orders-again"},
			IamRoleArn: w.DefaultRole(w.HomeAccount()), ResourceType: "DynamoDB", IdempotencyToken: "9a-token",
		}
		began := time.Now()
		w.SetFaults(sim.Faults{{Kind: sim.CutShort, Fraction: 1, Operations: []string{"StartRestoreJob"}}})
		if got, err := c.Send(t.Context(), in, "INC-1", r); backup.KindOf(err) != backup.Unreachable {
			t.Fatalf("%+v, %v", got, err)
		}
		w.SetFaults(nil)
		jobs := restored(t, c, in, point.ID, began)
		if len(jobs) != 1 {
			t.Fatalf("%d jobs", len(jobs))
		}
		if m, err := c.RestoreMetadata(t.Context(), in, jobs[0].ID); err != nil || m["targetTableName"] != "orders-again" {
			t.Errorf("%v, %v", m, err)
		}
	})
}
