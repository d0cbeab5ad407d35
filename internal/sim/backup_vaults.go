package sim

import "strconv"

func listBackupVaults(c *call) *apiError {
	if c.query.Get("shared") == "true" {
		var shared []*vault
		if v := c.w.shared; v != nil && v.scope != c.scope && v.scope.region == c.scope.region && c.takesVault(v) {
			shared = append(shared, v)
		}
		return rows(c, "BackupVaultList", shared, (*vault).id, c.writeVault)
	}
	var own []*vault
	for _, v := range c.scope.vaults {
		if c.takesVault(v) {
			own = append(own, v)
		}
	}
	return rows(c, "BackupVaultList", own, (*vault).id, c.writeVault)
}

func (v *vault) id() string { return v.arn }

func (c *call) takesVault(v *vault) bool {
	kind := c.query.Get("vaultType")
	return kind == "" || kind == v.kind
}

func describeBackupVault(c *call) *apiError {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return err
	}
	c.writeVault(c.out, v)
	if v.kind == restoreAccess {
		c.out.text("SourceBackupVaultArn", v.sourceVault().arn)
	}
	if v.kind != standardVault && v.state == "AVAILABLE" {
		c.out.text("MpaApprovalTeamArn", "arn:aws:mpa:us-east-1:"+c.w.HomeAccount()+":approval-team/backup-recovery/"+uuid(c.w.seed))
		c.out.object("LatestMpaApprovalTeamUpdate", func() {
			c.out.text("Status", "APPROVED")
			c.out.time("InitiationDate", v.created)
			c.out.time("ExpiryDate", v.created+day)
			c.out.text("MpaSessionArn", "arn:aws:mpa:us-east-1:"+c.w.HomeAccount()+":session/backup-recovery/"+uuid(v.scope.seed))
		})
	}
	return nil
}

func (c *call) writeVault(j *jsonBody, v *vault) {
	j.text("BackupVaultName", v.name)
	j.text("BackupVaultArn", v.arn)
	j.text("VaultType", v.kind)
	j.text("VaultState", v.stateAt(c.now))
	j.time("CreationDate", v.created)
	j.text("EncryptionKeyArn", v.key)
	j.text("EncryptionKeyType", v.keyType)
	j.text("CreatorRequestId", uuid(hashText(v.scope.seed, v.name)))
	j.number("NumberOfRecoveryPoints", v.count(c.now))
	locked, least, most := v.limits(c.now)
	j.flag("Locked", locked)
	if locked {
		j.number("MinRetentionDays", int64(least))
		j.number("MaxRetentionDays", int64(most))
		j.time("LockDate", v.lockDate)
	}
}

// vault finds the vault that a request names. One of another account must be
// named with its owner, and shared.
func (c *call) vault(name string) (*vault, *apiError) {
	owner := c.query.Get("backupVaultAccountId")
	shared := c.w.shared
	if owner != "" && owner != c.scope.account.id {
		if shared != nil && shared.scope.account.id == owner && shared.scope.region == c.scope.region && shared.name == name {
			return shared, nil
		}
		return nil, insufficient()
	}
	if v := c.scope.vaultNamed(name); v != nil {
		return v, nil
	}
	if shared != nil && shared.name == name && shared.scope.region == c.scope.region {
		return nil, insufficient()
	}
	return nil, notFound("Backup vault %s does not exist.", strconv.Quote(name))
}

// count is about how many points the vault holds, as AWS's own count is.
func (v *vault) count(now int64) int64 {
	var n int64
	v = v.sourceVault()
	for _, s := range v.streams {
		n += s.count(now)
	}
	if made := v.shelf.Load(); made != nil {
		for _, it := range made.made.rows.load() {
			if _, ok := it.point(now); ok {
				n++
			}
		}
	}
	return max(0, n-v.missing(now))
}

func (s *stream) count(now int64) int64 {
	size := int64(s.size())
	switch {
	case size == 0:
		return 0
	case s.window > 0:
		return int64(s.window)
	case s.kind == continuous:
		return size
	}
	from := max(s.oldestPoint(now)+expiredStayFor+deletionRandomly, s.since)
	if s.keep == 0 || s.since > now-int64(s.keep)*day {
		from = s.since
	}
	waves := int64(s.sched.before(now-s.delay) - s.sched.before(from-s.delay))
	n := waves * size * 97 / 100
	if s.kind == copies && s.rule == nil {
		n /= 2
	}
	return n
}
