package views

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// focuses reports whether the rows of this view are accounts or Regions, which the
// other views can be narrowed to.
func (l *list[V]) focuses() bool { return l.res.Name == "accounts" || l.res.Name == "regions" }

func (l *list[V]) focusFooter() int {
	if l.focuses() {
		return 60
	}
	return 0
}

func (l *list[V]) needsFocus() string {
	if !l.focuses() {
		return "f narrows to accounts or Regions: 8 opens them"
	}
	return l.needsRow()
}

// setFocus narrows every view to the marked rows, or the one under the cursor; the
// same focus again lets go of it.
func (l *list[V]) setFocus() tea.Cmd {
	var f Focus
	for _, v := range l.chosen() {
		sc := l.res.Scope(v)
		f.Accounts = addText(f.Accounts, sc.Account)
		f.Regions = addText(f.Regions, sc.Region)
	}
	if f.Equal(l.s.env.Focus) {
		f = Focus{}
	}
	if !f.Empty() && !slices.ContainsFunc(l.s.env.Fleet.Scopes, f.Has) {
		l.s.say(ui.Warn, "nothing of this can be read, so there is nothing to focus on")
		return nil
	}
	l.s.focus(f)
	return nil
}

func addText(words []backup.Text, w backup.Text) []backup.Text {
	if w.Empty() || slices.Contains(words, w) {
		return words
	}
	return append(words, w)
}
