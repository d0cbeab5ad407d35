package views

import (
	"fmt"
	"slices"
	"strings"
	"time"

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
	if l.ask.text != "" {
		add(ui.Accent, "/"+shortened(l.ask.text, e))
	}
	if l.ask.problems {
		add(ui.Accent, "! problems only")
	}
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
	const most = 32
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
	shown, total := l.found.Len(), l.found.Total
	words := ui.Count(shown)
	if shown != total {
		words += " of " + ui.Count(total)
	}
	switch {
	case l.lists.stopped:
		words += " " + e.Theme.Sign(ui.Refused) + " stopped, ctrl+r reads on"
	case l.lists.loading && l.lists.expect > total:
		words += " of ~" + ui.Count(l.lists.expect) + " " + e.Theme.Sign(ui.Loading) + " loading"
	case l.lists.loading:
		words += " " + e.Theme.Sign(ui.Loading) + " loading"
	case l.work.running && !l.found.Done():
		words += " " + e.Theme.Sign(ui.Loading) + " searching"
	}
	return words
}

// horizonWords names how far back the rows are complete while more are read.
func (l *list[V]) horizonWords(e *Env) string {
	if !l.lists.loading || l.lists.horizon.IsZero() {
		return ""
	}
	return "complete to " + ui.Duration(e.Now.Sub(l.lists.horizon)) + ", reading further back"
}

// overdueAfter is when an answer counts as overdue: twice the longest pause between
// two reads of anything that changes by itself.
const overdueAfter = 25 * time.Minute

// staleAfter is when the rows of lists that can't be read any more count as old.
func staleAfter(failed []trouble) time.Duration {
	if len(failed) > 0 {
		return 30 * time.Second
	}
	return overdueAfter
}

// Freshness sums up the lists for the title line.
func (l *list[V]) Freshness(e *Env) freshness { return l.lists.freshness(e) }

// freshness judges by the oldest good answer: an answer that is overdue is stale.
func (l *lists) freshness(e *Env) freshness {
	f := freshness{loading: l.loading && !l.stopped, stopped: l.stopped, unread: len(l.failed)}
	if h := e.Health(accountsPart()); len(l.parts) == 0 && h.Err == nil && !h.Whole {
		f.loading = true // there is nothing to read from yet
	}
	switch age := e.Now.Sub(l.oldest); {
	case len(l.parts) == 0 || l.oldest.IsZero():
	case age > overdueAfter, age > staleAfter(l.failed) && !l.loading:
		f.stale = ui.Duration(age)
	}
	return f
}

// Render draws the table, and under it what could not be read.
func (l *list[V]) Render(e *Env, r ui.Rect) string {
	foot := l.troubleLines(e, r)
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

// troubleLines names what could not be read, in a line, two on a tall screen.
func (l *list[V]) troubleLines(e *Env, r ui.Rect) [][]byte {
	n := len(l.lists.failed)
	if n == 0 || r.H < 4 {
		return nil
	}
	words := troubleLine(e, l.lists.failed[0])
	if n > 1 {
		words = fmt.Sprintf("%d lists unread (:health) %s %s", n, e.Theme.Sign(ui.Dot), words)
	}
	text := ui.Fit(nil, []byte(" "+e.Theme.Sign(ui.Refused)+" "+words), r.W, ui.AlignLeft, false, e.Theme.Sign(ui.Ellipsis))
	return [][]byte{e.Theme.PaintBytes(nil, ui.Warn, text)}
}

// drawEmpty says what an empty table means, under its header.
func (l *list[V]) drawEmpty(e *Env, r ui.Rect) []byte {
	head, _, _ := strings.Cut(string(l.grid.Render(nil, e.Theme)), "\n")
	d := drawing{e: e, r: r}
	d.add([]byte(head))
	d.add(nil)
	for _, words := range l.emptyWords(e) {
		d.text(ui.Muted, "  "+words)
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
	case filtered && l.found != nil && l.found.Total > 0:
		return []string{fmt.Sprintf("none of %s rows matches; esc clears the filter", ui.Count(l.found.Total))}
	case len(l.lists.failed) > 0 && len(l.lists.failed) == len(l.lists.parts):
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
	if h := e.Health(accountsPart()); h.Err != nil {
		return []string{troubleLine(e, trouble{part: accountsPart(), err: h.Err})}
	}
	for i := range e.Fleet.Accounts {
		a := &e.Fleet.Accounts[i]
		if len(e.Focus.Accounts) > 0 && !slices.Contains(e.Focus.Accounts, a.ID) {
			continue
		}
		if h := e.Health(regionsPart(a.ID)); h.Err != nil {
			return []string{troubleLine(e, trouble{part: regionsPart(a.ID), err: h.Err})}
		}
	}
	if !e.Focus.Empty() && len(e.Fleet.Scopes) > 0 {
		return []string{"no Region of the accounts in focus can be read; :unfocus brings all back"}
	}
	return []string{"looking for accounts and regions " + e.Theme.Sign(ui.Waiting)}
}
