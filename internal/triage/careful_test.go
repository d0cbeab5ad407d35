package triage

import (
	"regexp"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestNoFirstStepTakesAnythingAway: whoever follows a list under stress begins at its top.
func TestNoFirstStepTakesAnythingAway(t *testing.T) {
	takes := regexp.MustCompile(`^(Or )?(Delete|Deregister|Release|Disassociate|Stop|Disable|Switch [^,]* off|Take (\{[^}]*\}|the [dD]eny|it) (out|off|away)|Take the deny)`)
	warns := regexp.MustCompile(`[oO]nly|[lL]ast,|on purpose|[wW]here`)
	for _, e := range append(fallbackEntries(), Catalogue()...) {
		all := regexp.MustCompile(`\{[!?][^}]*\}`)
		for i, step := range e.Remedy {
			words := all.ReplaceAllString(step, "")
			if takes.MatchString(words) && i == 0 {
				t.Errorf("%s begins with %q", e.ID, words)
			}
			if strings.Contains(words, "deny out") || strings.HasPrefix(words, "Delete snapshots that nobody") {
				t.Errorf("%s: %q", e.ID, words)
			}
			if e.Class == Quota && regexp.MustCompile(`\b[dD]elete\b`).MatchString(words) && !warns.MatchString(words) {
				t.Errorf("%s deletes without a warning: %q", e.ID, words)
			}
		}
	}
}

// TestOneLockIsOneRow: backups into a locked vault and copies into it hang on the same lock.
func TestOneLockIsOneRow(t *testing.T) {
	const vault = "arn:aws:backup:eu-west-1:000000000001:backup-vault:prod"
	g := NewGrouper(day())
	const words = " job failed because the retention specified in the job is not within the range specified for the target Backup Vault"
	about := func(*backup.Job) Context { return Context{Retention: 7, MinRetention: 30} }
	for i := range 3 {
		g.Add(job("000000000001", i, i, "FAILED", "Backup"+words), about)
	}
	c := job("000000000001", 9, 9, "FAILED", "Copy"+words)
	c.Kind, c.DestARN = backup.CopyJob, backup.Intern(vault)
	g.Add(c, about)
	causes := g.all()
	if len(causes) != 1 || causes[0].Count() != 4 || CauseKey(&causes[0].Diagnosis().Brief) != causes[0].Key {
		t.Fatalf("%d rows", len(causes))
	}
	for _, d := range []Diagnosis{*causes[0].Diagnosis(), OfJob(c, about(c)), OfJob(causes[0].Jobs[0], about(nil))} {
		if !strings.Contains(d.Meaning, "the lock of prod takes") || !strings.Contains(d.Meaning, "asked for 7 days") {
			t.Error(d.Meaning)
		}
	}
}

// TestRulesOfOneNameAreNotOneCause: half of all plans have a "nightly".
func TestRulesOfOneNameAreNotOneCause(t *testing.T) {
	for _, words := range []string{"", "Backup job expired before completion."} {
		g := NewGrouper(day())
		for i, plan := range []string{"p1", "p1", "p2", ""} {
			j := job("000000000001", i, i, "EXPIRED", words)
			j.By = backup.RefTo(backup.CreatedBy{PlanID: backup.Intern(plan), RuleID: backup.Intern("r"), RuleName: backup.Intern("nightly")})
			g.Add(j, nil)
		}
		causes := g.all()
		if len(causes) != 3 {
			t.Errorf("%q: %d rows", words, len(causes))
		}
		for _, c := range causes {
			if root := c.Brief.Root; root.Value != "nightly of plan p1" && root.Value != "nightly of plan p2" && root.Name != "account" {
				t.Errorf("%q hangs on %v", words, root)
			}
		}
	}
}

// TestWhoThrottlesIsNamed: the rate of AWS Backup says nothing of other services.
func TestWhoThrottlesIsNamed(t *testing.T) {
	for words, who := range map[string]string{
		"RequestLimitExceeded: Request limit exceeded.":                     "EC2",
		"ProvisionedThroughputExceededException: The level was exceeded.":   "DynamoDB",
		"SlowDown: Please reduce your request rate.":                        "S3",
		"ThrottlingException: Rate exceeded (Service: AWSBackup, Status: )": "AWS Backup",
	} {
		d := OfMessage(words)
		if d.Class != Throttling || !strings.Contains(d.Meaning, who) || who != "AWS Backup" && strings.Contains(d.Meaning, "50 a second") {
			t.Errorf("%q: %s", words, d.Meaning)
		}
	}
}

func TestADenialOfAnEndpointHangsOnTheEndpoint(t *testing.T) {
	const words = "User: arn:aws:iam::111122223333:user/ops is not authorized to perform: backup:ListBackupJobs on resource: * with an explicit deny in a VPC endpoint policy: "
	const vpce = "arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-0123456789abcdef0"
	if d := OfMessage(words + vpce); d.Root != (Fact{"vpc endpoint", vpce, FromMessage}) {
		t.Errorf("%v", d.Root)
	}
}
