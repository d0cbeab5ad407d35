package restore

import "context"

// organizationCheck says whether copies may go between the two accounts (AWS Backup
// Developer Guide, "Creating backup copies across AWS accounts").
func organizationCheck() Check {
	return Check{Name: "organization", Applies: crosses, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		const source = "organizations:DescribeOrganization"
		h, _ := p.hop()
		own, err := l.Organization(ctx, p.Scope)
		switch {
		case err != nil:
			return []Finding{unanswered("", source, p.Scope, err)}
		case !own.Member:
			return []Finding{blocks("", source, "choose a vault of account "+p.account(), "account %s is in no organization", p.account())}
		}
		other, err := l.Organization(ctx, h.to.scope())
		return []Finding{sameOrganization(h, own, other, err), crossAccountSwitch(p, own, other, err)}
	}}
}

func sameOrganization(h hop, own, other Organization, err error) Finding {
	const name, source = "organization", "organizations:DescribeOrganization"
	switch {
	case err != nil:
		return unanswered(name, source, h.to.scope(), err)
	case !other.Member || other.ID != own.ID:
		return blocks(name, source, "choose a vault of the organization", "account %s is not in the organization of the source, %s", h.to.account, own.ID)
	case own.ID == "":
		return doubts(name, source, "look at it", "AWS gave no ID of the organization")
	}
	return proven(name, source, "both accounts are in %s", own.ID)
}

// crossAccountSwitch looks at the organization's switch, which the management account
// alone can read.
func crossAccountSwitch(p Plan, own, other Organization, err error) Finding {
	const name, source = "cross-account backup", "backup:DescribeGlobalSettings"
	on := own
	if !own.CrossKnown && err == nil && other.ID == own.ID {
		on = other
	}
	switch {
	case !on.CrossKnown:
		return doubts(name, source, "ask in the management account: isCrossAccountBackupEnabled", "whether the organization allows it can be read in its management account only, not in %s", p.account())
	case !on.CrossAccount:
		return blocks(name, source, "switch it on in the management account: isCrossAccountBackupEnabled", "copies between accounts are switched off in the organization")
	}
	return proven(name, source, "switched on in the organization")
}

// limitsCheck names what forbids a copy to another account and cannot be looked up.
func limitsCheck() Check {
	return Check{Name: "service control policies", Applies: crosses, Run: func(context.Context, Lookup, Plan) []Finding {
		return []Finding{doubts("", fromDocs, "ask who runs the organization",
			"whether one with backup:CopyTargets or backup:CopyTargetOrgPaths forbids the copy cannot be read")}
	}}
}

// linkedRoleCheck says whether the other account has the service-linked role without
// which a service takes no snapshots of others.
func linkedRoleCheck() Check {
	return Check{
		Name:    "service-linked role",
		Applies: func(p Plan) bool { return crosses(p) && linkedRole(p.Point.Type) != "" },
		Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
			h, _ := p.hop()
			arn := "arn:" + h.to.partition + ":iam::" + h.to.account + ":role/aws-service-role/" + linkedRole(p.Point.Type)
			_, err := l.Role(ctx, h.to.scope(), arn)
			switch {
			case notFound(err):
				return []Finding{warns("", "iam:GetRole", "create it there: iam:CreateServiceLinkedRole", "account %s has no %s", h.to.account, lastName(arn))}
			case err != nil:
				return []Finding{unanswered("", "iam:GetRole", h.to.scope(), err)}
			}
			return []Finding{proven("", "iam:GetRole", "account %s has %s", h.to.account, lastName(arn))}
		},
	}
}

// linkedRole is the role that the service of a type needs in the account that copies
// go to, "" where none is known.
func linkedRole(kind string) string {
	switch kind {
	case "RDS", "Aurora", "DocumentDB", "Neptune":
		return "rds.amazonaws.com/AWSServiceRoleForRDS"
	case "FSx":
		return "fsx.amazonaws.com/AWSServiceRoleForAmazonFSx"
	}
	return ""
}
