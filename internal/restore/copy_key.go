package restore

import "context"

// sourceKeyCheck looks at the key of the source: it must work, the role must be able
// to read with it, and one that AWS manages leaves neither the account nor the ordinary
// vaults (AWS Backup Developer Guide, "Encryption for backups").
func sourceKeyCheck() Check {
	return Check{
		Name:    "source key",
		Applies: func(p Plan) bool { return isCopy(p) && p.Point.Encrypted },
		Run:     checkSourceKey,
	}
}

func checkSourceKey(ctx context.Context, l Lookup, p Plan) []Finding {
	const source = "kms:DescribeKey"
	use := KeyUse{ARN: p.Point.Key, Use: "the source's", Reads: true, Copied: true}
	if use.ARN == "" {
		return []Finding{doubts("", describe, "look at the point's page", "it is encrypted, but AWS names no key")}
	}
	k, err := l.Key(ctx, p.Scope, use.ARN)
	switch {
	case notFound(err):
		return []Finding{blocks("", source, "choose another recovery point", "%s %s does not exist", use.name(), use.ARN)}
	case err != nil:
		return []Finding{unanswered("", source, p.Scope, err)}
	}
	found := []Finding{keyState(p, use, k)}
	if found[0].Outcome == Blocks {
		return found
	}
	h, _ := p.hop()
	found = append(found, keyManager(ctx, l, p, h, k)...)
	if p.role() == "" || found[1].Outcome == Blocks {
		return found
	}
	return append(found, usable(ctx, l, p, use, k))
}

// keyManager says what it means for the copy who manages the source's key.
func keyManager(ctx context.Context, l Lookup, p Plan, h hop, k Key) []Finding {
	const name, source = "source key: manager", "kms:DescribeKey"
	switch {
	case k.Manager == "CUSTOMER" && h.accounts():
		return []Finding{proven(name, source, "customer-managed"), sharedKey(p, h, k)}
	case k.Manager == "CUSTOMER":
		return []Finding{proven(name, source, "customer-managed")}
	case k.Manager != "AWS":
		return []Finding{doubts(name, source, "look at the key", "who manages the source's key was not given")}
	case h.accounts():
		return []Finding{blocks(name, source, TwoHops(p), "the source's key is AWS's own, which cannot be shared with another account")}
	}
	switch toAirGap(ctx, l, p, h) {
	case yes:
		return []Finding{blocks(name, source, TwoHops(p), "the source's key is AWS's own: such points do not go into an air-gapped vault")}
	case maybe:
		return []Finding{doubts(name, describeVault, "look at the destination", "the source's key is AWS's own, which an air-gapped vault does not take; whether the destination is one is not known")}
	case no:
	}
	return []Finding{proven(name, source, "AWS's own, which does within the account")}
}

// toAirGap reports whether the destination is air-gapped.
func toAirGap(ctx context.Context, l Lookup, p Plan, h hop) truth {
	r, _ := p.copying()
	for _, v := range p.Vaults {
		if v.ARN == r.DestinationBackupVaultArn {
			return truthOf(airGapped(v.Type))
		}
	}
	v, err := l.Vault(ctx, h.to.scope(), r.DestinationBackupVaultArn)
	if err != nil || v.Type == "" {
		return maybe
	}
	return truthOf(airGapped(v.Type))
}

// sharedKey says whether the key policy lets the other account's AWS Backup read with
// it. Types that AWS Backup manages fully are re-encrypted by the source's side.
func sharedKey(p Plan, h hop, k Key) Finding {
	const name, source = "source key: shared", "kms:GetKeyPolicy"
	switch {
	case h.known && h.f.full == supported:
		return proven(name, fromDocs, "%s is re-encrypted with the key of the vault; the other account needs none of the source's", h.f.name)
	case k.Policy == "" && k.PolicyErr != nil:
		return unanswered(name, source, p.Scope, k.PolicyErr)
	case k.Policy == "":
		return doubts(name, source, "read the key policy", "the key policy was not given")
	}
	role := serviceRole(h)
	const remedy = "let the key policy allow account "
	use := KeyUse{Reads: true, Copied: true}
	ask := func(action string) request {
		return keyRequest(role, action, k.ARN, h.to.region, map[string]string{"kms:GrantIsForAWSResource": "true"})
	}
	doubt := use.alsoDenied(k.Policy, "", ask)
	for _, action := range use.needs("") {
		switch d, why := evaluate(k.Policy, ask(action)); d {
		case denied:
			return blocks(name, source, remedy+h.to.account, "its policy does not let account %s use it (%s): %s", h.to.account, action, why)
		case notAllowed:
			return warns(name, source, remedy+h.to.account, "its policy does not let account %s use it (%s): %s; without a grant the copy will fail", h.to.account, action, why)
		case unclear:
			doubt = action + ": " + why
		case allowed, delegated:
		}
	}
	if doubt != "" {
		return doubts(name, source, "read the key policy", "whether account %s may read with it: %s", h.to.account, doubt)
	}
	return proven(name, source, "its policy lets account %s read with it", h.to.account)
}
