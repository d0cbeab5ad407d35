package sim

var copyJobStates = []string{stateCreated, stateRunning, stateCompleted, stateFailed, statePartial}

func copyState(r run, now int64) string {
	if s := r.stateAt(now); s != statePending {
		return s
	}
	return stateCreated
}

func listCopyJobs(c *call) *apiError {
	f := c.filter()
	category, to, source := c.query.Get("messageCategory"), c.query.Get("destinationVaultArn"), c.query.Get("sourceRecoveryPointArn")
	streams, err := c.jobStreams(f.account, func(s *scope) []*stream { return s.jobsOf(copies) }, false)
	if err != nil {
		return err
	}
	return c.stream("CopyJobs", streams, f.span, func(it item) bool {
		if to != "" && it.vault().arn != to || !it.copied().listed() {
			return false
		}
		r, ok := it.copyRun()
		if !ok || !f.takes(it, r, copyState(r, c.now), c.now) || category != "" && !sameCategory(category, r.category(c.now)) {
			return false
		}
		if source != "" && it.copiedPoint().arn() != source {
			return false
		}
		c.out.open()
		c.writeCopyJob(it, r)
		c.out.close()
		return true
	})
}

func describeCopyJob(c *call) *apiError {
	it, err := c.job(copies, c.labels[0])
	if err != nil {
		return err
	}
	r, ok := it.copyRun()
	if !ok {
		return notFound("Cannot find job: %s", c.labels[0])
	}
	c.out.object("CopyJob", func() { c.writeCopyJob(it, r) })
	return nil
}

// copiedPoint is the recovery point that a copy reads.
func (it item) copiedPoint() point {
	from := it.copied()
	if it.made != nil {
		p := it.made.source
		p.item = from
		return p
	}
	return point{item: from, vault: from.s.vault, run: from.backup()}
}

func (c *call) writeCopyJob(it item, r run) {
	j, state := c.out, copyState(r, c.now)
	from, made := it.copiedPoint(), point{item: it.born(), vault: it.vault(), run: r}
	j.text("AccountId", it.s.scope.account.id)
	j.text("CopyJobId", it.jobID())
	j.text("SourceBackupVaultArn", from.vault.arn)
	j.text("SourceRecoveryPointArn", from.arn())
	j.text("DestinationBackupVaultArn", it.vault().arn)
	j.text("DestinationVaultType", it.vault().kind)
	j.text("DestinationVaultLockState", it.vault().lockState())
	j.text("DestinationEncryptionKeyArn", it.vault().key)
	if state == stateCompleted || state == stateRunning {
		j.text("DestinationRecoveryPointArn", made.arn())
	}
	j.text("ResourceArn", it.resourceARN())
	j.text("ResourceType", it.kindName())
	j.text("ResourceName", it.resource().name)
	j.text("IamRoleArn", it.role())
	if it.made == nil {
		j.text("CreatedByBackupJobId", it.copied().jobID())
	}
	j.text("State", state)
	j.time("CreationDate", r.created)
	if size, ok := it.size(stateCompleted); ok {
		j.number("BackupSizeInBytes", size)
	}
	keep, cold := it.lifecycle()
	writeLifecycle(j, "DestinationRecoveryPointLifecycle", keep, cold)
	writeCreatedBy(j, it.s)
	if n := it.children(); it.child > 0 {
		j.text("ParentJobId", it.parent().jobID())
		j.text("CompositeMemberIdentifier", it.resourceARN())
		j.flag("IsParent", false)
	} else if n > 0 {
		j.flag("IsParent", true)
		j.number("NumberOfChildJobs", int64(n))
		c.writeCounts("ChildJobsInState", map[string]int64{state: int64(n)})
	}
	c.writeEnd(it, r)
	j.text("MessageCategory", r.category(c.now))
}
