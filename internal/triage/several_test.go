package triage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// deniedBySCP makes a job of an account that a service control policy denied an action.
func deniedBySCP(account string, n, minutes int, action string) *backup.Job {
	j := job(account, n, minutes, "FAILED", "User: arn:aws:sts::"+account+":assumed-role/R/AWSBackup-R is not authorized to perform: "+action+" with an explicit deny in a service control policy")
	j.Role = backup.Intern("arn:aws:iam::" + account + ":role/R")
	return j
}

func TestACauseOfSeveralDeniedActionsNamesThemAll(t *testing.T) {
	g := NewGrouper(day())
	actions := []string{"ec2:CreateSnapshot", "ec2:CreateImage", "backup:CopyFromBackupVault", "s3:GetObject", "fsx:CreateBackup", "rds:CreateDBSnapshot", "efs:Backup"}
	for i, action := range actions {
		for n := range len(actions) - i {
			g.Add(deniedBySCP(fmt.Sprintf("%012d", 1+n%3), n, 10*i+n, action), nil)
		}
	}
	causes := g.all()
	if len(causes) != 1 {
		t.Fatalf("%d rows", len(causes))
	}
	c := &causes[0]
	if !slices.Equal(c.Actions(), actions) || c.Denied()[0].Jobs != 7 || len(c.Denied()[0].Accounts) != 3 || c.Denied()[6].Jobs != 1 {
		t.Errorf("%q %+v", c.Actions(), c.Denied())
	}
	text := c.Diagnosis().Meaning + strings.Join(c.Diagnosis().Remedy, "")
	if !strings.Contains(text, strings.Join(actions[:5], ", ")+" and 2 more") || !strings.Contains(text, ":role/R (and 2 others)") || !c.Diagnosis().Several {
		t.Errorf("%s", text)
	}
	if !strings.Contains(text, "(and 2 others) from") {
		t.Errorf("the accounts: %s", text)
	}
	if _, _, strange := c.Strangers(); strange {
		t.Error("the same accounts at the same hour are strangers")
	}
}

func TestPoliciesThatShareNothingMayBeSeveral(t *testing.T) {
	g := NewGrouper(day())
	g.Add(deniedBySCP("000000000001", 1, 10, "ec2:CreateSnapshot"), nil)
	g.Add(deniedBySCP("000000000002", 2, 600, "s3:GetObject"), nil)
	c := g.all()[0]
	a, b, ok := c.Strangers()
	if !ok || a.Action == b.Action || b.First.Sub(a.First).Abs() < time.Hour {
		t.Errorf("%v %v", a, b)
	}
	g.Add(deniedBySCP("000000000001", 1, 610, "s3:GetObject"), nil)
	if c = g.all()[0]; c.Count() != 3 {
		t.Errorf("%d jobs", c.Count())
	} else if _, _, ok = c.Strangers(); ok {
		t.Error("an account that met both is no stranger")
	}
}

func TestWhatOneJobMetIsSaidOfThatOne(t *testing.T) {
	g := NewGrouper(day())
	g.Add(deniedBySCP("000000000001", 1, 10, "ec2:CreateSnapshot"), nil)
	c := g.all()[0]
	if text := c.Diagnosis().Meaning + strings.Join(c.Diagnosis().Remedy, ""); strings.Contains(text, "other") && strings.Contains(text, "(and") || c.Diagnosis().Several {
		t.Errorf("%s", text)
	}
}

// TestARowOfSeveralKindsHasTheStepsOfAll: one role, and jobs of two kinds that it breaks.
func TestARowOfSeveralKindsHasTheStepsOfAll(t *testing.T) {
	const words = "IAM Role arn:aws:iam::000000000001:role/R cannot be assumed by AWS Backup"
	g := NewGrouper(day())
	g.Add(job("000000000001", 1, 10, "FAILED", words), nil)
	g.Add(job("000000000001", 2, 12, "FAILED", words), nil)
	g.Add(restore("000000000001", words), nil)
	c := g.all()[0]
	if text := strings.Join(c.Diagnosis().Remedy, "\n"); strings.Count(text, "create it again") != 1 || len(c.Kinds) != 2 || !strings.Contains(text, "another role") || !strings.Contains(text, "restore with another role") {
		t.Errorf("%v %s", c.Kinds, text)
	}
}

// TestTheStepsOfOneKindAreNotThoseOfAnother: one key, and words that only copies have.
func TestTheStepsOfOneKindAreNotThoseOfAnother(t *testing.T) {
	about := func(*backup.Job) Context { return Context{VaultKey: vaultKey} }
	g := NewGrouper(day())
	for i := range 3 {
		j := job("000000000001", i, i, "FAILED", "Given key ID is not accessible")
		j.Kind = backup.CopyJob
		g.Add(j, about)
	}
	g.Add(job("000000000001", 9, 9, "FAILED", disabled), about)
	causes := g.all()
	if len(causes) != 1 || causes[0].Brief.ID != "kms_key_unusable" || strings.Contains(causes[0].Diagnosis().Meaning, "copy") {
		t.Errorf("%d rows: %s %s", len(causes), causes[0].Brief.ID, causes[0].Diagnosis().Meaning)
	}
}
