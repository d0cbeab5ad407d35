package restore

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// everything is a restore to which every check of a restore applies.
func everything() Plan {
	p := plan()
	p.Target = Target{Kind: Buckets, ID: "records", Effect: WritesInto, Overwrites: "objects of the same name"}
	p.Network = Network{VPC: "vpc-1", Subnets: []string{"subnet-1"}, SecurityGroups: []string{"sg-1"}, SubnetGroup: "db", Zones: 2, Zone: "eu-west-1a", InstanceType: "m7i.large"}
	p.Keys = []KeyUse{{ARN: keyARN, Use: "the recovery point's", Reads: true}}
	p.CallerActions = []string{"ssm-sap:StartDatabaseRestore"}
	p.Jobs.Running = []backup.Job{{
		ID: "job-1", Kind: backup.RestoreJob, State: backup.Intern("RUNNING"), Account: p.Scope.Account, Region: p.Scope.Region,
		Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}), PointARN: backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-0bbbb"),
	}}
	return p
}

// everyCopy is a copy to which every check of a copy applies.
func everyCopy() Plan {
	p := copyPlan()
	p.Point.Type = "RDS"
	p.Point.ARN = "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1"
	p.Metadata = map[string]string{"OptionGroupName": "mine"}
	return p
}

// suites are all checks, each with a plan to which it applies.
func suites() map[string]struct {
	plan   Plan
	checks []Check
} {
	return map[string]struct {
		plan   Plan
		checks []Check
	}{"restore": {everything(), RestoreChecks()}, "copy": {everyCopy(), CopyChecks()}, "backup": {everyBackup(), BackupChecks()}}
}

func everyBackup() Plan {
	r := &backup.StartBackupJob{BackupVaultName: "daily", ResourceArn: backupVolume, IamRoleArn: backupRole}
	return BackupPlan(r, "EBS", backupVault, backup.In("111122223333", "eu-west-1"), noon)
}

func TestEveryCheckAppliesToSomethingAndHasANameOfItsOwn(t *testing.T) {
	for name, s := range suites() {
		seen := map[string]bool{}
		for _, c := range s.checks {
			if c.Name == "" || seen[c.Name] || c.Run == nil {
				t.Errorf("%s: check %q", name, c.Name)
			}
			seen[c.Name] = true
			if c.Applies != nil && !c.Applies(s.plan) {
				t.Errorf("%s: %q is not tried by the suite", name, c.Name)
			}
			if c.Applies != nil && (c.Applies(Plan{}) || c.Applies(Plan{Request: &backup.StopBackupJob{}})) {
				t.Errorf("%s: %q applies to another request", name, c.Name)
			}
		}
	}
}

// needNoLookUp are the sources whose findings are facts of the plan.
func needNoLookUp() []string {
	return []string{fromRequest, fromPlan, fromDocs, "finished restore jobs", "the lists of running jobs"}
}

func TestWhatIsNotAnsweredIsNeverOK(t *testing.T) {
	for name, err := range map[string]error{
		"refused":      &backup.Error{Kind: backup.AccessDenied, Op: "kms:DescribeKey", Action: "kms:DescribeKey", Policy: "service control policy"},
		"failed":       &backup.Error{Kind: backup.InternalError, Message: "five hundred"},
		"throttled":    &backup.Error{Kind: backup.Throttled},
		"no login":     &backup.Error{Kind: backup.Credentials, Remedy: "aws sso login"},
		"unreachable":  &backup.Error{Kind: backup.Unreachable},
		"not offered":  &backup.Error{Kind: backup.Unsupported},
		"out of reach": errors.New("no such scope"),
	} {
		a := &answers{before: func(context.Context) error { return err }}
		for kind, s := range suites() {
			doubted := false
			failed := RunChecks(t.Context(), a, s.plan, s.checks, func(i int, found []Finding) {
				for _, f := range found {
					doubted = doubted || f.Outcome == CannotTell
					if f.Outcome == OK && !slices.Contains(needNoLookUp(), f.Source) {
						t.Errorf("%s, %s: %q is ok: %+v", kind, name, s.checks[i].Name, f)
					}
					if f.Check == "" || f.Evidence == "" || f.Source == "" || f.Remedy == "" && f.Outcome != OK {
						t.Errorf("%s, %s: %q says too little: %+v", kind, name, s.checks[i].Name, f)
					}
				}
			})
			if failed != nil || !doubted {
				t.Errorf("%s, %s: %v, doubted %v", kind, name, failed, doubted)
			}
		}
	}
}

func TestADenialNamesTheActionAndWhoMayLook(t *testing.T) {
	f := unanswered("key", "kms:GetKeyPolicy", backup.In(homeAccount, "eu-west-1"), refused("kms:GetKeyPolicy"))
	if !strings.Contains(f.Evidence, "kms:GetKeyPolicy in 111122223333/eu-west-1") || !strings.Contains(f.Remedy, "kms:GetKeyPolicy") {
		t.Errorf("%+v", f)
	}
	f = unanswered("key", "kms:GetKeyPolicy", backup.Scope{}, &backup.Error{Kind: backup.Credentials, Remedy: "aws sso login --profile x"})
	if f.Remedy != "aws sso login --profile x" {
		t.Errorf("%+v", f)
	}
}

func TestChecksThatHangEndWithTheirDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &answers{before: func(ctx context.Context) error {
			<-ctx.Done()
			return &backup.Error{Kind: backup.Canceled, Err: ctx.Err()}
		}}
		for kind, s := range suites() {
			begin, reports := time.Now(), 0
			err := RunChecks(t.Context(), a, s.plan, s.checks, func(i int, found []Finding) {
				reports++
				for _, f := range found {
					if f.Outcome == OK && !slices.Contains(needNoLookUp(), f.Source) {
						t.Errorf("%s: %q is ok: %+v", kind, s.checks[i].Name, f)
					}
				}
			})
			if err != nil || reports != len(s.checks) || time.Since(begin) != answerTime {
				t.Errorf("%s: %d of %d reported after %v, error %v", kind, reports, len(s.checks), time.Since(begin), err)
			}
		}
	})
}

func TestALookUpThatPanicsIsDoubtEverywhere(t *testing.T) {
	a := &answers{before: func(context.Context) error { panic("torn") }}
	for kind, s := range suites() {
		reports := 0
		err := RunChecks(t.Context(), a, s.plan, s.checks, func(i int, found []Finding) {
			reports++
			for _, f := range found {
				if f.Outcome == OK && !slices.Contains(needNoLookUp(), f.Source) {
					t.Errorf("%s: %q is ok: %+v", kind, s.checks[i].Name, f)
				}
			}
		})
		if err == nil || reports != len(s.checks) {
			t.Errorf("%s: %d reports, error %v", kind, reports, err)
		}
	}
}

func TestHostileNamesMakeShortFindings(t *testing.T) {
	huge := strings.Repeat("\x1b[31m☃", 1<<16)
	p := everything()
	p.Point.Status, p.Target.ID, p.Point.Vault = huge, huge, huge
	a := &answers{before: func(context.Context) error {
		return &backup.Error{Kind: backup.Invalid, Message: huge, Remedy: huge, Action: huge}
	}}
	for _, s := range []struct {
		plan   Plan
		checks []Check
	}{{p, RestoreChecks()}, {everyCopy(), CopyChecks()}} {
		err := RunChecks(t.Context(), a, s.plan, s.checks, func(_ int, found []Finding) {
			for _, f := range found {
				if len(f.Evidence) > 8*textLimit || len(f.Remedy) > 8*textLimit {
					t.Errorf("%q: %d and %d bytes", f.Check, len(f.Evidence), len(f.Remedy))
				}
			}
		})
		if err != nil {
			t.Error(err)
		}
	}
}
