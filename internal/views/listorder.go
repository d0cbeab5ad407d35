package views

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// pickColumns chooses the columns of the table: those that the config names, else
// those with a title, and the wide ones when the table is wide.
func (l *list[V]) pickColumns() {
	l.columns = l.columns[:0]
	names := l.res.Table
	if l.ask.problems && len(l.res.ProblemTable) > 0 && !l.wide {
		names = l.res.ProblemTable
	} else if own := l.s.o.Columns[l.res.Name]; len(own) > 0 && !l.wide {
		names = own
	}
	for _, name := range names {
		if c := l.res.column(name); c != nil {
			l.columns = append(l.columns, c)
		}
	}
	if len(names) == 0 || l.wide {
		for i := range l.res.Columns {
			if c := &l.res.Columns[i]; c.Title != "" && (l.wide || !c.WideOnly) && !slices.Contains(l.columns, c) {
				l.columns = append(l.columns, c)
			}
		}
	}
	l.headColumns()
}

// headColumns tells the grid the columns and which of them is sorted.
func (l *list[V]) headColumns() {
	cols := make([]ui.GridColumn, len(l.columns))
	for i, c := range l.columns {
		title := c.Title
		if title == "" {
			title = strings.ToUpper(c.Name)
		}
		cols[i] = ui.GridColumn{Title: title, Min: c.Min, Max: c.Max, Flex: c.Flex, Drop: c.Drop, Right: c.Right, Middle: c.Middle, Keep: c.Keep}
		if len(l.order) > 0 && c.sortsAs(l.order[0].Column) {
			cols[i].Sorted, cols[i].Drop = 1, 0 // it is seen what the rows are sorted by
			cols[i].Min = max(c.Min, ui.Width(title)+2)
			if l.order[0].Desc {
				cols[i].Sorted = -1
			}
		}
	}
	l.grid.SetColumns(cols)
}

// orderWords says what the rows were sorted by on request where no title in sight does.
func (l *list[V]) orderWords(e *Env) string {
	if len(l.order) == 0 || slices.Equal(l.order, l.res.Sort) || slices.ContainsFunc(l.columns, func(c *Column[V]) bool { return c.sortsAs(l.order[0].Column) }) {
		return ""
	}
	sign := ui.Up
	if l.order[0].Desc {
		sign = ui.Down
	}
	return "sorted by " + l.order[0].Column + " " + e.Theme.Sign(sign)
}

// sortsAs reports whether a table column stands for a sorted one: itself, or the
// age beside its time.
func (c *Column[V]) sortsAs(name string) bool {
	return c.Name == name || slices.Contains(c.Aliases, name)
}

func (r *Resource[V]) column(name string) *Column[V] {
	for i := range r.Columns {
		if c := &r.Columns[i]; strings.EqualFold(c.Name, name) {
			return c
		}
	}
	for i := range r.Columns {
		if c := &r.Columns[i]; slices.ContainsFunc(c.Aliases, func(a string) bool { return strings.EqualFold(a, name) }) {
			return c
		}
	}
	return nil
}

func (l *list[V]) columnNames() []string {
	var names []string
	for i := range l.res.Columns {
		names = append(names, l.res.Columns[i].Name)
	}
	return names
}

// sortNext sorts by the table's next column, after the last one as received.
func (l *list[V]) sortNext() tea.Cmd {
	at := -1
	if len(l.order) > 0 {
		at = slices.IndexFunc(l.columns, func(c *Column[V]) bool { return c.Name == l.order[0].Column })
	}
	if at+1 < len(l.columns) {
		c := l.columns[at+1]
		return l.setOrder([]SortBy{{Column: c.Name, Desc: c.Int != nil && c.Kind != query.Age}}) // the most first, and the newest
	}
	return l.setOrder(nil)
}

func (l *list[V]) sortBy(name string) tea.Cmd {
	name, desc := strings.CutPrefix(strings.TrimSpace(name), "-")
	if name == "" {
		return l.sortNext()
	}
	c := l.res.column(name)
	if c == nil {
		l.s.say(ui.Warn, "no column "+name+"; there are: "+strings.Join(l.columnNames(), ", "))
		return nil
	}
	return l.setOrder([]SortBy{{Column: c.Name, Desc: desc}})
}

func (l *list[V]) reverse() tea.Cmd {
	if len(l.order) == 0 {
		return l.sortNext()
	}
	order := slices.Clone(l.order)
	order[0].Desc = !order[0].Desc
	return l.setOrder(order)
}

func (l *list[V]) setOrder(order []SortBy) tea.Cmd {
	l.order = order
	l.headColumns()
	if len(order) > 0 {
		words := "ascending"
		if order[0].Desc {
			words = "descending"
		}
		l.s.say(ui.Plain, "sorted by "+order[0].Column+", "+words)
	} else {
		l.s.say(ui.Plain, "in the order that AWS answers")
	}
	return l.derive(l.s.env)
}
