package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

func accounts() Opener {
	type account = backup.Account
	in := func(view string) func(*account, *Env) (Target, bool) {
		return func(a *account, e *Env) (Target, bool) {
			return Target{View: view, Scope: backup.Scope{Account: a.ID}, Title: e.AccountName(a.ID)}, !a.ID.Empty() && !a.Skipped
		}
	}
	return &Resource[account]{
		Name: "accounts", Aliases: []string{"acc", "account"}, Number: "8",
		Tip:     "Accounts of the fleet and how they can be read; f narrows the other views to one",
		Feeds:   []string{"accounts"},
		Parts:   func(*Env, Target) []state.Part { return []state.Part{accountsPart()} },
		Watches: []string{"accounts", "regions"},
		Columns: accountColumns(),
		Table:   []string{"name", "account", "state", "access", "regions", "role"},
		Sort:    []SortBy{{Column: "name"}},
		Key:     (*account).Key,
		Problem: func(a *account, e *Env) bool { return !a.Skipped && accountAccess(a, e).bad() },
		ID:      func(a *account) string { return a.ID.String() },
		Crumb:   func(a *account, e *Env) string { return accountLabel(e, a) },
		Enter:   in("vaults"),
		Links: []Link[account]{
			{"Vaults", in("vaults")},
			{"Jobs", func(a *account, e *Env) (Target, bool) {
				return jobsIn(e, "jobs", backup.Scope{Account: a.ID}, e.AccountName(a.ID), ""), !a.ID.Empty()
			}},
			{"Resources", in("resources")},
			{"Recovery points", in("points")},
			{"Plans", in("plans")},
			{"Regions", in("regions")},
			{"Health", func(a *account, e *Env) (Target, bool) {
				return Target{View: "health", Filter: exactly("account", a.ID.String()), Title: e.AccountName(a.ID)}, !a.ID.Empty()
			}},
		},
		Scope: func(a *account) backup.Scope { return backup.Scope{Account: a.ID} },
		Notes: accountNotes,
		Empty: func(e *Env, _ Target) string {
			if h := e.Health(accountsPart()); h.Err != nil {
				return "the accounts can't be read: " + reason(h.Err)
			}
			return "no accounts yet"
		},
	}
}

func accountColumns() []Column[backup.Account] {
	type account = backup.Account
	return []Column[account]{
		textColumn("account", "ACCOUNT", func(a *account) string { return a.ID.String() }).also("acc", "id").sized(12, 12, 0),
		textColumn("name", "NAME", func(a *account) string { return a.Name.String() }).sized(14, 40, 2).shown(appendAccountName),
		textColumn("state", "STATE", func(a *account) string { return a.State.String() }).sized(9, 15, 1).dropped(5).shown(appendAccountState),
		{
			Name: "access", Title: "ACCESS", Min: 16, Max: 90, Flex: 4,
			Text: func(b []byte, a *account, e *Env) []byte { return append(b, accountAccess(a, e).word...) },
			Show: appendAccess,
			Tone: func(a *account, e *Env) ui.Tone { return accountAccess(a, e).tone },
		},
		{
			Name: "regions", Title: "REGIONS", Kind: query.Number, Min: 7, Right: true,
			Int: regionCount,
		},
		textColumn("email", "", func(a *account) string { return a.Email.String() }),
		textColumn("partition", "", func(a *account) string { return a.Partition.String() }),
		textColumn("profile", "PROFILE", func(a *account) string { return a.Profile.String() }).wide(),
		arnColumn("role", "READ BY", func(a *account) string { return a.Role.String() }).sized(10, 50, 1).dropped(6),
		arnColumn("principal", "PRINCIPAL", func(a *account) string { return a.Principal.String() }).wide(),
		timeColumn("joined", "JOINED", func(a *account) backup.Time { return a.Joined }).wide(),
		flagColumn("home", "", func(a *account) bool { return a.Home }),
		flagColumn("management", "", func(a *account) bool { return a.Management }),
	}
}

// appendAccountName appends what the account is called, and that it is read by where nobody has
// told its name or ID: a profile.
func appendAccountName(b []byte, a *backup.Account, e *Env) []byte {
	if a.Name.Empty() && a.ID.Empty() {
		return append(b, accountLabel(e, a)...)
	}
	return append(b, a.Name.String()...)
}

func appendAccountState(b []byte, a *backup.Account, e *Env) []byte {
	if a.State.Empty() {
		return appendSigned(b, e, ui.Unknown, "unknown")
	}
	return append(b, a.State.String()...)
}

// regionCount is how many Regions of the account are read.
func regionCount(a *backup.Account, e *Env) int64 {
	n := int64(0)
	if e.Fleet != nil {
		for _, s := range e.Fleet.Scopes {
			if s.Account == a.ID {
				n++
			}
		}
	}
	return n
}

// access is how well an account or a Region can be read.
type access struct {
	word string
	sign ui.Sign
	tone ui.Tone
}

func (a access) bad() bool { return a.tone == ui.Bad || a.tone == ui.Warn }

func (a access) append(b []byte, e *Env) []byte { return appendSigned(b, e, a.sign, a.word) }

var (
	readable = access{"ok", ui.Done, ui.Good}
	leftOut  = access{"left out", ui.None, ui.Muted}
	awaited  = access{"not read yet", ui.Waiting, ui.Muted}
)

// refusedBy is the access that an error leaves.
func refusedBy(err *backup.Error) access {
	return access{reason(err), ui.Refused, ui.Warn}
}

// partAccess is what the health of a list tells of access.
func partAccess(h state.Health) access {
	switch {
	case h.Err != nil:
		return refusedBy(h.Err)
	case h.Whole || h.Rows > 0 || !h.ReadAt.IsZero():
		return readable
	}
	return awaited
}

func accountAccess(a *backup.Account, e *Env) access {
	switch {
	case a.Skipped:
		return leftOut
	case a.Trouble != "":
		return access{string(a.Trouble), ui.Refused, ui.Warn}
	}
	return partAccess(e.Health(regionsPart(a.ID)))
}

// appendAccess appends how the account is read, and the command that mends it where that
// is one.
func appendAccess(b []byte, a *backup.Account, e *Env) []byte {
	b = accountAccess(a, e).append(b, e)
	if t, ok := accountTrouble(e, a); ok && isCommand(t.err) && !a.Skipped {
		b = append(append(b, ": "...), t.err.Remedy...)
	}
	return b
}

func accountNotes(a *backup.Account, e *Env) []string {
	t, ok := accountTrouble(e, a)
	switch {
	case !ok && !a.Why.Empty():
		return []string{a.Why.String()} // why it is left out
	case !ok:
		return nil
	case t.line != "":
		return []string{t.line}
	}
	return errorNotes(t.err)
}

// errorNotes say what AWS refused, which permission is missing, and the way out.
func errorNotes(err *backup.Error) []string {
	if err == nil {
		return nil
	}
	notes := []string{reason(err)}
	if err.Message != "" && !strings.Contains(notes[0], err.Message) {
		notes = append(notes, "AWS: "+err.Message)
	}
	if err.Remedy != "" {
		notes = append(notes, "to mend it: "+err.Remedy)
	}
	return notes
}
