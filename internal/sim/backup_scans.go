package sim

var scanJobStates = []string{stateCreated, stateRunning, stateCompleted, "COMPLETED_WITH_ISSUES", stateFailed, "CANCELED"}

func listScanJobs(c *call) *apiError {
	f := jobFilter{state: c.query.Get("ByState"), kind: c.query.Get("ByResourceType"), account: c.query.Get("ByAccountId")}
	f.span = span{from: c.now - jobHistory, to: c.now, arn: c.query.Get("ByResourceArn")}
	f.endAfter, f.endBefore = c.time("ByCompleteAfter", 0), c.time("ByCompleteBefore", 0)
	f.narrow(c.now)
	vault, pointARN, result := c.query.Get("ByBackupVaultName"), c.query.Get("ByRecoveryPointArn"), c.query.Get("ByScanResultStatus")
	streams, err := c.jobStreams(f.account, func(s *scope) []*stream { return s.scans }, true)
	if err != nil {
		return err
	}
	return c.stream("ScanJobs", streams, f.span, func(it item) bool {
		r, malware := it.scanRun()
		if !f.takes(it, r, scanState(r, c.now), c.now) || vault != "" && it.s.vault.name != vault {
			return false
		}
		if result != "" && scanResult(r, malware, c.now) != result {
			return false
		}
		from, ok := it.restored()
		if !ok || pointARN != "" && from.arn() != pointARN {
			return false
		}
		c.out.open()
		c.writeScanJob(it, r, malware, from)
		c.out.close()
		return true
	})
}

func describeScanJob(c *call) *apiError {
	it, err := c.job(scans, c.labels[0])
	if err != nil {
		return err
	}
	from, ok := it.restored()
	if !ok {
		return notFound("Cannot find job: %s", c.labels[0])
	}
	r, malware := it.scanRun()
	c.writeScanJob(it, r, malware, from)
	return nil
}

func scanResult(r run, malware bool, now int64) string {
	switch {
	case !r.endedAt(now) || r.outcome != stateCompleted && r.outcome != "COMPLETED_WITH_ISSUES":
		return ""
	case malware:
		return "THREATS_FOUND"
	}
	return "NO_THREATS_FOUND"
}

func (c *call) writeScanJob(it item, r run, malware bool, from point) {
	j := c.out
	j.text("AccountId", it.s.scope.account.id)
	j.text("ScanJobId", it.jobID())
	j.text("ScanId", uuid(it.roll(8)))
	j.text("BackupVaultName", from.vault.name)
	j.text("BackupVaultArn", from.vault.arn)
	j.text("RecoveryPointArn", from.arn())
	j.text("ResourceArn", it.resourceARN())
	j.text("ResourceType", it.kindName())
	j.text("ResourceName", it.resource().name)
	j.text("IamRoleArn", it.s.scope.role)
	j.text("ScannerRoleArn", "arn:aws:iam::"+it.s.scope.account.id+":role/AWSBackupGuardDutyScanner")
	j.text("MalwareScanner", "GUARDDUTY")
	j.text("ScanMode", [...]string{"FULL_SCAN", "INCREMENTAL_SCAN"}[it.roll(9)%2])
	j.text("State", scanState(r, c.now))
	j.time("CreationDate", r.created)
	j.object("CreatedBy", func() {
		j.text("BackupPlanId", from.s.plan.id)
		j.text("BackupPlanArn", from.s.plan.arn)
		j.text("BackupPlanVersion", from.s.plan.version(from.s.plan.versions))
		j.text("BackupRuleId", from.s.rule.id)
	})
	if result := scanResult(r, malware, c.now); result != "" {
		j.object("ScanResult", func() { j.text("ScanResultStatus", result) })
	}
	c.writeEnd(it, r)
}

// scanned writes AggregatedScanResult for a point that a scan has read.
func (c *call) scanned(p point) {
	found, at := p.scan(c.now)
	if at == 0 {
		return
	}
	c.out.object("AggregatedScanResult", func() {
		c.out.flag("FailedScan", false)
		c.out.list("Findings", func() {
			if found {
				c.out.item("MALWARE")
			}
		})
		c.out.time("LastComputed", at)
	})
}

// scan is the outcome of the last malware scan of the point; at is 0 when it
// was never scanned.
func (p point) scan(now int64) (found bool, at int64) {
	roll := p.roll(10)
	if !p.resource().kind.scanned() || p.child > 0 || p.status != pointCompleted || roll%9 != 0 || p.at+6*hour > now {
		return false, 0
	}
	return roll>>16%23 == 0, p.at + 6*hour
}
