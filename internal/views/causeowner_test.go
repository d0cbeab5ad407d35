package views

import (
	"fmt"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

func TestTheBlockForTheOwnerNamesEveryPrincipalAndWhatToAllow(t *testing.T) {
	c := triage.Cause{Message: "no. Encoded authorization failure message: abCD", Resources: []backup.Text{backup.Intern("arn:a"), backup.Intern("arn:b")}}
	for i := range 24 {
		account := fmt.Sprintf("%012d", i%22)
		c.Jobs = append(c.Jobs, &backup.Job{Account: backup.Intern(account), Role: backup.Intern("arn:aws:iam::" + account + ":role/B")})
	}
	f := &failure{Cause: &c}
	key := triage.OfMessage("Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied")
	key.Facts, key.Root = []triage.Fact{{Name: triage.Encoded, Value: "abCD"}}, triage.Fact{Name: "key", Value: "arn:key"}
	all := strings.Join(ownerLines(sampleEnv(), f, &key, nil), "\n")
	for _, want := range []string{"Key: arn:key", "arn:aws:iam::000000000000:role/B (account ", ", 2 jobs)", "Principal: 2 more; ", "kms:CreateGrant", "Resources touched: 2", "abCD"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	dec := &triage.Decision{Principal: "arn:p", Action: "ec2:CreateVolume", Resource: "arn:v"}
	job := &backup.Job{Kind: backup.RestoreJob, State: backup.Intern("FAILED"), Message: backup.Intern(c.Message)}
	d := triage.OfDecision(job, triage.Context{}, dec)
	all = strings.Join(ownerLines(sampleEnv(), f, &d, dec), "\n")
	for _, want := range []string{"Denied principal: arn:p", "Action: ec2:CreateVolume", "Denied resource: arn:v"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if strings.Contains(all, "abCD") {
		t.Errorf("the blob is copied:\n%s", all)
	}
}

// TestWhoAssumesARoleIsTheService: no role assumes itself.
func TestWhoAssumesARoleIsTheService(t *testing.T) {
	const role = "arn:aws:iam::111122223333:role/R"
	job := &backup.Job{Account: backup.Intern("111122223333"), Role: backup.Intern(role), State: backup.Intern("FAILED"), Message: backup.Intern("IAM Role " + role + " cannot be assumed by AWS Backup")}
	f := &failure{Cause: &triage.Cause{Message: job.Message.String(), Jobs: []*backup.Job{job}}}
	d := triage.OfJob(job, triage.Context{})
	all := strings.Join(ownerLines(sampleEnv(), f, &d, nil), "\n")
	for _, want := range []string{"Principal: backup.amazonaws.com", "Role to assume: " + role + " (account ", "Action: sts:AssumeRole"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in\n%s", want, all)
		}
	}
	if strings.Contains(all, "Principal: arn:") {
		t.Errorf("the role assumes itself:\n%s", all)
	}
	job.Message = backup.Intern("User: arn:aws:sts::111122223333:assumed-role/R/s is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/X because no identity-based policy allows the sts:AssumeRole action")
	d = triage.OfJob(job, triage.Context{})
	if all := strings.Join(ownerLines(sampleEnv(), f, &d, nil), "\n"); !strings.Contains(all, "Principal: "+role) || strings.Contains(all, "backup.amazonaws.com") {
		t.Errorf("the caller is another:\n%s", all)
	}
}

func TestAFactIsCopiedWithoutItsSource(t *testing.T) {
	l := factLine(triage.Fact{Name: "key", Value: "arn:key", From: triage.FromVault}, Target{}, false)
	if l.bare != "arn:key" || l.value == l.bare {
		t.Errorf("%+v", l)
	}
}
