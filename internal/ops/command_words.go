package ops

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/bkpui/bkpui/internal/backup"
)

// words are what a request is called by the aws command.
type words struct {
	operation string
	flags     []string
	rest      map[string]string // members that can't stand in a flag, for --cli-input-json
	variables []string          // of the shell, that hold the secrets
	input     string            // what goes to standard input, as the shell reads it; "" = nothing
}

func wordsOf(c backup.Change) words {
	w := words{rest: map[string]string{}}
	switch c := c.(type) {
	case *backup.StartRestoreJob:
		w.operation = "start-restore-job"
		w.text("recovery-point-arn", "RecoveryPointArn", c.RecoveryPointArn)
		w.metadata(c)
		w.text("iam-role-arn", "IamRoleArn", c.IamRoleArn)
		w.text("resource-type", "ResourceType", c.ResourceType)
		if c.CopySourceTagsToRestoredResource {
			w.flags = append(w.flags, "--copy-source-tags-to-restored-resource")
		}
		w.text("idempotency-token", "IdempotencyToken", c.IdempotencyToken)
	case *backup.StartCopyJob:
		w.operation = "start-copy-job"
		w.text("recovery-point-arn", "RecoveryPointArn", c.RecoveryPointArn)
		w.text("source-backup-vault-name", "SourceBackupVaultName", c.SourceBackupVaultName)
		w.text("destination-backup-vault-arn", "DestinationBackupVaultArn", c.DestinationBackupVaultArn)
		w.text("iam-role-arn", "IamRoleArn", c.IamRoleArn)
		if c.Lifecycle != nil {
			w.json("lifecycle", c.Lifecycle)
		}
		w.text("idempotency-token", "IdempotencyToken", c.IdempotencyToken)
	case *backup.StartBackupJob:
		w.backUp(c)
	case *backup.StopBackupJob:
		w.operation = "stop-backup-job"
		w.text("backup-job-id", "BackupJobId", c.BackupJobId)
	case *backup.DeleteRecoveryPoint:
		w.point("delete-recovery-point", c.BackupVaultName, c.RecoveryPointArn)
	case *backup.UpdateRecoveryPointLifecycle:
		w.point("update-recovery-point-lifecycle", c.BackupVaultName, c.RecoveryPointArn)
		w.json("lifecycle", c.Lifecycle)
	case *backup.DisassociateRecoveryPoint:
		w.point("disassociate-recovery-point", c.BackupVaultName, c.RecoveryPointArn)
	case *backup.DisassociateRecoveryPointFromParent:
		w.point("disassociate-recovery-point-from-parent", c.BackupVaultName, c.RecoveryPointArn)
	case *backup.PutRestoreValidationResult:
		w.operation = "put-restore-validation-result"
		w.text("restore-job-id", "RestoreJobId", c.RestoreJobId)
		w.text("validation-status", "ValidationStatus", c.ValidationStatus)
		w.text("validation-status-message", "ValidationStatusMessage", c.ValidationStatusMessage)
	}
	if len(w.rest) > 0 {
		w.json("cli-input-json", w.rest)
	}
	return w
}

func (w *words) backUp(c *backup.StartBackupJob) {
	w.operation = "start-backup-job"
	w.text("backup-vault-name", "BackupVaultName", c.BackupVaultName)
	w.text("resource-arn", "ResourceArn", c.ResourceArn)
	w.text("iam-role-arn", "IamRoleArn", c.IamRoleArn)
	if c.Lifecycle != nil {
		w.json("lifecycle", c.Lifecycle)
	}
	if len(c.RecoveryPointTags) > 0 {
		w.json("recovery-point-tags", c.RecoveryPointTags)
	}
	if len(c.BackupOptions) > 0 {
		w.json("backup-options", c.BackupOptions)
	}
	w.number("start-window-minutes", c.StartWindowMinutes)
	w.number("complete-window-minutes", c.CompleteWindowMinutes)
	w.text("idempotency-token", "IdempotencyToken", c.IdempotencyToken)
}

func (w *words) point(operation, vault, point string) {
	w.operation = operation
	w.text("backup-vault-name", "BackupVaultName", vault)
	w.text("recovery-point-arn", "RecoveryPointArn", point)
}

// text adds a flag, or the member where the aws command would read the value as
// something else: an option, a file or an address to fetch.
func (w *words) text(flag, member, value string) {
	odd := func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsPrint(r) }
	prefixed := func(prefix string) bool { return strings.HasPrefix(value, prefix) }
	switch {
	case value == "":
	case strings.ContainsFunc(value, odd), slices.ContainsFunc([]string{"-", "file://", "fileb://", "http://", "https://"}, prefixed):
		w.rest[member] = value
	default:
		w.flags = append(w.flags, "--"+flag+" "+quote(value))
	}
}

func (w *words) number(flag string, n int64) {
	if n != 0 {
		w.flags = append(w.flags, "--"+flag+" "+strconv.FormatInt(n, 10))
	}
}

func (w *words) json(flag string, v any) {
	w.flags = append(w.flags, "--"+flag+" "+quote(ascii(v)))
}
