package views

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// Reason says why AWS could not be read, in one breath, as get and the screens do.
func Reason(err *backup.Error) string { return reason(err) }

// report names every list that could not be read, each cause once.
func (g *getRun) report() error {
	failed := g.troubles()
	for _, t := range failed {
		fmt.Fprintln(g.errs, "bkpui: "+g.env.Theme.Typed(ui.Clean(troubleLine(g.env, t))))
	}
	switch {
	case len(failed) == 0:
		return nil
	case !g.anything():
		return errors.New("nothing could be read")
	}
	return &PartialError{len(failed)}
}

// troubles are the lists that could not be read, and the accounts that no list reaches.
// What is wrong with an account is not said again of its lists.
func (g *getRun) troubles() []trouble {
	all := missingFrom(g.env, backup.Scope{}, g.asked())
	type cause struct {
		in      backup.Scope
		op, why string
	}
	said := map[cause]bool{}
	for _, t := range all {
		said[cause{in: backup.Scope{Account: t.part.Scope.Account}, why: string(t.err.Kind) + t.err.Message}] = true
	}
	for _, p := range slices.SortedFunc(maps.Keys(g.refused), compareParts) {
		err := g.refused[p]
		if p.Feed == "accounts" || p.Feed == "regions" || isOrganization(p) && refuses(err) {
			continue // the fleet's own are there, the organisation's was read account by account instead
		}
		why := string(err.Kind) + err.Message
		here, everywhere := cause{p.Scope, err.Op, why}, cause{in: backup.Scope{Account: p.Scope.Account}, why: why}
		if err.Kind == backup.Credentials {
			here = everywhere // they are missing in every Region, for every call
		}
		if !said[here] && !said[everywhere] {
			all = append(all, trouble{part: p, err: err})
		}
		said[here] = true
	}
	return all
}

// asked are the lists that were read or refused, without those of the fleet.
func (g *getRun) asked() []state.Part {
	var parts []state.Part
	for _, p := range slices.Concat(slices.Collect(maps.Keys(g.read)), slices.Collect(maps.Keys(g.refused))) {
		if p.Feed != "accounts" && p.Feed != "regions" {
			parts = append(parts, p)
		}
	}
	return parts
}

// anything reports whether anything could be read: a list, or where none was asked for an
// account.
func (g *getRun) anything() bool {
	asked := false
	for p, whole := range g.read {
		if p.Feed != "accounts" && p.Feed != "regions" {
			if asked = true; whole {
				return true
			}
		}
	}
	return !asked && slices.ContainsFunc(g.env.Fleet.Accounts, func(a backup.Account) bool {
		_, failed := accountTrouble(g.env, &a)
		return !failed && !a.Skipped
	})
}
