package triage

import (
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// encodedJob is a restore that EC2 denied without saying what.
func encodedJob() *backup.Job {
	return &backup.Job{
		Kind: backup.RestoreJob, State: backup.Intern("FAILED"), ID: "r-1", Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"),
		Role: backup.Intern("arn:aws:iam::111122223333:role/service-role/R"), Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}),
		Message: backup.Intern("You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s). Encoded authorization failure message: abCD_9"),
	}
}

func TestADecodedMessageIsDiagnosedByWhatItDenied(t *testing.T) {
	const session = "arn:aws:sts::111122223333:assumed-role/R/AWSBackup-R"
	const volume, key, role = "arn:aws:ec2:eu-west-1:111122223333:volume/*", "arn:aws:kms:eu-west-1:111122223333:key/k", "arn:aws:iam::111122223333:role/EC2"
	for name, c := range map[string]struct {
		Decision
		id     string
		class  Class
		first  string // of the remedy
		misses string
	}{
		"no statement allows": {
			Decision{Principal: session, Action: "ec2:CreateVolume", Resource: volume},
			"denied", AccessDenied,
			"Let a policy of arn:aws:iam::111122223333:role/service-role/R allow ec2:CreateVolume on " + volume, "PassRole",
		},
		"a statement denies": {
			Decision{ExplicitDeny: true, Principal: session, Action: "ec2:CreateVolume", Resource: volume, Statements: []Statement{{ID: "NoDisks", Effect: "DENY", Actions: []string{"ec2:*"}, Resources: []string{"{*}"}}}},
			"forbidden", AccessDenied,
			"Find the policy with the statement DENY NoDisks on ec2:* of (*): ask its owner whether the Deny is on purpose, and to make an exception of arn:aws:iam::111122223333:role/service-role/R if not", "instance profile",
		},
		"a role is passed": {
			Decision{Principal: session, Action: "iam:PassRole", Resource: role},
			"pass_role_denied", PassRole,
			"Let arn:aws:iam::111122223333:role/service-role/R do iam:PassRole on " + role, "encoded",
		},
		"a key is used": {
			Decision{Principal: session, Action: "kms:CreateGrant", Resource: key},
			"kms_denied", KMS,
			"Let the policy of " + key + " allow kms:CreateGrant to arn:aws:iam::111122223333:role/service-role/R", "PassRole",
		},
	} {
		d := OfDecision(encodedJob(), Context{}, &c.Decision)
		if d.ID != c.id || d.Class != c.class || len(d.Remedy) < 2 || !strings.HasPrefix(d.Remedy[0], c.first) {
			t.Errorf("%s: %s, %s, %q", name, d.ID, d.Class, d.Remedy)
		}
		if all := d.Meaning + strings.Join(d.Remedy, " "); strings.Contains(all, c.misses) || strings.Contains(all, "Decode the message") {
			t.Errorf("%s: %s", name, all)
		}
		if strings.Contains(d.Meaning, "without saying") || strings.Contains(d.Meaning, "a policy stands in the way") || len(d.Also) > 0 && d.ID == "denied" {
			t.Errorf("%s: what is known now is said to be unknown: %s %q", name, d.Meaning, d.Also)
		}
		if !strings.Contains(d.Meaning, c.Action) && d.ID != "pass_role_denied" {
			t.Errorf("%s: means %q", name, d.Meaning)
		}
		want := Denial{Principal: session, Action: c.Action, Resource: c.Resource, Explicit: c.ExplicitDeny}
		if d.Denial == nil || *d.Denial != want {
			t.Errorf("%s: %+v", name, d.Denial)
		}
		for _, f := range []Fact{{"principal", session, FromDecoded}, {"action", c.Action, FromDecoded}, {"denied resource", c.Resource, FromDecoded}, {Encoded, "abCD_9", FromMessage}} {
			if !slices.Contains(d.Facts, f) {
				t.Errorf("%s: no %+v in %+v", name, f, d.Facts)
			}
		}
	}
}

func TestADecisionThatAllowsChangesNothing(t *testing.T) {
	want := OfJob(encodedJob(), Context{})
	got := OfDecision(encodedJob(), Context{}, &Decision{Allowed: true, Principal: "p", Action: "a:B"})
	if got.ID != want.ID || !slices.Equal(got.Remedy, want.Remedy) {
		t.Errorf("%s, %q", got.ID, got.Remedy)
	}
}
