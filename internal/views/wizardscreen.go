package views

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/ui"
)

// Bindings are the keys of the stage that the wizard is at. While the form is filled
// in, all of them are ctrl keys: the others are text.
func (w *wizard) Bindings(*Env) []ui.Binding {
	switch w.stage {
	case filling:
		return append(w.ownKeys(), w.form.Bindings()...)
	case reviewing:
		return append([]ui.Binding{
			{ID: "confirm", Keys: []string{"enter"}, Help: w.confirms(), Tip: "Open the confirmation, when every check has ended", Group: actionGroup, Footer: 95, Varies: true, Why: w.cannotConfirm, Run: w.accept},
			{ID: "clip", Keys: []string{"c"}, Help: "clip command", Tip: "Copy the AWS CLI line", Group: "Use", Footer: 50, Run: w.clipLine},
			{ID: "check-again", Keys: []string{"ctrl+r"}, Help: "check again", Tip: "Run every check again", Group: "Use", Footer: 40, Run: func() tea.Cmd { return w.check() }},
		}, w.review.text.Bindings()...)
	case sending:
		if w.jammed() && !w.enough {
			return append([]ui.Binding{{ID: "give-up", Keys: []string{"esc"}, Help: "stop trying", Tip: "Do not send it once more; what is out is waited for", Group: actionGroup, Footer: 95, Run: w.giveUp}}, w.text.Bindings()...)
		}
		return w.text.Bindings()
	case ended:
		var keys []ui.Binding
		if w.away != nil {
			keys = []ui.Binding{{ID: "send-again", Keys: []string{"enter"}, Help: "send the same again", Tip: "Open the review of the very same request, with the same token", Group: actionGroup, Footer: 95, Run: w.sendAgain}}
		}
		if w.rest != nil {
			keys = []ui.Binding{{ID: "go-on", Keys: []string{"enter"}, Help: "go on", Tip: "Open the review of what was not sent", Group: actionGroup, Footer: 95, Run: w.goOn}}
		}
		if w.many != nil {
			keys = append(keys, w.text.Bindings()...)
		}
		return keys
	case loading, stuck:
	}
	return nil
}

// confirms is what enter does on a review.
func (w *wizard) confirms() string {
	switch {
	case w.cannotConfirm() != "":
		return "can't confirm"
	case w.review != nil && w.review.done.IsZero():
		return "can't confirm yet"
	}
	return "confirm"
}

// ownKeys are those of the wizard over its form.
func (w *wizard) ownKeys() []ui.Binding {
	keys := []ui.Binding{{ID: "form.help", Keys: []string{"f1"}, Help: "help", Tip: "The keys of this form", Group: "Form", Palette: "-", Footer: 15, Run: func() tea.Cmd { w.s.openHelp(); return nil }}}
	if safe, ok := w.act.(closer); ok {
		keys = append(keys, ui.Binding{
			ID: "form.safe", Keys: []string{"ctrl+t"}, Help: "safe values", Tip: "Take over the closed-down values that AWS's restore testing infers", Group: "Form", Palette: "-", Footer: 35,
			Run: func() tea.Cmd { return w.ask(safe.closedDown()) },
		})
	}
	if a, ok := w.act.(ofAnother); ok {
		keys = append(keys, ui.Binding{
			ID: "form.point", Keys: []string{"ctrl+v"}, Help: "other point", Tip: "Restore another recovery point of the resource, such as a newer one, with what was typed here", Group: "Form", Palette: "-", Footer: 33,
			Why: func() string {
				if a.pointOf().ResourceARN == "" {
					return "of which resource it is is not told: its other points can't be looked for"
				}
				return ""
			},
			Run: func() tea.Cmd { return w.otherPoint(a) },
		})
	}
	if m, ok := w.act.(mover); ok {
		keys = append(keys, ui.Binding{
			ID: "form.elsewhere", Keys: []string{"ctrl+x"}, Help: "elsewhere", Tip: "What it takes to restore in another account or Region", Group: "Form", Palette: "-", Footer: 34,
			Run: func() tea.Cmd { m.elsewhere(); return nil },
		})
	}
	if a, ok := w.act.(adder); ok && a.addable() {
		keys = append(keys, ui.Binding{
			ID: "form.add", Keys: []string{"ctrl+y"}, Help: "add a key", Tip: "Add a key of the metadata by its name", Group: "Form", Palette: "-", Footer: 36,
			Run: func() tea.Cmd { w.addKey(a); return nil },
		})
	}
	if h, ok := w.act.(hider); ok && w.form != nil && h.hideable(w.form.Current()) {
		keys = append(keys, ui.Binding{
			ID: "form.secret", Keys: []string{"ctrl+k"}, Help: "secret", Tip: "Make the key one for a secret: neither shown nor kept", Group: "Form", Palette: "-", Footer: 37,
			Run: func() tea.Cmd { return w.hideKey(h) },
		})
	}
	return keys
}

// closer is an activity that can take over AWS's closed-down values; the inquiry has
// the ID safeValues.
type closer interface{ closedDown() inquiry }

const safeValues = "safe values"

// Status says what the wizard waits for.
func (w *wizard) Status(e *Env) []ui.Piece {
	busy := func(text string) []ui.Piece {
		return []ui.Piece{{Text: e.Theme.Sign(ui.Loading) + " " + text, Tone: ui.Muted}}
	}
	switch {
	case w.stage == loading:
		return busy("asking AWS")
	case w.stage == sending:
		return busy("sending")
	case w.stage == filling && len(w.asking) > 0:
		return busy("looking up " + counted2(len(w.asking), "list", "lists"))
	case w.stage == filling:
		var pieces []ui.Piece
		if w.drafts.other != "" {
			pieces = append(pieces, ui.Piece{Text: "also open on " + w.drafts.other, Tone: ui.Warn})
		}
		if n := w.form.Needs(); n > 0 {
			pieces = append(pieces, ui.Piece{Text: counted2(n, "field needs", "fields need") + " something", Tone: ui.Warn})
		}
		return pieces
	case w.stage == reviewing:
		return w.tally(e)
	}
	return nil
}

// tally counts the checks by what they came to; where there is no room for words beside
// what is reviewed, by their signs alone: none may be missing.
func (w *wizard) tally(e *Env) []ui.Piece {
	pieces := w.review.checklist().Counts(e.Theme)
	width := 0
	for _, p := range pieces {
		width += ui.Width(p.Sep) + ui.Width(p.Sign) + 1 + ui.Width(p.Text)
	}
	if width <= w.s.size.W/2-4 {
		return pieces
	}
	for i := range pieces {
		pieces[i].Text, _, _ = strings.Cut(pieces[i].Text, " ")
		if i > 0 {
			pieces[i].Sep = "  "
		}
	}
	return pieces
}

// Render draws the stage.
func (w *wizard) Render(e *Env, r ui.Rect) string {
	switch w.stage {
	case filling:
		return w.withHead(e, r, func(r ui.Rect) string {
			text, cursor := w.form.Render(r, e.Theme)
			w.cursor = cursor
			return text
		})
	case reviewing:
		w.cursor = nil
		return w.withHead(e, r, func(r ui.Rect) string { return w.review.draw(w, e, r) })
	case sending:
		if u := w.s.underway[w.id]; u != nil {
			w.cursor = nil
			w.text.SetBlocks(w.progress(e, u)...)
			return w.text.Render(r, e.Theme)
		}
	case ended:
		if w.many != nil {
			w.cursor = nil
			w.text.SetBlocks(w.manyBlocks(e, *w.many)...)
			return w.text.Render(r, e.Theme)
		}
	case loading, stuck:
	}
	w.cursor = nil
	return plainLines(w.words(e), r)
}

// Cursor is where the terminal's cursor belongs, relative to the content; nil for
// nowhere.
func (w *wizard) Cursor() *tea.Cursor { return w.cursor }

// words say how it stands where there is neither form nor review.
func (w *wizard) words(e *Env) []string {
	switch w.stage {
	case loading:
		return []string{"asking AWS about " + w.act.thing().ID}
	case stuck:
		what, remedy := problemWords(w.trouble)
		lines := []string{e.Theme.Sign(ui.Refused) + " " + what}
		if remedy != "" {
			lines = append(lines, remedy)
		}
		return append(lines, "", "ctrl+r asks again, esc goes back")
	case ended:
		return w.notes
	case filling, reviewing, sending:
	}
	return nil
}

// plainLines draws wrapped lines in exactly the room there is.
func plainLines(lines []string, r ui.Rect) string {
	var out []string
	w := max(r.W-2, 1)
	for _, l := range lines {
		wrapped := ansi.Hardwrap(ansi.Wrap(ui.Clean(l), w, "/:,"), w, true) // Wrap may leave a break point beyond the edge
		out = append(out, strings.Split(wrapped, "\n")...)
	}
	out = out[:min(len(out), r.H)]
	for i := range out {
		out[i] = " " + out[i]
	}
	for len(out) < r.H {
		out = append(out, "")
	}
	if r.W < 3 {
		return strings.Repeat("\n", max(r.H-1, 0))
	}
	return strings.Join(out, "\n")
}
