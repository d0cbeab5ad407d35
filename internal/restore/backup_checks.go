package restore

import (
	"context"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// BackupChecks are the checks before a backup on demand, in the order in which they are
// read. Their Plan is BackupPlan's.
func BackupChecks() []Check {
	return []Check{
		backupVaultCheck(),
		resourceCheck(),
		callerCheck(),
		roleCheck(),
		BusyCheck(),
	}
}

// BackupPlan returns what the checks of a backup look at: of a resource of that type, into
// the vault of that ARN.
func BackupPlan(r *backup.StartBackupJob, kind, vault string, in backup.Scope, now backup.Time) Plan {
	return Plan{
		Request: r, Scope: in, Now: now, Type: kind,
		Point:    Point{Type: kind, ResourceARN: r.ResourceArn, VaultARN: vault},
		Policies: []string{"AWSBackupServiceRolePolicyForBackup"},
	}
}

// backingUp returns the request if it starts a backup.
func (p Plan) backingUp() (*backup.StartBackupJob, bool) {
	r, ok := p.Request.(*backup.StartBackupJob)
	return r, ok
}

func backsUp(p Plan) bool { _, ok := p.backingUp(); return ok }

// backupVaultCheck looks at the vault that a backup goes to, and at its key.
func backupVaultCheck() Check {
	return Check{Name: "vault", Applies: backsUp, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		r, _ := p.backingUp()
		v, err := l.Vault(ctx, p.Scope, p.Point.VaultARN)
		switch {
		case notFound(err):
			return []Finding{blocks("", describeVault, "choose another vault", "%s has no vault %s", p.Scope.String(), short(r.BackupVaultName))}
		case err != nil:
			return append([]Finding{unanswered("", describeVault, p.Scope, err)}, GuardBackUp(r, nil, p.Now)...)
		}
		found := []Finding{vaultState(v)}
		found[0].Check = "vault"
		if v.Key != "" && TakesBackups(v) {
			found = append(found, vaultKey(ctx, l, p, v)...)
		}
		return append(found, GuardBackUp(r, &v, p.Now)...)
	}}
}

// vaultKey looks at the key of the vault. It encrypts the points of types that AWS Backup
// manages fully; those of others stay under the key of their resource, which the vault's
// does not hold up (AWS Backup Developer Guide, "Encryption for backups").
func vaultKey(ctx context.Context, l Lookup, p Plan, v Vault) []Finding {
	use := KeyUse{ARN: v.Key, Use: "that of the vault", Writes: true}
	if f, known := featuresOf(p.Point, nil); !known || f.full == supported || f.full == disputed {
		return checkKey(ctx, l, p, use)
	}
	return []Finding{proven("key", fromDocs, "a backup of %s stays under the key of the resource, not of the vault", p.kind())}
}

// resourceCheck says whether what is to be backed up is still there.
func resourceCheck() Check {
	return Check{Name: "resource", Applies: backsUp, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		kind, id := sourceOf(p.Point)
		if kind == "" {
			return []Finding{doubts("", fromPlan, "make sure that it still exists", "whether the resource is there: resources of %s are not looked up here", p.kind())}
		}
		_, err := l.Find(ctx, p.Scope, kind, id)
		switch source := lookedFor(kind); {
		case notFound(err):
			return []Finding{blocks("", source, "nothing is left to be backed up; what there was can be restored", "there is no %s %s any more", kind, short(id))}
		case err != nil:
			return []Finding{unanswered("", source, p.Scope, err)}
		default:
			return []Finding{proven("", source, "%s %s is there", kind, short(id))}
		}
	}}
}

// sourceOf is how the resource of a point is looked up, "" where it can't be.
func sourceOf(pt Point) (kind ChoiceKind, id string) {
	if pt.Type == "RDS" && strings.Contains(pt.ResourceARN, ":cluster:") {
		return DBClusters, lastName(pt.ResourceARN)
	}
	for _, s := range specs() {
		if s.Of == pt.Type && s.Source != nil {
			return s.Source(pt, nil)
		}
	}
	return "", ""
}
