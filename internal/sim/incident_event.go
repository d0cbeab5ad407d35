package sim

// event is the call that began the incident, or the one that mended it.
func (b *incident) event(begins bool) trailEvent {
	s := b.at
	e := trailEvent{at: b.call, scope: s, seed: hash(s.seed, uint64(b.number), uint64(b.call), 85), by: s.person("PlatformAdmin", hash(s.seed, uint64(b.number)))}
	if !begins {
		e.at, e.seed = b.to.Load(), mix(e.seed)
	}
	pick := func(begin, end string) string {
		if begins {
			return begin
		}
		return end
	}
	switch b.Kind {
	case KeyPolicyClosed:
		e.source, e.name, e.resources = "kms.amazonaws.com", "PutKeyPolicy", []trailResource{{keyThing, b.Resource}}
		e.params = map[string]any{
			"keyId": b.Resource, "policyName": "default", "bypassPolicyLockoutSafetyCheck": false,
			"policy": pick(administratorsOnly(s.account.id), b.policyBefore()),
		}
	case KeyDisabled:
		e.source, e.name, e.resources = "kms.amazonaws.com", pick("DisableKey", "EnableKey"), []trailResource{{keyThing, b.Resource}}
		e.params = map[string]any{"keyId": b.Resource}
	case TrustLost:
		name := keyID(b.Resource) // the last part of the ARN
		e.source, e.name, e.resources = "iam.amazonaws.com", "UpdateAssumeRolePolicy", []trailResource{{"AWS::IAM::Role", name}}
		e.params = map[string]any{"roleName": name, "policyDocument": pick(trusting("ec2.amazonaws.com"), trusting(backupService))}
	case PolicyDenies:
		e.source, e.name = "organizations.amazonaws.com", pick("AttachPolicy", "DetachPolicy")
		e.params = map[string]any{"policyId": "p-" + string(hex16(nil, hash(s.seed, uint64(b.number), 86))[:8]), "targetId": b.target()}
	case LockRefuses:
		e.source, e.name = backupService, pick("PutBackupVaultLockConfiguration", "DeleteBackupVaultLockConfiguration")
		e.params = map[string]any{"backupVaultName": b.vault.name}
		if begins {
			e.params["minRetentionDays"] = b.Days
		} else if b.vault.locked {
			e.name = "PutBackupVaultLockConfiguration"
			e.params["minRetentionDays"] = b.vault.minDays
		}
	case QuotaReached:
	}
	return e
}

// policyBefore is the policy of a key as it is without the incident.
func (b *incident) policyBefore() string {
	if b.at.w.tonight == b {
		return b.at.organizationsKeyPolicy()
	}
	return b.at.keyPolicy()
}

// target is what a service control policy was attached to: an account, or the root.
func (b *incident) target() string {
	if len(b.Accounts) == 1 {
		return b.Accounts[0]
	}
	return "r-" + b.at.w.organization()[2:6]
}
