package views

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// promptFilter opens the filter line. The table follows every key; esc brings the
// filter back that was there.
func (l *list[V]) promptFilter() tea.Cmd {
	s, before := l.s, l.ask.text
	l.chose.id, l.chose.line = l.grid.Place()
	p := ui.NewPrompt("/", before)
	p.History = s.filters
	p.Change = func(text string) (tea.Cmd, error) { return l.typed(text) }
	p.Whole, p.Accept = query.Whole, l.setFilter
	p.Cancel = func() tea.Cmd { return l.setFilter(before) }
	p.Complete = func(text string, cursor int) []string {
		return query.Complete(text, cursor, l.res.fields(s.env), l.values)
	}
	s.prompt = p
	return nil
}

// place is a row and its line of the window. Typing a filter goes through questions that
// do not find it; the cursor comes back to it with the first that does.
type place struct {
	id   uint64
	line int
}

// comeBack moves the cursor to the row that was chosen before the filter was typed.
func (l *list[V]) comeBack(last bool) {
	if l.chose.id == 0 {
		return
	}
	l.grid.Return(l.chose.id, l.chose.line)
	if last && l.s.prompt == nil {
		l.chose = place{}
	}
}

// filterBy takes the filter of a command, and asks for one where there is none.
func (l *list[V]) filterBy(text string) tea.Cmd {
	if strings.TrimSpace(text) == "" {
		return l.promptFilter()
	}
	if err := query.Whole(text); err != nil {
		l.s.say(ui.Warn, err.Error())
		return nil
	}
	return l.setFilter(strings.TrimSpace(text))
}

// typed filters by what is typed so far; an expression that is not whole yet leaves
// the rows as they are.
func (l *list[V]) typed(text string) (tea.Cmd, error) {
	if _, err := l.res.parse(text, l.s.env); err != nil {
		return nil, err
	}
	l.ask.text = text
	return l.derive(l.s.env), nil
}

// setFilter takes a whole filter, and lets AWS filter too where it can.
func (l *list[V]) setFilter(text string) tea.Cmd {
	cmd, err := l.typed(text)
	if err != nil {
		l.s.say(ui.Warn, err.Error())
		return nil
	}
	if text != "" && !slices.Contains(l.s.filters, text) {
		l.s.filters = append(l.s.filters, text)
	}
	l.sieve.want = text
	if l.res.Aim != nil {
		cmd = tea.Batch(cmd, l.Refresh(l.s.env))
	}
	return tea.Batch(l.push(), l.sift(l.s.env), cmd)
}

// push asks AWS for the filtered lists while the whole ones are not there.
func (l *list[V]) push() tea.Cmd {
	e := l.s.env
	l.pushed = pushed{}
	if l.sieve.heavy || l.res.Push == nil || l.ask.text == "" || l.lists.read() {
		l.s.want()
		return nil
	}
	f, err := l.res.parse(l.ask.text, e)
	if err != nil {
		return nil
	}
	aimed := l.aim(e)
	target, said := l.res.Push(aimed, f.Terms())
	if said != "" && target != aimed {
		l.pushed = pushed{on: true, target: target, said: said, lists: lists{in: target.Scope}}
	}
	l.s.want()
	return l.Refresh(e)
}

// valuesLimit bounds how many rows completion looks at.
const valuesLimit = 2000

// values returns what a column holds in the rows found, for completion.
func (l *list[V]) values(name string) []string {
	c := l.res.column(name)
	if c == nil || c.Text == nil || l.found == nil {
		return nil
	}
	seen := map[string]bool{}
	var out []string
	var b []byte
	for i := range min(l.found.Len(), valuesLimit) {
		v := l.source.At(l.found.At(i))
		if v == nil {
			continue
		}
		b = c.Text(b[:0], v, l.s.env)
		if word := string(b); word != "" && !seen[word] {
			seen[word] = true
			out = append(out, word)
		}
	}
	slices.Sort(out)
	return out
}
