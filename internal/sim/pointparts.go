package sim

func (p point) coldDays() int {
	if p.chills > 0 {
		return p.cold
	}
	return 0
}

func (p point) message() string {
	if p.reason != "" {
		return p.reason
	}
	switch p.status {
	case pointExpired:
		return "AWS Backup could not delete the recovery point: insufficient permission to delete the underlying snapshot."
	case pointPartial:
		return "One or more nested recovery points did not complete."
	case pointStopped:
		return "Continuous backup stopped: the resource is no longer selected by a backup plan."
	}
	return ""
}

func writeCalculated(j *jsonBody, p point) {
	if p.deletes == 0 && p.chills == 0 {
		return
	}
	j.object("CalculatedLifecycle", func() {
		j.time("MoveToColdStorageAt", p.chills)
		j.time("DeleteAt", p.deletes)
	})
}

func writeLifecycle(j *jsonBody, name string, keep, cold int) {
	if keep == 0 && cold == 0 {
		return
	}
	j.object(name, func() {
		if cold > 0 {
			j.number("MoveToColdStorageAfterDays", int64(cold))
		}
		if keep > 0 {
			j.number("DeleteAfterDays", int64(keep))
		}
	})
}

// createdBy writes the member CreatedBy, the same for all that a rule makes.
func createdBy(p *plan, r *rule) []byte {
	if p == nil {
		return nil
	}
	var j jsonBody
	j.object("CreatedBy", func() {
		j.text("BackupPlanId", p.id)
		j.text("BackupPlanArn", p.arn)
		j.text("BackupPlanName", p.name)
		j.text("BackupPlanVersion", p.version(p.versions))
		j.text("BackupRuleId", r.id)
		j.text("BackupRuleName", r.name)
		j.text("BackupRuleCron", r.sched.cron())
		j.text("BackupRuleTimezone", r.sched.zoneName())
	})
	return j.b
}

func writeCreatedBy(j *jsonBody, s *stream) {
	if s.createdBy != nil {
		j.comma()
		j.b = append(j.b, s.createdBy...)
	}
}

func (p *plan) version(n int) string {
	return uuid(hashText(p.scope.seed, p.id) + uint64(n))
}

// indexStatus of points that were indexed for search, else "".
func (p point) indexStatus() string {
	k := p.kindName()
	if p.made != nil {
		return p.made.indexStatus(p)
	}
	if k != "EBS" && k != "S3" || p.vault.kind != standardVault || p.status != pointCompleted {
		return ""
	}
	switch roll := p.roll(9) % 100; {
	case roll < 24:
		return "ACTIVE"
	case roll < 25:
		return "FAILED"
	case roll < 26:
		return "PENDING"
	}
	return ""
}
