package views

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// troubleLine names a list that could not be read: where, why, the missing action
// and the way out: "data-lake/eu-west-1: access denied backup:ListBackupVaults (service control policy)".
func troubleLine(e *Env, t trouble) string {
	switch {
	case t.line != "":
		return t.line
	case t.err.Remedy == "":
		return t.where(e) + ": " + reason(t.err)
	case isCommand(t.err): // what mends them first: a narrow screen cuts the rest
		words := t.where(e) + ": " + string(t.err.Kind) + ": " + t.err.Remedy
		if t.err.Message != "" {
			words += " — " + t.err.Message
		}
		return words
	}
	return t.where(e) + ": " + reason(t.err) + " — " + t.err.Remedy
}

// why is the trouble of an account without its name.
func (t *trouble) why() string {
	switch {
	case t.line != "":
		return t.line
	case t.err.Remedy == "":
		return reason(t.err)
	case isCommand(t.err):
		return t.err.Remedy
	}
	return reason(t.err) + ": " + t.err.Remedy
}

// where names what could not be read. Credentials are those of an account, in every Region.
func (t *trouble) where(e *Env) string {
	scope := t.part.Scope
	switch {
	case t.who != "":
		return t.who
	case scope.Account.Empty():
		return t.part.Feed
	case scope.Region.Empty():
		return e.AccountName(scope.Account)
	}
	return e.AccountName(scope.Account) + "/" + scope.Region.String()
}

// isCommand reports whether what mends an error is a line for a shell.
func isCommand(err *backup.Error) bool {
	return err.Kind == backup.Credentials && strings.HasPrefix(err.Remedy, "aws ")
}

// troubleLines name what could not be read under a screen of room r. Where a line has no
// room for all of it, how many there are goes first, since the title line says that too;
// then the reason is broken, and a command that mends it, which is there to be copied, has
// a line of its own. Of a very low screen the command is what stays.
func troubleLines(e *Env, failed []trouble, r ui.Rect) [][]byte {
	n := len(failed)
	if e.dead != nil && (n == 0 || graveness(failed[0].err) > graveness(e.dead.err)) {
		failed = append([]trouble{*e.dead}, failed...) // none of the lists here has met it yet
	}
	if len(failed) == 0 || r.H < 4 {
		return nil
	}
	t, lead := &failed[0], " "+e.Theme.Sign(ui.Refused)+" "
	room := max(r.W-ui.Width(lead), 1)
	lines := []string{ui.Clean(troubleLine(e, *t))}
	if n > 1 {
		words := fmt.Sprintf("%d lists unread (:health) %s %s", n, e.Theme.Sign(ui.Dot), lines[0])
		if ui.Width(words) <= room || room > wideLine {
			lines[0] = words
		}
	}
	if ui.Width(lines[0]) > room && t.line == "" && (room <= wideLine || isCommand(t.err)) {
		lines = t.broken(e, room, r.H >= twoLines)
	}
	out := make([][]byte, len(lines))
	for i, words := range lines {
		if i > 0 {
			lead = strings.Repeat(" ", ui.Width(lead))
		}
		text := ui.Fit(nil, []byte(lead+words), r.W, ui.AlignLeft, false, e.Theme.Sign(ui.Ellipsis))
		out[i] = e.Theme.PaintBytes(nil, ui.Warn, text)
	}
	return out
}

const (
	twoLines = 8   // how many lines a screen needs for more than one line of trouble
	wideLine = 120 // a line that has room for the count and what matters of the rest
)

// broken lays a trouble out in lines of so many cells.
func (t *trouble) broken(e *Env, room int, tall bool) []string {
	wrapped := func(s string) []string {
		lines := strings.Split(ansi.Wrap(ui.Clean(s), room, ""), "\n")
		if len(lines) > 2 {
			lines = []string{lines[0], shorten(e, lines[1]+" "+lines[2], room)}
		}
		return lines
	}
	switch {
	case isCommand(t.err) && !tall:
		return []string{t.err.Remedy + " (" + t.where(e) + ")"}
	case isCommand(t.err):
		return append([]string{t.where(e) + ": " + reason(t.err)}, wrapped(t.err.Remedy)...)
	case t.err.Kind == backup.AccessDenied || !tall: // the action stands in front
		return []string{troubleLine(e, *t)}
	}
	return wrapped(troubleLine(e, *t))
}

// reason says why in one breath: the kind, the action, who denied it.
func reason(err *backup.Error) string {
	action := err.Action
	if action == "" {
		action = err.Op
	}
	words := string(err.Kind)
	if action != "" && err.Kind != backup.Credentials { // they fail whatever is asked
		words += " " + action
	}
	if err.Policy != "" {
		return words + " (" + err.Policy + ")"
	}
	if err.Kind != backup.AccessDenied && err.Message != "" {
		return words + ": " + err.Message
	}
	return words
}

// compareParts orders parts for people: by account, Region, feed and argument.
func compareParts(a, b state.Part) int {
	return cmp.Or(
		cmp.Compare(a.Scope.Account.String(), b.Scope.Account.String()),
		cmp.Compare(a.Scope.Region.String(), b.Scope.Region.String()),
		cmp.Compare(a.Feed, b.Feed), cmp.Compare(a.Arg, b.Arg))
}
