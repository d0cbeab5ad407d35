package views

import (
	"cmp"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// feedHealth is one list as AWS answers it, and how well it is known.
type feedHealth struct {
	part state.Part
	list string // in words
	state.Health
}

func health() Opener {
	return &Resource[feedHealth]{
		Name: "health", ScreenOnly: true, Aliases: []string{"feeds", "he"},
		Tip:     "Every list that is read: its age, its rows, and what is missing where AWS refuses it",
		Watches: readFeeds(),
		Derive:  healthRows,
		Failing: failing,
		Columns: healthColumns(),
		Table:   []string{"feed", "state", "rows", "age", "error", "account", "region"},
		Sort:    []SortBy{{Column: "failing", Desc: true}, {Column: "feed"}, {Column: "place"}, {Column: "of"}},
		Key: func(h *feedHealth) string {
			return h.part.Feed + "/" + h.part.Scope.Account.String() + "/" + h.part.Scope.Region.String() + "/" + h.part.Arg
		},
		Problem: func(h *feedHealth, _ *Env) bool { return h.Err != nil || h.Stopped },
		ID:      func(h *feedHealth) string { return h.part.Feed + " " + h.part.Scope.String() },
		Crumb: func(h *feedHealth, e *Env) string {
			return h.part.Feed + " " + scopeWords(h.part.Scope, e)
		},
		Scope: func(h *feedHealth) backup.Scope { return h.part.Scope },
		Notes: func(h *feedHealth, _ *Env) []string { return errorNotes(h.Err) },
		Empty: func(*Env, Target) string { return "nothing was read yet" },
	}
}

// readFeeds are the feeds that read AWS.
func readFeeds() []string {
	feeds := []string{"accounts", "regions", "vaults", "points", "resources", "plans", "rules", "selections", "restore-keys"}
	return append(feeds, jobFeeds()...)
}

// healthRows lists the lists.
func healthRows(e *Env, _ Target) []feedHealth {
	var rows []feedHealth
	plans := planNames(e)
	for _, feed := range readFeeds() {
		for p, h := range e.Snap.Healths(feed) {
			rows = append(rows, feedHealth{p, listWords(p, plans, e), h})
		}
	}
	return rows
}

// failing is how many lists fail that are read all the same.
func failing(e *Env) int {
	n := 0
	for _, feed := range readFeeds() {
		for p, h := range e.Snap.Healths(feed) {
			if h.Err != nil && !(isOrganization(p) && refuses(h.Err)) {
				n++
			}
		}
	}
	return n
}

func healthColumns() []Column[feedHealth] {
	type row = feedHealth
	errorText := func(of func(*backup.Error) string) func(*row) string {
		return func(h *row) string {
			if h.Err == nil {
				return ""
			}
			return of(h.Err)
		}
	}
	failing := flagColumn("failing", "", func(h *row) bool { return h.Err != nil })
	failing.NoRecord, failing.NoPage = true, true
	return []Column[row]{
		accountColumn(func(h *row) backup.Text { return h.part.Scope.Account }),
		regionColumn(func(h *row) backup.Text { return h.part.Scope.Region }),
		placeColumn(func(h *row) backup.Scope { return h.part.Scope }),
		failing,
		{
			Name: "feed", Title: "LIST", Min: 14, Max: 44, Flex: 3,
			Text: func(b []byte, h *row, _ *Env) []byte { return append(b, h.list...) },
		},
		textColumn("of", "OF", func(h *row) string { return h.part.Arg }).sized(10, 60, 1).wide(),
		{
			Name: "state", Title: "STATE", Min: 9, Max: 14, Flex: 1,
			Text: func(b []byte, h *row, _ *Env) []byte { return append(b, healthState(h).word...) },
			Show: func(b []byte, h *row, e *Env) []byte { return healthState(h).append(b, e) },
			Tone: func(h *row, _ *Env) ui.Tone { return healthState(h).tone },
		},
		numberColumn("rows", "ROWS", func(h *row) int64 { return int64(h.Rows) }).sized(7, 0, 0),
		numberColumn("pages", "PAGES", func(h *row) int64 { return int64(h.Pages) }).wide(),
		numberColumn("expected", "EXPECTED", func(h *row) int64 { return positive(int64(h.Expect)) }).wide(),
		timeColumn("readAt", "READ AT", func(h *row) backup.Time { return h.ReadAt }).wide(),
		timeColumn("failingSince", "FAILING SINCE", func(h *row) backup.Time { return h.Since }).wide(),
		timeColumn("completeTo", "COMPLETE TO", func(h *row) backup.Time { return h.Horizon }).wide(),
		timeColumn("nextAt", "NEXT READ", func(h *row) backup.Time { return h.NextAt }).wide(),
		textColumn("error", "ERROR", errorText(reason)).sized(16, 120, 4).endless().toned(func(*row, *Env) ui.Tone { return ui.Warn }),
		textColumn("action", "ACTION", errorText(func(err *backup.Error) string { return cmp.Or(err.Action, err.Op) })).wide(),
		textColumn("message", "MESSAGE", errorText(func(err *backup.Error) string { return err.Message })).sized(20, 200, 2).endless().wide(),
		textColumn("remedy", "REMEDY", errorText(func(err *backup.Error) string { return err.Remedy })).sized(20, 120, 2).endless().wide(),
		textColumn("requestId", "", errorText(func(err *backup.Error) string { return err.RequestID })),
		ageColumn("age", "AGE", func(h *row) backup.Time { return h.ReadAt }),
	}
}

// healthState is how well a list is known, in one word.
func healthState(h *feedHealth) access {
	switch {
	case h.Err != nil && h.Err.Kind == backup.AccessDenied:
		return access{"denied", ui.Refused, ui.Warn}
	case h.Err != nil:
		return access{"failing", ui.Failed, ui.Bad}
	case h.Stopped:
		return access{"stopped", ui.Stopped, ui.Warn}
	case h.Cut:
		return access{"cut", ui.Attention, ui.Warn}
	case h.Loading:
		return access{"loading", ui.Running, ui.Busy}
	case h.Whole:
		return access{"whole", ui.Done, ui.Good}
	case h.Rows > 0:
		return access{"in part", ui.Attention, ui.Warn}
	}
	return access{"waiting", ui.Waiting, ui.Muted}
}
