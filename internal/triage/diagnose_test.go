package triage

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestRemediesNameTheFactsOfTheMessage(t *testing.T) {
	d := OfMessage("An error occurred (AccessDeniedException) when calling the StartRestoreJob operation: User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/Restore because no identity-based policy allows the iam:PassRole action")
	if d.Class != PassRole || d.Root != (Fact{"role", "Ops of account 111122223333", FromMessage}) {
		t.Errorf("%s %v", d.Class, d.Root)
	}
	if !strings.Contains(d.Remedy[0], "Let Ops of account 111122223333 do iam:PassRole on arn:aws:iam::111122223333:role/Restore") {
		t.Error(d.Remedy[0])
	}
	if d.Denial == nil || d.Denial.Policy != IdentityPolicy {
		t.Errorf("%+v", d.Denial)
	}
	for _, step := range OfMessage("Access Denied trying to call AWS Backup service").Remedy {
		if strings.ContainsAny(step, "{}|") {
			t.Error(step)
		}
	}
}

func TestFactsComeFromTheMessageFirst(t *testing.T) {
	j := &backup.Job{
		State: backup.Intern("FAILED"), Role: backup.Intern("arn:aws:iam::111122223333:role/Job"), Account: backup.Intern("111122223333"), Region: backup.Intern("eu-west-1"),
		Message: backup.Intern("IAM Role arn:aws:iam::111122223333:role/Other cannot be assumed by AWS Backup"),
	}
	d := OfJob(j, Context{VaultKey: "arn:aws:kms:eu-west-1:111122223333:key/k", Rule: "daily\x1b[2J", MaxRetention: 30})
	if f, _ := d.Fact("role"); f != (Fact{"role", "arn:aws:iam::111122223333:role/Other", FromMessage}) {
		t.Error(f)
	}
	for name, want := range map[string]Fact{
		"key": {"key", "arn:aws:kms:eu-west-1:111122223333:key/k", FromVault}, "region": {"region", "eu-west-1", FromJob},
		"scope": {"scope", "111122223333/eu-west-1", FromJob}, "rule": {"rule", "daily", FromRule}, "max retention": {"max retention", "30 days", FromVault},
	} {
		if f, _ := d.Fact(name); f != want {
			t.Errorf("%s: %v", name, f)
		}
	}
}

func TestTheCategoryAndTheStateSpeakWhereWordsAreUnknown(t *testing.T) {
	for _, c := range []struct {
		state, category, message string
		class                    Class
	}{
		{"FAILED", "ACCESS_DENIED", "The flux capacitor says no", AccessDenied},
		{"FAILED", "AccessDenied", "", AccessDenied},
		{"FAILED", "KMS_KEY_ERROR", "Something with a key", KMS},
		{"FAILED", "NEW_CATEGORY", "Something new", Unknown},
		{"FAILED", "", "", Unknown},
		{"EXPIRED", "", "", WindowExpired},
		{"ABORTED", "", "", StoppedByUser},
		{"PARTIAL", "", "", PartialData},
		{"COMPLETED", "TAG_COPY_ERROR", "", Tagging},
	} {
		d := OfJob(&backup.Job{State: backup.Intern(c.state), Category: backup.Intern(c.category), Message: backup.Intern(c.message)}, Context{})
		if d.Class != c.class || d.Known() != (c.class != Unknown) || d.Known() && (d.Confidence != Low || len(d.Remedy) == 0) {
			t.Errorf("%+v: %s %q %s", c, d.Class, d.ID, d.Confidence)
		}
		if (d.Shape == "") != (c.message == "") {
			t.Errorf("%+v: shape %q", c, d.Shape)
		}
	}
}

func TestErrorsOfAWSAreDiagnosed(t *testing.T) {
	d := OfError(&backup.Error{
		Kind: backup.Throttled, Op: "backup:ListBackupJobs", Scope: backup.In("111122223333", "eu-west-1"), Code: "ThrottlingException", Message: "Rate exceeded", Remedy: "wait a while",
	}, Context{})
	if d.Class != Throttling || d.Remedy[0] != "wait a while" || d.Root.Value != "111122223333/eu-west-1" {
		t.Errorf("%s %v %v", d.Class, d.Remedy, d.Root)
	}
	if d := OfError(errors.New("dial tcp: lookup backup.eu-west-1.amazonaws.com: no such host"), Context{}); d.Class != Connectivity {
		t.Error(d.Class)
	}
	if d := OfError(&backup.Error{Kind: backup.Invalid, Code: "Frobnicated", Message: "no"}, Context{}); d.Known() {
		t.Error(d.ID)
	}
	if d := OfError(nil, Context{}); d.Known() {
		t.Error(d.ID)
	}
}

// Whatever the demo's jobs fail of is in the catalogue.
func TestTheMessagesOfTheSimulatorAreKnown(t *testing.T) {
	source, err := os.ReadFile("../sim/seed_failures.go")
	if err != nil {
		t.Fatal(err)
	}
	named := strings.NewReplacer("{A}", "111122223333", "{n}", "orders-7", "{R}", "eu-west-1")
	message := regexp.MustCompile(`\{"([A-Z_]*)", "((?:[^"\\]|\\.)*)", (?:nil|\[\])`)
	known := 0
	for kind, list := range map[backup.JobKind]string{backup.BackupJob: "backupFailures", backup.CopyJob: "copyFailures", backup.RestoreJob: "restoreFailures"} {
		_, text, _ := strings.Cut(string(source), "var "+list)
		text, _, _ = strings.Cut(text, "\n}\n")
		for _, m := range message.FindAllStringSubmatch(text, -1) {
			j := &backup.Job{Kind: kind, State: backup.Intern("FAILED"), Category: backup.Intern(m[1]), Message: backup.Intern(named.Replace(m[2]))}
			if d := OfJob(j, Context{}); !d.Known() || d.Confidence < Medium {
				t.Errorf("%s: %q is %s %q", kind, m[2], d.Class, d.ID)
			}
			known++
		}
	}
	if known < 25 {
		t.Errorf("%d messages found: the file is another", known)
	}
}

func TestTheRoleBehindASessionHasItsPathFromTheJob(t *testing.T) {
	const denied = "User: arn:aws:sts::111122223333:assumed-role/Backup/AWSBackup-1 is not authorized to perform: ec2:CreateSnapshot on resource: arn:aws:ec2:eu-west-1::snapshot/* because no identity-based policy allows the ec2:CreateSnapshot action"
	job := func(role string) *backup.Job {
		return &backup.Job{State: backup.Intern("FAILED"), Role: backup.Intern(role), Message: backup.Intern(denied)}
	}
	for _, c := range []struct{ role, want string }{
		{"arn:aws:iam::111122223333:role/service-role/Backup", "arn:aws:iam::111122223333:role/service-role/Backup"},
		{"arn:aws:iam::111122223333:role/Backup", "arn:aws:iam::111122223333:role/Backup"},
		{"arn:aws:iam::111122223333:role/OldBackup", "Backup of account 111122223333"}, // another one
		{"arn:aws:iam::444455556666:role/Backup", "Backup of account 111122223333"},
		{"", "Backup of account 111122223333"},
	} {
		d := OfJob(job(c.role), Context{})
		if d.Root.Value != c.want || !strings.Contains(strings.Join(d.Remedy, " "), c.want) {
			t.Errorf("with the job's role %q the root is %v and the remedy %q", c.role, d.Root, d.Remedy)
		}
		g := NewGrouper(day())
		j := job(c.role)
		j.Created, j.Completed = day().From+1, day().From+1
		g.Add(j, nil)
		if causes := g.all(); len(causes) != 1 || causes[0].Key != CauseKey(&d.Brief) {
			t.Errorf("with the job's role %q the group and the diagnosis have different keys", c.role)
		}
	}
}

func TestOnlyABucketGetsTheRemedyOfABucket(t *testing.T) {
	for arn, want := range map[string]string{"arn:aws:s3:::orders": "s3_describe_denied", "arn:aws-cn:s3:::orders": "s3_describe_denied", "arn:aws:ec2:us-east-1:111122223333:volume/vol-1": "describe_denied"} {
		if d := OfMessage("Your backup job failed as AWS Backup does not have permission to describe resource " + arn + ". Please review your IAM policies"); d.ID != want {
			t.Errorf("%s is %s, want %s", arn, d.ID, want)
		}
	}
}

func TestARoleThatIsPassedIsNotCalledLikeItsCaller(t *testing.T) {
	const caller, passed = "Ops of account 111122223333", "arn:aws:iam::111122223333:role/service-role/Restore"
	for who, want := range map[string]Fact{
		"arn:aws:sts::111122223333:assumed-role/Ops/me": {"role", caller, FromMessage},
		"arn:aws:iam::111122223333:user/me":             {"principal", "arn:aws:iam::111122223333:user/me", FromMessage},
	} {
		d := OfMessage("User: " + who + " is not authorized to perform: iam:PassRole on resource: " + passed + " because no identity-based policy allows the iam:PassRole action")
		if d.Root != want {
			t.Errorf("of %s the root is %v, want %v", who, d.Root, want)
		}
		if f, _ := d.Fact("passed role"); f.Value != passed {
			t.Errorf("the passed role is %v", f)
		}
		names := map[string]string{}
		for _, f := range d.Facts {
			if was := names[f.Name]; was != "" {
				t.Errorf("%q is %s and %s", f.Name, was, f.Value)
			}
			names[f.Name] = f.Value
		}
	}
	d := OfMessage("User: arn:aws:sts::111122223333:assumed-role/Ops/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Reader")
	if want := (Fact{"target role", "arn:aws:iam::444455556666:role/Reader", FromMessage}); d.Root != want {
		t.Errorf("the root is %v, want %v", d.Root, want)
	}
}

func TestWhatWasNotReachedIsAsSureAsItIsNamed(t *testing.T) {
	for text, want := range map[string]Confidence{
		"connect: connection refused":                        Low,
		"dial tcp 10.1.2.3:443: connect: connection refused": Medium,
		"Get \"https://backup.eu-west-1.amazonaws.com/\": dial tcp 52.94.1.1:443: connect: connection refused": High,
		"x509: certificate signed by unknown authority":                                                        Low,
		"Post \"https://sts.amazonaws.com/\": x509: certificate signed by unknown authority":                   High,
		"backup.amazonaws.com was told: x509: certificate signed by unknown authority":                         Low,
		"x509: certificate is valid for portal.example.net, not backup.eu-west-1.amazonaws.com":                High,
		"net/http: TLS handshake timeout":                                                                      Low,
		"no such host":                                                                                         Low,
		"read tcp 10.0.0.5:51234->52.94.1.1:443: read: connection reset by peer":                               Medium,
	} {
		if d := OfMessage(text); d.Class != Connectivity || d.Confidence != want {
			t.Errorf("%q is %s with confidence %s, want %s", text, d.Class, d.Confidence, want)
		}
	}
	if d := OfMessage("Get \"https://backup.eu-west-1.amazonaws.com/\": net/http: TLS handshake timeout"); d.Root != (Fact{"endpoint", "backup.eu-west-1.amazonaws.com", FromMessage}) {
		t.Errorf("the root is %v", d.Root)
	}
	called := OfError(&backup.Error{Kind: backup.Unreachable, Op: "backup:ListBackupJobs", Message: "connect: connection refused"}, Context{})
	if called.Confidence != High {
		t.Errorf("of a call that is known the confidence is %s", called.Confidence)
	}
}

func TestALockThatRefusesBackupsHangsOnItsVault(t *testing.T) {
	j := &backup.Job{
		State: backup.Intern("FAILED"), Account: backup.Intern("111122223333"), Region: backup.Intern("cn-north-1"), Vault: backup.Intern("prod"),
		Role: backup.Intern("arn:aws-cn:iam::111122223333:role/Backup"), Message: backup.Intern("Backup job failed because the lifecycle is outside the valid range for backup vault."),
	}
	want := Fact{"vault in scope", "arn:aws-cn:backup:cn-north-1:111122223333:backup-vault:prod", FromJob}
	if d := OfJob(j, Context{}); d.ID != "lock_retention" || d.Root != want {
		t.Errorf("%s hangs on %v, want %v", d.ID, d.Root, want)
	}
	j.Account = backup.Text{}
	if d := OfJob(j, Context{}); d.Root != (Fact{}) {
		t.Errorf("without an account it hangs on %v", d.Root)
	}
}

func TestLimitsOfSnapshotsAreToldApart(t *testing.T) {
	const call = "An error occurred (%s) when calling the CreateSnapshot operation: %s"
	for _, c := range []struct {
		code, words, id string
		class           Class
	}{
		{"ConcurrentSnapshotLimitExceeded", "Maximum allowed in-progress snapshots for a single volume exceeded.", "volume_snapshots_in_progress", Concurrency},
		{"ConcurrentSnapshotLimitExceeded", "", "volume_snapshots_in_progress", Concurrency},
		{"SnapshotLimitExceeded", "Maximum allowed active snapshot limit exceeded.", "snapshot_quota", Quota},
		{"SnapshotLimitExceeded", "", "snapshot_quota", Quota},
		{"PendingSnapshotLimitExceeded", "", "snapshots_pending", Quota},
		{"ResourceLimitExceeded", "Too many snapshot copies in progress.", "snapshot_copies", Concurrency},
		{"ResourceLimitExceeded", "Too many snapshots.", "", Unknown},
	} {
		if d := OfMessage(fmt.Sprintf(call, c.code, c.words)); d.ID != c.id || d.Class != c.class {
			t.Errorf("%s %q is %s %q", c.code, c.words, d.Class, d.ID)
		}
	}
}

func TestEachRoleOfAJobHasANameOfItsOwn(t *testing.T) {
	const passed, jobs = "arn:aws:iam::111122223333:role/service-role/Restore", "arn:aws:iam::111122223333:role/service-role/Backup"
	roles := func(role, message string) string {
		d := OfJob(&backup.Job{State: backup.Intern("FAILED"), Role: backup.Intern(role), Message: backup.Intern(message)}, Context{})
		var all []string
		for _, f := range d.Facts {
			if strings.HasSuffix(f.Name, "role") {
				all = append(all, f.Name+" "+f.Value)
			}
			if strings.Contains(f.Value, "…") || strings.HasSuffix(f.Value, "/") {
				t.Errorf("no such thing: %v", f)
			}
		}
		return strings.Join(all, ", ")
	}
	const denied = " is not authorized to perform: iam:PassRole on resource: " + passed
	for _, c := range []struct{ role, message, want string }{
		{jobs, "User: arn:aws:sts::111122223333:assumed-role/Backup/AWSBackup-1" + denied, "role " + jobs + ", passed role " + passed},
		{passed, "User: arn:aws:sts::111122223333:assumed-role/Ops/me" + denied, "role Ops of account 111122223333, passed role " + passed},
		{jobs, "User: arn:aws:sts::111122223333:assumed-role/Ops/me" + denied, "role Ops of account 111122223333, passed role " + passed + ", job's role " + jobs},
		{jobs, "User: arn:aws:sts::111122223333:assumed-role/…/me" + denied, "passed role " + passed + ", role " + jobs},
		{jobs, "IAM Role " + passed + " cannot be assumed by AWS Backup", "role " + passed + ", job's role " + jobs},
		{jobs, "the moon is full", "role " + jobs},
	} {
		if got := roles(c.role, c.message); got != c.want {
			t.Errorf("%s: %s, want %s", c.message, got, c.want)
		}
	}
}
