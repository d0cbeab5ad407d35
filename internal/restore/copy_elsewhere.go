package restore

import "github.com/bkpui/bkpui/internal/backup"

// Way is how a recovery point comes back in an account and Region.
type Way struct {
	Direct bool     // it can be restored there as it is
	Steps  []string // what is done, in order; one with Direct, none where there is no way
	Why    string   // what the way follows from
	Copies bool     // the first step is a copy of this point
}

// WayTo says how a point can be restored in another account or Region: directly only
// where it lies, or where its air-gapped vault is shared; else it is a copy, then a restore
// there (AWS Backup Developer Guide, "Restoring a backup").
func WayTo(pt Point, metadata map[string]string, want backup.Scope) Way {
	here := pt.Thing.Scope
	f, known := featuresOf(pt, metadata)
	sameAccount, sameRegion := here.Account == want.Account, here.Region == want.Region
	owner := pt.Thing.Owner
	if owner == "" {
		owner = here.Account.String()
	}
	gap := airGapped(pt.VaultType) && known && f.airGap == supported
	switch {
	case sameRegion && want.Account.String() == owner, sameRegion && sameAccount && shared(pt) && gap:
		return Way{Direct: true, Steps: []string{"restore it in " + want.String()}, Why: "it can be read there"}
	case sameRegion && gap:
		return Way{Steps: []string{
			"share the vault with account " + want.Account.String() + " (AWS RAM, or multi-party approval)",
			"restore it there, straight from the shared vault",
		}, Why: "its vault is air-gapped: no copy is needed"}
	case shared(pt):
		return Way{Why: "it is of account " + owner + ", which alone can copy it"}
	case !known:
		return Way{Copies: true, Steps: copyThenRestore(want), Why: "whether " + pt.Type + " can be copied is not known here"}
	case !f.copies():
		return Way{Why: f.name + " cannot be copied at all"}
	case !sameRegion && f.xRegion == unsupported:
		return Way{Why: f.name + " cannot be copied to another Region"}
	case !sameAccount && f.xAccount == unsupported:
		return Way{Why: f.name + " cannot be copied to another account"}
	case continuous(pt):
		return Way{Steps: append([]string{"back the resource up now: a continuous backup is not copied on demand"}, copyThenRestore(want)...), Why: "a point is restored where it lies"}
	case cold(pt):
		return Way{Why: "it is in cold storage, and AWS copies warm data only"}
	}
	return Way{Copies: true, Steps: copyThenRestore(want), Why: "a point is restored where it lies"}
}

func copyThenRestore(want backup.Scope) []string {
	return []string{
		"copy it to a vault of account " + want.Account.String() + " in " + want.Region.String(),
		"restore the copy there",
	}
}
