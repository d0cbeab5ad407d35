package ops

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// intentOf is an intent of a change, a minute old.
func intentOf(t *testing.T, k Kind, c backup.Change, thing backup.Thing) Intent {
	t.Helper()
	b, err := body(c)
	if err != nil {
		t.Fatal(err)
	}
	return Intent{Record: Record{
		Op: "op", Item: 1, Attempt: 1, Phase: Intended, Kind: k, Time: Stamp(backup.TimeOf(time.Now().Add(-time.Minute))),
		Account: home.Account.String(), Region: home.Region.String(),
		Target: thing.ID, Thing: thing.Kind, Vault: thing.Vault, Operation: c.Operation(), Request: b,
	}}
}

func TestWhatALookSaysOfAJobThatWasToStart(t *testing.T) {
	metadata := map[string]string{"volumeName": "a", "nested": `{"x":1,"y":[2]}`, "password": backup.SecretRef("password")}
	restore := &backup.StartRestoreJob{RecoveryPointArn: snapshot, Metadata: metadata}
	copied := &backup.StartCopyJob{RecoveryPointArn: snapshot, DestinationBackupVaultArn: "arn:aws:backup:eu-central-1:111122223333:backup-vault:dr"}
	backedUp := &backup.StartBackupJob{BackupVaultName: "daily", ResourceArn: "arn:aws:ec2:eu-west-1:111122223333:volume/vol-1"}
	submitted := func(change func(map[string]string)) map[string]string {
		m := map[string]string{"volumeName": "a", "nested": `{"y": [2], "x": 1}`, "password": "hidden", "aws:backup:request-id": "1"}
		change(m)
		return m
	}
	same := submitted(func(map[string]string) {})
	// job is one that fits, of an age, changed.
	job := func(k backup.JobKind, age time.Duration, change func(*backup.Job)) backup.Job {
		j := backup.Job{
			ID: "job-1", Kind: k, Account: home.Account, Region: home.Region, Created: backup.TimeOf(time.Now().Add(-age)),
			PointARN: backup.ParseARN(snapshot), State: backup.Intern("RUNNING"),
		}
		switch k {
		case backup.CopyJob:
			j.DestARN = backup.Intern(copied.DestinationBackupVaultArn)
		case backup.BackupJob:
			j.PointARN, j.Vault = backup.ARN{}, backup.Intern("daily")
			j.Of = backup.RefTo(backup.ResourceRef{ARN: backup.Intern(backedUp.ResourceArn)})
		default:
		}
		change(&j)
		return j
	}
	asItIs := func(*backup.Job) {}
	second := func(j *backup.Job) { j.ID = "job-2" }
	planned := func(j *backup.Job) { j.By = backup.RefTo(backup.CreatedBy{PlanID: backup.Intern("p")}) }
	soon := 30 * time.Second
	sentOther := map[string]bool{"another name": true, "another number in nested JSON": true, "a key less": true, "a key more": true}
	for _, tc := range []struct {
		name string
		kind Kind
		c    backup.Change
		jobs []backup.Job
		meta map[string]string
		want Verdict
	}{
		{"a restore with this metadata", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, asItIs)}, same, Found},
		{"nothing at all", Restore, restore, nil, same, NotFound},
		{"a job of another point", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, func(j *backup.Job) { j.PointARN = backup.ParseARN(snapshot + "b") })}, same, NotFound},
		{"another name", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, asItIs)}, submitted(func(m map[string]string) { m["volumeName"] = "b" }), NotFound},
		{"another number in nested JSON", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, asItIs)}, submitted(func(m map[string]string) { m["nested"] = `{"x":2,"y":[2]}` }), NotFound},
		{"a key less", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, asItIs)}, submitted(func(m map[string]string) { delete(m, "volumeName") }), NotFound},
		{"a key more", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, asItIs)}, submitted(func(m map[string]string) { m["encrypted"] = "true" }), NotFound},
		{"a nested job", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, func(j *backup.Job) { j.Parent = backup.Intern("job-0") })}, same, NotFound},
		{"a job of another op", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, func(j *backup.Job) { j.ID = "taken" })}, same, NotFound},
		{"two that fit", Restore, restore, []backup.Job{job(backup.RestoreJob, soon, asItIs), job(backup.RestoreJob, soon, second)}, same, CantTell},
		{"one from just before", Restore, restore, []backup.Job{job(backup.RestoreJob, 2*time.Minute, asItIs)}, same, CantTell},
		{"one from long before", Restore, restore, []backup.Job{job(backup.RestoreJob, time.Hour, asItIs)}, same, NotFound},
		{"a copy", Copy, copied, []backup.Job{job(backup.CopyJob, soon, asItIs)}, nil, Found},
		{"a copy to another vault", Copy, copied, []backup.Job{job(backup.CopyJob, soon, func(j *backup.Job) { j.DestARN = backup.Intern("arn:aws:backup:eu-central-1:1:backup-vault:x") })}, nil, NotFound},
		{"a copy by a plan", Copy, copied, []backup.Job{job(backup.CopyJob, soon, planned)}, nil, NotFound},
		{"a backup", BackUp, backedUp, []backup.Job{job(backup.BackupJob, soon, asItIs)}, nil, Found},
		{"a backup by a plan", BackUp, backedUp, []backup.Job{job(backup.BackupJob, soon, planned)}, nil, NotFound},
		{"a backup into another vault", BackUp, backedUp, []backup.Job{job(backup.BackupJob, soon, func(j *backup.Job) { j.Vault = backup.Intern("other") })}, nil, NotFound},
	} {
		c := newCloud()
		c.jobs = tc.jobs
		c.meta["job-1"], c.meta["job-2"], c.meta["taken"] = tc.meta, tc.meta, tc.meta
		f := find(t.Context(), c, intentOf(t, tc.kind, tc.c, backup.Thing{}), map[string]bool{"taken": true})
		if f.Verdict != tc.want || (f.Verdict == Found) != (f.Job == "job-1") || f.Evidence == "" {
			t.Errorf("%s: %+v", tc.name, f)
		}
		if other := strings.Contains(f.Evidence, "job-1 restores the same point with other metadata"); other != (f.Verdict == NotFound && sentOther[tc.name]) {
			t.Errorf("%s: %s", tc.name, f.Evidence)
		}
	}
}

func TestWhatALookSaysOfAPoint(t *testing.T) {
	thing := backup.Thing{Kind: backup.PointThing, Vault: "daily", ID: snapshot}
	del := &backup.DeleteRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: snapshot}
	life := &backup.UpdateRecoveryPointLifecycle{BackupVaultName: "daily", RecoveryPointArn: snapshot, Lifecycle: backup.Lifecycle{DeleteAfterDays: 35}}
	ever := &backup.UpdateRecoveryPointLifecycle{BackupVaultName: "daily", RecoveryPointArn: snapshot, Lifecycle: backup.Lifecycle{DeleteAfterDays: -1, MoveToColdStorageAfterDays: -1}}
	forget := &backup.DisassociateRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: snapshot}
	detach := &backup.DisassociateRecoveryPointFromParent{BackupVaultName: "daily", RecoveryPointArn: snapshot}
	for _, tc := range []struct {
		name  string
		kind  Kind
		c     backup.Change
		point *backup.PointDetail // nil = gone
		want  Verdict
	}{
		{"deleted", Delete, del, nil, Found},
		{"being deleted", Delete, del, &backup.PointDetail{Status: "DELETING"}, Found},
		{"still there", Delete, del, &backup.PointDetail{Status: "COMPLETED"}, NotFound},
		{"undeletable", Delete, del, &backup.PointDetail{Status: "EXPIRED"}, Failed},
		{"the new lifecycle", SetLifecycle, life, &backup.PointDetail{Status: "COMPLETED", Lifecycle: life.Lifecycle}, Found},
		{"the old lifecycle", SetLifecycle, life, &backup.PointDetail{Status: "COMPLETED"}, NotFound},
		{"kept for ever", SetLifecycle, ever, &backup.PointDetail{Status: "COMPLETED"}, Found},
		{"not kept for ever", SetLifecycle, ever, &backup.PointDetail{Status: "COMPLETED", Lifecycle: life.Lifecycle}, NotFound},
		{"the lifecycle of an expired one", SetLifecycle, life, &backup.PointDetail{Status: "EXPIRED", Lifecycle: life.Lifecycle}, Found},
		{"a point that is gone has no lifecycle", SetLifecycle, life, nil, CantTell},
		{"forgotten", Disassociate, forget, nil, Found},
		{"stopped", Disassociate, forget, &backup.PointDetail{Status: "STOPPED"}, Found},
		{"still continuous", Disassociate, forget, &backup.PointDetail{Status: "AVAILABLE"}, NotFound},
		{"detached", DetachChild, detach, &backup.PointDetail{Status: "COMPLETED"}, Found},
		{"still a child", DetachChild, detach, &backup.PointDetail{Status: "COMPLETED", Parent: "arn"}, NotFound},
		{"a child that is gone", DetachChild, detach, nil, CantTell},
	} {
		c := newCloud()
		if tc.point != nil {
			c.points[snapshot] = *tc.point
		}
		if f := find(t.Context(), c, intentOf(t, tc.kind, tc.c, thing), nil); f.Verdict != tc.want || f.Evidence == "" {
			t.Errorf("%s: %+v", tc.name, f)
		}
	}
}

// TestWhatIsLetGoIsDescribedUntilItIsGone: AWS answers before the point is what it was to
// be, or without it ever being.
func TestWhatIsLetGoIsDescribedUntilItIsGone(t *testing.T) {
	thing := backup.Thing{Kind: backup.PointThing, Scope: home, Vault: "daily", ID: snapshot}
	for _, tc := range []struct {
		name  string
		kind  Kind
		c     backup.Change
		after backup.PointDetail // ten seconds later; no status = gone
		want  Verdict
		words string
	}{
		{"forgotten", Disassociate, &backup.DisassociateRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: snapshot}, backup.PointDetail{}, Found, "gone from AWS Backup"},
		{"of S3", Disassociate, &backup.DisassociateRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: snapshot}, backup.PointDetail{Status: "STOPPED"}, Found, "STOPPED: nothing is added"},
		{"as before", Disassociate, &backup.DisassociateRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: snapshot}, backup.PointDetail{Status: "AVAILABLE"}, NotFound, "as it was: AVAILABLE"},
		{"detached", DetachChild, &backup.DisassociateRecoveryPointFromParent{BackupVaultName: "daily", RecoveryPointArn: snapshot}, backup.PointDetail{Status: "COMPLETED"}, Found, "gone from its parent"},
		{"still nested", DetachChild, &backup.DisassociateRecoveryPointFromParent{BackupVaultName: "daily", RecoveryPointArn: snapshot}, backup.PointDetail{Status: "COMPLETED", Parent: "arn"}, NotFound, "as it was"},
	} {
		synctest.Test(t, func(t *testing.T) {
			c := newCloud()
			c.points[snapshot] = backup.PointDetail{Status: "AVAILABLE", Parent: "arn"}
			begin := time.Now()
			c.refuse = func(string) error { // called with the lock held
				if time.Since(begin) < 10*time.Second {
					return nil
				}
				if c.points[snapshot] = tc.after; tc.after.Status == "" {
					delete(c.points, snapshot)
				}
				return nil
			}
			r := newRunner(t, c)
			op := Op{ID: NewID(), Kind: tc.kind, Scope: home, Reason: "INC-1", Items: []Item{{Change: tc.c, Thing: thing, Name: "snap-0a"}}}
			results, err := r.Do(t.Context(), confirm(t, r, op), nil)
			if err != nil || results[0].Outcome != Accepted || results[0].Finding.Verdict != tc.want || !strings.Contains(results[0].Finding.Evidence, tc.words) {
				t.Errorf("%s: %+v, %v", tc.name, results, err)
			}
			if took := time.Since(begin); took < 10*time.Second || took > uncertainty+15*time.Second {
				t.Errorf("%s: after %s", tc.name, took)
			}
		})
	}
}

func TestWhatALookSaysOfAJobThatWasToChange(t *testing.T) {
	stop := &backup.StopBackupJob{BackupJobId: "job-1"}
	valid := &backup.PutRestoreValidationResult{RestoreJobId: "job-1", ValidationStatus: "SUCCESSFUL"}
	for _, tc := range []struct {
		name string
		kind Kind
		c    backup.Change
		job  backup.Job
		want Verdict
	}{
		{"ending", Stop, stop, backup.Job{State: backup.Intern("ABORTING")}, Found},
		{"ended", Stop, stop, backup.Job{State: backup.Intern("ABORTED")}, Found},
		{"running on", Stop, stop, backup.Job{State: backup.Intern("RUNNING")}, NotFound},
		{"ended by itself", Stop, stop, backup.Job{State: backup.Intern("COMPLETED")}, CantTell},
		{"this result", Validate, valid, backup.Job{Kind: backup.RestoreJob, Result: backup.Intern("SUCCESSFUL")}, Found},
		{"no result", Validate, valid, backup.Job{Kind: backup.RestoreJob}, NotFound},
		{"another job", Validate, valid, backup.Job{Kind: backup.BackupJob}, CantTell},
	} {
		c := newCloud()
		tc.job.ID, tc.job.Account, tc.job.Created = "job-1", home.Account, backup.TimeOf(time.Now().Add(-time.Hour))
		c.jobs = []backup.Job{tc.job}
		if f := find(t.Context(), c, intentOf(t, tc.kind, tc.c, backup.Thing{Kind: backup.JobThing, ID: "job-1"}), nil); f.Verdict != tc.want || f.Evidence == "" {
			t.Errorf("%s: %+v", tc.name, f)
		}
	}
}

func TestALookThatWasRefusedOrComesTooLateCannotTell(t *testing.T) {
	restore := &backup.StartRestoreJob{RecoveryPointArn: snapshot, Metadata: map[string]string{"a": "b"}}
	point := backup.Thing{Kind: backup.PointThing, Vault: "daily", ID: snapshot}
	all := map[Kind]backup.Change{
		Restore: restore,
		Copy:    &backup.StartCopyJob{RecoveryPointArn: snapshot}, BackUp: &backup.StartBackupJob{ResourceArn: "arn"},
		Stop: &backup.StopBackupJob{BackupJobId: "job-1"}, Validate: &backup.PutRestoreValidationResult{RestoreJobId: "job-1"},
		Delete: &backup.DeleteRecoveryPoint{}, SetLifecycle: &backup.UpdateRecoveryPointLifecycle{},
		Disassociate: &backup.DisassociateRecoveryPoint{}, DetachChild: &backup.DisassociateRecoveryPointFromParent{},
	}
	if len(all) != len(operations) {
		t.Fatalf("%d kinds of %d", len(all), len(operations))
	}
	for _, kind := range []backup.Kind{backup.AccessDenied, backup.Throttled, backup.Unreachable} {
		for k, change := range all {
			c := newCloud()
			c.refuse = func(string) error { return &backup.Error{Kind: kind, Op: "backup:Look"} }
			if f := find(t.Context(), c, intentOf(t, k, change, point), nil); f.Verdict != CantTell {
				t.Errorf("%s of %s: %+v", kind, k, f)
			}
		}
	}
	c := newCloud()
	c.jobs = []backup.Job{{ID: "job-1", Kind: backup.RestoreJob, Account: home.Account, PointARN: backup.ParseARN(snapshot), Created: backup.TimeOf(time.Now())}}
	c.refuse = func(op string) error {
		if op == "RestoreMetadata" {
			return &backup.Error{Kind: backup.AccessDenied}
		}
		return nil
	}
	if f := find(t.Context(), c, intentOf(t, Restore, restore, point), nil); f.Verdict != CantTell {
		t.Errorf("metadata refused: %+v", f)
	}
	old := intentOf(t, Restore, restore, point)
	old.Time = Stamp(backup.TimeOf(time.Now().Add(-31 * 24 * time.Hour)))
	if f := find(t.Context(), newCloud(), old, nil); f.Verdict != CantTell {
		t.Errorf("31 days later: %+v", f)
	}
	if f := find(t.Context(), nil, intentOf(t, Restore, restore, point), nil); f.Verdict != CantTell {
		t.Errorf("without a Finder: %+v", f)
	}
	broken := intentOf(t, Restore, restore, point)
	broken.Request = []byte(`[]`)
	if f := find(t.Context(), newCloud(), broken, nil); f.Verdict != CantTell {
		t.Errorf("a damaged request: %+v", f)
	}
}
