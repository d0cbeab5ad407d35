package sim

import "slices"

var backupJobStates = []string{stateCreated, statePending, stateRunning, stateAborting, stateAborted, stateCompleted, stateFailed, stateExpired, statePartial}

// A jobFilter is what the four job lists filter by alike.
type jobFilter struct {
	span
	state, kind, parent, account string
	endAfter, endBefore          int64 // completeAfter, completeBefore
}

// filter reads a job list's members; prefix is "By" for scan jobs.
func (c *call) filter() jobFilter {
	f := jobFilter{state: c.query.Get("state"), kind: c.query.Get("resourceType"), parent: c.query.Get("parentJobId"), account: c.query.Get("accountId")}
	if f.state == "" {
		f.state = c.query.Get("status")
	}
	f.arn = c.query.Get("resourceArn")
	f.from = max(c.now-jobHistory, c.time("createdAfter", 0))
	f.to, f.started = c.time("createdBefore", c.now), f.from
	f.endAfter, f.endBefore = c.time("completeAfter", 0), c.time("completeBefore", 0)
	f.narrow(c.now)
	return f
}

// narrow uses the order of creation for what is asked about ends and states.
func (f *jobFilter) narrow(now int64) {
	if f.endAfter > 0 {
		f.from = max(f.from, f.endAfter-longestRun)
	}
	if f.endBefore > 0 {
		f.to = min(f.to, f.endBefore)
	}
	switch f.state {
	case stateCreated, statePending, stateRunning, stateAborting:
		f.from = max(f.from, now-longestRun)
	}
}

// bad says whether only jobs that went wrong are asked for; the vault made for
// its size has none.
func (f *jobFilter) bad() bool {
	return slices.Contains([]string{stateAborted, stateFailed, stateExpired, statePartial}, f.state)
}

// takes says whether a job passes, its run and state known.
func (f *jobFilter) takes(it item, r run, state string, now int64) bool {
	switch {
	case f.state != "" && state != f.state,
		f.arn != "" && it.resourceARN() != f.arn && it.resource().arn != f.arn,
		f.kind != "" && it.kindName() != f.kind,
		f.parent != "" && (it.child == 0 || !sameJob(it.parent().jobID(), f.parent)):
		return false
	case f.endAfter == 0 && f.endBefore == 0:
		return true
	case !r.endedAt(now):
		return false
	}
	return (f.endAfter == 0 || r.ended > f.endAfter) && (f.endBefore == 0 || r.ended < f.endBefore)
}

// jobStreams are the streams of a kind whose jobs the caller may list: those of
// its own scope, or with accountId=* in the management account the region's.
func (c *call) jobStreams(account string, of func(*scope) []*stream, everyAccount bool) ([]*stream, *apiError) {
	switch {
	case account == "" || account == c.scope.account.id:
		return of(c.scope), nil
	case account == "*" && !everyAccount:
		return nil, invalid("Invalid account ID for accountId: *")
	case c.scope.account != c.w.accounts[0]:
		return nil, refuse("AccessDeniedException", "User: %s is not authorized to list the jobs of other accounts: cross-account monitoring is for the management account.", c.caller.Principal)
	}
	var streams []*stream
	for _, s := range c.w.scopes {
		if s.region == c.scope.region && (account == "*" || s.account.id == account) {
			streams = append(streams, of(s)...)
		}
	}
	return streams, nil
}

func listBackupJobs(c *call) *apiError {
	f := c.filter()
	vault, category := c.query.Get("backupVaultName"), c.query.Get("messageCategory")
	streams, err := c.jobStreams(f.account, func(s *scope) []*stream { return s.jobsOf(backups) }, true)
	if err != nil {
		return err
	}
	streams = slices.DeleteFunc(slices.Clone(streams), func(s *stream) bool {
		return vault != "" && s.made == nil && s.vault.name != vault || s.window > 0 && f.bad()
	})
	return c.stream("BackupJobs", streams, f.span, func(it item) bool {
		if !it.listed() || vault != "" && it.vault().name != vault {
			return false
		}
		r := it.backup()
		if !f.takes(it, r, r.stateAt(c.now), c.now) || category != "" && !sameCategory(category, r.category(c.now)) {
			return false
		}
		c.out.open()
		c.writeBackupJob(it, r)
		c.out.close()
		return true
	})
}

func describeBackupJob(c *call) *apiError {
	it, err := c.job(backups, c.labels[0])
	if err != nil {
		return err
	}
	c.writeBackupJob(it, it.backup())
	if n := it.children(); n > 0 {
		c.out.number("NumberOfChildJobs", int64(n))
		states := map[string]int64{}
		for child := 1; child <= n; child++ {
			states[it.nested(child).backup().stateAt(c.now)]++
		}
		c.writeCounts("ChildJobsInState", states)
	}
	return nil
}

func (c *call) writeBackupJob(it item, r run) {
	j, res, state := c.out, it.resource(), r.stateAt(c.now)
	j.text("AccountId", it.s.scope.account.id)
	j.text("BackupJobId", it.jobID())
	if it.child > 0 {
		j.text("ParentJobId", it.parent().jobID())
	}
	j.flag("IsParent", it.children() > 0)
	j.text("BackupVaultName", it.vault().name)
	j.text("BackupVaultArn", it.vault().arn)
	j.text("VaultType", it.vault().kind)
	j.text("VaultLockState", it.vault().lockState())
	j.text("ResourceArn", it.resourceARN())
	j.text("ResourceType", it.kindName())
	j.text("ResourceName", res.name)
	j.text("IamRoleArn", it.role())
	j.text("State", state)
	j.time("CreationDate", r.created)
	j.time("InitiationDate", r.created)
	j.time("StartBy", r.created+it.startWindow())
	keep, cold := it.lifecycle()
	writeLifecycle(j, "RecoveryPointLifecycle", keep, cold)
	writeCreatedBy(j, it.s)
	if it.kindName() == "EC2" && it.s.plan != nil && it.s.plan.windowsVSS && res.seed%3 == 0 {
		j.object("BackupOptions", func() { j.text("WindowsVSS", "enabled") })
		j.text("BackupType", "WINDOWS_VSS")
	}
	if it.made != nil && len(it.made.options) > 0 {
		c.writeMap("BackupOptions", it.made.options)
	}
	if p := (point{item: it.born(), vault: it.vault(), run: r}); c.now >= r.started && (!r.endedAt(c.now) || state == stateCompleted || state == statePartial) {
		j.text("RecoveryPointArn", p.arn())
		j.flag("IsEncrypted", p.encrypted())
		j.text("EncryptionKeyArn", p.key())
	}
	c.writeProgress(it, r, state)
	c.writeEnd(it, r)
	j.text("MessageCategory", r.category(c.now))
}

// writeProgress writes how far the job is, as each service reports it: volume
// snapshots sit at 0 and jump.
func (c *call) writeProgress(it item, r run, state string) {
	j := c.out
	size, sized := it.size(stateCompleted)
	switch state {
	case stateRunning, stateAborting:
		done := it.reported(r.done(c.now))
		j.text("PercentDone", percent(it.roll(4), done))
		j.number("BytesTransferred", int64(float64(size)*done))
		j.time("ExpectedCompletionDate", r.started+(r.ended-r.started)*(90+int64(it.roll(4)%40))/100)
		if sized {
			j.number("BackupSizeInBytes", size)
		}
	case stateCompleted, statePartial:
		j.text("PercentDone", "100.0")
		j.number("BytesTransferred", size)
		if sized {
			j.number("BackupSizeInBytes", size)
		}
	case stateFailed, stateAborted:
		j.text("PercentDone", percent(it.roll(4), it.reported(0.4)))
		j.number("BytesTransferred", int64(float64(size)*it.reported(0.4)))
	default:
		j.text("PercentDone", "0.0")
	}
}

// writeEnd writes when the job ended, and why.
func (c *call) writeEnd(it item, r run) {
	if !r.endedAt(c.now) {
		return
	}
	c.out.time("CompletionDate", r.ended)
	if r.failure != nil {
		c.out.text("StatusMessage", it.resource().fill(r.failure.message, it.s.scope, 0, 0))
	}
}
