package sim

import (
	"cmp"
	"slices"
)

// protects says whether a resource is backed up in the scope.
func (s *scope) protects(arn string) bool {
	for _, home := range s.homes {
		home.load()
		if _, ok := home.byARN[arn]; ok {
			return true
		}
	}
	return false
}

func listProtectedResources(c *call) *apiError {
	var all []*resource
	for _, home := range c.scope.homes {
		home.load()
		all = append(all, home.resources...)
	}
	all = append(all, c.restoredAndProtected()...)
	return rows(c, "Results", all, resourceKey, func(j *jsonBody, r *resource) { c.writeResource(r, c.scope.jobsOf(backups)) })
}

func listProtectedResourcesByVault(c *call) *apiError {
	v, err := c.vault(c.labels[0])
	if err != nil {
		return err
	}
	streams := v.sourceVault().pointsIn()
	seen := map[*resource]bool{}
	for _, s := range streams {
		if s.random > 0 || s.made != nil { // by hand: whatever there is a point of
			for it := range items([]*stream{s}, span{from: s.oldestPoint(c.now), to: c.now}, c.now) {
				if _, ok := it.point(c.now); ok || s.made == nil {
					seen[it.resource()] = true
				}
			}
			continue
		}
		for _, i := range s.members() {
			if r := s.home.resources[i]; s.kind != copies || r.kind.copied {
				seen[r] = true
			}
		}
	}
	all := make([]*resource, 0, len(seen))
	for r := range seen {
		all = append(all, r)
	}
	slices.SortFunc(all, func(a, b *resource) int {
		return cmp.Or(cmp.Compare(a.scope.number, b.scope.number), cmp.Compare(a.number, b.number), cmp.Compare(a.arn, b.arn))
	})
	return rows(c, "Results", all, resourceKey, func(j *jsonBody, r *resource) { c.writeResource(r, streams) })
}

func resourceKey(r *resource) string { return r.arn }

// last is the newest complete point of a resource among streams; false when
// there is none.
func (c *call) last(r *resource, streams []*stream) (point, bool) {
	var planned, byHand []*stream
	for _, s := range streams {
		if s.random > 0 {
			byHand = append(byHand, s)
		} else {
			planned = append(planned, s)
		}
	}
	newest, found := point{}, false
	look := func(among []*stream, from int64) {
		for it := range items(among, span{from: from, to: c.now, arn: r.arn}, c.now) {
			if it.child > 0 || it.resource() != r {
				continue
			}
			if p, ok := it.point(c.now); ok && (p.status == pointCompleted || p.status == pointPartial || p.status == pointAvailable) {
				newest, found = p, true
				return
			}
		}
	}
	look(planned, 0)
	look(byHand, max(newest.at+1, c.now-8*day))
	return newest, found
}

func (c *call) writeResource(r *resource, streams []*stream) {
	c.out.text("ResourceArn", r.arn)
	c.out.text("ResourceType", r.kind.name)
	c.out.text("ResourceName", r.name)
	if p, ok := c.last(r, streams); ok {
		c.out.time("LastBackupTime", p.run.ended)
		c.out.text("LastBackupVaultArn", p.vault.arn)
		c.out.text("LastRecoveryPointArn", p.arn())
	}
}

func describeProtectedResource(c *call) *apiError {
	for _, home := range c.scope.homes {
		home.load()
		if i, ok := home.byARN[c.labels[0]]; ok {
			r := home.resources[i]
			c.writeResource(r, c.scope.jobsOf(backups))
			c.writeLastRestore(r)
			return nil
		}
	}
	for _, r := range c.restoredAndProtected() {
		if r.arn == c.labels[0] {
			c.writeResource(r, c.scope.jobsOf(backups))
			c.writeLastRestore(r)
			return nil
		}
	}
	return notFound("Cannot find protected resource: %s", c.labels[0])
}

// writeLastRestore writes the evidence that a resource can be restored.
func (c *call) writeLastRestore(r *resource) {
	for it := range items(c.scope.jobsOf(restores), span{from: c.now - 90*day, to: c.now}, c.now) {
		if it.child > 0 || it.resource() != r {
			continue
		}
		restore := it.restoreRun()
		from, ok := it.restored()
		if !ok || restore.outcome != stateCompleted || !restore.endedAt(c.now) {
			continue
		}
		c.out.number("LatestRestoreExecutionTimeMinutes", (restore.ended-restore.started)/minute)
		c.out.time("LatestRestoreJobCreationDate", restore.created)
		c.out.time("LatestRestoreRecoveryPointCreationDate", from.at)
		return
	}
}

func listPointsByResource(c *call) *apiError {
	arn := c.labels[0]
	var streams []*stream
	for _, v := range c.scope.vaults {
		for _, s := range v.pointsIn() {
			if s.made != nil && s.made.holds(arn) || s.made == nil && s.memberOf(arn) >= 0 {
				streams = append(streams, s)
			}
		}
	}
	if len(streams) == 0 {
		return notFound("Cannot find protected resource: %s", arn)
	}
	return c.stream("RecoveryPoints", streams, span{to: c.now, arn: arn}, func(it item) bool {
		r := it.resource()
		if it.resourceARN() != arn {
			return false
		}
		p, ok := it.point(c.now)
		if !ok {
			return false
		}
		j := c.out
		j.open()
		j.text("RecoveryPointArn", p.arn())
		j.time("CreationDate", p.at)
		j.text("Status", p.status)
		j.text("StatusMessage", p.message())
		j.text("EncryptionKeyArn", p.key())
		if n, ok := p.bytes(); ok {
			j.number("BackupSizeBytes", n)
		}
		j.text("BackupVaultName", p.vault.name)
		j.text("VaultType", p.vault.kind)
		j.text("ResourceName", r.name)
		j.flag("IsParent", it.children() > 0)
		if it.child > 0 && !p.detached {
			j.text("ParentRecoveryPointArn", p.parentARN(c.now))
		}
		j.text("IndexStatus", p.indexStatus())
		c.scanned(p)
		j.close()
		return true
	})
}
