package ops

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// restore finds the restore job of the point with the metadata that was sent.
func (l look) restore(c *backup.StartRestoreJob) Finding {
	jobs, err := l.jobs(backup.RestoreJob, backup.JobQuery{Point: c.RecoveryPointArn})
	if err != nil {
		return refused(err)
	}
	var fit []backup.Job
	var other string // a job of the point that was submitted with something else
	for _, j := range jobs {
		if !j.Parent.Empty() || j.PointARN.String() != c.RecoveryPointArn || l.taken[j.ID] {
			continue
		}
		submitted, err := l.f.RestoreMetadata(l.ctx, l.in.Scope(), j.ID)
		if err != nil {
			return Finding{Verdict: CantTell, Evidence: "restore job " + j.ID + " may be it, but what was submitted to it can't be read: " + err.Error()}
		}
		if sameMetadata(c.Metadata, submitted) {
			fit = append(fit, j)
		} else {
			other = j.ID
		}
	}
	found := l.started("restore job", fit)
	if found.Verdict == NotFound && other != "" {
		found.Evidence += "; " + other + " restores the same point with other metadata"
	}
	return found
}

// sameMetadata reports whether a restore job was submitted with what was sent. Values
// with a secret can't be compared; keys of AWS Backup's own are not ours.
func sameMetadata(sent, submitted map[string]string) bool {
	secret, _, _ := strings.Cut(backup.SecretRef("\x00"), "\x00")
	for key, value := range sent {
		got, there := submitted[key]
		if !there || !strings.Contains(value, secret) && !sameText(value, got) {
			return false
		}
	}
	for key := range submitted {
		if _, ours := sent[key]; !ours && !strings.HasPrefix(key, "aws:") {
			return false
		}
	}
	return true
}

// sameText compares two values, as JSON where both are objects or lists.
func sameText(a, b string) bool {
	if a == b {
		return true
	}
	x, y := nested(a), nested(b)
	return x != nil && reflect.DeepEqual(x, y)
}

// nested reads a JSON object or list, nil for anything else. Numbers stay as they are
// written.
func nested(s string) any {
	var v any
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	if d.Decode(&v) != nil {
		return nil
	}
	switch v.(type) {
	case map[string]any, []any:
		return v
	}
	return nil
}

// copy finds the copy job of the point to that vault, made by no plan.
func (l look) copy(c *backup.StartCopyJob) Finding {
	jobs, err := l.jobs(backup.CopyJob, backup.JobQuery{Point: c.RecoveryPointArn, Vault: c.DestinationBackupVaultArn})
	if err != nil {
		return refused(err)
	}
	return l.started("copy job", slices.DeleteFunc(jobs, func(j backup.Job) bool {
		return byPlan(j) || j.PointARN.String() != c.RecoveryPointArn || j.DestARN.String() != c.DestinationBackupVaultArn
	}))
}

// backUp finds the backup job of the resource into that vault, made by no plan.
func (l look) backUp(c *backup.StartBackupJob) Finding {
	jobs, err := l.jobs(backup.BackupJob, backup.JobQuery{Resource: c.ResourceArn, Vault: c.BackupVaultName})
	if err != nil {
		return refused(err)
	}
	return l.started("backup job", slices.DeleteFunc(jobs, func(j backup.Job) bool {
		return byPlan(j) || j.Vault.String() != c.BackupVaultName || j.Of.Get().ARN.String() != c.ResourceArn
	}))
}

// byPlan reports whether a plan made the job, or another job did.
func byPlan(j backup.Job) bool { return j.By.Get() != backup.CreatedBy{} || !j.Parent.Empty() }

// stop finds the backup job among those that end, or among those that go on.
func (l look) stop(c *backup.StopBackupJob) Finding {
	for _, state := range []string{"ABORTING", "ABORTED", "RUNNING", "PENDING", "CREATED"} {
		jobs, err := l.jobs(backup.BackupJob, backup.JobQuery{State: state, CreatedAfter: backup.Time(l.in.Time).Add(-horizon)})
		if err != nil {
			return refused(err)
		}
		if !slices.ContainsFunc(jobs, func(j backup.Job) bool { return j.ID == c.BackupJobId }) {
			continue
		}
		if strings.HasPrefix(state, "ABORT") {
			return Finding{Verdict: Found, Evidence: "the job is " + state}
		}
		return Finding{Verdict: NotFound, Evidence: "the job is still " + state}
	}
	return Finding{Verdict: CantTell, Evidence: "the job has ended by itself"}
}

// validate finds the result at the restore job.
func (l look) validate(c *backup.PutRestoreValidationResult) Finding {
	jobs, err := l.jobs(backup.RestoreJob, backup.JobQuery{CreatedAfter: backup.Time(l.in.Time).Add(-horizon)})
	if err != nil {
		return refused(err)
	}
	for _, j := range jobs {
		switch result := j.Result.String(); {
		case j.ID != c.RestoreJobId:
		case result == c.ValidationStatus:
			return Finding{Verdict: Found, Evidence: "the job has the result " + result}
		default:
			return Finding{Verdict: NotFound, Evidence: fmt.Sprintf("the result of the job is %q", result)}
		}
	}
	return Finding{Verdict: CantTell, Evidence: "the job is not listed any more"}
}
