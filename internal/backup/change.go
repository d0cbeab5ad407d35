package backup

import "strings"

// Change is one request that changes something in AWS, as it is sent: its JSON is
// AWS's own (AWS Backup API, the operation's request), without secrets. The types
// below are all there are.
type Change interface {
	Operation() string // AWS's name: "StartRestoreJob"
	Token() string     // the idempotency token of this body; "" for operations without
}

// Lifecycle is for how many days a recovery point stays warm and is kept. Zero
// leaves a member out; -1 in both keeps a copy for ever (AWS Backup API: Lifecycle).
type Lifecycle struct {
	MoveToColdStorageAfterDays int32 `json:",omitempty"`
	DeleteAfterDays            int32 `json:",omitempty"`

	// OptInToArchiveForSupportedResources lets snapshots of EBS be archived, which the days for cold storage
	// alone do not.
	OptInToArchiveForSupportedResources bool `json:",omitempty"`
}

// StartRestoreJob restores a recovery point. Values of Metadata may hold
// placeholders of Secrets, made by SecretRef; they are filled in when it is sent.
type StartRestoreJob struct {
	RecoveryPointArn                 string
	Metadata                         map[string]string
	IamRoleArn                       string `json:",omitempty"`
	ResourceType                     string `json:",omitempty"`
	CopySourceTagsToRestoredResource bool   `json:",omitempty"`
	IdempotencyToken                 string
	Secrets                          map[string]Secret `json:"-"` // by name
}

// SecretRef is what stands in metadata for the secret of that name.
func SecretRef(name string) string { return refBegins + name + "}" }

const refBegins = "${secret:"

// SecretRefs is how many such stand in a value of metadata, whole ones or what looks like the beginning of one.
func SecretRefs(value string) int { return strings.Count(value, refBegins) }

// Fill returns the metadata with its secrets, for the request alone. quote is
// applied to a secret that stands within JSON text.
func (r *StartRestoreJob) Fill(quote func(string) string) map[string]string {
	filled := make(map[string]string, len(r.Metadata))
	for key, value := range r.Metadata {
		for name, secret := range r.Secrets {
			word := secret.Reveal()
			if ref := SecretRef(name); value != ref {
				word = quote(word)
			}
			value = strings.ReplaceAll(value, SecretRef(name), word)
		}
		filled[key] = value
	}
	return filled
}

// StartCopyJob copies a recovery point to another vault.
type StartCopyJob struct {
	RecoveryPointArn          string
	SourceBackupVaultName     string
	DestinationBackupVaultArn string
	IamRoleArn                string
	Lifecycle                 *Lifecycle `json:",omitempty"` // nil = the source's retention, counted from the source's creation
	IdempotencyToken          string
}

// StartBackupJob backs a resource up now.
type StartBackupJob struct {
	BackupVaultName       string
	ResourceArn           string
	IamRoleArn            string
	Lifecycle             *Lifecycle        `json:",omitempty"`
	RecoveryPointTags     map[string]string `json:",omitempty"`
	BackupOptions         map[string]string `json:",omitempty"`
	StartWindowMinutes    int64             `json:",omitempty"`
	CompleteWindowMinutes int64             `json:",omitempty"`
	IdempotencyToken      string
}

// StopBackupJob asks a backup job to end (ABORTING, then ABORTED).
type StopBackupJob struct{ BackupJobId string }

// DeleteRecoveryPoint deletes a recovery point. AWS answers 200 even where it may
// not, and the point turns EXPIRED: only describing it again tells.
type DeleteRecoveryPoint struct{ BackupVaultName, RecoveryPointArn string }

// UpdateRecoveryPointLifecycle replaces the whole lifecycle: a member left out
// becomes null.
type UpdateRecoveryPointLifecycle struct {
	BackupVaultName, RecoveryPointArn string
	Lifecycle                         Lifecycle
}

// DisassociateRecoveryPoint makes AWS Backup forget a continuous backup, which its
// own service goes on keeping.
type DisassociateRecoveryPoint struct{ BackupVaultName, RecoveryPointArn string }

// DisassociateRecoveryPointFromParent lets a nested recovery point live alone.
type DisassociateRecoveryPointFromParent struct{ BackupVaultName, RecoveryPointArn string }

// PutRestoreValidationResult records what a test of a restored resource found. A
// final result cannot be changed.
type PutRestoreValidationResult struct {
	RestoreJobId            string
	ValidationStatus        string // SUCCESSFUL, FAILED, TIMED_OUT, VALIDATING
	ValidationStatusMessage string `json:",omitempty"`
}

// Receipt is what AWS answered to a change that it took.
type Receipt struct {
	Job       string // the ID of the job started; "" where there is none
	RequestID string
}
