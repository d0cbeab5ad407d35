package sim

// struck is the run of a job after the incidents that it met: it fails a little after it
// began, or after the incident did where it was running then. What ended before is
// as it was, and so is what began after the incident was mended.
func (it item) struck(r run) run {
	for _, b := range it.s.scope.w.incidents.all.load() {
		if r.outcome == stateExpired || r.started >= b.to.Load() || r.ended <= b.from || !b.touches(it) {
			continue
		}
		at := max(r.started, b.from) + 2*second + int64(it.roll(90)%uint64(30*second))
		if r.outcome != stateCompleted && r.outcome != statePartial && r.ended <= at {
			continue // something else was faster
		}
		r.outcome, r.ended, r.failure = stateFailed, at, b.failure(it)
	}
	return r
}

// touches says whether the incident concerns a job.
func (b *incident) touches(it item) bool {
	if it.s.kind == scans || it.s.kind == continuous || it.s.window > 0 {
		return false
	}
	switch b.Kind {
	case KeyPolicyClosed, KeyDisabled:
		return it.vault().key == b.Resource || it.s.kind == copies && it.origin().key == b.Resource ||
			!it.resource().kind.full && it.resource().key == b.Resource
	case TrustLost:
		return it.role() == b.Resource
	case PolicyDenies:
		return b.where(it.s.scope)
	case QuotaReached:
		return it.s.kind == backups && it.resource().kind.name == b.Resource && b.where(it.s.scope)
	case LockRefuses:
		keep, _ := it.lifecycle()
		return it.s.kind <= copies && it.vault() == b.vault && keep != 0 && keep < b.Days
	}
	return false
}

// failure is what a job says that met the incident. Restore jobs have no category.
func (b *incident) failure(it item) *failure {
	f := b.words(it)
	if it.s.kind == restores {
		f.category = ""
	}
	return &f
}

func (b *incident) words(it item) failure {
	switch b.Kind {
	case KeyPolicyClosed, KeyDisabled:
		switch {
		case it.s.kind == restores:
			return failure{message: noKey}
		case it.s.kind == copies && it.vault().key == b.Resource:
			return failure{category: "KMS_KEY_ERROR", message: "Given key ID is not accessible"}
		case it.s.kind == copies:
			return failure{category: "KMS_KEY_ERROR", message: "The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it"}
		}
		return kmsFailure
	case TrustLost:
		return failure{category: "ACCESS_DENIED", message: "IAM Role " + b.Resource + " cannot be assumed by AWS Backup"}
	case QuotaReached:
		return failure{category: "LIMIT_EXCEEDED", message: quotaWords(b.Resource)}
	case LockRefuses:
		if it.s.kind == copies {
			return failure{category: "INVALID_LIFECYCLE", message: outOfLockRange("Copy")}
		}
		return failure{category: "INVALID_LIFECYCLE", message: outOfLockRange("Backup")}
	}
	action := backupAction(it.kindName())
	switch {
	case it.s.kind == copies:
		action = "backup:CopyFromBackupVault"
	case it.s.kind == restores && len(restoreActions[it.kindName()]) > 0:
		action = restoreActions[it.kindName()][0]
	case it.s.kind == restores:
		action = "backup:StartRestoreJob"
	}
	return failure{category: "ACCESS_DENIED", message: "User: " + it.s.scope.worker(it.role()) + " is not authorized to perform: " + action +
		" with an explicit deny in a service control policy"}
}

// quotaWords are what services say of their quotas.
func quotaWords(kind string) string {
	if kind == "EBS" {
		return "Maximum allowed active snapshot limit exceeded."
	}
	for _, f := range backupFailures {
		if f.category == "LIMIT_EXCEEDED" && len(f.kinds) > 0 && f.kinds[0] == kind {
			return f.message
		}
	}
	return "You have reached your quota of backups for this resource type."
}
