package sim

func listPointsByVault(c *call) *apiError {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return err
	}
	from := v.sourceVault()
	var streams []*stream
	sp := span{from: c.w.birth - 400*day, to: c.time("createdBefore", c.now), arn: c.query.Get("resourceArn")}
	sp.from = min(c.time("createdAfter", 0), c.now)
	kind, planID, parent := c.query.Get("resourceType"), c.query.Get("backupPlanId"), c.query.Get("parentRecoveryPointArn")
	for _, s := range from.pointsIn() {
		if planID == "" || s.plan != nil && s.plan.id == planID {
			streams = append(streams, s)
		}
	}
	var family point
	if parent != "" {
		var ok bool
		if family, ok = c.find(from, parent); !ok {
			return c.noRows("RecoveryPoints")
		}
		if streams = []*stream{family.s}; family.made != nil {
			streams = []*stream{from.shelf.Load()}
		}
		sp.from, sp.to = max(sp.from, family.at+1), min(sp.to, family.at+3)
	}
	return c.stream("RecoveryPoints", streams, sp, func(it item) bool {
		if sp.arn != "" && it.resourceARN() != sp.arn {
			return false
		}
		if kind != "" && it.kindName() != kind {
			return false
		}
		if parent != "" && (it.child == 0 || it.parent().place() != family.place()) {
			return false
		}
		p, ok := it.point(c.now)
		if !ok || parent != "" && p.detached {
			return false
		}
		c.out.open()
		c.writePoint(p, v)
		c.scanned(p)
		c.out.close()
		return true
	})
}

// noRows writes an empty list.
func (c *call) noRows(member string) *apiError {
	c.out.list(member, func() {})
	return nil
}

// kindName is the item's resource type; of a nested item its own.
func (it item) kindName() string {
	if it.made != nil && it.made.typed != "" && it.child == 0 {
		return it.made.typed
	}
	if m := it.member(); m > 0 {
		return childKind(it.resource().kind, m)
	}
	return it.resource().kind.name
}

// writePoint writes what List and Describe have in common.
func (c *call) writePoint(p point, v *vault) {
	j, r := c.out, p.resource()
	j.text("RecoveryPointArn", p.arn())
	j.text("BackupVaultName", v.name)
	j.text("BackupVaultArn", v.arn)
	j.text("VaultType", v.kind)
	j.text("ResourceArn", p.resourceARN())
	j.text("ResourceType", p.kindName())
	j.text("ResourceName", r.name)
	j.text("Status", p.status)
	j.text("StatusMessage", p.message())
	j.text("IamRoleArn", p.role())
	j.time("CreationDate", p.at)
	j.time("InitiationDate", p.run.created)
	if p.status != pointCreating {
		j.time("CompletionDate", p.run.ended)
	}
	if n, ok := p.bytes(); ok {
		j.number("BackupSizeInBytes", n)
	}
	writeLifecycle(j, "Lifecycle", p.keep, p.coldDays())
	writeCalculated(j, p)
	j.flag("IsEncrypted", p.encrypted())
	if key := p.key(); key != "" {
		j.text("EncryptionKeyArn", key)
		j.text("EncryptionKeyType", "CUSTOMER_MANAGED_KMS_KEY")
	} else if p.encrypted() {
		j.text("EncryptionKeyType", v.keyType)
	}
	if p.s.kind == copies {
		j.text("SourceBackupVaultArn", p.origin().arn)
	}
	switch {
	case p.child > 0 && !p.detached:
		j.text("ParentRecoveryPointArn", p.parentARN(c.now))
		j.text("CompositeMemberIdentifier", p.resourceARN())
		j.flag("IsParent", false)
	case p.children() > 0:
		j.flag("IsParent", true)
	}
	writeCreatedBy(j, p.s)
	if state := p.indexStatus(); state != "" {
		j.text("IndexStatus", state)
		if state == "FAILED" {
			j.text("IndexStatusMessage", "The backup index could not be created: no supported file system was found.")
		}
	}
	if at := p.lastRestore(c.now); at > 0 {
		j.time("LastRestoreTime", at)
	} else if p.roll(8)%97 == 0 && p.status == pointCompleted {
		j.time("LastRestoreTime", min(p.at+3*day, c.now))
	}
}
