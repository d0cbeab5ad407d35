package sim

func updateRecoveryPointLifecycle(c *call) *apiError {
	var in struct{ Lifecycle *lifecycleIn }
	if err := c.read(&in); err != nil {
		return err
	}
	p, v, err := c.own()
	if err != nil {
		return err
	}
	if err := c.admits(v, "backup:UpdateRecoveryPointLifecycle"); err != nil {
		return err
	}
	keep, cold, err := in.Lifecycle.days()
	if err != nil {
		return err
	}
	if !p.resource().kind.cold {
		cold = 0 // as AWS Backup does, without a word
	}
	if err := c.mayRelive(p, keep, cold); err != nil {
		return err
	}
	p.change(func(e *edit) { e.relived, e.keep, e.cold = c.now, keep, cold })
	now, _ := p.item.point(c.now)
	c.out.text("BackupVaultArn", v.arn)
	c.out.text("RecoveryPointArn", c.labels[1])
	writeLifecycle(c.out, "Lifecycle", now.keep, now.coldDays())
	writeCalculated(c.out, now)
	return nil
}

// mayRelive refuses a lifecycle that the point cannot have.
func (c *call) mayRelive(p point, keep, cold int) *apiError {
	const days = "DeleteAfterDays"
	shorter := keep > 0 && (p.keep == 0 || keep < p.keep)
	age := int((c.now - p.at) / day)
	switch {
	case p.s.kind == continuous:
		return refuse("InvalidRequestException", "The lifecycle of a continuous recovery point cannot be changed.")
	case p.status != pointCompleted && p.status != pointPartial && p.status != pointExpired:
		return refuse("InvalidRequestException", "Recovery point %s is in state %s.", c.labels[1], p.status)
	case p.vault.locked && shorter:
		return refuse("InvalidRequestException", "%s cannot be shortened (Backup vault configured with Lock)", days)
	case !p.vault.mayHold(keep):
		return refuse("InvalidRequestException", "%s must be between %d and %d (Backup vault configured with Lock)", days, p.vault.minDays, p.vault.maxDays)
	case p.coldAt(c.now) && cold != p.cold:
		return invalid("Invalid lifecycle. MoveToColdStorageAfterDays cannot be changed after a recovery point was moved to cold storage.")
	case !p.coldAt(c.now) && cold > 0 && cold < age+1:
		return invalid("Invalid lifecycle. MoveToColdStorageAfterDays must be at least %d: the recovery point is %d days old.", age+1, age)
	}
	return nil
}
