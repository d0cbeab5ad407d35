package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// The ways to things, used by the links of every view. Each is false where the row
// does not name the thing.

func toAccount[V any](of func(*V) backup.Text) func(*V, *Env) (Target, bool) {
	return func(v *V, e *Env) (Target, bool) {
		id := of(v)
		if id.Empty() {
			return Target{}, false
		}
		return Target{View: "accounts", Filter: exactly("account", id.String()), Title: e.AccountName(id)}, true
	}
}

// vaultPage leads to the page of a vault.
func vaultPage(in backup.VaultRef) (Target, bool) {
	if in.Name.Empty() || in.Region.Empty() {
		return Target{}, false
	}
	thing := backup.Thing{Kind: backup.VaultThing, Scope: in.Reader(), ID: in.Name.String()}
	if !in.SeenFrom.Empty() {
		thing.Owner = in.Account.String()
	}
	return Target{View: "vaults", Thing: thing, Title: in.Name.String()}, true
}

// pointPage leads to the page of a recovery point in a vault.
func pointPage(arn string, in backup.VaultRef) (Target, bool) {
	if arn == "" || in.Name.Empty() || in.Region.Empty() {
		return Target{}, false
	}
	return Target{View: "points", Thing: pointThing(arn, in), Title: backup.ShortARN(arn)}, true
}

func pointThing(arn string, in backup.VaultRef) backup.Thing {
	thing := backup.Thing{Kind: backup.PointThing, Scope: in.Reader(), Vault: in.Name.String(), ID: arn}
	if !in.SeenFrom.Empty() {
		thing.Owner = in.Account.String()
	}
	return thing
}

// pointsOfVault leads to the recovery points of a vault.
func pointsOfVault(in backup.VaultRef) (Target, bool) {
	if in.Name.Empty() {
		return Target{}, false
	}
	return Target{View: "points", Scope: in.Reader(), Arg: inVault(backup.PointQuery{}, in).Encode(), Title: in.Name.String()}, true
}

// pointsOfResource leads to the recovery points of a resource, in every vault of
// its account and Region.
func pointsOfResource(of backup.ResourceRef, in backup.Scope) (Target, bool) {
	if of.ARN.Empty() {
		return Target{}, false
	}
	return Target{View: "points", Scope: in, Arg: backup.PointQuery{Resource: of.ARN.String(), Type: of.Type.String()}.Encode(), Title: resourceWords(of)}, true
}

// resourcePage leads to the page of a protected resource.
func resourcePage(of backup.ResourceRef, in backup.Scope) (Target, bool) {
	if of.ARN.Empty() {
		return Target{}, false
	}
	thing := backup.Thing{Kind: backup.ResourceThing, Scope: in, ID: of.ARN.String()}
	return Target{View: "resources", Thing: thing, Title: resourceWords(of)}, true
}

// planPage leads to the page of a plan.
func planPage(id, name string, in backup.Scope) (Target, bool) {
	if id == "" {
		return Target{}, false
	}
	if name == "" {
		name = id
	}
	return Target{View: "plans", Thing: backup.Thing{Kind: backup.PlanThing, Scope: in, ID: id}, Title: name}, true
}

// resourceWords names a resource as people know it.
func resourceWords(of backup.ResourceRef) string {
	if !of.Name.Empty() {
		return of.Name.String()
	}
	return backup.ShortARN(of.ARN.String())
}

// exactly is a condition of the filter language that one column has one value.
func exactly(column, value string) string {
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune(":/._-", r)
	}
	if value != "" && strings.IndexFunc(value, func(r rune) bool { return !plain(r) }) < 0 {
		return column + "=" + value
	}
	return column + `="` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}
