package views

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// KeySet is what the keys do in one kind of place.
type KeySet struct {
	Place    string
	Bindings []ui.Binding
}

// Keys returns the keys and commands of every kind of place, from the bindings that
// act on them, for the documentation. They are for reading: there is no console
// behind them that they could act on.
func Keys() []KeySet {
	s := &session{ctx: context.Background(), views: Catalog(), env: emptyEnv(), asks: make([]AskMFA, 1)}
	table := &list[backup.Account]{s: s, res: &Resource[backup.Account]{Name: "accounts"}}
	sets := []KeySet{
		{"Everywhere", s.global()},
		{"In a table", table.Bindings(s.env)},
		{"On the overview", (&overviewScreen{s: s}).Bindings(s.env)},
		{"On the page of a thing", (&page{s: s}).Bindings(s.env)},
		{"In a text", (&textScreen{s: s, pager: ui.NewPager("")}).Bindings(s.env)},
		{"In a form", append((&wizard{s: s, act: newRestoring(s, backup.Thing{})}).ownKeys(), ui.NewForm("Review").Bindings()...)},
		{"On a review", (&wizard{s: s, stage: reviewing, review: &review{}}).Bindings(s.env)},
	}
	for _, v := range s.views {
		if keys := v.actionKeys(); len(keys) > 0 {
			sets = append(sets, KeySet{"In the view " + v.Info().Name, keys})
		}
	}
	return sets
}
