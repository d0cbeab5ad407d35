package restore

import (
	"context"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// placeCheck says whether the point may be restored in the account and Region that
// the request goes to (AWS Backup Developer Guide, "Restoring a backup" and "Logically
// air-gapped vault").
func placeCheck() Check {
	return Check{Name: "place", Applies: restoring, Run: func(_ context.Context, _ Lookup, p Plan) []Finding {
		return append([]Finding{place(p)}, namesKey(p)...)
	}}
}

func place(p Plan) Finding {
	pt := p.Point
	region, owner := pt.Thing.Scope.Region.String(), pt.Thing.Owner
	if owner == "" {
		owner = pt.Thing.Scope.Account.String()
	}
	switch f, known := featuresOf(pt, p.Metadata); {
	case region != p.region():
		return blocks("", fromRequest, "copy it there first, then restore the copy", "the point is in %s, the request goes to %s", region, p.region())
	case owner == p.account():
		return proven("", fromRequest, "the point is in the account and Region that restore it")
	case !airGapped(pt.VaultType):
		return blocks("", fromDocs, "copy it to account "+p.account()+" first, then restore the copy",
			"the point is of account %s, and its vault is not air-gapped", owner)
	case !known:
		return doubts("", fromDocs, "try it, or copy it first", "whether %s restores from a shared vault is not known here", pt.Type)
	case f.airGap == unsupported:
		return blocks("", fromDocs, "restore it in account "+owner, "%s does not restore from a shared vault", f.name)
	case f.airGap == disputed:
		return doubts("", fromDocs, "try it, or copy it first", "AWS's sources disagree whether %s restores from a shared vault", f.name)
	}
	return proven("", fromDocs, "%s restores straight from the vault that account %s shares", pt.Type, owner)
}

// ageCheck says how old the data will be, and whether there is newer: in the account and
// Region, or to be chosen from a continuous backup.
func ageCheck() Check {
	return Check{Name: "age", Applies: restoring, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		if m := p.Moment; m.Window == (Window{}) && m.Why == "" && !continuous(p.Point) {
			return checkNewer(ctx, l, p)
		}
		return []Finding{chosenAge(p)}
	}}
}

// chosenAge is the age of what is chosen from a continuous backup.
func chosenAge(p Plan) Finding {
	m := p.Moment
	old := span(p.Now.Sub(m.At))
	switch {
	case m.At.IsZero() && m.Why != "":
		return doubts("", fromRequest, "make sure of it", "of which time its data will be is not known: %s", m.Why)
	case m.At.IsZero():
		return doubts("", fromRequest, "make sure of it", "of which time its data will be is not known")
	case m.Passed():
		return blocks("", fromRequest, "choose a later time in the form", "%s can no longer be restored to: the earliest is %s now", moment(m.At), moment(m.Window.From))
	case m.Latest && p.Point.Status == "STOPPED":
		return doubts("", fromRequest, "find out when it stopped", "the request asks for the latest; the backup has stopped, and how far its data reaches is not known")
	case m.Latest:
		return proven("", fromRequest, "the request asks for the latest there is when AWS begins: about %s, %s old now", moment(m.At), old)
	case m.At < m.Window.To:
		return proven("", fromRequest, "its data will be of %s, %s old; later can be chosen, up to %s", moment(m.At), old, moment(m.Window.To))
	}
	return proven("", fromRequest, "its data will be of %s, %s old", moment(m.At), old)
}

// sameBackup reports points of one composite, which are written a moment one after the other.
func sameBackup(pt Point, q *backup.RecoveryPoint) bool {
	parent := q.Parent.String()
	return parent != "" && (parent == pt.ARN || parent == pt.Parent) || pt.Parent != "" && q.ARN.String() == pt.Parent
}

// checkNewer looks in every vault of the account and Region, or in the one alone that
// another account shares, and says no more than that.
func checkNewer(ctx context.Context, l Lookup, p Plan) []Finding {
	pt := p.Point
	source, where, age := "backup:ListRecoveryPointsByResource", "this account and Region", span(p.Now.Sub(pt.Created))
	lent := pt.Thing.Owner != "" && pt.Thing.Owner != pt.Thing.Scope.Account.String()
	if lent {
		source, where = "backup:ListRecoveryPointsByBackupVault", pt.Vault
	}
	if pt.ResourceARN == "" {
		return []Finding{doubts("", source, "look at the points of the vault", "its data is %s old; of which resource it is is not told, so newer ones can't be looked for", age)}
	}
	points, err := l.Newer(ctx, pt.Thing, pt.ResourceARN, pt.Created)
	newest, n, in := pt.Created, 0, ""
	for i := range points {
		q := &points[i]
		if s := q.Status.String(); q.Created > pt.Created && !sameBackup(pt, q) && (s == "COMPLETED" || s == "AVAILABLE" || s == "STOPPED") {
			if n++; q.Created > newest {
				newest, in = q.Created, q.In.Get().Name.String()
			}
		}
	}
	if n > 0 {
		if in != "" {
			in = ", in " + in
		}
		return []Finding{warns("", source, "choose it in the form: ctrl+v", "its data is %s old; %s newer, the newest %s old%s", age, count(n, "point")+verb(n), span(p.Now.Sub(newest)), in)}
	}
	switch {
	case err != nil:
		f := unanswered("", source, pt.Thing.Scope, err)
		f.Evidence = "its data is " + age + " old; whether there is newer: " + f.Evidence
		if lent && notFound(err) {
			f.Evidence = "its data is " + age + " old; AWS lists no points of " + where + " for account " + p.account() + ", so newer ones can't be looked for"
			f.Remedy = "ask account " + pt.Thing.Owner
		}
		return []Finding{f}
	case lent:
		return []Finding{doubts("", source, "ask account "+pt.Thing.Owner, "its data is %s old; no newer point in %s, the one vault that could be looked at", age, where)}
	}
	return []Finding{proven("", source, "its data is %s old; no newer point in %s", age, where)}
}

func verb(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}

// holdCheck says which legal holds keep the point.
func holdCheck() Check {
	return Check{Name: "legal hold", Applies: restoring, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		const source = "backup:ListLegalHolds"
		titles, err := l.Holds(ctx, p.Point.Thing)
		switch {
		case len(titles) > 0: // there may be more, with an error
			return []Finding{proven("", source, "kept by %s", list(titles))}
		case err != nil:
			return []Finding{unanswered("", source, p.Point.Thing.Scope, err)}
		}
		return []Finding{proven("", source, "none")}
	}}
}

// vaultPolicyCheck says whether the policy of the point's vault denies the restore, as
// that of the automatic vault of EFS does.
func vaultPolicyCheck() Check {
	return Check{Name: "vault policy", Applies: starts, Run: checkVaultPolicy}
}

// VaultPolicyCheck looks whether the access policy of its vault denies what is asked
// about one recovery point.
func VaultPolicyCheck(t backup.Thing) Check {
	return Check{Name: "vault policy", Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		pt, err := l.Point(ctx, t)
		if err != nil {
			return []Finding{unanswered("", describe, t.Scope, err)}
		}
		p.Point = pt
		return checkVaultPolicy(ctx, l, p)
	}}
}

// automaticVault is where the automatic backups of EFS are; its policy denies changes
// until it is edited.
const automaticVault = "aws/efs/automatic-backup-vault"

func checkVaultPolicy(ctx context.Context, l Lookup, p Plan) []Finding {
	const source = "backup:GetBackupVaultAccessPolicy"
	pt := p.Point
	v, err := l.Vault(ctx, pt.Thing.Scope, pt.VaultARN)
	if err == nil {
		err = v.PolicyErr
	}
	if err != nil && !starts(p) && strings.HasPrefix(pt.Vault, automaticVault) {
		return []Finding{warns("", fromDocs, "edit the vault's access policy first", "the policy of the automatic vault of EFS denies it, unless it was edited")}
	}
	if err != nil {
		return []Finding{unanswered("", source, pt.Thing.Scope, err)}
	}
	if v.Policy == "" {
		return []Finding{proven("", source, "%s has none", pt.Vault)}
	}
	asks := []request{{Principal: p.By, Action: "backup:" + p.Request.Operation(), Resource: pt.ARN}}
	if isCopy(p) {
		asks = append(asks, request{Principal: p.role(), Action: "backup:CopyFromBackupVault", Resource: pt.ARN})
	}
	for _, ask := range asks {
		ask.Context = map[string]string{
			"aws:principalaccount": p.account(), "aws:requestedregion": p.region(), "aws:securetransport": "true",
		}
		if strings.Contains(ask.Principal, ":role/") || strings.Contains(ask.Principal, ":user/") {
			ask.Context["aws:principalarn"] = ask.Principal
		}
		switch d, why := denies(v.Policy, ask); d {
		case yes:
			return []Finding{blocks("", source, "edit the vault's access policy", "%s, of %s: %s", ask.Action, pt.Vault, why)}
		case maybe:
			return []Finding{doubts("", source, "read the vault's access policy", "%s, of %s: %s", ask.Action, pt.Vault, why)}
		case no:
		}
	}
	return []Finding{proven("", source, "the policy of %s does not deny it", pt.Vault)}
}
