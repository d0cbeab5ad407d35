package backup

// Operation implements Change.
func (*StartRestoreJob) Operation() string { return "StartRestoreJob" }

// Operation implements Change.
func (*StartCopyJob) Operation() string { return "StartCopyJob" }

// Operation implements Change.
func (*StartBackupJob) Operation() string { return "StartBackupJob" }

// Operation implements Change.
func (*StopBackupJob) Operation() string { return "StopBackupJob" }

// Operation implements Change.
func (*DeleteRecoveryPoint) Operation() string { return "DeleteRecoveryPoint" }

// Operation implements Change.
func (*UpdateRecoveryPointLifecycle) Operation() string { return "UpdateRecoveryPointLifecycle" }

// Operation implements Change.
func (*DisassociateRecoveryPoint) Operation() string { return "DisassociateRecoveryPoint" }

// Operation implements Change.
func (*DisassociateRecoveryPointFromParent) Operation() string {
	return "DisassociateRecoveryPointFromParent"
}

// Operation implements Change.
func (*PutRestoreValidationResult) Operation() string { return "PutRestoreValidationResult" }

// Token implements Change.
func (r *StartRestoreJob) Token() string { return r.IdempotencyToken }

// Token implements Change.
func (r *StartCopyJob) Token() string { return r.IdempotencyToken }

// Token implements Change.
func (r *StartBackupJob) Token() string { return r.IdempotencyToken }

// Token implements Change.
func (*StopBackupJob) Token() string { return "" }

// Token implements Change.
func (*DeleteRecoveryPoint) Token() string { return "" }

// Token implements Change.
func (*UpdateRecoveryPointLifecycle) Token() string { return "" }

// Token implements Change.
func (*DisassociateRecoveryPoint) Token() string { return "" }

// Token implements Change.
func (*DisassociateRecoveryPointFromParent) Token() string { return "" }

// Token implements Change.
func (*PutRestoreValidationResult) Token() string { return "" }

// SetToken gives a body its idempotency token; operations without one stay as they are.
func SetToken(c Change, token string) {
	switch r := c.(type) {
	case *StartRestoreJob:
		r.IdempotencyToken = token
	case *StartCopyJob:
		r.IdempotencyToken = token
	case *StartBackupJob:
		r.IdempotencyToken = token
	}
}
