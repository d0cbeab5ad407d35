package views

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/ui"
)

// Status says how many rows there are, of how many, and what narrows them.
func (l *list[V]) Status(e *Env) []ui.Piece {
	var pieces []ui.Piece
	add := func(tone ui.Tone, text string) {
		if text != "" {
			pieces = append(pieces, ui.Piece{Text: text, Tone: tone})
		}
	}
	add(ui.Muted, l.countWords(e))
	if l.res.Words != nil {
		add(ui.Muted, l.res.Words(e))
	}
	if l.ask.text != "" {
		add(ui.Accent, "/"+shortened(l.ask.text, e))
	}
	if l.ask.problems {
		add(ui.Accent, "! problems only")
	}
	add(ui.Accent, l.orderWords(e))
	if total, shown := l.grid.MarkCount(); total > 0 {
		words := ui.Count(total) + " marked"
		if total > shown {
			words += ", " + ui.Count(total-shown) + " not shown"
		}
		add(ui.Accent, words)
	}
	if l.pushed.on {
		add(ui.Muted, l.pushed.said)
	}
	add(ui.Muted, l.horizonWords(e))
	return pieces
}

// shortened cuts a long filter, so that it is seen that there is one.
func shortened(text string, e *Env) string {
	return shorten(e, text, 32)
}

// shorten cuts the end of a text that is wider than most cells.
func shorten(e *Env, text string, most int) string {
	if ui.Width(text) <= most {
		return text
	}
	return string(ui.Fit(nil, []byte(text), most, ui.AlignLeft, false, e.Theme.Sign(ui.Ellipsis)))
}

// countWords is "34 of 12,000 rows ▸ loading, about 100,000".
func (l *list[V]) countWords(e *Env) string {
	if l.sieve.heavy {
		return l.sieve.words(e, l.found.Len())
	}
	if l.found == nil || l.res.Parts != nil && len(l.lists.parts) == 0 {
		return "" // nothing is known, which is not 0 rows
	}
	if l.overtaken(e) {
		return e.Theme.Sign(ui.Loading) + " filtering"
	}
	shown, total := l.found.Len(), l.found.Total
	words, expect := ui.Count(shown), max(l.lists.expect, l.sieve.about)
	if shown != total {
		words += " of " + ui.Count(total)
	}
	switch {
	case l.lists.stopped:
		words += " " + e.Theme.Sign(ui.Stopped) + " stopped, ctrl+r reads on"
	case l.lists.loading && expect > total:
		words += " of ~" + ui.Count(expect) + " " + e.Theme.Sign(ui.Loading) + " loading"
	case l.lists.loading:
		words += " " + e.Theme.Sign(ui.Loading) + " loading"
	case l.work.running && !l.found.Done():
		words += " " + e.Theme.Sign(ui.Loading) + " searching"
	}
	return words
}

// filteringAfter is how long the rows may answer an earlier filter without a word.
const filteringAfter = 300 * time.Millisecond

// overtaken reports whether the rows on screen still answer an earlier filter than the one
// beside them.
func (l *list[V]) overtaken(e *Env) bool {
	return l.work.running && l.work.from.expr != l.answered.expr && e.Now.Sub(l.work.began) >= filteringAfter
}

// horizonWords names how far back the rows are complete while more are read.
func (l *list[V]) horizonWords(e *Env) string {
	words := "complete to " + ui.Duration(e.Now.Sub(l.lists.horizon))
	switch {
	case l.lists.horizon.IsZero():
		return ""
	case l.lists.loading:
		return words + ", reading further back"
	case l.lists.broken:
		return words + ", older ones can't be read now"
	case l.lists.cut:
		return words + ", older ones are too many: a filter asks AWS for them"
	}
	return ""
}

// overdueAfter is when an answer counts as overdue: twice the longest pause between
// two reads of anything that changes by itself.
const overdueAfter = 25 * time.Minute

// failingAfter is when the rows of a list that can't be read any more count as old: what
// moves is read every half minute.
const failingAfter = time.Minute

// Freshness sums up the lists for the title line.
func (l *list[V]) Freshness(e *Env) freshness {
	f := l.lists.freshness(e)
	if l.res.Failing != nil {
		f.unread = l.res.Failing(e)
	}
	return f
}

// freshness judges by the oldest good answer: an answer that is overdue is stale.
func (l *lists) freshness(e *Env) freshness {
	f := freshness{loading: l.loading && !l.stopped || looking(e), stopped: l.stopped, unread: len(l.told)}
	switch age, failing := e.Now.Sub(l.oldest), e.Now.Sub(l.aged); {
	case !l.aged.IsZero() && failing > failingAfter:
		f.stale = ui.Duration(failing)
	case !l.oldest.IsZero() && age > overdueAfter:
		f.stale = ui.Duration(age)
	}
	f.silent = l.silence(e)
	return f
}

// silentAfter is how long no answer comes before that is said: retries may take a minute
// until an error is known, and an operator asks before whether anything works.
const silentAfter = 6 * time.Second

// silence is for how long a screen has waited for any answer; 0 = not long.
func (l *lists) silence(e *Env) time.Duration {
	waits := *l
	if looking(e) {
		waits.hear(e.Health(accountsPart()))
	}
	if d := e.Now.Sub(max(waits.asked, waits.heard)); !waits.asked.IsZero() && d >= silentAfter {
		return d
	}
	return 0
}

// Render draws the table, and under it what could not be read.
func (l *list[V]) Render(e *Env, r ui.Rect) string {
	foot := append(noteLines(e, l.note(), r), troubleLines(e, l.lists.told, r)...)
	room := ui.Rect{W: r.W, H: max(r.H-len(foot), 0)}
	l.grid.SetSize(room)
	b := l.grid.Render(nil, e.Theme)
	if l.shown().Len() == 0 && room.H > 2 {
		b = l.drawEmpty(e, room)
	}
	for _, line := range foot {
		b = append(append(b, '\n'), line...)
	}
	return string(b)
}

// drawEmpty says what an empty table means, under its header.
func (l *list[V]) drawEmpty(e *Env, r ui.Rect) []byte {
	head, _, _ := strings.Cut(string(l.grid.Render(nil, e.Theme)), "\n")
	d := drawing{e: e, r: r}
	d.add([]byte(head))
	d.add(nil)
	for _, words := range l.emptyWords(e) {
		for _, line := range strings.Split(ansi.Wrap(ui.Clean(words), max(r.W-3, 1), ""), "\n") {
			d.text(ui.Muted, "  "+line)
		}
	}
	return []byte(d.fill())
}

func (l *list[V]) emptyWords(e *Env) []string {
	filtered := l.ask.text != "" || l.ask.problems
	if l.sieve.heavy {
		return l.sieve.emptyWords(e)
	}
	switch {
	case l.lists.loading && !l.lists.stopped:
		words := []string{fmt.Sprintf("reading %s %s", counted2(l.lists.reading, "list", "lists"), e.Theme.Sign(ui.Waiting))}
		if filtered && l.found != nil && l.found.Total > 0 {
			words = append(words, fmt.Sprintf("nothing in the first %s rows matches", ui.Count(l.found.Total)))
		}
		return words
	case l.work.running && l.found == nil:
		return []string{e.Theme.Sign(ui.Waiting)}
	case l.lists.stopped: // nothing is known of what was not read
		words := "nothing was read yet"
		if l.found != nil && l.found.Total > 0 {
			words = fmt.Sprintf("none of the %s that were read matches", counted2(l.found.Total, "row", "rows"))
		}
		return []string{words + ": the lists were stopped; ctrl+r reads on"}
	case filtered && l.found != nil && l.found.Total > 0:
		way := "clears the filter"
		if l.ask.text == l.given() {
			way = "goes back"
		}
		words := []string{fmt.Sprintf("none of %s rows matches; esc %s", ui.Count(l.found.Total), way)}
		if hint := l.hint(e); hint != "" {
			words = append(words, hint)
		}
		return words
	case l.lists.own > 0 && l.lists.own == len(l.lists.parts):
		return []string{"nothing could be read:", troubleLine(e, l.lists.failed[0])}
	case l.res.Parts != nil && len(l.lists.parts) == 0:
		return l.noScopes(e)
	case l.res.Empty != nil:
		return []string{l.res.Empty(e, l.target)}
	}
	return []string{"there are none"}
}

// noScopes says why there is nothing to read from.
func (l *list[V]) noScopes(e *Env) []string {
	if failed := missingFrom(e, l.target.Scope, nil); len(failed) > 0 {
		return []string{troubleLine(e, failed[0])}
	}
	if !e.Focus.Empty() && len(e.Fleet.Scopes) > 0 {
		return []string{"no Region of the accounts in focus can be read; :unfocus brings all back"}
	}
	return []string{"looking for accounts and regions " + e.Theme.Sign(ui.Waiting)}
}
