package triage

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// when is what templates ask a row for and nobody is shown as a fact: of what kind its job is, whether a
// copy leaves its account or Region, which window a job missed. Of a pasted message none of it is known.
//
//	{backup|copy|restore|scan} job    of that kind
//	no {backup|copy|restore|scan}     a job of another kind
//	no rule                           a job that no rule of a backup plan starts
//	names key job, no named key       a restore that names its key, or that names none; see naming
//	no instance                       anything but the restore of an EC2 instance, as far as its type is known
//	own account, other account        a copy within its account, or out of it; the same for region
//	copier                            who has to use the key that a copy reads with
//	never began, began                a job that missed its start window, or its completion window
//	here                              the machine that a job's message is about
//	written vault                 the vault that a backup or copy is written into
//	managed policy                    AWS's policy for what the job does
//	blamed key                        the key of the destination vault, where other jobs tell that a copy fails by it
//	fits now                      a retention that the vault's limits as they are now allow; see lockfit.go
func (a *about) when(f facts) facts {
	j := a.job
	if j == nil {
		return f
	}
	f = append(f, Fact{Name: j.Kind.String() + " job", Value: j.ID}, Fact{Name: "here", Value: "the host of the agent or gateway"})
	for _, kind := range [...]backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob, backup.ScanJob} {
		if kind != j.Kind {
			f = append(f, Fact{Name: "no " + kind.String(), Value: j.ID})
		}
	}
	if j.Kind == backup.RestoreJob || j.Kind == backup.ScanJob {
		f = append(f, Fact{Name: "no rule", Value: j.ID})
	}
	if typ := j.Of.Get().Type; j.Kind != backup.RestoreJob || !typ.Empty() && typ.String() != "EC2" {
		f = append(f, Fact{Name: "no instance", Value: j.ID})
	}
	if written := writtenVault(j); written != "" {
		f = append(f, Fact{Name: "written vault", Value: written})
	}
	if policy := managedPolicy(j); policy != "" {
		f = append(f, Fact{Name: "managed policy", Value: policy})
	}
	if to, ok := backup.SplitARN(j.DestARN.String()); ok && j.Kind == backup.CopyJob {
		account, region := "other account", "other region"
		copier := Fact{Name: "copier", Value: "account " + to.Account}
		if to.Account == j.Account.String() {
			account, copier.Value = "own account", orElse(j.Role.String(), "the copy role")
		}
		if to.Region == j.Region.String() {
			region = "own region"
		}
		f = append(f, Fact{Name: account, Value: to.Account}, Fact{Name: region, Value: to.Region}, copier)
	}
	if blamed := a.context().blamed; blamed != "" {
		f = append(f, Fact{Name: blamedKey, Value: blamed})
	}
	if fits, known := a.fits(j); fits && known {
		f = append(f, Fact{Name: "fits now", Value: "fits"})
	}
	if missed := missedWindow(j); missed != "" {
		f = append(f, Fact{Name: missed, Value: j.ID})
	}
	return f
}

// writtenVault names the vault that a job writes into, with its account where that is another's.
func writtenVault(j *backup.Job) string {
	switch j.Kind {
	case backup.BackupJob:
		return j.Vault.String()
	case backup.CopyJob:
		to := backup.VaultOfARN(j.DestARN.String())
		if !to.Name.Empty() && to.Account != j.Account {
			return to.Name.String() + ofAccount + to.Account.String()
		}
		return to.Name.String()
	}
	return ""
}

// lateStart is how long after the end of the start window AWS may call a job EXPIRED that did not
// begin: it tries every ten minutes. A completion window ends an hour or more after it.
const lateStart = 30 * time.Minute

// missedWindow tells which of its windows a job missed that is EXPIRED, "" where its row does not.
func missedWindow(j *backup.Job) string {
	switch {
	case j.Outcome() != backup.Missed:
		return ""
	case j.Transferred > 0, j.Percent > 0:
		return "began"
	case j.StartBy.IsZero() || j.Completed.IsZero():
		return ""
	case j.Completed <= j.StartBy.Add(lateStart):
		return "never began"
	}
	return "began"
}

// managedPolicy names AWS's policy for a role that does what the job does, "" where it depends on
// more than its kind.
func managedPolicy(j *backup.Job) string {
	const policies = "AWSBackupServiceRolePolicyFor"
	typ := j.Of.Get().Type.String()
	switch s3 := typ == "S3"; {
	case j.Kind == backup.ScanJob:
		return policies + "Scans"
	case strings.HasPrefix(typ, "SAP HANA"):
		return ""
	case j.Kind == backup.RestoreJob && s3:
		return policies + "S3Restore"
	case j.Kind == backup.RestoreJob:
		return policies + "Restores"
	case s3:
		return policies + "S3Backup"
	}
	return policies + "Backup"
}
