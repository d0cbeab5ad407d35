package views

import (
	"context"
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/ui"
)

// overview is the start view: where something is wrong, and what runs now.
func overview() Opener { return overviewView{} }

type overviewView struct{}

func (overviewView) actionKeys() []ui.Binding { return nil }

func (overviewView) Info() Info {
	return Info{Name: "overview", Aliases: []string{"ov"}, Number: "1", Tip: "What is wrong in the last 24 h by account and Region, and what runs now"}
}

func (overviewView) Check(filter, _ string) error {
	if filter != "" {
		return fmt.Errorf("overview takes no filter; try: jobs %s", filter)
	}
	return nil
}

func (overviewView) Complete(*Env, string) []string { return nil }

func (overviewView) get(*getRun) error { return &UsageError{noRecords("overview")} }

func (overviewView) Open(s *session, t Target) Screen {
	o := &overviewScreen{s: s, id: s.newID()}
	if last := s.summary; last != nil && last.focus.Equal(s.env.Focus) { // the last truth, until there is a newer one
		o.sum, o.lists, o.told = last, last.lists, last.told
	}
	for i := range o.cols {
		o.cols[i] = -1
	}
	o.ctx, o.cancel = context.WithCancel(s.ctx)
	return o
}

// overviewScreen is the hand-made start screen. Its numbers are computed in a
// command, at most once a second.
type overviewScreen struct {
	s      *session
	id     ScreenID
	ctx    context.Context
	cancel context.CancelFunc

	sum     *summary
	lists   lists     // of jobs
	told    []trouble // of all lists that the screen is made of
	known   knownLists
	version uint64 // of what the numbers come from
	rows    uint64 // the same, of rows alone
	focus   Focus
	working bool
	stale   bool
	last    time.Time
	due     time.Time // when the next is planned; zero = none is
	turn    turn

	at     spot            // the line under the cursor
	key    string          // what it is
	moved  bool            // the operator moved it; until then it stands on the first line
	hidden bool            // there is no room for any cause
	tops   [blockCount]int // first line shown of each block
	cols   [blockCount]int // what h and l chose in a line, −1 = all of it
}

func (o *overviewScreen) ID() ScreenID     { return o.id }
func (o *overviewScreen) Close()           { o.cancel() }
func (o *overviewScreen) Target() Target   { return Target{View: "overview"} }
func (o *overviewScreen) Crumbs() []string { return []string{"overview"} }
