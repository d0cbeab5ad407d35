package views

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// Status says how much is behind the numbers.
func (o *overviewScreen) Status(e *Env) []ui.Piece {
	if o.sum == nil || len(o.lists.parts) == 0 {
		return nil
	}
	e = o.together(e)
	words := "24 h " + e.Theme.Sign(ui.Dot) + " "
	switch {
	case o.lists.oldest.IsZero(): // nothing was read, which is not 0 jobs
		words += "not read"
	case o.sum.total.jobs == 0 && o.lists.loading:
		return []ui.Piece{{Text: words + "reading the jobs", Tone: ui.Muted}} // none yet is not 0 jobs
	default:
		words += fmt.Sprintf("%s jobs, %s failed", ui.Count(o.sum.total.jobs), ui.Count(o.sum.total.failed))
	}
	if o.lists.stopped {
		words += " so far " + e.Theme.Sign(ui.Stopped) + " stopped, ctrl+r reads on"
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
		{ID: "known", Help: "known", Tip: knownTip, Group: "Use", Args: "REASON", Why: o.needsCause, RunArgs: o.silence},
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
