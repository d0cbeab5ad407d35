package views

import (
	"fmt"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
)

// fleetTroubles are the accounts in focus that nothing can be read of, and why: the lists
// of every view lack what is in them.
func fleetTroubles(e *Env) []trouble {
	var out []trouble
	for i := range e.Fleet.Accounts {
		a := &e.Fleet.Accounts[i]
		if a.Skipped || len(e.Focus.Accounts) > 0 && !slices.Contains(e.Focus.Accounts, a.ID) {
			continue
		}
		if t, ok := accountTrouble(e, a); ok {
			out = append(out, t)
		}
	}
	if err := accountsErr(e); err != nil && !slices.ContainsFunc(out, func(t trouble) bool { return sameCause(t.err, err) }) {
		out = append(out, trouble{part: accountsPart(), err: err})
	}
	return out
}

// missingFrom are the accounts that nothing can be read of and that a table lacks, and why. One
// that is narrowed to an account lacks no other, and the organisation's lists name the jobs of
// every account, whoever refuses its role.
func missingFrom(e *Env, in backup.Scope, parts []state.Part) []trouble {
	all := fleetTroubles(e)
	whole := len(parts) > 0 && !slices.ContainsFunc(parts, func(p state.Part) bool { return !isOrganization(p) || e.Health(p).Err != nil })
	return slices.DeleteFunc(all, func(t trouble) bool {
		if !in.Account.Empty() {
			return t.part.Scope.Account != in.Account
		}
		return whole && t.part != accountsPart()
	})
}

// accountsErr is why the accounts could not be listed to the end.
func accountsErr(e *Env) *backup.Error {
	if err := e.refused[accountsPart()]; err != nil {
		return err
	}
	return e.Fleet.Err
}

// accountTrouble says why an account can't be read.
func accountTrouble(e *Env, a *backup.Account) (trouble, bool) {
	t := trouble{part: accountsPart(), who: accountLabel(e, a), profile: a.Home && a.ID.Empty()}
	if !a.ID.Empty() {
		t.part = regionsPart(a.ID)
		if h := e.Health(t.part); h.Err != nil {
			t.err, t.since = h.Err, h.Since
			return t, true
		}
	}
	if a.Trouble == "" {
		return trouble{}, false
	}
	t.err = &backup.Error{Kind: a.Trouble, Action: a.Refused.String(), Scope: t.part.Scope, Message: a.Why.String(), Remedy: a.Remedy.String()}
	if nobody(a) {
		t.line = nobodyWords(e, a)
	}
	return t, true
}

// nobody reports whether a row is a name that was asked for and that no account has.
func nobody(a *backup.Account) bool { return a.ID.Empty() && !a.Home }

func nobodyWords(e *Env, a *backup.Account) string {
	words := fmt.Sprintf("no account of the organisation is called %q", a.Name)
	var names []string
	for i := range e.Fleet.Accounts {
		if b := &e.Fleet.Accounts[i]; !b.ID.Empty() {
			names = append(names, b.Name.String(), b.ID.String())
		}
	}
	if near := query.Nearest(a.Name.String(), names); near != "" {
		words += "; did you mean " + near + "?"
	} else if len(names) > 0 {
		words += "; :accounts lists those that there are"
	}
	return words
}

// accountLabel names an account for people, also one whose ID is not known.
func accountLabel(e *Env, a *backup.Account) string {
	switch {
	case !a.ID.Empty():
		return e.AccountName(a.ID)
	case !a.Home:
		return a.Name.String()
	case !a.Profile.Empty():
		return "profile " + a.Profile.String()
	}
	return "default"
}

// sameCause reports whether two errors would be mended by the same.
func sameCause(a, b *backup.Error) bool {
	return a.Kind == b.Kind && a.Message == b.Message && a.Remedy == b.Remedy
}

// refuseScopes gives every account that can't be read a cell in each Region of the fleet: what
// can't be read has to be seen and counted, also where the organisation's lists tell some of it.
func refuseScopes(e *Env, cells map[backup.Scope]*tally) {
	var regions []backup.Text
	for i := range e.Fleet.Accounts {
		a := &e.Fleet.Accounts[i]
		if a.Skipped || a.ID.Empty() {
			continue
		}
		t, ok := accountTrouble(e, a)
		if !ok {
			continue
		}
		if regions == nil {
			regions = e.Fleet.regionNames()
		}
		for _, region := range regions {
			in := backup.Scope{Account: a.ID, Region: region}
			if !e.Focus.Has(in) {
				continue
			}
			if cells[in] == nil {
				cells[in] = &tally{}
			}
			cells[in].err = t.err
		}
	}
}
