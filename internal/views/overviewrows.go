package views

import (
	"cmp"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// accountRow is a line of the overview's grid.
type accountRow struct {
	id    backup.Text
	key   string // tells rows apart, also those of accounts whose ID is not known
	name  string
	why   string // why the whole account can't be read, "" when it can
	cells map[backup.Text]*tally
	worst int
}

// arrange groups the cells by account and puts the worst first.
func (s *summary) arrange(e *Env, cells map[backup.Scope]*tally) {
	rows := map[string]*accountRow{}
	regions := map[backup.Text]int{}
	row := func(a *backup.Account) *accountRow {
		r := rows[a.Key()]
		if r == nil {
			r = &accountRow{id: a.ID, key: a.Key(), name: accountLabel(e, a), cells: map[backup.Text]*tally{}}
			rows[r.key] = r
		}
		return r
	}
	for i := range e.Fleet.Accounts {
		a := &e.Fleet.Accounts[i]
		if a.Skipped || len(e.Focus.Accounts) > 0 && !slices.Contains(e.Focus.Accounts, a.ID) {
			continue
		}
		r := row(a)
		if t, ok := accountTrouble(e, a); ok {
			r.why, r.worst = t.why(), 400_000
		}
	}
	for sc, c := range cells {
		r := row(&backup.Account{ID: sc.Account})
		r.cells[sc.Region] = c
		r.worst = max(r.worst, c.worse())
		s.scopes++
		s.partly += oneIf(c.reading || c.stopped)
		if c.wrong() {
			regions[sc.Region] = max(regions[sc.Region], c.worse())
			continue
		}
		s.fine++
		s.unread += oneIf(c.reading || c.stopped)
	}
	for _, r := range rows {
		s.unfound += oneIf(len(r.cells) == 0 && r.why == "")
		if r.worst < leastWrong {
			s.quiet++
			continue
		}
		s.accounts = append(s.accounts, *r)
	}
	slices.SortFunc(s.accounts, func(a, b accountRow) int {
		return cmp.Or(-cmp.Compare(a.worst, b.worst), cmp.Compare(a.name, b.name), cmp.Compare(a.key, b.key))
	})
	for r := range regions {
		s.regions = append(s.regions, r)
	}
	slices.SortFunc(s.regions, func(a, b backup.Text) int {
		worst := 0
		if len(regions) > regionsAtOnce {
			worst = -cmp.Compare(regions[a], regions[b])
		}
		return cmp.Or(worst, cmp.Compare(a.String(), b.String()))
	})
}

// regionsAtOnce is how many Regions any screen shows side by side: these keep their
// places, more are put in order of need.
const regionsAtOnce = 4

// keepOrder puts the accounts that prev had into its order, new ones after them.
func (s *summary) keepOrder(prev *summary) {
	at := make(map[string]int, len(prev.accounts))
	for i, a := range prev.accounts {
		at[a.key] = i + 1
	}
	rank := func(a accountRow) int {
		if i := at[a.key]; i > 0 {
			return i
		}
		return len(prev.accounts) + 1
	}
	slices.SortStableFunc(s.accounts, func(a, b accountRow) int { return cmp.Compare(rank(a), rank(b)) })
}
