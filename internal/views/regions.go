package views

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

func regions() Opener {
	type region = backup.Region
	in := func(view string) func(*region, *Env) (Target, bool) {
		return func(r *region, e *Env) (Target, bool) {
			return Target{View: view, Scope: r.Scope(), Title: scopeWords(r.Scope(), e)}, r.Enabled()
		}
	}
	return &Resource[region]{
		Name: "regions", Aliases: []string{"reg", "region"},
		Tip:     "Regions of the accounts, whether they are enabled, and how they can be read",
		Feeds:   []string{"regions"},
		Parts:   regionParts,
		Watches: []string{"accounts", "regions", "vaults"},
		Columns: regionColumns(),
		Table:   []string{"region", "account", "optIn", "access", "vaults", "read"},
		Sort:    []SortBy{{Column: "place"}},
		Key:     func(r *region) string { return r.Account.String() + "/" + r.Name.String() },
		Problem: func(r *region, e *Env) bool { return regionAccess(r, e).bad() },
		ID:      func(r *region) string { return r.Name.String() },
		Crumb:   func(r *region, e *Env) string { return scopeWords(r.Scope(), e) },
		Enter:   in("vaults"),
		Links: []Link[region]{
			{"Vaults", in("vaults")},
			{"Jobs", func(r *region, e *Env) (Target, bool) {
				return jobsIn(e, "jobs", r.Scope(), scopeWords(r.Scope(), e), ""), r.Enabled()
			}},
			{"Resources", in("resources")},
			{"Recovery points", in("points")},
			{"Plans", in("plans")},
			{"Account", toAccount(func(r *region) backup.Text { return r.Account })},
		},
		Scope: (*region).Scope,
		URL:   func(r *region, _ *Env) string { return consoleURL(r.Name.String(), "dashboard") },
		Notes: func(r *region, e *Env) []string { return errorNotes(e.Health(vaultsPart(r.Scope())).Err) },
		Empty: func(e *Env, _ Target) string {
			if e.Fleet != nil && len(e.Fleet.Accounts) > 0 {
				return "no Regions of the accounts in focus"
			}
			return "no accounts yet"
		},
	}
}

// regionParts are the Regions of every account, and the vaults of each, which tell
// whether a Region can be read.
func regionParts(e *Env, t Target) []state.Part {
	var parts []state.Part
	if e.Fleet == nil {
		return nil
	}
	for i := range e.Fleet.Accounts {
		a := &e.Fleet.Accounts[i]
		if !a.Skipped && !a.ID.Empty() && (t.Scope.Account.Empty() || t.Scope.Account == a.ID) {
			parts = append(parts, regionsPart(a.ID))
		}
	}
	return append(parts, vaultParts(e, t)...)
}

func vaultsPart(in backup.Scope) state.Part { return state.Part{Feed: "vaults", Scope: in} }

func regionColumns() []Column[backup.Region] {
	type region = backup.Region
	full := regionColumn(func(r *region) backup.Text { return r.Name }).sized(14, 16, 1)
	full.Title, full.Show = "REGION", nil
	return []Column[region]{
		accountColumn(func(r *region) backup.Text { return r.Account }).sized(10, 40, 2),
		full,
		placeColumn((*region).Scope),
		textColumn("optIn", "STATE", func(r *region) string { return r.OptIn.String() }).also("state").sized(8, 10, 1).dropped(5).shown(appendOptIn),
		{
			Name: "access", Title: "ACCESS", Min: 16, Max: 80, Flex: 3,
			Text: func(b []byte, r *region, e *Env) []byte { return append(b, regionAccess(r, e).word...) },
			Show: appendRegionAccess,
			Tone: func(r *region, e *Env) ui.Tone { return regionAccess(r, e).tone },
		},
		{
			Name: "vaults", Title: "VAULTS", Kind: query.Number, Min: 6, Right: true,
			Int: func(r *region, e *Env) int64 {
				if h := e.Health(vaultsPart(r.Scope())); h.Whole || h.Rows > 0 {
					return int64(h.Rows)
				}
				return query.None
			},
		},
		textColumn("profile", "PROFILE", func(r *region) string { return r.Profile.String() }).wide(),
		{
			Name: "read", Title: "READ", Kind: query.Age, Min: 5, Right: true, NoRecord: true,
			Int: func(r *region, e *Env) int64 { return ms(e.Health(vaultsPart(r.Scope())).ReadAt) },
		},
	}
}

// appendOptIn appends AWS's word for how a Region came to be enabled, or not, in a
// short form.
func appendOptIn(b []byte, r *backup.Region, _ *Env) []byte {
	if word := r.OptIn.String(); word != "ENABLED_BY_DEFAULT" {
		return append(b, word...)
	}
	return append(b, "DEFAULT"...)
}

// appendRegionAccess appends how a Region is read, and by which profile where that is not
// the only one of the account.
func appendRegionAccess(b []byte, r *backup.Region, e *Env) []byte {
	b = regionAccess(r, e).append(b, e)
	several := slices.ContainsFunc(e.Fleet.Accounts, func(a backup.Account) bool {
		return a.ID == r.Account && a.Home && strings.Contains(a.Profile.String(), ",")
	})
	if several && !r.Profile.Empty() {
		b = append(append(b, ", by profile "...), r.Profile.String()...)
	}
	return b
}

func regionAccess(r *backup.Region, e *Env) access {
	if !r.Enabled() {
		return access{"not enabled", ui.None, ui.Muted}
	}
	return partAccess(e.Health(vaultsPart(r.Scope())))
}

// scopeWords names a scope as people do: "payments/eu-west-1".
func scopeWords(s backup.Scope, e *Env) string {
	if s.Region.Empty() {
		return e.AccountName(s.Account)
	}
	return e.AccountName(s.Account) + "/" + s.Region.String()
}

// inScopes says where nothing was found: " in 24 scopes".
func inScopes(e *Env) string {
	switch n := len(e.Scopes()); n {
	case 0:
		return ": the accounts and their Regions are not known yet"
	case 1:
		return " in " + scopeWords(e.Scopes()[0], e)
	default:
		return " in " + ui.Count(n) + " scopes"
	}
}
