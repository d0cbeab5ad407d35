package restore

import (
	"context"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// destinationCheck looks at the vault that a copy goes to.
func destinationCheck() Check {
	return Check{
		Name:    "destination",
		Applies: func(p Plan) bool { _, ok := p.hop(); return ok },
		Run:     checkDestination,
	}
}

const describeVault = "backup:DescribeBackupVault"

func checkDestination(ctx context.Context, l Lookup, p Plan) []Finding {
	h, _ := p.hop()
	r, _ := p.copying()
	// Its owner sees most of it; a shared one can be read by the source's account too.
	v, err := l.Vault(ctx, h.to.scope(), r.DestinationBackupVaultArn)
	if err != nil && h.accounts() && !notFound(err) {
		if seen, again := l.Vault(ctx, backup.In(p.account(), h.to.region), r.DestinationBackupVaultArn); again == nil {
			v, err = seen, nil
		}
	}
	switch {
	case notFound(err):
		return []Finding{blocks("", describeVault, "choose another vault", "%s has no vault %s", h.to.scope().String(), h.to.name)}
	case err != nil:
		return append([]Finding{unanswered("", describeVault, h.to.scope(), err)}, listedAirGap(p, h, r.DestinationBackupVaultArn)...)
	}
	found := []Finding{vaultState(v), copyPolicy(ctx, l, p, h, v)}
	if v.Type == airGappedVault {
		found = append(found, intoAirGap(p, h))
	}
	found = append(found, destinationKey(ctx, l, p, h, v)...)
	if f, ok := fullCopy(p, v); ok {
		found = append(found, f)
	}
	return append(found, copyLock(p, r, v)...)
}

func vaultState(v Vault) Finding {
	const name = "destination"
	switch {
	case v.Type == "RESTORE_ACCESS_BACKUP_VAULT":
		return blocks(name, describeVault, "choose another vault", "a restore-access vault takes no copies")
	case v.State == "CREATING":
		return warns(name, describeVault, "wait until it is AVAILABLE", "it is still being made")
	case v.State == "AVAILABLE" || v.State == "":
		return proven(name, describeVault, "the vault is there")
	}
	return blocks(name, describeVault, "choose another vault", "the vault is %s", v.State)
}

// copyPolicy says whether the vault's access policy lets the source's account copy
// into it. Within one account it can only deny.
func copyPolicy(ctx context.Context, l Lookup, p Plan, h hop, v Vault) Finding {
	const name, source, action = "destination: policy", "backup:GetBackupVaultAccessPolicy", "backup:CopyIntoBackupVault"
	remedy := "let the access policy of " + short(h.to.name) + " allow account " + h.from.account + " " + action
	switch {
	case v.PolicyErr != nil:
		return unanswered(name, source, h.to.scope(), v.PolicyErr)
	case v.Policy == "" && h.accounts():
		return blocks(name, source, remedy, "the vault has no access policy, and so takes nothing from account %s", h.from.account)
	case v.Policy == "":
		return proven(name, source, "the vault has none")
	}
	ask := copyRequest(ctx, l, p, v, action)
	if !h.accounts() {
		switch d, why := denies(v.Policy, ask); d {
		case yes:
			return blocks(name, source, remedy, "it does not let the copy in: %s", why)
		case maybe:
			return doubts(name, source, "read the vault's access policy", "whether it lets the copy in: %s", why)
		case no:
		}
		return proven(name, source, "it does not deny it")
	}
	d, why := evaluate(v.Policy, ask)
	switch d {
	case allowed, delegated:
		return proven(name, source, "%s, for account %s", why, h.from.account)
	case denied, notAllowed:
		return blocks(name, source, remedy, "it does not let account %s copy: %s", h.from.account, why)
	case unclear:
	}
	return doubts(name, source, "read the vault's access policy", "whether account %s may copy: %s", h.from.account, why)
}

// copyRequest is what the role of a copy asks of a vault.
func copyRequest(ctx context.Context, l Lookup, p Plan, v Vault, action string) request {
	role := p.role()
	known := map[string]string{
		"aws:principalarn": role, "aws:principalaccount": arnAccount(role), "aws:securetransport": "true",
	}
	knowOrganization(ctx, l, p, v.Policy, known)
	return request{Principal: role, Action: action, Resource: v.ARN, Context: known}
}

// intoAirGap says whether an air-gapped vault takes the point.
func intoAirGap(p Plan, h hop) Finding {
	const name = "destination: air-gapped"
	left := h.kind == "Neptune" && h.to.region == "ap-southeast-3" ||
		h.kind == "EKS" && (h.to.region == "me-south-1" || h.to.region == "me-central-1")
	switch {
	case unencrypted(p.Point):
		return blocks(name, fromDocs, "choose a standard vault, or encrypt the source first", "an unencrypted %s cannot go into it", h.kind)
	case !h.known || h.f.airGap == disputed:
		return doubts(name, fromDocs, "try it with one point", "whether it takes %s is not known", h.kind)
	case h.f.airGap == unsupported || left:
		return blocks(name, fromDocs, "choose a standard vault", "it does not take %s", h.f.name)
	}
	return proven(name, fromDocs, "it takes %s", h.f.name)
}

// listedAirGap is intoAirGap where the lists know the vault as air-gapped, though it can't be
// described: what such a vault takes needs no look-up.
func listedAirGap(p Plan, h hop, arn string) []Finding {
	for _, v := range p.Vaults {
		if v.ARN == arn && v.Type == airGappedVault {
			return []Finding{intoAirGap(p, h)}
		}
	}
	return nil
}

// fullCopy says where a copy of a volume is whole because the keys differ.
func fullCopy(p Plan, v Vault) (Finding, bool) {
	if p.Point.Type != "EBS" || v.Key == "" || v.Key == p.Point.Key {
		return Finding{}, false
	}
	if id := lastName(v.Key); id == lastName(p.Point.Key) && strings.HasPrefix(id, "mrk-") {
		return Finding{}, false // the same key in another Region
	}
	return warns("destination: other key", describeVault, "plan for its time and cost", "with a key other than the source's the whole snapshot is copied, not what changed"), true
}

// copyLock holds the retention of the copy against the vault's lock, and says whether
// it binds.
func copyLock(p Plan, r *backup.StartCopyJob, v Vault) []Finding {
	t := CopyLifetime(p.Point, r.Lifecycle)
	if wrong := wrongForLock(v, t); wrong != "" {
		return []Finding{blocks("destination: lock", describeVault, "change the retention, or choose another vault", "%s", wrong)}
	}
	b := BindingOf(v, t, p.Now)
	if b.Binds {
		return []Finding{warns("destination: lock", describeVault, "make sure of the retention: it is for good", "the copy %s", b.String())}
	}
	return []Finding{proven("destination: lock", describeVault, "the copy %s", b.String())}
}
