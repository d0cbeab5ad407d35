package sim

import "strings"

var restoreJobStates = []string{statePending, stateRunning, stateCompleted, stateAborted, stateFailed}

func listRestoreJobs(c *call) *apiError {
	f := c.filter()
	plan := c.query.Get("restoreTestingPlanArn")
	streams, err := c.jobStreams(f.account, func(s *scope) []*stream { return s.jobsOf(restores) }, false)
	if err != nil {
		return err
	}
	return c.stream("RestoreJobs", streams, f.span, func(it item) bool {
		r := it.restoreRun()
		if plan != "" && (!it.tested() || it.s.scope.restoreTestingPlanARN() != plan) {
			return false
		}
		return f.takes(it, r, restoreState(r, c.now), c.now) && c.restoreRow(it, r, span{})
	})
}

func listRestoreJobsByResource(c *call) *apiError {
	arn, state := c.labels[0], c.query.Get("status")
	if !c.scope.protects(arn) {
		return notFound("Cannot find protected resource: %s", arn)
	}
	points := span{from: c.time("recoveryPointCreationDateAfter", 0), to: c.time("recoveryPointCreationDateBefore", 0)}
	sp := span{from: c.now - jobHistory, to: c.now}
	return c.stream("RestoreJobs", c.scope.jobsOf(restores), sp, func(it item) bool {
		r := it.restoreRun()
		if it.resource().arn != arn || state != "" && restoreState(r, c.now) != state {
			return false
		}
		return c.restoreRow(it, r, points)
	})
}

// restoreRow writes a row when the restore has a point to read, made within a
// span.
func (c *call) restoreRow(it item, r run, made span) bool {
	from, ok := it.parent().restored()
	if !ok || made.from > 0 && from.at <= made.from || made.to > 0 && from.at >= made.to {
		return false
	}
	c.out.open()
	c.writeRestoreJob(it, r, from)
	c.out.close()
	return true
}

func (c *call) restoreJob() (item, point, *apiError) {
	it, err := c.job(restores, c.labels[0])
	if err != nil {
		return it, point{}, err
	}
	from, ok := it.parent().restored()
	if !ok {
		return it, from, notFound("Cannot find job: %s", c.labels[0])
	}
	return it, from, nil
}

func describeRestoreJob(c *call) *apiError {
	it, from, err := c.restoreJob()
	if err == nil {
		c.writeRestoreJob(it, it.restoreRun(), from)
	}
	return err
}

func getRestoreJobMetadata(c *call) *apiError {
	it, from, err := c.restoreJob()
	if err != nil {
		return err
	}
	c.out.text("RestoreJobId", it.jobID())
	if it.made != nil {
		c.writeMap("Metadata", it.made.asked)
		return nil
	}
	c.writeMap("Metadata", from.submitted())
	return nil
}

func (c *call) writeRestoreJob(it item, r run, from point) {
	j, state := c.out, restoreState(r, c.now)
	if it.child > 0 {
		from.item = from.nested(it.child)
	}
	j.text("AccountId", it.s.scope.account.id)
	j.text("RestoreJobId", it.jobID())
	j.text("RecoveryPointArn", from.arn())
	j.time("RecoveryPointCreationDate", from.at)
	j.text("BackupVaultArn", from.vault.arn)
	j.text("SourceResourceArn", it.resourceARN())
	j.text("ResourceType", it.kindName())
	j.text("IamRoleArn", it.role())
	j.text("Status", state)
	j.time("CreationDate", r.created)
	if size, ok := from.bytes(); ok {
		j.number("BackupSizeInBytes", size)
	}
	if it.child > 0 {
		j.text("ParentJobId", it.parent().jobID())
	}
	j.flag("IsParent", it.children() > 0)
	switch state {
	case stateRunning:
		j.text("PercentDone", percent(0, it.reported(r.done(c.now))))
		j.number("ExpectedCompletionTimeMinutes", max(1, (r.ended-r.started)*11/10/minute))
	case stateCompleted:
		j.text("PercentDone", "100.00%")
		j.text("CreatedResourceArn", it.created())
	default:
		j.text("PercentDone", "0.00%")
	}
	if it.tested() {
		j.object("CreatedBy", func() { j.text("RestoreTestingPlanArn", it.s.scope.restoreTestingPlanARN()) })
	}
	c.writeValidation(it, r)
	c.writeEnd(it, r)
}

// created is the ARN of what the restore made: a new resource, but clusters are
// restored into.
func (it item) created() string {
	if it.made != nil {
		return it.made.created
	}
	r, template := it.resource(), it.resource().kind.arn
	if r.kind.name != "EKS" {
		template = strings.Replace(template, "{n}", "{n}-restored", 1)
	}
	return r.fill(template, it.s.scope, it.code(), 0)
}

// validation is how the restored resource was found: what a request said, or how a
// restore test went on.
func (it item) validation(r run, now int64) (status, message string) {
	if e := it.edited(); e != nil && e.validation != "" {
		return e.validation, e.finding
	}
	if !it.tested() || restoreState(r, now) != stateCompleted {
		return "", ""
	}
	if now-r.ended < 20*minute {
		return stillValidating, ""
	}
	switch it.roll(7) % 20 {
	case 0:
		return "FAILED", "The restored table lacks rows of the last day."
	case 1:
		return "TIMED_OUT", ""
	}
	return "SUCCESSFUL", ""
}

// writeValidation tells how a restore test went on after the restore.
func (c *call) writeValidation(it item, r run) {
	status, message := it.validation(r, c.now)
	c.out.text("ValidationStatus", status)
	c.out.text("ValidationStatusMessage", message)
	switch since := c.now - r.ended; {
	case !it.tested() || status == "" || status == stillValidating:
	case since < 40*minute:
		c.out.text("DeletionStatus", "DELETING")
	case it.roll(7)%20 == 2:
		c.out.text("DeletionStatus", "FAILED")
		c.out.text("DeletionStatusMessage", "The resource has a dependent object.")
	default:
		c.out.text("DeletionStatus", "SUCCESSFUL")
	}
}
