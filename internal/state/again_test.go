package state

import (
	"context"
	"iter"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// twice answers lists whose rows come a second time when more is known of them.
type twice struct {
	*fakeAWS
	accounts   [][]backup.Account
	plans      [][]backup.Plan
	selections [][]backup.Selection
}

// slowly yields pages a second apart.
func slowly[V any](pages [][]V) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) {
		for _, rows := range pages {
			if !yield(slices.Clone(rows), nil) {
				return
			}
			time.Sleep(time.Second)
		}
	}
}

func (f *twice) Accounts(context.Context) iter.Seq2[[]backup.Account, error] {
	return slowly(f.accounts)
}

func (f *twice) Plans(context.Context, backup.Scope) iter.Seq2[[]backup.Plan, error] {
	return slowly(f.plans)
}

func (f *twice) Selections(context.Context, backup.Scope, string) iter.Seq2[[]backup.Selection, error] {
	return slowly(f.selections)
}

// watchTwice runs test in a bubble with a Poller at work on f.
func watchTwice(t *testing.T, f *twice, test func(*console)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		store := NewStore()
		c := &console{NewPoller(store, f, Feeds(), PollerOptions{}), t, f.fakeAWS, store, make(chan error, 1)}
		go func() { c.ended <- c.Run(ctx) }()
		defer func() {
			cancel()
			if err := <-c.ended; err != nil {
				t.Errorf("Run: %v", err)
			}
		}()
		test(c)
	})
}

func newTwice() *twice {
	id, version := backup.Intern("one"), backup.Intern("v1")
	named := backup.Account{ID: id, Name: backup.Intern("payments"), State: backup.Intern("ACTIVE"), Management: true}
	return &twice{
		fakeAWS:    newFake(),
		accounts:   [][]backup.Account{{{ID: id}}, {named}},
		plans:      [][]backup.Plan{{{ID: id, Version: version, Rules: -1, Selections: -1}}, {{ID: id, Version: version, Rules: 2, Selections: 3, NextRun: 5}}},
		selections: [][]backup.Selection{{{ID: id, Resources: -1, Tags: -1}}, {{ID: id, Resources: 2, Tags: 1, Summary: backup.Intern("2 ARNs")}}},
	}
}

func TestStreamGivesARowThatComesTwiceOnceWithAllThatIsKnown(t *testing.T) {
	f := newTwice()
	in := func(feed string) Part { return Part{Feed: feed, Scope: home, Arg: "plan"} }
	onlyLast(t, f, in("accounts"), f.accounts)
	onlyLast(t, f, in("plans"), f.plans)
	onlyLast(t, f, in("selections"), f.selections)
}

func onlyLast[V comparable](t *testing.T, f *twice, p Part, pages [][]V) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var got []V
		for rows, err := range Stream[V](t.Context(), f, p.Feed, p) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, rows...)
		}
		if !slices.Equal(got, pages[1]) {
			t.Errorf("%s: %+v, want %+v", p.Feed, got, pages[1])
		}
	})
}

func TestWhatIsKnownOfARowStaysWhileItsListIsReadAgain(t *testing.T) {
	f := newTwice()
	parts := []Part{{Feed: "accounts"}, {Feed: "plans", Scope: home}, {Feed: "selections", Scope: home, Arg: "plan"}}
	watchTwice(t, f, func(c *console) {
		c.Want(parts)
		c.after(10 * time.Second)
		c.Refresh(parts)
		for range 30 {
			c.after(100 * time.Millisecond)
			a, p, s := rowsOf[backup.Account](c, parts[0]), rowsOf[backup.Plan](c, parts[1]), rowsOf[backup.Selection](c, parts[2])
			if !slices.Equal(a, f.accounts[1]) || !slices.Equal(p, f.plans[1]) || !slices.Equal(s, f.selections[1]) {
				t.Fatalf("while they are read again: %+v, %+v, %+v", a, p, s)
			}
		}
	})
}

func TestCountsOfAPlanThatWasChangedAreNotThoseOfItsOldVersion(t *testing.T) {
	f := newTwice()
	part := Part{Feed: "plans", Scope: home}
	watchTwice(t, f, func(c *console) {
		c.Want([]Part{part})
		c.after(10 * time.Second)
		changed := f.plans[1][0]
		changed.Version, changed.Rules, changed.Selections = backup.Intern("v2"), -1, -1
		f.plans = [][]backup.Plan{{changed}}
		c.Refresh([]Part{part})
		c.after(10 * time.Second)
		if got := rowsOf[backup.Plan](c, part); !slices.Equal(got, f.plans[0]) {
			t.Errorf("%+v", got)
		}
	})
}
