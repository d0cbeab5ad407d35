package views

import (
	"cmp"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// troubleLine names a list that could not be read: where, why, the missing action
// and the way out: "data-lake/eu-west-1: access denied backup:ListBackupVaults (service control policy)".
func troubleLine(e *Env, t trouble) string {
	var b strings.Builder
	if t.part.Scope.Account.Empty() {
		b.WriteString(t.part.Feed)
	} else {
		b.WriteString(e.AccountName(t.part.Scope.Account))
		if !t.part.Scope.Region.Empty() {
			b.WriteString("/" + t.part.Scope.Region.String())
		}
	}
	b.WriteString(": ")
	switch {
	case t.err.Remedy == "":
		b.WriteString(reason(t.err))
	case t.err.Kind == backup.Credentials: // what mends them first: a narrow screen cuts the rest
		b.WriteString(string(t.err.Kind) + ": " + t.err.Remedy)
		if t.err.Message != "" {
			b.WriteString(" — " + t.err.Message)
		}
	default:
		b.WriteString(reason(t.err) + " — " + t.err.Remedy)
	}
	return b.String()
}

// reason says why in one breath: the kind, the action, who denied it.
func reason(err *backup.Error) string {
	action := err.Action
	if action == "" {
		action = err.Op
	}
	words := string(err.Kind)
	if action != "" {
		words += " " + action
	}
	if err.Policy != "" {
		return words + " (" + err.Policy + ")"
	}
	if err.Kind != backup.AccessDenied && err.Message != "" {
		return words + ": " + err.Message
	}
	return words
}

// compareParts orders parts for people: by account, Region, feed and argument.
func compareParts(a, b state.Part) int {
	return cmp.Or(
		cmp.Compare(a.Scope.Account.String(), b.Scope.Account.String()),
		cmp.Compare(a.Scope.Region.String(), b.Scope.Region.String()),
		cmp.Compare(a.Feed, b.Feed), cmp.Compare(a.Arg, b.Arg))
}
