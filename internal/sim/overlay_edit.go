package sim

// An edit is what requests did to one job or recovery point. It never changes: the
// next one replaces it. Times are milliseconds since 1970, 0 where it did not happen.
type edit struct {
	stopped int64 // StopBackupJob

	deleted int64  // DeleteRecoveryPoint
	denied  string // why the deletion will not work, "" where it will
	over    int64  // when the deletion is over: the point is gone, or EXPIRED

	relived    int64 // UpdateRecoveryPointLifecycle
	keep, cold int   // days, what it set

	released int64 // DisassociateRecoveryPoint
	detached int64 // DisassociateRecoveryPointFromParent

	validation, finding string // PutRestoreValidationResult

	restores []*job // that read this point, oldest first
}

const (
	deleting  = 45 * second // a point is DELETING until it is gone
	refusing  = 12 * second // or EXPIRED
	releasing = 5 * second
)

// onto is the point after what requests did to it; false when it is gone.
func (e *edit) onto(p point, now int64) (point, bool) {
	if e.detached > 0 && now >= e.detached {
		p.detached = true
	}
	if e.released > 0 && now >= e.released {
		if p.resource().kind.name != "S3" {
			return p, now < e.released+releasing
		}
		p.status, p.reason = pointStopped, "The recovery point was disassociated from AWS Backup."
	}
	switch {
	case e.deleted == 0 || now < e.deleted:
	case e.denied == "" && now >= e.over:
		return p, false
	case now >= e.over:
		p.status, p.reason = pointExpired, e.denied
	default:
		p.status, p.reason = pointDeleting, ""
	}
	return p, true
}

// lastRestore is when a restore that a request started last ended well with this
// point; 0 when none did.
func (it item) lastRestore(now int64) (at int64) {
	e := it.edited()
	if e == nil {
		return 0
	}
	for _, j := range e.restores {
		if r := j.run(0); r.outcome == stateCompleted && r.endedAt(now) {
			at = max(at, r.ended)
		}
	}
	return at
}
