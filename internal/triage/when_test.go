package triage

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// kinds are a job of each kind, and copies within and out of an account.
func kinds(message string) map[string]*backup.Job {
	of := func(kind backup.JobKind, dest string) *backup.Job {
		j := job("111122223333", 1, 1, "FAILED", message)
		j.Kind, j.DestARN, j.Role = kind, backup.Intern(dest), backup.Intern("arn:aws:iam::111122223333:role/Reader")
		j.PointARN = backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0")
		return j
	}
	return map[string]*backup.Job{
		"backup": of(backup.BackupJob, ""), "restore": of(backup.RestoreJob, ""), "scan": of(backup.ScanJob, ""),
		"own copy":  of(backup.CopyJob, "arn:aws:backup:eu-central-1:111122223333:backup-vault:away"),
		"copy away": of(backup.CopyJob, "arn:aws:backup:eu-west-1:444455556666:backup-vault:away"),
	}
}

// said is all that a diagnosis says in sentences.
func said(d *Diagnosis) string {
	return strings.Join(append(append([]string{d.Cause, d.Meaning}, d.Remedy...), d.Also...), "\n")
}

// names are those of things and calls, which may have any word in them.
var names = regexp.MustCompile(`arn:\S+|ScheduleKeyDeletion`)

// foreign are words that have no sense for a kind of job.
var foreign = map[string]*regexp.Regexp{
	"backup":    regexp.MustCompile(`(?i)\brestor|\bcop(y|ies|ied)\b|destination|\bscan`),
	"own copy":  regexp.MustCompile(`(?i)(an|the) other account|another account|destination account|\brestor(e|ed)\b|\bscan`),
	"copy away": regexp.MustCompile(`(?i)\brestor(e|ed)\b|\bscan`),
	"restore":   regexp.MustCompile(`(?i)schedule\b|\brule\b|selection|back(ed)? \S*up\b|\bcop(y|ies|ied)\b|\bscan`),
	"scan":      regexp.MustCompile(`(?i)\brestor|\bcop(y|ies|ied)\b|\bEC2\b|\bschedule\b|selection|recovery point is needed`),
}

// TestWhatAnyJobMayMeetIsSaidForItsKind: the same words of AWS mean other steps for a backup, a
// copy within an account, one out of it, a restore and a scan.
func TestWhatAnyJobMayMeetIsSaidForItsKind(t *testing.T) {
	for _, message := range []string{
		"You are not authorized to perform this operation.",
		"IAM Role arn:aws:iam::111122223333:role/Reader cannot be assumed by AWS Backup",
		"Access Denied trying to call AWS Backup service",
		"Given key ID is not accessible",
		"Copy job failed: Given key ID is not accessible. You must have DescribeKey permissions on the default CMK.",
		"The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it.",
		"The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it",
		"An internal error occurred. Please try again later.",
		"Rate exceeded", "ExpiredTokenException: The security token included in the request is expired",
		"Token expired. Try again.", "The specified volume was not found.", "Instance orders-db is not in state available.",
		"Access denied exception while trying to list tags.", "does not have permission to describe resource arn:aws:s3:::orders",
	} {
		for kind, j := range kinds(message) {
			d := OfJob(j, Context{})
			if !d.Known() {
				t.Errorf("%s: %q is not known", kind, message)
			}
			for line := range strings.SplitSeq(said(&d), "\n") {
				if at := foreign[kind].FindString(names.ReplaceAllString(line, "")); at != "" {
					t.Errorf("%s: %q: %s: %q in %q", kind, message, d.ID, at, line)
				}
			}
		}
	}
}

func TestStepsNameThePolicyForWhatTheJobDoes(t *testing.T) {
	for kind, policy := range map[string]string{
		"backup": "PolicyForBackup", "restore": "PolicyForRestores", "scan": "PolicyForScans", "own copy": "PolicyForBackup",
	} {
		d := OfJob(kinds("You are not authorized to perform this operation.")[kind], Context{})
		if !strings.Contains(said(&d), policy) {
			t.Errorf("%s: %q", kind, d.Remedy)
		}
	}
	d := OfMessage("You are not authorized to perform this operation.")
	if !strings.Contains(said(&d), "managed policies for AWS Backup") {
		t.Errorf("of a pasted message: %q", d.Remedy)
	}
}

func TestAMissedWindowIsSaidAndMendedByItsName(t *testing.T) {
	const start, whole = "start window", "completion window"
	for _, message := range []string{"Backup job expired before completion.", ""} {
		for _, c := range []struct {
			what             string
			startBy, ended   time.Duration
			moved            int64
			cause, has, lack string
		}{
			{"it never began", 8 * time.Hour, 8*time.Hour + time.Minute, 0, "start", start, whole},
			{"it went on too long", 8 * time.Hour, 20 * time.Hour, 1 << 30, "before the end", whole, start},
			{"it went on too long without a byte told", 8 * time.Hour, 20 * time.Hour, 0, "before the end", whole, start},
		} {
			j := job("111122223333", 1, 0, "EXPIRED", message)
			j.StartBy, j.Completed, j.Transferred, j.Percent = at.Add(c.startBy), at.Add(c.ended), c.moved, backup.NoPercent
			d := OfJob(j, Context{})
			if words := said(&d); !strings.Contains(d.Cause, c.cause) || !strings.Contains(words, c.has) || strings.Contains(words, c.lack) {
				t.Errorf("%s, %q:\n%s", c.what, message, words)
			}
		}
	}
	d := OfMessage("Backup job expired before completion.")
	if words := said(&d); !strings.Contains(words, start) || !strings.Contains(words, whole) {
		t.Errorf("which of the two is not told, yet it says\n%s", words)
	}
}

// TestConditionsAreNoFacts: what only templates ask for is not among what is shown.
func TestConditionsAreNoFacts(t *testing.T) {
	j := kinds("Given key ID is not accessible")["own copy"]
	a := about{job: j}
	d := OfJob(j, Context{})
	for _, f := range a.when(nil) {
		if have, ok := d.Fact(f.Name); ok {
			t.Errorf("%v is shown", have)
		}
		if f.Value == "" {
			t.Errorf("%q has no value", f.Name)
		}
	}
}

// TestNoStepIsSaidTwice: a cause of jobs of several kinds has the steps for each, and what is the same for all once.
func TestNoStepIsSaidTwice(t *testing.T) {
	kinds := []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob, backup.ScanJob}
	for _, e := range Catalogue() {
		for some := 1; some < 1<<len(kinds); some++ {
			g := NewGrouper(day())
			for i, k := range kinds {
				if j := jobOf(&e, e.Examples[0]); some>>i&1 == 1 && (len(e.Kinds) == 0 || slices.Contains(e.Kinds, k)) {
					j.ID, j.Kind, j.Completed = fmt.Sprint(i), k, at.Add(time.Minute)
					g.Add(j, nil)
				}
			}
			for _, c := range g.all() {
				steps := slices.Clone(c.Diagnosis().Remedy)
				slices.Sort(steps)
				if once := slices.Compact(slices.Clone(steps)); len(once) != len(steps) {
					t.Errorf("%s of %v: %q", e.ID, c.Kinds, steps)
				}
			}
		}
	}
}

// TestADeletedRoleIsSomethingToMendForEveryKindOfJob, as each names another role in its own way.
func TestADeletedRoleIsSomethingToMendForEveryKindOfJob(t *testing.T) {
	for kind, want := range map[backup.JobKind]string{
		backup.BackupJob: "give the rule another role", backup.CopyJob: "give the rule another role",
		backup.RestoreJob: "restore with another role", backup.ScanJob: "give the scan another role",
	} {
		j := job("000000000001", 1, 1, "FAILED", "IAM Role arn:aws:iam::000000000001:role/backup cannot be assumed by AWS Backup")
		j.Kind = kind
		d := OfJob(j, Context{})
		n := 0
		for _, step := range d.Remedy {
			n += strings.Count(step, "Where it was deleted")
		}
		if steps := strings.Join(d.Remedy, "\n"); n != 1 || !strings.Contains(steps, want) {
			t.Errorf("%s: %s", kind, steps)
		}
	}
}

// TestAnInstanceProfileIsSpokenOfWhereAnInstanceMayBe: a volume has none.
func TestAnInstanceProfileIsSpokenOfWhereAnInstanceMayBe(t *testing.T) {
	for typ, want := range map[string]bool{"EBS": false, "EC2": true, "": true} {
		j := backup.Job{Kind: backup.RestoreJob, ID: "1", State: backup.Intern("FAILED"), Message: backup.Intern("You are not authorized to perform this operation. Encoded authorization failure message: " + strings.Repeat("2vT5hN0kq7Zw1mQ", 10))}
		j.Of = backup.RefTo(backup.ResourceRef{Type: backup.Intern(typ)})
		d := OfJob(&j, Context{})
		if words := d.Meaning + strings.Join(d.Remedy, " "); d.ID == "" || strings.Contains(words, "instance") != want {
			t.Errorf("%q: %s", typ, words)
		}
	}
}
