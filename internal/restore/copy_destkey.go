package restore

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
)

const destinationKeyName, describeKey = "destination: key", "kms:DescribeKey"

// destinationKey says whether the key of the vault does for the copy, and whether who makes it
// may encrypt with it: points that AWS Backup manages fully are re-encrypted under it, others
// where it is the customer's own (AWS Backup Developer Guide, "Encryption for backup copies").
// AWS's own takes nothing from another account, nor of gateways. An air-gapped vault has a
// key that AWS owns, which nobody can look at or take away, or one of the customer's.
func destinationKey(ctx context.Context, l Lookup, p Plan, h hop, v Vault) []Finding {
	const name, remedy = destinationKeyName, "choose a vault with a customer-managed key"
	gateway := h.kind == "Storage Gateway"
	if h.to.name == defaultVault && (h.accounts() || gateway) {
		return []Finding{blocks(name, fromDocs, remedy, "the default vault takes no copies from another account, nor of gateways")}
	}
	gap := v.Type == airGappedVault
	if gap && v.KeyType == "AWS_OWNED_KMS_KEY" {
		return []Finding{proven(name, describeVault, "AWS owns the key of the vault: nobody has to be allowed to use it")}
	}
	if v.Key == "" {
		return []Finding{doubts(name, describeVault, "look at the vault", "AWS names no key of the vault")}
	}
	use := KeyUse{ARN: v.Key, Use: "that of the vault", Writes: true, Kept: h.known && h.f.full == supported}
	k, err := l.Key(ctx, h.to.scope(), v.Key)
	there := p
	there.Scope = h.to.scope()
	switch {
	case notFound(err):
		return []Finding{blocks(name, describeKey, remedy, "the key of the vault does not exist: %s", v.Key)}
	case err != nil:
		return []Finding{use.unanswered(name, describeKey, h.to.scope(), Key{ARN: v.Key}, err)}
	case k.Manager == "AWS" && (h.accounts() || gateway):
		return []Finding{blocks(name, describeKey, remedy, "the vault has AWS's own key, which takes no copies from another account, nor of gateways")}
	case k.Manager != "CUSTOMER" && k.Manager != "AWS":
		return []Finding{doubts(name, describeKey, "look at the key", "who manages the key of the vault was not given")}
	}
	state := keyState(there, use, k)
	state.Check = name
	if state.Outcome == Blocks {
		state.Remedy += "; or choose another vault"
		return []Finding{state}
	}
	if k.Manager == "AWS" && !use.Kept {
		return []Finding{state} // the copy is under the key that AWS has for its service
	}
	if gap {
		return []Finding{state, gapUsable(ctx, l, there, h, use, k)}
	}
	return []Finding{state, copyUsable(ctx, l, there, h, use, k)}
}

// gapUsable says whether the key of an air-gapped vault lets the copy in. AWS Backup takes a
// grant on it when the vault is made, and does not say whose rights it uses later: so a policy
// alone proves nothing there, a copy that completed does.
func gapUsable(ctx context.Context, l Lookup, there Plan, h hop, use KeyUse, k Key) Finding {
	const open = "; by whose rights AWS Backup encrypts in an air-gapped vault it does not say"
	const name = destinationKeyName + ": usable"
	if job, ok := there.copied(); ok {
		return intoSame(job, there)
	}
	switch f := copyUsable(ctx, l, there, h, use, k); f.Outcome {
	case Blocks:
		return warns(name, f.Source, f.Remedy, "%s", f.Evidence+open)
	case OK:
		return doubts(name, f.Source, "a copy that completed there proves it", "%s", f.Evidence+open)
	default:
		return f
	}
}

// intoSame is the evidence of a copy that completed.
func intoSame(job *backup.Job, there Plan) Finding {
	return proven(destinationKeyName+": usable", "finished copy jobs", "copy %s of %s into the same vault with the same role completed at %s", job.ID, there.Point.Type, moment(job.Completed))
}

// copyUsable says whether who writes the copy may use the key: within an account the role, in
// another AWS Backup's own role there.
func copyUsable(ctx context.Context, l Lookup, there Plan, h hop, use KeyUse, k Key) Finding {
	if h.accounts() {
		return servedBySelf(ctx, l, there, h, use, k)
	}
	if there.role() == "" {
		return doubts(destinationKeyName+": usable", fromRequest, "choose a role", "no role is named that could use it")
	}
	f, denial := usableByPolicy(ctx, l, there, use, k)
	f.Check = destinationKeyName + ": usable"
	if f.Outcome != CannotTell || denial {
		return f
	}
	if job, ok := there.copied(); ok {
		return intoSame(job, there)
	}
	return f
}

// servedBySelf judges the key policy for the service-linked role of AWS Backup in the account of
// the vault, whose own policies allow what it needs.
func servedBySelf(ctx context.Context, l Lookup, there Plan, h hop, use KeyUse, k Key) Finding {
	const name, source = destinationKeyName + ": usable", "kms:GetKeyPolicy"
	called := use.called(k)
	if k.Policy == "" {
		err := k.PolicyErr
		if err == nil {
			err = &backup.Error{Kind: backup.Unsupported}
		}
		return use.unanswered(name, source, there.Scope, k, err)
	}
	role := serviceRole(h)
	conditions, known := useConditions(there, k, use.through(there, k)), map[string]string{}
	knowOrganization(ctx, l, there, k.Policy, known)
	ask := keyRequests(role, k.ARN, h.to.region, conditions, known)
	worst := proven(name, source, "%s: its policy lets AWS Backup of account %s use it", called, h.to.account)
	if also := use.alsoDenied(k.Policy, "", ask); also != "" {
		worst = doubts(name, source, "ask the key's owner whether the Deny is meant, or choose another vault", "%s: AWS Backup of account %s may not do all with it %s", called, h.to.account, also)
	}
	for _, action := range use.needs("") {
		switch d, why := evaluate(k.Policy, ask(action)); d {
		case denied:
			return blocks(name, source, "let the key policy allow it, or choose another vault", "%s: its policy does not let AWS Backup of account %s use it (%s): %s", called, h.to.account, action, why)
		case notAllowed:
			worst = warns(name, source, "let the key policy allow it, or choose another vault", "%s: its policy does not let AWS Backup of account %s use it (%s): %s; without a grant the copy will fail", called, h.to.account, action, why)
		case unclear:
			if worst.Outcome == OK {
				worst = doubts(name, source, "read the key policy", "%s: whether AWS Backup of account %s may use it (%s): %s", called, h.to.account, action, why)
			}
		case allowed, delegated:
		}
	}
	return worst
}

// serviceRole is the service-linked role of AWS Backup in the account of the destination.
func serviceRole(h hop) string {
	return "arn:" + h.to.partition + ":iam::" + h.to.account + ":role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup"
}

// copied returns a recent copy of the type into the same vault with the same role.
func (p Plan) copied() (*backup.Job, bool) {
	r, _ := p.copying()
	for i := range p.Jobs.Finished {
		j := &p.Jobs.Finished[i]
		if j.Kind == backup.CopyJob && j.Outcome() == backup.Succeeded && j.Role.String() == r.IamRoleArn && j.DestARN.String() == r.DestinationBackupVaultArn &&
			j.Of.Get().Type.String() == p.Point.Type && p.Now.Sub(j.Completed) <= recently {
			return j, true
		}
	}
	return nil, false
}
