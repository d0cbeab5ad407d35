package sim

import "slices"

// unstoppable are the types whose backup jobs cannot be stopped (AWS Backup Developer
// Guide: Stopping a backup job).
var unstoppable = []string{"Aurora", "DocumentDB", "FSx", "Neptune", "RDS", "SAP HANA on Amazon EC2"}

func stopBackupJob(c *call) *apiError {
	it, err := c.job(backups, c.labels[0])
	if err != nil {
		return err
	}
	if it.s.scope != c.scope {
		return notFound("Cannot find job: %s", c.labels[0])
	}
	r := it.backup()
	switch {
	case slices.Contains(unstoppable, it.kindName()):
		return refuse("InvalidRequestException", "Backup jobs of resource type %s cannot be stopped.", it.kindName())
	case r.endedAt(c.now):
		return refuse("InvalidRequestException", "Backup job %s is in state %s and cannot be stopped.", c.labels[0], r.stateAt(c.now))
	case it.child > 0:
		return refuse("InvalidRequestException", "Backup job %s is nested in another: stop that one.", c.labels[0])
	}
	if e := it.edited(); e == nil || e.stopped == 0 {
		it.change(func(e *edit) { e.stopped = c.now })
	}
	return nil
}
