package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestDeletingSaysWhatSpeaksAgainstIt(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Point, *Held)
		check  string
		want   Outcome
	}{
		"completed":              {nil, "status", OK},
		"undeleted":              {func(pt *Point, _ *Held) { pt.Status = "EXPIRED" }, "status", Warning},
		"being deleted":          {func(pt *Point, _ *Held) { pt.Status = "DELETING" }, "status", Blocks},
		"being written":          {func(pt *Point, _ *Held) { pt.Status = "CREATING" }, "status", Blocks},
		"a new status":           {func(pt *Point, _ *Held) { pt.Status = "PONDERING" }, "status", CannotTell},
		"no lock":                {nil, "vault lock", OK},
		"governance":             {func(_ *Point, h *Held) { h.Vault.Locked = true }, "vault lock", Blocks},
		"compliance":             {func(_ *Point, h *Held) { h.Vault.Locked, h.Vault.LockDate = true, noon }, "vault lock", Blocks},
		"air-gapped":             {func(_ *Point, h *Held) { h.Vault.Type = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT" }, "vault lock", Blocks},
		"vault not read":         {func(_ *Point, h *Held) { h.Vault = nil }, "vault lock", CannotTell},
		"no hold":                {nil, "legal hold", OK},
		"held":                   {func(_ *Point, h *Held) { h.Holds = []string{"case 7"} }, "legal hold", Blocks},
		"holds not read":         {func(_ *Point, h *Held) { h.HoldsErr = refused("backup:ListLegalHolds") }, "legal hold", CannotTell},
		"a composite":            {func(pt *Point, h *Held) { pt.IsParent, h.Children = true, 2 }, "nesting", Blocks},
		"an empty composite":     {func(pt *Point, _ *Held) { pt.IsParent = true }, "nesting", OK},
		"members not counted":    {func(pt *Point, h *Held) { pt.IsParent, h.Children = true, Unknown }, "nesting", CannotTell},
		"a member":               {func(pt *Point, _ *Held) { pt.Parent = "arn:x:y" }, "nesting", Warning},
		"the state of a cluster": {func(pt *Point, _ *Held) { pt.Type, pt.Parent = "EKS", "arn:x:y" }, "nesting", Blocks},
		"continuous":             {func(pt *Point, _ *Held) { pt.Status = "AVAILABLE" }, "continuous backup", Warning},
	} {
		pt, h := plan().Point, Held{Vault: &Vault{Name: "prod"}}
		if c.change != nil {
			c.change(&pt, &h)
		}
		found := GuardDelete(pt, h)
		expectAbout(t, name, found, verdict{c.check, c.want})
	}
	for kind, c := range map[string]struct{ status, means, remedy string }{
		"Aurora": {"AVAILABLE", "1 day", "or disassociate it"},
		"RDS":    {"AVAILABLE", "downtime", "or disassociate it"},
		"S3":     {"AVAILABLE", "stops the continuous backup", "leave it: disassociated it stops as well"},
		"S3 ":    {"STOPPED", "once deleted, to none", "leave it until its data ages out"},
	} {
		pt := Point{Type: strings.TrimSpace(kind), Status: c.status}
		if means, remedy := deleteContinuous(pt), keepsGoing(pt); !strings.Contains(means, c.means) || !strings.Contains(remedy, c.remedy) {
			t.Errorf("%s: %q, %q", kind, means, remedy)
		}
	}
	if f := GuardDisassociate(Point{Type: "S3", Status: "STOPPED"})[0]; f.Outcome != Blocks {
		t.Errorf("one that is STOPPED already: %+v", f)
	}
}

func TestANewLifecycleIsHeldAgainstTheRules(t *testing.T) {
	cold, end, lock, all := "cold storage", "retention", "vault lock", "lifecycle"
	old := func(pt *Point) {
		pt.Lifecycle, pt.ColdAt = backup.Lifecycle{MoveToColdStorageAfterDays: 5, DeleteAfterDays: 100}, noon.Add(-24*time.Hour)
	}
	open := &Vault{}
	locked := &Vault{Locked: true, LockDate: noon - 1, MinRetention: 7, MaxRetention: 400}
	for name, c := range map[string]struct {
		change func(*Point)
		vault  *Vault
		l      backup.Lifecycle
		want   []verdict
	}{
		"longer":                 {nil, open, backup.Lifecycle{DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, OK}}},
		"shorter":                {nil, open, backup.Lifecycle{DeleteAfterDays: 50}, []verdict{{cold, OK}, {end, Warning}, {lock, OK}}},
		"over":                   {nil, open, backup.Lifecycle{DeleteAfterDays: 5}, []verdict{{cold, OK}, {end, Warning}, {lock, OK}}},
		"an end where there was": {func(pt *Point) { pt.DeleteAt = 0 }, open, backup.Lifecycle{DeleteAfterDays: 500}, []verdict{{cold, OK}, {end, Warning}, {lock, OK}}},
		"left out":               {nil, open, backup.Lifecycle{}, []verdict{{cold, OK}, {end, Warning}, {lock, OK}}},
		"not deleted in time":    {func(pt *Point) { pt.Status = "EXPIRED" }, open, backup.Lifecycle{DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, OK}, {"status", Warning}}},
		"a part of another":      {func(pt *Point) { pt.Parent = "arn:aws:backup:us-east-1:1:recovery-point:c" }, open, backup.Lifecycle{DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, OK}, {"nesting", Warning}}},
		"continuous":             {func(pt *Point) { pt.Status = "AVAILABLE" }, open, backup.Lifecycle{}, []verdict{{all, Blocks}}},
		"cold and too short":     {nil, open, backup.Lifecycle{MoveToColdStorageAfterDays: 20, DeleteAfterDays: 100}, []verdict{{all, Blocks}}},
		"no creation":            {func(pt *Point) { pt.Created = 0 }, open, backup.Lifecycle{}, []verdict{{all, CannotTell}}},
		"cold tomorrow":          {nil, open, backup.Lifecycle{MoveToColdStorageAfterDays: 11, DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, OK}}},
		"cold before its age":    {nil, open, backup.Lifecycle{MoveToColdStorageAfterDays: 10, DeleteAfterDays: 200}, []verdict{{cold, Blocks}, {end, OK}, {lock, OK}}},
		"cold no longer":         {func(pt *Point) { old(pt); pt.ColdAt = noon.Add(time.Hour) }, open, backup.Lifecycle{DeleteAfterDays: 200}, []verdict{{cold, Warning}, {end, OK}, {lock, OK}}},
		"cold of a type without": {func(pt *Point) { pt.Type = "S3" }, open, backup.Lifecycle{MoveToColdStorageAfterDays: 11, DeleteAfterDays: 200}, []verdict{{cold, Warning}, {end, OK}, {lock, OK}}},
		"cold of a type unknown": {func(pt *Point) { pt.Type = "New" }, open, backup.Lifecycle{MoveToColdStorageAfterDays: 11, DeleteAfterDays: 200}, []verdict{{cold, CannotTell}, {end, OK}, {lock, OK}}},
		"frozen, kept":           {old, open, backup.Lifecycle{MoveToColdStorageAfterDays: 5, DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, OK}}},
		"frozen, changed":        {old, open, backup.Lifecycle{MoveToColdStorageAfterDays: 20, DeleteAfterDays: 200}, []verdict{{cold, Blocks}, {end, OK}, {lock, OK}}},
		"locked, longer":         {nil, locked, backup.Lifecycle{DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, Warning}}},
		"locked, shorter":        {nil, locked, backup.Lifecycle{DeleteAfterDays: 50}, []verdict{{cold, OK}, {end, Warning}, {lock, Blocks}}},
		"locked, beyond":         {nil, locked, backup.Lifecycle{DeleteAfterDays: 401}, []verdict{{cold, OK}, {end, OK}, {lock, Blocks}}},
		"locked, for ever":       {nil, locked, backup.Lifecycle{}, []verdict{{cold, OK}, {end, Warning}, {lock, Blocks}}},
		"air-gapped, shorter":    {nil, &Vault{Type: "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"}, backup.Lifecycle{DeleteAfterDays: 50}, []verdict{{cold, OK}, {end, Warning}, {lock, Blocks}}},
		"vault not read":         {nil, nil, backup.Lifecycle{DeleteAfterDays: 200}, []verdict{{cold, OK}, {end, OK}, {lock, CannotTell}}},
	} {
		pt := plan().Point
		pt.Type, pt.Created, pt.Lifecycle = "EFS", noon.Add(-10*24*time.Hour), backup.Lifecycle{DeleteAfterDays: 100}
		pt.DeleteAt = pt.Created.Add(100 * 24 * time.Hour)
		if c.change != nil {
			c.change(&pt)
		}
		expect(t, name, GuardLifecycle(pt, c.vault, c.l, noon), c.want...)
	}
}

func TestBackingUpNowIsHeldAgainstTheVaultsLock(t *testing.T) {
	locked := &Vault{Type: "BACKUP_VAULT", Locked: true, LockDate: noon, MinRetention: 7, MaxRetention: 35}
	days := func(n int32) *backup.Lifecycle { return &backup.Lifecycle{DeleteAfterDays: n} }
	for name, c := range map[string]struct {
		l     *backup.Lifecycle
		vault *Vault
		want  []verdict
	}{
		"open":           {nil, &Vault{}, []verdict{{"retention", OK}, {"vault lock", OK}}},
		"binds":          {days(7), locked, []verdict{{"retention", OK}, {"vault lock", Warning}}},
		"too short":      {days(6), locked, []verdict{{"retention", OK}, {"vault lock", Blocks}}},
		"without end":    {nil, locked, []verdict{{"retention", OK}, {"vault lock", Blocks}}},
		"not read":       {days(7), nil, []verdict{{"retention", OK}, {"vault lock", CannotTell}}},
		"no such days":   {days(-3), locked, []verdict{{"lifecycle", Blocks}}},
		"air-gapped":     {days(7), &Vault{Type: "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"}, []verdict{{"vault", Blocks}}},
		"past AWS's own": {days(40000), locked, []verdict{{"lifecycle", Blocks}}},
	} {
		expect(t, name, GuardBackUp(&backup.StartBackupJob{Lifecycle: c.l}, c.vault, noon), c.want...)
	}
}

func TestOnlySomeJobsCanBeStopped(t *testing.T) {
	job := func(kind backup.JobKind, of, state string) *backup.Job {
		return &backup.Job{Kind: kind, State: backup.Intern(state), Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern(of)})}
	}
	for name, c := range map[string]struct {
		job  *backup.Job
		want Outcome
	}{
		"a backup of EBS":   {job(backup.BackupJob, "EBS", "RUNNING"), OK},
		"a backup of S3":    {job(backup.BackupJob, "S3", "CREATED"), OK},
		"a backup of RDS":   {job(backup.BackupJob, "RDS", "RUNNING"), Blocks},
		"a backup of FSx":   {job(backup.BackupJob, "FSx", "RUNNING"), Blocks},
		"a backup of what":  {job(backup.BackupJob, "", "RUNNING"), CannotTell},
		"one that ended":    {job(backup.BackupJob, "EBS", "FAILED"), Blocks},
		"one being stopped": {job(backup.BackupJob, "EBS", "ABORTING"), Blocks},
		"a copy":            {job(backup.CopyJob, "EBS", "RUNNING"), Blocks},
		"a restore":         {job(backup.RestoreJob, "EBS", "RUNNING"), Blocks},
	} {
		expect(t, name, GuardStop(c.job), verdict{"stop", c.want})
	}
	for _, kind := range []string{"Aurora", "DocumentDB", "FSx", "Neptune", "RDS", "SAP HANA on Amazon EC2"} {
		if Stoppable(kind) {
			t.Errorf("%s can be stopped", kind)
		}
	}
}

func TestDisassociatingIsForContinuousBackupsAndDetachingForMembers(t *testing.T) {
	for name, c := range map[string]struct {
		pt   Point
		want Outcome
	}{
		"continuous of RDS": {Point{Type: "RDS", Status: "AVAILABLE"}, Warning},
		"continuous of S3":  {Point{Type: "S3", Status: "AVAILABLE"}, Warning},
		"a snapshot":        {Point{Type: "RDS", Status: "COMPLETED"}, Blocks},
		"S3, undeleted":     {Point{Type: "S3", Status: "EXPIRED"}, Blocks},
	} {
		expect(t, name, GuardDisassociate(c.pt), verdict{"disassociate", c.want})
	}
	for name, c := range map[string]struct {
		pt   Point
		want Outcome
	}{
		"a member":          {Point{Type: "EBS", Parent: "arn:x:y"}, Warning},
		"not a member":      {Point{Type: "EBS"}, Blocks},
		"a cluster's state": {Point{Type: "EKS", Parent: "arn:x:y"}, Blocks},
	} {
		expect(t, name, GuardDetach(c.pt), verdict{"detach", c.want})
	}
}

func TestAFinalValidationResultCannotBeChanged(t *testing.T) {
	job := func(kind backup.JobKind, state, result string) *backup.Job {
		return &backup.Job{Kind: kind, State: backup.Intern(state), Result: backup.Intern(result)}
	}
	for name, c := range map[string]struct {
		job    *backup.Job
		status string
		want   Outcome
	}{
		"the first, not final": {job(backup.RestoreJob, "COMPLETED", ""), "VALIDATING", OK},
		"the first, final":     {job(backup.RestoreJob, "COMPLETED", ""), "SUCCESSFUL", Warning},
		"after validating":     {job(backup.RestoreJob, "COMPLETED", "VALIDATING"), "FAILED", Warning},
		"after a final one":    {job(backup.RestoreJob, "COMPLETED", "FAILED"), "SUCCESSFUL", Blocks},
		"no such result":       {job(backup.RestoreJob, "COMPLETED", ""), "GOOD", Blocks},
		"of a running job":     {job(backup.RestoreJob, "RUNNING", ""), "FAILED", Warning},
		"of a copy":            {job(backup.CopyJob, "COMPLETED", ""), "FAILED", Blocks},
	} {
		expect(t, name, GuardValidation(c.job, c.status), verdict{"validation", c.want})
	}
	for _, state := range []string{"RUNNING", "FAILED"} {
		if f := GuardValidation(job(backup.RestoreJob, state, ""), "SUCCESSFUL")[0]; !strings.Contains(f.Evidence, "AWS does not say whether it takes a result") || f.Remedy == "" {
			t.Errorf("of a job that is %s: %+v", state, f)
		}
	}
}

// TestTheCallerOfAChangeOfAPointIsLookedAt: identity policies are evidence about themselves.
func TestTheCallerOfAChangeOfAPointIsLookedAt(t *testing.T) {
	at := backup.Thing{ID: "arn:aws:ec2:eu-west-1::snapshot/snap-1"}
	for _, c := range []backup.Change{&backup.UpdateRecoveryPointLifecycle{}, &backup.DisassociateRecoveryPoint{}, &backup.DisassociateRecoveryPointFromParent{}} {
		for want, simulate := range map[Outcome]func(string, []string, string, map[string]string) ([]Verdict, error){
			OK: simulates(true, ""), Warning: simulates(false, ""), CannotTell: silent,
		} {
			a := &answers{simulate: func(who string, actions []string, on string, with map[string]string) ([]Verdict, error) {
				if who != "" || on != at.ID || len(actions) != 1 || actions[0] != "backup:"+c.Operation() {
					t.Errorf("asked for %q %v on %s", who, actions, on)
				}
				return simulate(who, actions, on, with)
			}}
			found := runs(t, CallerCheck(c, at), a, Plan{})
			expect(t, c.Operation(), found, verdict{"caller: request", want})
			if want == OK && !strings.Contains(found[0].Evidence, "SCPs and boundaries not evaluated") {
				t.Errorf("it claims too much: %+v", found[0])
			}
		}
	}
}
