package views

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ui"
)

// Bindings are the keys of a table. Each also has its name after ":", since tmux,
// screen and flow control take some keys away.
func (l *list[V]) Bindings(e *Env) []ui.Binding {
	g := &l.grid
	move := func(do func()) func() tea.Cmd {
		return func() tea.Cmd { l.chose = place{}; do(); return nil }
	}
	// away leaves for what belongs to the row: the cursor is to be on it on the way back.
	away := func(to func(*V, *Env) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			l.grid.Hold() // to read the wrong page is no harm: only what acts on a row waits for a look
			return to(l.current(), l.s.env)
		}
	}
	return append(l.actions(e), []ui.Binding{
		{ID: "open", Keys: []string{"enter"}, Help: "open", Tip: "Follow the most natural link of the row", Group: "Go", Footer: 90, Why: l.needsRow, Run: away(l.enter)},
		{ID: "describe", Keys: []string{"d"}, Help: "describe", Tip: "The page of the row: all that AWS knows of it", Group: "Go", Footer: 50, Why: l.needsRow, Run: away(l.describe)},
		{ID: "json", Keys: []string{"y"}, Help: "JSON", Tip: "The JSON of the row, as AWS gave it", Group: "Go", Footer: 20, Why: l.needsRow, Run: away(l.openJSON)},
		{ID: "filter", Keys: []string{"/"}, Help: "filter", Tip: "Filter: words, col:value, !not, ~regexp, size>100GiB, age<7d", Group: "Find", Footer: 80, Run: l.promptFilter, RunArgs: l.filterBy, Args: "EXPRESSION"},
		{ID: "problems", Keys: []string{"!"}, Help: "problems", Tip: "Only what needs a look", Group: "Find", Footer: 40, Why: l.needsProblem, Run: l.toggleProblems},
		{ID: "sort", Keys: []string{"s"}, Help: "sort", Tip: "Sort by the next column", Group: "Find", Footer: 15, Run: l.sortNext, RunArgs: l.sortBy, Args: "COLUMN", Values: func(string) []string { return l.columnNames() }},
		{ID: "reverse", Keys: []string{"S"}, Help: "reverse", Tip: "Reverse the order", Group: "Find", Run: l.reverse},
		{ID: "down", Keys: []string{"j", "down"}, Help: "down", Tip: "One row down", Group: "Move", Palette: "-", Run: move(func() { g.Move(1) })},
		{ID: "up", Keys: []string{"k", "up"}, Help: "up", Tip: "One row up", Group: "Move", Palette: "-", Run: move(func() { g.Move(-1) })},
		{ID: "top", Keys: []string{"g", "home"}, Help: "top", Tip: "First row", Group: "Move", Run: move(g.Top)},
		{ID: "bottom", Keys: []string{"G", "end"}, Help: "bottom", Tip: "Last row", Group: "Move", Run: move(g.Bottom)},
		{ID: "half-down", Keys: []string{"ctrl+d"}, Help: "half page down", Tip: "Half a page down", Group: "Move", Run: move(func() { g.Half(1) })},
		{ID: "half-up", Keys: []string{"ctrl+u"}, Help: "half page up", Tip: "Half a page up", Group: "Move", Run: move(func() { g.Half(-1) })},
		{ID: "page-down", Keys: []string{"pgdown"}, Help: "page down", Tip: "A page down", Group: "Move", Run: move(func() { g.Page(1) })},
		{ID: "page-up", Keys: []string{"pgup"}, Help: "page up", Tip: "A page up", Group: "Move", Run: move(func() { g.Page(-1) })},
		{ID: "right", Keys: []string{"l", "right"}, Help: "columns right", Tip: "Columns further right", Group: "Move", Palette: "-", Run: move(func() { g.Scroll(1) })},
		{ID: "left", Keys: []string{"h", "left"}, Help: "columns left", Tip: "Columns further left", Group: "Move", Palette: "-", Run: move(func() { g.Scroll(-1) })},
		{ID: "mark", Keys: []string{"space"}, Help: "mark", Tip: "Mark the row, and down", Group: "Mark", Footer: 30, Why: l.needsRow, Run: move(l.mark)},
		{ID: "mark-all", Keys: []string{"*"}, Help: "mark all", Tip: "Mark every row that matches the filter", Group: "Mark", Palette: "mark all", Run: l.markAll},
		{ID: "mark-range", Help: "mark range", Tip: "Mark from the last marked row to this one", Group: "Mark", Palette: "mark range", Why: l.needsRow, Run: move(g.MarkRange)},
		{ID: "unmark", Keys: []string{"u"}, Help: "unmark", Tip: "Unmark all; again: undo", Group: "Mark", Run: move(g.Unmark)},
		{ID: "clip", Keys: []string{"c"}, Help: "clip", Tip: "Copy the ID or ARN to the clipboard, of all marked rows where there are", Group: "Use", Footer: 35, Why: l.needsRow, Run: l.clip},
		{ID: "console", Keys: []string{"o"}, Help: "console", Tip: "The AWS console's address of the row, copied too", Group: "Use", Why: l.needsURL, Run: l.console},
		{ID: "track", Keys: []string{"t"}, Help: "track", Tip: "Follow a running job: its end is said and rings the bell; again: let go", Group: "Use", Why: l.needsJob, Run: l.trackJob},
		{ID: "save", Help: "save", Tip: "Save the table as CSV, JSON lines, JSON or YAML, by the file's ending", Group: "Use", Args: "FILE", RunArgs: l.save, Run: func() tea.Cmd { return l.save("") }},
		{ID: "wide", Keys: []string{"w"}, Help: "wide", Tip: "All columns, h and l scroll them", Group: "Use", Run: l.toggleWide},
		{ID: "focus", Keys: []string{"f"}, Help: "focus", Tip: "Narrow every view to these accounts or Regions; again: all", Group: "Use", Footer: l.focusFooter(), Why: l.needsFocus, Run: l.setFocus},
	}...)
}

func (l *list[V]) needsRow() string {
	if l.current() == nil {
		return noRow
	}
	return ""
}

func (l *list[V]) needsProblem() string {
	if l.res.Problem == nil {
		return "this view knows no problems"
	}
	return ""
}

func (l *list[V]) needsURL() string {
	if l.res.URL == nil {
		return "the AWS console has no page for this"
	}
	return l.needsRow()
}

func (l *list[V]) enter(v *V, e *Env) tea.Cmd {
	if l.res.Enter != nil {
		if t, ok := l.res.Enter(v, e); ok {
			l.s.follow(t)
			return nil
		}
	}
	return l.describe(v, e)
}

func (l *list[V]) describe(v *V, e *Env) tea.Cmd {
	if l.res.Page != nil {
		if t, ok := l.res.Page(v, e); ok {
			l.s.follow(t)
			return nil
		}
	}
	l.s.push(l.openRow(v, e))
	return nil
}

func (l *list[V]) mark() {
	if l.hold() {
		l.grid.ToggleMark()
		l.grid.Move(1)
	}
}

func (l *list[V]) markAll() tea.Cmd {
	l.grid.MarkShown()
	total, _ := l.grid.MarkCount()
	l.s.say(ui.Plain, ui.Count(total)+" marked")
	return nil
}

func (l *list[V]) clip() tea.Cmd {
	var ids []string
	for _, v := range l.chosen() {
		ids = append(ids, l.res.idOf(v))
	}
	return l.s.clip(strings.Join(ids, "\n"), len(ids))
}

func (l *list[V]) console() tea.Cmd {
	return l.s.address(l.res.URL(l.current(), l.s.env))
}

func (l *list[V]) toggleWide() tea.Cmd {
	l.wide = !l.wide
	l.pickColumns()
	l.grid.Wide(l.wide)
	return nil
}

func (l *list[V]) toggleProblems() tea.Cmd {
	l.ask.problems = !l.ask.problems
	l.pickColumns()
	l.grid.Scroll(-len(l.columns)) // the columns that say what is wrong stand in front
	return tea.Batch(l.sift(l.s.env), l.derive(l.s.env))
}
