package triage

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhoMayNotPassARoleIsTheCaller: the remedy is for whom the message names, in AWS's
// wordings, whether it is pasted or that of a job with a role of its own.
func TestWhoMayNotPassARoleIsTheCaller(t *testing.T) {
	const passed, jobs = "arn:aws:iam::111122223333:role/WebServer", "arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole"
	for principal, caller := range map[string]string{
		"arn:aws:iam::111122223333:user/ops":                                          "arn:aws:iam::111122223333:user/ops",
		"arn:aws:iam::111122223333:user/teams/storage/ops":                            "arn:aws:iam::111122223333:user/teams/storage/ops",
		"arn:aws:sts::111122223333:federated-user/ops":                                "arn:aws:sts::111122223333:federated-user/ops",
		"arn:aws:sts::111122223333:assumed-role/Ops/me@example.com":                   "Ops of account 111122223333",
		"arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Ops_0123456789abcdef/": "", // cut off
		"arn:aws-us-gov:sts::111122223333:assumed-role/Ops/i-0123456789abcdef0":       "Ops of account 111122223333",
		"arn:aws-cn:iam::111122223333:user/ops":                                       "arn:aws-cn:iam::111122223333:user/ops",
	} {
		for _, words := range []string{
			"User: <P> is not authorized to perform: iam:PassRole on resource: <R>",
			"User: <P> is not authorized to perform: iam:PassRole on resource: <R> because no identity-based policy allows the iam:PassRole action",
			"User: <P> is not authorized to perform: iam:PassRole on resource: <R> with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/NoPass",
			"An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. User: <P> is not authorized to perform: iam:PassRole on resource: <R> because no identity-based policy allows the iam:PassRole action",
			"You are not authorized to perform this operation. User: <P> is not authorized to perform: iam:PassRole on resource: <R>. Encoded authorization failure message: abc",
			`<P> is not authorized to perform "iam:PassRole" on "<R>"`,
		} {
			text := strings.NewReplacer("<P>", principal, "<R>", passed).Replace(words)
			j := job("111122223333", 1, 1, "FAILED", text)
			j.Role = backup.Intern(jobs)
			for what, d := range map[string]Diagnosis{"pasted": OfMessage(text), "of a job": OfJob(j, Context{})} {
				remedy := strings.Join(d.Remedy, "\n")
				if d.Class != PassRole || !strings.Contains(remedy, "iam:PassRole on "+passed) {
					t.Errorf("%s %q: %s, remedy %q", what, text, d.Class, remedy)
				}
				if caller == "" {
					continue
				}
				first := "Let " + caller + " do iam:PassRole"
				if strings.Contains(words, "explicit deny") {
					first = "the Deny of " + caller
				}
				if !strings.Contains(remedy, first) || d.Root.Value != caller {
					t.Errorf("%s %q: hangs on %v, remedy %q", what, text, d.Root, remedy)
				}
			}
		}
	}
}

// TestADenialIsOfWhomItNames: a user is no role, and root needs no policy.
func TestADenialIsOfWhomItNames(t *testing.T) {
	const rest = " is not authorized to perform: backup:StartRestoreJob on resource: * because no identity-based policy allows the backup:StartRestoreJob action"
	for principal, want := range map[string]string{
		"arn:aws:iam::111122223333:user/a/ops":              "user lacks a permission",
		"arn:aws:sts::111122223333:federated-user/ops":      "user lacks a permission",
		"arn:aws:iam::111122223333:role/service-role/Ops":   "role lacks a permission",
		"arn:aws:sts::111122223333:assumed-role/Ops/user-1": "role lacks a permission",
	} {
		d := OfMessage("User: " + principal + rest)
		if d.Cause != want || d.Denial.Principal != principal {
			t.Errorf("%s: %q of %q, want %q", principal, d.Cause, d.Denial.Principal, want)
		}
	}
	for _, action := range []string{"backup:StartBackupJob", "iam:PassRole"} {
		d := OfMessage("User: arn:aws:iam::111122223333:root is not authorized to perform: " + action + " on resource: *")
		if d.ID != "denied_to_root" || !strings.Contains(strings.Join(d.Remedy, "\n"), "service control policies reach account 111122223333") {
			t.Errorf("%s of root: %s %q", action, d.ID, d.Remedy)
		}
	}
	d := OfMessage("User: arn:aws:iam::111122223333:root is not authorized to perform: backup:StartBackupJob on resource: * with an explicit deny in a service control policy")
	if d.Class != SCP {
		t.Errorf("an SCP that says so is %s", d.Class)
	}
}
