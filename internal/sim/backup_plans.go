package sim

import (
	"cmp"
	"slices"
	"strconv"
)

func listBackupPlans(c *call) *apiError {
	var plans []*plan
	for _, p := range c.scope.plans {
		if p.deleted == 0 || c.query.Get("includeDeleted") == "true" {
			plans = append(plans, p)
		}
	}
	return rows(c, "BackupPlansList", plans, func(p *plan) string { return p.id }, func(j *jsonBody, p *plan) {
		j.text("BackupPlanName", p.name)
		c.writePlan(p, p.versions)
		c.writeAdvanced(p)
	})
}

// plan finds the plan that a request names. Deleted ones can still be read.
func (c *call) plan() (*plan, *apiError) {
	for _, p := range c.scope.plans {
		if p.id == c.labels[0] {
			return p, nil
		}
	}
	return nil, notFound("Cannot find Backup plan with ID %s", c.labels[0])
}

// writePlan writes what lists and descriptions of a version have in common.
func (c *call) writePlan(p *plan, version int) {
	j := c.out
	j.text("BackupPlanArn", p.arn)
	j.text("BackupPlanId", p.id)
	j.text("VersionId", p.version(version))
	j.time("CreationDate", p.created+int64(version-1)*19*day)
	j.time("DeletionDate", p.deleted)
	if p.deleted == 0 {
		j.time("LastExecutionDate", p.lastRun(c.now))
	}
	if !p.ofPolicy() {
		j.text("CreatorRequestId", uuid(hashText(p.scope.seed, p.name)))
	}
}

func (c *call) writeAdvanced(p *plan) {
	if !p.windowsVSS {
		return
	}
	c.out.list("AdvancedBackupSettings", func() {
		c.out.open()
		c.out.text("ResourceType", "EC2")
		c.out.object("BackupOptions", func() { c.out.text("WindowsVSS", "enabled") })
		c.out.close()
	})
}

func (p *plan) lastRun(now int64) (last int64) {
	for _, r := range p.rules {
		last = max(last, r.sched.at(r.sched.before(now)))
	}
	return last
}

func getBackupPlan(c *call) *apiError {
	p, err := c.plan()
	if err != nil {
		return err
	}
	version := p.versions
	if id := c.query.Get("versionId"); id != "" {
		for version = p.versions; version > 0 && p.version(version) != id; version-- {
		}
		if version == 0 {
			return notFound("Cannot find version %s of Backup plan with ID %s", id, p.id)
		}
	}
	c.writePlan(p, version)
	c.writeAdvanced(p)
	c.out.object("BackupPlan", func() {
		c.out.text("BackupPlanName", p.name)
		c.out.list("Rules", func() {
			for _, r := range p.rules {
				c.out.open()
				c.writeRule(r)
				c.out.close()
			}
		})
		c.writeAdvanced(p)
	})
	if n, _ := strconv.Atoi(c.query.Get("MaxScheduledRunsPreview")); n > 0 && p.deleted == 0 {
		c.writePreview(p, n)
	}
	return nil
}

func (c *call) writeRule(r *rule) {
	j := c.out
	j.text("RuleName", r.name)
	j.text("RuleId", r.id)
	j.text("TargetBackupVaultName", r.vault.name)
	if r.airgap != nil {
		j.text("TargetLogicallyAirGappedBackupVaultArn", r.airgap.arn)
	}
	j.text("ScheduleExpression", r.sched.cron())
	j.text("ScheduleExpressionTimezone", r.sched.zoneName())
	j.number("StartWindowMinutes", int64(r.startIn))
	j.number("CompletionWindowMinutes", int64(r.completeIn))
	writeLifecycle(j, "Lifecycle", r.keep, r.cold)
	j.flag("EnableContinuousBackup", r.continuous)
	j.object("RecoveryPointTags", func() { j.text("made-by", r.name) })
	if len(r.copyTo) > 0 {
		j.list("CopyActions", func() {
			for _, v := range r.copyTo {
				j.open()
				j.text("DestinationBackupVaultArn", v.arn)
				writeLifecycle(j, "Lifecycle", r.copyKeep, 0)
				j.close()
			}
		})
	}
	if r.name == "nightly" {
		j.list("IndexActions", func() {
			j.open()
			j.texts("ResourceTypes", []string{"EBS"})
			j.close()
		})
		j.list("ScanActions", func() {
			j.open()
			j.text("MalwareScanner", "GUARDDUTY")
			j.text("ScanMode", "INCREMENTAL_SCAN")
			j.close()
		})
	}
}

// writePreview writes the next runs of all rules, soonest first.
func (c *call) writePreview(p *plan, n int) {
	type next struct {
		at   int64
		rule *rule
	}
	var runs []next
	for _, r := range p.rules {
		last := r.sched.before(c.now)
		for i := 1; i <= n; i++ {
			runs = append(runs, next{r.sched.at(last + i), r})
		}
	}
	slices.SortFunc(runs, func(a, b next) int { return cmp.Compare(a.at, b.at) })
	c.out.list("ScheduledRunsPreview", func() {
		for _, run := range runs[:min(n, len(runs))] {
			c.out.open()
			c.out.time("ExecutionTime", run.at)
			c.out.text("RuleId", run.rule.id)
			kind := "SNAPSHOTS"
			if run.rule.continuous {
				kind = "CONTINUOUS_AND_SNAPSHOTS"
			}
			c.out.text("RuleExecutionType", kind)
			c.out.close()
		}
	})
}

func listPlanVersions(c *call) *apiError {
	p, err := c.plan()
	if err != nil {
		return err
	}
	var versions []int
	for v := p.versions; v > 0; v-- {
		versions = append(versions, v)
	}
	return rows(c, "BackupPlanVersionsList", versions, strconv.Itoa, func(j *jsonBody, v int) {
		j.text("BackupPlanName", p.name)
		c.writePlan(p, v)
		c.writeAdvanced(p)
	})
}
