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

	at    spot            // the line under the cursor
	key   string          // what it is
	moved bool            // the operator moved it; until then it stands on the first line
	tops  [blockCount]int // first line shown of each block
	cols  [blockCount]int // what h and l chose in a line, −1 = all of it
}

func (o *overviewScreen) ID() ScreenID     { return o.id }
func (o *overviewScreen) Close()           { o.cancel() }
func (o *overviewScreen) Target() Target   { return Target{View: "overview"} }
func (o *overviewScreen) Crumbs() []string { return []string{"overview"} }

// Needs are the jobs of every scope, their daily counts, and the vaults of a fleet that is
// small enough.
func (o *overviewScreen) Needs(e *Env) []state.Part {
	k := o.name(e)
	if len(e.Scopes()) <= scopesWatched {
		return k.needs
	}
	if v := e.Causes.version(); k.with == nil || k.sought != v {
		if seeking := seekingParts(e); k.with == nil || !slices.Equal(seeking, k.with[:k.seeking]) {
			k.with, k.seeking = slices.Concat(seeking, k.needs), len(seeking)
		}
		k.sought = v
	}
	return k.with
}

// seekingMost bounds how many scopes' vaults are read for the causes whose root is being
// looked up: a call or two each, and the worst causes come first.
const seekingMost = 200

// seekingParts are the vaults that tell what the causes hang on that nobody knows yet.
func seekingParts(e *Env) []state.Part {
	if e.Causes == nil {
		return nil
	}
	var parts []state.Part
	have := map[backup.Scope]bool{}
	for _, f := range e.Causes.rows {
		if !f.of().Diagnosis.Seeking() {
			continue
		}
		for _, in := range f.of().Scopes {
			if len(parts) == seekingMost {
				return parts
			}
			if !have[in] {
				have[in] = true
				parts = append(parts, vaultsPart(in))
			}
		}
	}
	return parts
}

// knownLists are the lists of a fleet by name; naming those of thousands of scopes takes
// longer than a frame may.
type knownLists struct {
	fleet *Fleet
	focus Focus
	jobs  []state.Part
	trend []state.Part
	needs []state.Part // all of them
	org   []state.Part // of them, the lists of the whole organisation

	with    []state.Part // the needs, after what the causes of a moment need
	seeking int          // how many these are
	sought  uint64       // that moment
}

// name names the lists. They change with the fleet, and when AWS refuses those of the
// organisation.
func (o *overviewScreen) name(e *Env) *knownLists {
	k := &o.known
	refused := func(p state.Part) bool { return refuses(e.Health(p).Err) }
	if k.fleet != nil && k.fleet == e.Fleet && k.focus.Equal(e.Focus) && !slices.ContainsFunc(k.org, refused) {
		return k
	}
	*k = knownLists{fleet: e.Fleet, focus: e.Focus, jobs: jobParts(e, Target{}, jobFeeds()...), trend: trendParts(e)}
	k.needs = slices.Concat(k.jobs, k.trend)
	for _, p := range k.needs {
		if isOrganization(p) || p.Scope.Account.String() == backup.Organization {
			k.org = append(k.org, p)
		}
	}
	if len(e.Scopes()) <= scopesWatched {
		k.needs = append(k.needs, vaultParts(e, Target{})...)
	}
	return k
}

// scopesWatched is in how many scopes the start view reads the vaults, for locks that become
// permanent, and the daily counts where the organisation's are refused: a few calls each. Of a
// larger fleet it reads those that causes hang on, and knows those that other views have read.
const scopesWatched = 100

// Refresh takes what changed, and computes anew where the numbers depend on it.
func (o *overviewScreen) Refresh(e *Env) tea.Cmd {
	known := o.name(e)
	if len(known.jobs) <= listsAtOnce {
		o.lists.update(e, known.jobs)
	}
	o.tell(e)
	o.settle(e)
	at := e.Causes.moment(e)
	version := at.Snap.FeedVersion(summaryFeeds()...)
	if o.sum != nil && version == o.version && o.focus.Equal(e.Focus) && (e.Causes == nil || o.sum.causes.of(e.Causes)) {
		return nil
	}
	if o.working {
		o.stale = true
		return nil
	}
	return o.compute(at, *known, version)
}

// listsAtOnce is how many lists are summed up between two keys; the state of more comes with
// the numbers.
const listsAtOnce = 1000

// summaryFeeds are the tables that the numbers come from.
func summaryFeeds() []string {
	return slices.Concat(jobFeeds(), summaryFeedNames(), []string{"accounts", "regions", "vaults", "points"})
}

// The numbers are computed once a second at most, more often while the first of them come in,
// seldom when no row has changed, and in a fifth of the time at most where that takes long.
const (
	summaryEvery = time.Second
	summaryIdle  = 5 * time.Second
	summaryRest  = 4
)

// pause is how long after the last the next computation begins.
func (o *overviewScreen) pause(e *Env, rows uint64) time.Duration {
	switch {
	case o.sum == nil:
		return 0
	case o.lists.reading > 0 || o.lists.stopped:
		return max(summaryEvery/4, summaryRest*o.sum.took)
	case rows == o.rows && o.focus.Equal(e.Focus) && len(o.lists.failed) == 0:
		return summaryIdle
	}
	return max(summaryEvery, summaryRest*o.sum.took)
}

func (o *overviewScreen) compute(e *Env, known knownLists, version uint64) tea.Cmd {
	rows := e.Snap.RowVersion(summaryFeeds()...)
	wait := o.pause(e, rows) - time.Since(o.last)
	o.working, o.stale, o.version, o.rows, o.focus = true, false, version, rows, e.Focus
	ctx, id, prev := o.ctx, o.id, o.sum
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
		sum := summarize(ctx, e, &known, prev)
		if sum == nil {
			return nil
		}
		return result{to: id, value: sum}
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
	o.keepRegion(sum)
	if len(o.known.jobs) > listsAtOnce {
		o.lists = sum.lists
	}
	o.sum, o.working, o.last, o.s.summary = sum, false, time.Now(), sum
	o.tell(e)
	o.settle(e)
	if o.stale {
		return o.Refresh(e)
	}
	return nil
}

// tell takes what can't be read of the jobs and of the vaults whose keys and locks the screen
// tells: it counts what the failures count.
func (o *overviewScreen) tell(e *Env) {
	k := &o.known
	failed, own := o.lists.failed, o.lists.own
	vaults := slices.Concat(k.with[:max(len(k.with)-len(k.needs), 0)], k.needs[len(k.jobs):])
	for _, p := range vaults {
		if h := e.Health(p); p.Feed == "vaults" && h.Err != nil {
			failed = slices.Insert(slices.Clip(failed), own, trouble{part: p, err: h.Err, since: h.Since})
			own++
		}
	}
	o.told = toTell(failed, own)
	if o.sum != nil {
		o.sum.told = o.told
	}
}

// Status says how much is behind the numbers.
func (o *overviewScreen) Status(e *Env) []ui.Piece {
	if o.sum == nil || len(o.lists.parts) == 0 {
		return nil
	}
	e = o.together(e)
	words := "24 h " + e.Theme.Sign(ui.Dot) + " "
	if o.lists.oldest.IsZero() { // nothing was read, which is not 0 jobs
		words += "not read"
	} else {
		words += fmt.Sprintf("%s jobs, %s failed", ui.Count(o.sum.total.jobs), ui.Count(o.sum.total.failed))
	}
	if o.lists.stopped {
		words += " so far " + e.Theme.Sign(ui.Refused) + " stopped, ctrl+r reads on"
	} else if o.lists.loading {
		words += " " + e.Theme.Sign(ui.Loading) + " " + o.sum.leftWords(e)
	}
	return []ui.Piece{{Text: words, Tone: ui.Muted}}
}

// leftWords say how many lists are still to be read before the numbers are those of the window:
// the same as the head of what failed does. Further back they are read for other views.
func (s *summary) leftWords(e *Env) string {
	switch c := e.Causes; {
	case c == nil || c.window != overviewWindow:
		return counted2(s.lists.reading, "list", "lists") + " to read"
	case c.reading > 0:
		return counted2(c.reading, "list", "lists") + " to read"
	}
	return "reading further back"
}

// Freshness sums up the lists for the title line.
func (o *overviewScreen) Freshness(e *Env) freshness {
	f := o.lists.freshness(e)
	f.unread = len(o.told)
	f.loading = f.loading || o.sum == nil // nothing is shown that could be live
	return f
}

// Back undoes nothing: what the start view reads is what every other view needs, and
// esc is pressed there by reflex.
func (o *overviewScreen) Back(*Env) (tea.Cmd, bool) { return nil, false }

func (o *overviewScreen) Bindings(*Env) []ui.Binding {
	return []ui.Binding{
		{ID: "open", Keys: []string{"enter"}, Help: "open", Tip: "What is behind the line: the cause and its remedy, the jobs of a cell or a day, the job, the vault", Group: "Go", Footer: 90, Run: o.enter},
		{ID: "filter", Keys: []string{"/"}, Help: "filter jobs", Tip: "All jobs, through a filter", Group: "Go", Footer: 35, Args: "EXPRESSION", Run: o.filterJobs, RunArgs: func(args string) tea.Cmd { o.s.open(Target{View: "jobs", Filter: args}); return nil }},
		{ID: "track", Keys: []string{"t"}, Help: "track", Tip: "Follow a running job: its end is said and rings the bell; again: let go", Group: "Use", Why: o.needsRunning, Run: o.track},
		{ID: "down", Keys: []string{"j", "down"}, Tip: "One line down", Group: "Move", Palette: "-", Run: o.move(1)},
		{ID: "up", Keys: []string{"k", "up"}, Tip: "One line up", Group: "Move", Palette: "-", Run: o.move(-1)},
		{ID: "right", Keys: []string{"l", "right"}, Tip: "Next Region or day", Group: "Move", Palette: "-", Run: o.across(1)},
		{ID: "left", Keys: []string{"h", "left"}, Tip: "Previous Region or day, then all of them", Group: "Move", Palette: "-", Run: o.across(-1)},
		{ID: "next-block", Keys: []string{"tab"}, Tip: "Next part of the overview", Group: "Move", Palette: "-", Run: o.nextBlock},
		{ID: "top", Keys: []string{"g", "home"}, Tip: "First line", Group: "Move", Run: o.move(-1 << 30)},
		{ID: "bottom", Keys: []string{"G", "end"}, Tip: "Last line", Group: "Move", Run: o.move(1 << 30)},
		{ID: "half-down", Keys: []string{"ctrl+d", "pgdown"}, Tip: "Half a page down", Group: "Move", Run: o.move(10)},
		{ID: "half-up", Keys: []string{"ctrl+u", "pgup"}, Tip: "Half a page up", Group: "Move", Run: o.move(-10)},
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
