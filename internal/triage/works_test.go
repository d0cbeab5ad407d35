package triage

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatWasNotRunAgainIsNotSaidToFailOn once something else that hangs on the same thing has worked.
func TestWhatWasNotRunAgainIsNotSaidToFailOn(t *testing.T) {
	const trust = "IAM Role arn:aws:iam::000000000001:role/backup cannot be assumed by AWS Backup"
	of := func(message string, well ...int) *Cause { // two resources fail at minutes 10 and 11; one is well at those minutes
		g := NewGrouper(day())
		g.Add(job("000000000001", 1, 10, "FAILED", message), nil)
		g.Add(job("000000000001", 2, 11, "FAILED", message), nil)
		for _, minute := range well {
			g.Add(job("000000000001", 1, minute, "COMPLETED", ""), nil)
		}
		return &g.all()[0]
	}
	for name, c := range map[string]struct {
		of   *Cause
		want bool
	}{
		"nothing ran":                     {of(trust), false},
		"well after the last failure":     {of(trust, 40), true},
		"well before the last failure":    {of(trust, 5), false},
		"each resource has its own cause": {of("The DB instance is not in the available state.", 40), false},
	} {
		if got := c.of.Works(); got != c.want || c.of.Failing == 0 || got != (c.of.need() == needsARerun) {
			t.Errorf("%s: %v, %d failing, %d recovered", name, got, c.of.Failing, c.of.Recovered)
		}
	}
}

// TestWhatWorksForOneServiceSaysNothingOfAnother, where a role lacks permissions; a role that is trusted
// again is so for all, and a scan that went well is no backup.
func TestWhatWorksForOneServiceSaysNothingOfAnother(t *testing.T) {
	const trust = "IAM Role arn:aws:iam::000000000001:role/backup cannot be assumed by AWS Backup"
	const denied = "User: arn:aws:sts::000000000001:assumed-role/backup/AWSBackup-x is not authorized to perform: fsx:CreateBackup because no identity-based policy allows the fsx:CreateBackup action"
	for name, c := range map[string]struct {
		message, typ string
		kind         backup.JobKind
		want         bool
	}{
		"denied, the same service":  {denied, "FSx", backup.BackupJob, true},
		"denied, another service":   {denied, "EBS", backup.BackupJob, false},
		"no trust, another service": {trust, "EBS", backup.BackupJob, true},
		"no trust, another kind":    {trust, "FSx", backup.ScanJob, false},
	} {
		g := NewGrouper(day())
		for n, state := range []string{"FAILED", "FAILED", "COMPLETED"} {
			j := job("000000000001", 1, 10+10*n, state, c.message)
			j.Of = backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:fsx:eu-west-1:000000000001:file-system/fs-1"), Type: backup.Intern("FSx")})
			if n > 0 {
				j.Kind = c.kind
				j.Of = backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:x:eu-west-1:000000000001:thing/2"), Type: backup.Intern(c.typ)})
			}
			g.Add(j, nil)
		}
		if got := g.all(); len(got) != 1 || got[0].Works() != c.want || got[0].Failing != 1 {
			t.Errorf("%s: %d causes, works %t, %d failing", name, len(got), got[0].Works(), got[0].Failing)
		}
	}
}

// TestARoleThatIsTrustedAgainIsSoForAll: a job with it, of a resource that never failed, went well.
func TestARoleThatIsTrustedAgainIsSoForAll(t *testing.T) {
	const role = "arn:aws:iam::000000000001:role/backup"
	for name, c := range map[string]struct {
		role    string
		minutes int
		want    bool
	}{
		"since":             {role, 40, true},
		"before":            {role, 5, false},
		"with another role": {role + "2", 40, false},
	} {
		g := NewGrouper(day())
		g.Add(job("000000000001", 1, 10, "FAILED", "IAM Role "+role+" cannot be assumed by AWS Backup"), nil)
		j := job("000000000001", 2, c.minutes, "COMPLETED", "")
		j.Role = backup.Intern(c.role)
		g.Add(j, nil)
		if got := g.all()[0]; got.Works() != c.want || got.Failing != 1 {
			t.Errorf("%s: %t, %d failing", name, got.Works(), got.Failing)
		}
	}
}

// TestABackupIntoAnotherVaultMendsNothing: that one has another key.
func TestABackupIntoAnotherVaultMendsNothing(t *testing.T) {
	into := func(minute int, state, message, vault string) *backup.Job {
		j := job("000000000001", 1, minute, state, message)
		j.Vault = backup.Intern(vault)
		return j
	}
	g := NewGrouper(day())
	g.Add(into(10, "FAILED", disabled, "pci"), nil)
	g.Add(into(20, "COMPLETED", "", "prod"), nil)
	if c := g.all()[0]; c.Recovered != 0 || c.Failing != 1 || c.Works() {
		t.Errorf("%d recovered, %d failing", c.Recovered, c.Failing)
	}
	g.Add(into(30, "COMPLETED", "", "pci"), nil)
	if c := g.all()[0]; c.Recovered != 1 || c.Failing != 0 {
		t.Errorf("into the same vault: %d recovered, %d failing", c.Recovered, c.Failing)
	}
}

// TestAPartDoesNotMendTheWhole: a part of a composite may be of the same resource, and succeed beside it.
func TestAPartDoesNotMendTheWhole(t *testing.T) {
	of := func(minute int, state string, parent bool, of string) *backup.Job {
		j := job("000000000001", 1, minute, state, "")
		j.IsParent, j.Parent = parent, backup.Intern(of)
		return j
	}
	for name, c := range map[string]struct {
		jobs      []*backup.Job
		recovered int
	}{
		"its own part":         {[]*backup.Job{of(10, "PARTIAL", true, ""), of(11, "COMPLETED", false, "whole")}, 0},
		"the whole again":      {[]*backup.Job{of(10, "PARTIAL", true, ""), of(11, "COMPLETED", false, "whole"), of(40, "COMPLETED", true, "")}, 1},
		"a part, in a whole":   {[]*backup.Job{of(10, "FAILED", false, "whole"), of(40, "COMPLETED", false, "next")}, 1},
		"a part, on its own":   {[]*backup.Job{of(10, "FAILED", false, "whole"), of(40, "COMPLETED", false, "")}, 1},
		"no composite, a part": {[]*backup.Job{of(10, "FAILED", false, ""), of(40, "COMPLETED", false, "whole")}, 1},
	} {
		g := NewGrouper(day())
		for _, j := range c.jobs {
			g.Add(j, nil)
		}
		if got := g.all()[0]; got.Recovered != c.recovered || got.Failing != 1-c.recovered {
			t.Errorf("%s: %d recovered, %d failing", name, got.Recovered, got.Failing)
		}
	}
}
