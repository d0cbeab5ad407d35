package views

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
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

func (overviewView) get(*getRun) error { return &UsageError{"overview is a screen; it has no records"} }

func (overviewView) Open(s *session, t Target) Screen {
	o := &overviewScreen{s: s, id: s.newID(), col: -1}
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
	lists   lists
	version uint64
	focus   Focus
	working bool
	stale   bool
	last    time.Time

	at  int // line under the cursor: accounts first, then running jobs
	col int // Region under the cursor, −1 = the whole account
	top int // first account line shown
}

func (o *overviewScreen) ID() ScreenID     { return o.id }
func (o *overviewScreen) Close()           { o.cancel() }
func (o *overviewScreen) Target() Target   { return Target{View: "overview"} }
func (o *overviewScreen) Crumbs() []string { return []string{"overview"} }

func (o *overviewScreen) Needs(e *Env) []state.Part {
	var parts []state.Part
	for _, feed := range jobFeeds() {
		parts = append(parts, jobParts(e, Target{}, feed)...)
	}
	return parts
}

func (o *overviewScreen) Refresh(e *Env) tea.Cmd {
	parts := o.Needs(e)
	o.lists.update(e, parts)
	version := e.Snap.FeedVersion(append(jobFeeds(), "accounts", "regions")...)
	if o.sum != nil && version == o.version && o.focus.Equal(e.Focus) {
		return nil
	}
	if o.working {
		o.stale = true
		return nil
	}
	return o.compute(e, parts, version)
}

// summaryEvery is how often the numbers are computed at most.
const summaryEvery = time.Second

func (o *overviewScreen) compute(e *Env, parts []state.Part, version uint64) tea.Cmd {
	o.working, o.stale, o.version, o.focus = true, false, version, e.Focus
	wait := summaryEvery - time.Since(o.last)
	if o.sum == nil || !o.lists.read() {
		wait = min(wait, summaryEvery/4) // while it fills, look more often
	}
	ctx, id := o.ctx, o.id
	return func() tea.Msg {
		if wait > 0 {
			t := time.NewTimer(wait)
			defer t.Stop()
			select {
			case <-ctx.Done():
				return nil
			case <-t.C:
			}
		}
		return result{to: id, value: summarize(e, parts)}
	}
}

func (o *overviewScreen) Handle(e *Env, msg tea.Msg) tea.Cmd {
	r, ok := msg.(result)
	if !ok {
		return nil
	}
	sum, ok := r.value.(*summary)
	if !ok {
		return nil
	}
	if o.sum != nil && o.lists.loading {
		sum.keepOrder(o.sum) // lines do not jump about while the numbers come in
	}
	o.follow(sum)
	o.sum, o.working, o.last = sum, false, time.Now()
	if o.stale {
		return o.Refresh(e)
	}
	return nil
}

// follow keeps the cursor on its account or job when the order changes.
func (o *overviewScreen) follow(next *summary) {
	if o.sum == nil {
		return
	}
	n := len(o.sum.accounts)
	switch {
	case o.at < n:
		key := o.sum.accounts[o.at].key
		if i := slices.IndexFunc(next.accounts, func(a accountRow) bool { return a.key == key }); i >= 0 && o.at > 0 {
			o.at = i
		}
	case o.at-n < len(o.sum.running):
		id := o.sum.running[o.at-n].ID
		i := slices.IndexFunc(next.running, func(j backup.Job) bool { return j.ID == id })
		o.at = len(next.accounts) + max(i, 0)
	}
	if o.col >= 0 && o.col < len(o.sum.regions) {
		o.col = slices.Index(next.regions, o.sum.regions[o.col])
	}
	o.at = min(o.at, max(len(next.accounts)+len(next.running)-1, 0))
}

// Status says how much is behind the numbers.
func (o *overviewScreen) Status(e *Env) []ui.Piece {
	if o.sum == nil || len(o.lists.parts) == 0 {
		return nil
	}
	words := "24 h " + e.Theme.Sign(ui.Dot) + " "
	if o.lists.oldest.IsZero() { // nothing was read, which is not 0 jobs
		words += "not read"
	} else {
		words += fmt.Sprintf("%s jobs, %s failed", ui.Count(o.sum.total.jobs), ui.Count(o.sum.total.failed))
	}
	if o.lists.stopped {
		words += " so far " + e.Theme.Sign(ui.Refused) + " stopped, ctrl+r reads on"
	} else if o.lists.loading {
		words += fmt.Sprintf(" %s %s to read", e.Theme.Sign(ui.Loading), counted2(o.lists.reading, "list", "lists"))
	}
	return []ui.Piece{{Text: words, Tone: ui.Muted}}
}

// Freshness sums up the lists for the title line.
func (o *overviewScreen) Freshness(e *Env) freshness { return o.lists.freshness(e) }

// Back undoes nothing: what the start view reads is what every other view needs, and
// esc is pressed there by reflex.
func (o *overviewScreen) Back(*Env) (tea.Cmd, bool) { return nil, false }

func (o *overviewScreen) move(lines, cols int) func() tea.Cmd {
	return func() tea.Cmd {
		if o.sum != nil {
			o.at = min(max(o.at+lines, 0), max(len(o.sum.accounts)+len(o.sum.running)-1, 0))
			o.col = min(max(o.col+cols, -1), len(o.sum.regions)-1)
		}
		return nil
	}
}

func (o *overviewScreen) Bindings(*Env) []ui.Binding {
	return []ui.Binding{
		{ID: "open", Keys: []string{"enter"}, Help: "open", Tip: "The jobs behind the cell, or the running job", Group: "Go", Footer: 90, Run: o.enter},
		{ID: "filter", Keys: []string{"/"}, Help: "filter jobs", Tip: "All jobs, through a filter", Group: "Go", Footer: 35, Args: "EXPRESSION", Run: o.filterJobs, RunArgs: func(args string) tea.Cmd { o.s.open(Target{View: "jobs", Filter: args}); return nil }},
		{ID: "down", Keys: []string{"j", "down"}, Tip: "One line down", Group: "Move", Palette: "-", Run: o.move(1, 0)},
		{ID: "up", Keys: []string{"k", "up"}, Tip: "One line up", Group: "Move", Palette: "-", Run: o.move(-1, 0)},
		{ID: "right", Keys: []string{"l", "right"}, Tip: "Next Region", Group: "Move", Palette: "-", Run: o.move(0, 1)},
		{ID: "left", Keys: []string{"h", "left"}, Tip: "Previous Region, then the whole account", Group: "Move", Palette: "-", Run: o.move(0, -1)},
		{ID: "top", Keys: []string{"g", "home"}, Tip: "First line", Group: "Move", Run: o.move(-1<<30, 0)},
		{ID: "bottom", Keys: []string{"G", "end"}, Tip: "Last line", Group: "Move", Run: o.move(1<<30, 0)},
		{ID: "half-down", Keys: []string{"ctrl+d", "pgdown"}, Tip: "Half a page down", Group: "Move", Run: o.move(10, 0)},
		{ID: "half-up", Keys: []string{"ctrl+u", "pgup"}, Tip: "Half a page up", Group: "Move", Run: o.move(-10, 0)},
	}
}

// filterJobs opens the jobs with the filter line open.
func (o *overviewScreen) filterJobs() tea.Cmd {
	o.s.open(Target{View: "jobs"})
	if l, ok := o.s.top().(interface{ promptFilter() tea.Cmd }); ok {
		return l.promptFilter()
	}
	return nil
}

// enter opens what is behind the cursor: the failed jobs of the cell where there
// are any, else all its jobs; the list that can't be read in health.
func (o *overviewScreen) enter() tea.Cmd {
	if o.sum == nil {
		return nil
	}
	if i := o.at - len(o.sum.accounts); i >= 0 {
		if i < len(o.sum.running) {
			o.s.open(jobPage(&o.sum.running[i]))
		}
		return nil
	}
	a := &o.sum.accounts[o.at]
	if a.id.Empty() {
		o.s.open(Target{View: "accounts"})
		return nil
	}
	t := Target{View: "jobs", Title: a.name, Filter: "account:" + a.id.String()}
	if o.col >= 0 {
		region := o.sum.regions[o.col]
		t.Filter += " region:" + region.String()
		t.Title += "/" + region.String()
		if c := a.cells[region]; c != nil && c.err != nil && c.failed == 0 {
			t = Target{View: "health", Filter: "account:" + a.id.String() + " region:" + region.String(), Title: t.Title}
		}
	}
	if a.failed(o.region()) > 0 {
		t.Filter += " " + problemField + ":true created>=" + o.s.env.Now.Add(-overviewWindow).Time().Format("2006-01-02T15:04")
	}
	o.s.open(t)
	return nil
}

// region returns the Region under the cursor, empty for the whole account.
func (o *overviewScreen) region() backup.Text {
	if o.col < 0 || o.col >= len(o.sum.regions) {
		return backup.Text{}
	}
	return o.sum.regions[o.col]
}

// failed counts the jobs that went wrong in a Region, in all for the empty one.
func (a *accountRow) failed(region backup.Text) int {
	n := 0
	for r, c := range a.cells {
		if region.Empty() || r == region {
			n += c.failed + c.issues
		}
	}
	return n
}
