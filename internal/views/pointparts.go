package views

import (
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

// pointParts are the recovery points of the vault that the target names, else of every
// vault known, with the lists that tell which vaults there are. Those of a resource are
// asked of each vault of its account and Region: ListRecoveryPointsByResource tells
// neither type nor lifecycle, and stands in where the vaults can't be listed.
func pointParts(e *Env, t Target) []state.Part {
	q := backup.ParsePointQuery(t.Arg)
	if q.Vault != "" {
		return []state.Part{{Feed: "points", Scope: t.Scope, Arg: q.Encode()}}
	}
	parts := vaultParts(e, t)
	if q.Resource != "" && len(parts) == 1 && e.Health(parts[0]).Err != nil {
		return append(parts, state.Part{Feed: "points", Scope: parts[0].Scope, Arg: q.Encode()})
	}
	if q.Resource != "" {
		q.Type = "" // it has one
	}
	for _, v := range vaultsOnce(e, parts, t.SeenBy) {
		in := v.In.Get()
		parts = append(parts, state.Part{Feed: "points", Scope: in.Reader(), Arg: inVault(q, in).Encode()})
	}
	return parts
}

// vaultsOnce are the vaults of some lists, each once. One that is shared is read by its
// owner where the owner lists it, else by the first account, in their order, that sees it.
// It is left out until the lists before that are known, so that every run reads it from
// the same account. With seenBy, an expression over seenFrom, they are the shared vaults
// alone, each as every account sees it that matches.
func vaultsOnce(e *Env, parts []state.Part, seenBy string) []backup.Vault {
	type key struct{ account, region, name backup.Text }
	at := map[key]int{}
	var once []backup.Vault
	sees := viewers(e, seenBy)
	for _, v := range state.Select[backup.Vault](e.Snap, partSet(parts), "vaults").All() {
		in := v.In.Get()
		if sees != nil {
			if !in.SeenFrom.Empty() && sees(in.SeenFrom) {
				once = append(once, *v)
			}
			continue
		}
		k := key{in.Account, in.Region, in.Name}
		i, known := at[k]
		switch {
		case !known:
			at[k] = len(once)
			once = append(once, *v)
		case in.SeenFrom.Empty() || !once[i].In.Get().SeenFrom.Empty() && in.SeenFrom.String() < once[i].In.Get().SeenFrom.String():
			once[i] = *v
		}
	}
	if sees == nil {
		once = slices.DeleteFunc(once, func(v backup.Vault) bool { return e.mayChange(v.In.Get(), parts) })
	}
	return once
}

// mayChange reports whether a list that is not known yet may name a better reader of a
// shared vault: its owner, or an account that comes before.
func (e *Env) mayChange(in backup.VaultRef, parts []state.Part) bool {
	if in.SeenFrom.Empty() {
		return false
	}
	return slices.ContainsFunc(parts, func(p state.Part) bool {
		first := p.Scope.Account == in.Account || p.Scope.Account.String() < in.SeenFrom.String()
		return p.Scope.Region == in.Region && first && !e.settled(p)
	})
}

// viewers compiles an expression over seenFrom; nil for none.
func viewers(e *Env, expr string) func(account backup.Text) bool {
	if expr == "" {
		return nil
	}
	c := seenFromColumn(func(id *backup.Text) backup.Text { return *id })
	f, err := query.Parse(expr, []query.Field[backup.Text]{c.field(e)}, time.Now)
	if err != nil {
		return nil
	}
	return func(account backup.Text) bool { return f.Match(&account) }
}

// seenBy takes from a filter from which accounts shared vaults are to be seen.
func seenBy(t Target, terms []query.Term) Target {
	for _, term := range terms {
		if term.Name != "seenFrom" {
			continue
		}
		expr := exactly(term.Name, term.Value)
		if term.Op == query.Contains {
			expr = term.Name + ":" + expr[len(term.Name)+1:]
		}
		if t.SeenBy != "" {
			expr = " " + expr
		}
		t.SeenBy += expr
	}
	return t
}

// pointsAbout is about how many recovery points a target leads to, as their vaults say;
// 0 for those of one vault or resource, which AWS bounds (a million a vault).
func pointsAbout(e *Env, t Target) int {
	if q := backup.ParsePointQuery(t.Arg); q.Vault != "" || q.Resource != "" {
		return 0
	}
	n := int64(0)
	for _, v := range vaultsOnce(e, vaultParts(e, t), t.SeenBy) {
		n += v.Points
	}
	return int(n)
}
