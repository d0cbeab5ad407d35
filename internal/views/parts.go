package views

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// jobFeeds are the feeds of backup, copy, restore and scan jobs.
func jobFeeds() []string { return []string{"backup-jobs", "copy-jobs", "restore-jobs", "scan-jobs"} }

// jobFeed is the feed of a kind of jobs.
func jobFeed(kind backup.JobKind) string { return kind.String() + "-jobs" }

// scopesIn returns the scopes in focus that a target leads to.
func scopesIn(e *Env, t Target) []backup.Scope {
	switch {
	case t.Scope == (backup.Scope{}):
		return e.Scopes()
	case !t.Scope.Account.Empty() && !t.Scope.Region.Empty():
		return []backup.Scope{t.Scope}
	}
	var in []backup.Scope
	for _, s := range e.Scopes() {
		if (t.Scope.Account.Empty() || t.Scope.Account == s.Account) && (t.Scope.Region.Empty() || t.Scope.Region == s.Region) {
			in = append(in, s)
		}
	}
	return in
}

// scopeParts is one list a scope.
func scopeParts(e *Env, t Target, feed, arg string) []state.Part {
	scopes := scopesIn(e, t)
	parts := make([]state.Part, len(scopes))
	for i, s := range scopes {
		parts[i] = state.Part{Feed: feed, Scope: s, Arg: arg}
	}
	return parts
}

func vaultParts(e *Env, t Target) []state.Part { return scopeParts(e, t, "vaults", "") }

func resourceParts(e *Env, t Target) []state.Part { return scopeParts(e, t, "resources", "") }

func planParts(e *Env, t Target) []state.Part { return scopeParts(e, t, "plans", "") }

// planDetailParts are the rules or selections of the plan that the target names,
// else of every plan known, with the lists that tell which plans there are.
func planDetailParts(e *Env, t Target, feed string) []state.Part {
	if t.Arg != "" {
		return []state.Part{{Feed: feed, Scope: t.Scope, Arg: t.Arg}}
	}
	parts := planParts(e, t)
	in := partSet(parts)
	for _, p := range state.Select[backup.Plan](e.Snap, in, "plans").All() {
		parts = append(parts, state.Part{Feed: feed, Scope: backup.Scope{Account: p.Account, Region: p.Region}, Arg: p.ID.String()})
	}
	return parts
}

// inVault narrows a query to a vault.
func inVault(q backup.PointQuery, in backup.VaultRef) backup.PointQuery {
	q.Vault = in.Name.String()
	if !in.SeenFrom.Empty() {
		q.Owner = in.Account.String()
	}
	return q
}

// jobParts are the lists of jobs of some feeds. Backup and scan jobs of a whole
// organisation are one list a Region, read from the identity's own account (AWS
// Backup API: ListBackupJobs, ListScanJobs with accountId=*), as long as AWS does
// not refuse that; otherwise they are one list a scope, as the others always are.
func jobParts(e *Env, t Target, feeds ...string) []state.Part {
	q := backup.ParseJobQuery(t.Arg)
	arg, scopes := q.Encode(), scopesIn(e, t)
	org := t.Scope.Account.Empty() && ofOrganization(e.Fleet)
	var parts []state.Part
	for _, feed := range feeds {
		if !holds(feed, q) {
			continue
		}
		whole := map[backup.Text]bool{} // Regions read for the whole organisation
		if org && (feed == jobFeed(backup.BackupJob) || feed == jobFeed(backup.ScanJob)) {
			for _, p := range organizationParts(e, scopes, feed, q) {
				whole[p.Scope.Region] = true
				parts = append(parts, p)
			}
		}
		if len(whole) == 0 {
			parts = slices.Grow(parts, len(scopes))
		}
		for _, s := range scopes {
			if !whole[s.Region] {
				parts = append(parts, state.Part{Feed: feed, Scope: s, Arg: arg})
			}
		}
	}
	return parts
}

// holds reports whether the jobs of a feed can match the query at all. AWS answers
// states and types that a kind of jobs does not have with an error.
func holds(feed string, q backup.JobQuery) bool {
	var states, types string
	switch feed {
	case "backup-jobs":
		states = "CREATED PENDING RUNNING ABORTING ABORTED COMPLETED FAILED EXPIRED PARTIAL"
	case "copy-jobs":
		states = "CREATED RUNNING COMPLETED FAILED PARTIAL"
	case "restore-jobs":
		states = "PENDING RUNNING COMPLETED ABORTED FAILED"
	case "scan-jobs":
		states, types = "CREATED RUNNING COMPLETED COMPLETED_WITH_ISSUES FAILED CANCELED", scannedTypes
	}
	has := func(words, word string) bool { return word == "" || slices.Contains(strings.Fields(words), word) }
	return has(states, q.State) && (types == "" || has(types, q.Type))
}

// ofOrganization reports whether all accounts are of the organisation that the
// identity's own account belongs to: AWS Organizations named each of them.
func ofOrganization(f *Fleet) bool {
	if f == nil || f.Home.ID.Empty() || f.Home.Skipped || f.Home.Trouble != "" {
		return false
	}
	n := 0
	for i := range f.Accounts {
		a := &f.Accounts[i]
		if a.Skipped || nobody(a) {
			continue
		}
		if a.State.Empty() {
			return false
		}
		n++
	}
	return n > 1
}

// organizationParts are the organisation-wide lists of the Regions of scopes that
// the identity's own account can use and that were not refused.
func organizationParts(e *Env, scopes []backup.Scope, feed string, q backup.JobQuery) []state.Part {
	home := map[backup.Text]bool{}
	for _, s := range e.Fleet.Scopes {
		if s.Account == e.Fleet.Home.ID {
			home[s.Region] = true
		}
	}
	q.Organization = true
	var parts []state.Part
	for _, region := range regionsOf(scopes) {
		p := state.Part{Feed: feed, Scope: backup.Scope{Account: e.Fleet.Home.ID, Region: region}, Arg: q.Encode()}
		if home[region] && !refuses(e.Health(p).Err) {
			parts = append(parts, p)
		}
	}
	return parts
}

// refuses reports whether AWS does not give a list, and will not by itself: it refuses, or
// takes the request for a wrong one.
func refuses(err *backup.Error) bool {
	return err != nil && (err.Kind.Refusal() || err.Kind == backup.Invalid || err.Kind == backup.NotFound)
}

// isOrganization reports whether a list holds the jobs of a whole organisation.
func isOrganization(p state.Part) bool {
	return p.Arg != "" && strings.HasSuffix(p.Feed, "-jobs") && backup.ParseJobQuery(p.Arg).Organization
}

// partSet returns a test for membership of parts.
func partSet(parts []state.Part) func(state.Part) bool {
	set := make(map[state.Part]bool, len(parts))
	for _, p := range parts {
		set[p] = true
	}
	return func(p state.Part) bool { return set[p] }
}
