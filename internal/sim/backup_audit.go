package sim

func listFrameworks(c *call) *apiError {
	names := []string{"backup-baseline", "pci-dss"}[:1+c.scope.account.number%2]
	return rows(c, "Frameworks", names, selfKey, func(j *jsonBody, name string) {
		j.text("FrameworkName", name)
		j.text("FrameworkArn", c.scope.audited("framework", name))
		j.text("FrameworkDescription", "Controls agreed with "+c.scope.account.name)
		j.number("NumberOfControls", int64(5+len(name)%6))
		j.time("CreationTime", c.w.birth-10*day)
		j.text("DeploymentStatus", stateCompleted)
	})
}

func selfKey(name string) string { return name }

func (s *scope) audited(kind, name string) string {
	return "arn:aws:backup:" + s.region + ":" + s.account.id + ":" + kind + ":" + name + "-" + uuid(hashText(s.seed, kind+name))
}

func listReportPlans(c *call) *apiError {
	templates := map[string]string{"nightly_backup_jobs": "BACKUP_JOB_REPORT", "weekly_compliance": "RESOURCE_COMPLIANCE_REPORT"}
	return rows(c, "ReportPlans", []string{"nightly_backup_jobs", "weekly_compliance"}, selfKey, func(j *jsonBody, name string) {
		j.text("ReportPlanName", name)
		j.text("ReportPlanArn", c.scope.audited("report-plan", name))
		j.object("ReportSetting", func() { j.text("ReportTemplate", templates[name]) })
		j.object("ReportDeliveryChannel", func() {
			j.text("S3BucketName", c.scope.account.name+"-backup-reports")
			j.texts("Formats", []string{"CSV", "JSON"})
		})
		j.text("DeploymentStatus", stateCompleted)
		j.time("CreationTime", c.w.birth-9*day)
		last := c.now - c.now%day + 2*hour
		if last > c.now {
			last -= day
		}
		j.time("LastAttemptedExecutionTime", last)
		j.time("LastSuccessfulExecutionTime", last)
	})
}

func listRestoreTestingPlans(c *call) *apiError {
	return rows(c, "RestoreTestingPlans", []string{restoreTestName}, selfKey, func(j *jsonBody, name string) {
		j.text("RestoreTestingPlanName", name)
		j.text("RestoreTestingPlanArn", c.scope.restoreTestingPlanARN())
		j.text("ScheduleExpression", "cron(0 0/2 ? * * *)")
		j.text("ScheduleExpressionTimezone", "Etc/UTC")
		j.number("StartWindowHours", 24)
		j.time("CreationTime", c.w.birth-8*day)
		j.time("LastUpdateTime", c.w.birth+40*day)
		j.time("LastExecutionTime", c.now-c.now%(2*hour))
	})
}

// A hold is a legal hold.
type hold struct {
	id, title, status, why string
	created, cancelled     int64
}

func (c *call) holds() []hold {
	s := c.scope
	id := func(n uint64) string { return uuid(hash(s.seed, n, 81)) }
	all := []hold{{id(1), "Invoice dispute 2291", "ACTIVE", "Keep what was backed up in the first quarter.", c.w.birth + 120*day, 0}}
	if s.account.number == 0 {
		all = append(all, hold{id(2), "Card audit", "CANCELED", "Evidence for the yearly audit.", c.w.birth + 30*day, c.w.birth + 200*day})
	}
	if s.number%len(c.w.regions) != 0 {
		return nil
	}
	return all
}

func listLegalHolds(c *call) *apiError {
	return rows(c, "LegalHolds", c.holds(), func(h hold) string { return h.id }, c.writeHold)
}

func (c *call) writeHold(j *jsonBody, h hold) {
	j.text("LegalHoldId", h.id)
	j.text("LegalHoldArn", "arn:aws:backup:"+c.scope.region+":"+c.scope.account.id+":legal-hold:"+h.id)
	j.text("Title", h.title)
	j.text("Status", h.status)
	j.text("Description", h.why)
	j.time("CreationDate", h.created)
	j.time("CancellationDate", h.cancelled)
}

func getLegalHold(c *call) *apiError {
	for _, h := range c.holds() {
		if h.id != c.labels[0] {
			continue
		}
		c.writeHold(c.out, h)
		if h.cancelled > 0 {
			c.out.text("CancelDescription", "The audit is over.")
			c.out.time("RetainRecordUntil", h.cancelled+180*day)
		}
		c.out.object("RecoveryPointSelection", func() {
			c.out.texts("VaultNames", []string{c.scope.heldVault().name})
			c.out.object("DateRange", func() {
				from, to := h.dates()
				c.out.time("FromDate", from)
				c.out.time("ToDate", to)
			})
		})
		return nil
	}
	return notFound("Cannot find legal hold: %s", c.labels[0])
}

// dates are between which a point was made that the hold keeps.
func (h hold) dates() (from, to int64) { return h.created - 90*day, h.created }

// heldVault is the vault that the scope's legal holds are about.
func (s *scope) heldVault() *vault { return s.vault(monthlyVault) }

func listPointsByLegalHold(c *call) *apiError {
	for _, h := range c.holds() {
		if h.id != c.labels[0] {
			continue
		}
		if h.status != "ACTIVE" {
			return c.noRows("RecoveryPoints")
		}
		from, to := h.dates()
		return c.stream("RecoveryPoints", c.scope.heldVault().pointsIn(), span{from: from, to: to}, func(it item) bool {
			p, ok := it.point(c.now)
			if !ok || p.s.kind == continuous { // holds keep snapshots only
				return false
			}
			c.out.open()
			c.out.text("BackupVaultName", p.vault.name)
			c.out.text("RecoveryPointArn", p.arn())
			c.out.text("ResourceArn", p.resourceARN())
			c.out.text("ResourceType", p.kindName())
			c.out.close()
			return true
		})
	}
	return notFound("Cannot find legal hold: %s", c.labels[0])
}
