package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// causeThing is a row of failures as a thing that has a page; its ID is the cause's key.
const causeThing backup.ThingKind = "cause"

// failures is what went wrong, a row a cause.
func failures() Opener {
	return failuresView{&Resource[failure]{
		Name: "failures", Aliases: []string{"f", "fail", "failed", "causes"}, Number: "2",
		Tip:     "What went wrong, by cause, with the remedy: :window 1h, 24h, 7d, 30d",
		Parts:   failureParts,
		Watches: causeFeeds(),
		Version: func(e *Env, _ string) uint64 { return e.Causes.version() },
		Derive:  deriveFailures,
		Columns: failureColumns(),
		Table:   []string{"lastAge", "count", "rate", "cause", "root", "where", "now", "trend"},
		Sort:    []SortBy{{Column: "rank"}},
		Key:     func(f *failure) string { return f.key + "\x00" }, // never empty
		Problem: func(f *failure, _ *Env) bool { return f.known == "" && f.of().Failing > 0 },
		ID:      func(f *failure) string { return f.key },
		Crumb:   func(f *failure, _ *Env) string { return f.of().Brief.Cause },
		Enter:   failurePage,
		Page:    failurePage,
		Actions: failureActions(),
		Words:   failureWords,
		Empty:   noFailures,
	}}
}

// failuresView opens a page of its own for one cause.
type failuresView struct{ *Resource[failure] }

func (v failuresView) Open(s *session, t Target) Screen {
	if t.Thing.Kind == causeThing {
		return newCausePage(s, v.Resource, t)
	}
	return &failuresScreen{v.Resource.Open(s, t).(*list[failure])}
}

// failuresScreen is the list, which remembers what was on it: opened again, only what came
// since then is new.
type failuresScreen struct{ *list[failure] }

// Close is the list's: what was new on it is not new any more.
func (f *failuresScreen) Close() {
	f.s.later(f.s.looked())
	f.list.Close()
}

// failurePage leads to the page of a cause.
func failurePage(f *failure, _ *Env) (Target, bool) {
	return Target{View: "failures", Thing: backup.Thing{Kind: causeThing, ID: f.key}, Title: f.of().Brief.Cause}, true
}

// failureParts are the vaults and restores whose keys say more about what failed, and the lists of
// jobs. Those come first: they are few, and without them a cause has no root.
func failureParts(e *Env, t Target) []state.Part {
	var parts []state.Part
	if e.Causes != nil {
		for _, in := range e.Causes.vaults {
			parts = append(parts, state.Part{Feed: "vaults", Scope: in})
		}
		parts = append(parts, restoreKeyParts(e.Causes, restoresAtOnce)...)
	}
	return append(parts, jobParts(e, t, jobFeeds()...)...)
}

// deriveFailures gives the rows that the session has computed; none before that.
func deriveFailures(e *Env, _ Target) []failure {
	if e.Causes == nil {
		return nil
	}
	rows := make([]failure, len(e.Causes.rows))
	for i, f := range e.Causes.rows {
		rows[i] = *f
	}
	return rows
}
