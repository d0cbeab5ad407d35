package views

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// progress is the page of an op under way: how far it has come, what is waited for and
// until when, and every item with what is known of it.
func (w *wizard) progress(e *Env, u *underway) []ui.Block {
	results := u.known()
	blocks := []ui.Block{
		ui.Paragraph{Text: u.come() + "; confirmed " + ui.Duration(time.Since(u.since)) + " ago", Sign: ui.Loading, Mark: true},
	}
	if waits := u.waits(e, results); waits != "" {
		blocks = append(blocks, ui.Paragraph{Text: "waited for: " + waits})
	}
	if remark := u.remarked(); remark != "" {
		blocks = append(blocks, ui.Paragraph{Text: remark, Tone: ui.Warn, Sign: ui.Attention, Mark: true})
	}
	leave := "It goes on when you leave: esc or [ lead back here, and so does :underway. 9 shows it in the journal."
	switch {
	case w.enough && w.jammed():
		leave = "It is not tried again once AWS answers this. " + leave
	case w.jammed():
		leave = "esc stops that: nothing is sent again then. It goes on when you leave by a view's number; :underway leads back here."
	}
	return append(blocks, itemFacts(e, u.op, results), ui.Paragraph{Text: leave, Tone: ui.Muted})
}

// waits says what the next step hangs on, and until when it is waited for.
func (u *underway) waits(e *Env, results []ops.Result) string {
	sent, _ := reached(results)
	looked, until := 0, time.Time{}
	for i := range results {
		if r := &results[i]; !r.Until.IsZero() {
			looked, until = looked+1, r.Until
		}
		if r := &results[i]; r.Sent && r.Outcome == "" && time.Until(r.Again) <= 0 {
			if !r.Out {
				return "the credentials to send item " + strconv.Itoa(i+1) + " with"
			}
			return "AWS's answer to item " + strconv.Itoa(i+1)
		}
	}
	if looked == 0 {
		return ""
	}
	words := "AWS's word on what came of " + counted2(looked, "item", "items")
	if u.op.Kind == ops.Delete {
		words = "AWS's word on " + counted2(looked, "point", "points") + ": gone, or EXPIRED"
	}
	if left := time.Until(until); left > 0 {
		words += ", until " + e.timeOfDay(until) + " (" + ui.Duration(left) + ") at most"
	} else {
		words += ": the time for it is over, and the last look is still being answered"
	}
	switch n := held(results); {
	case sent == len(results), stopped(results):
		return words
	case n > 0 && u.op.Kind == ops.Delete:
		return words + ". Item " + strconv.Itoa(n) + " came back EXPIRED: the rest is not sent unless AWS takes that back within seconds"
	}
	if u.op.Kind == ops.Delete {
		return words + ". The rest is sent once they are gone; none of it where one is EXPIRED; still DELETING then, you are asked"
	}
	return words + ". The rest is sent once that is certain"
}

// held is the number of the first item that has failed: what was not sent yet is not going
// to be, unless that changes. 0 = none has.
func held(results []ops.Result) int {
	return 1 + slices.IndexFunc(results, func(r ops.Result) bool { return r.Finding.Verdict == ops.Failed })
}

// stopped reports whether it is certain that something is not sent.
func stopped(results []ops.Result) bool {
	return slices.ContainsFunc(results, func(r ops.Result) bool { return !r.Sent && r.Err != nil })
}

// timeOfDay is a time of day in the zone of the screen.
func (e *Env) timeOfDay(t time.Time) string { return t.In(e.Zone).Format("15:04:05 MST") }

// itemFacts are the items of an op with what is known of each.
func itemFacts(e *Env, op ops.Op, results []ops.Result) ui.Facts {
	var facts ui.Facts
	failed := held(results) > 0
	for i := range results {
		sign, tone, words := itemWords(op.Kind, &results[i], failed)
		name := op.Items[i].Name
		if name == "" {
			name = backup.ShortARN(op.Items[i].Thing.ID)
		}
		facts = append(facts, ui.Fact{Label: strconv.Itoa(i+1) + " " + name, Value: e.Theme.Sign(sign) + " " + words, Tone: tone})
	}
	return facts
}

// itemWords say what is known of an item. That AWS took a delete does not say that it is
// done. failed says that another item has failed.
func itemWords(k ops.Kind, r *ops.Result, failed bool) (sign ui.Sign, tone ui.Tone, words string) {
	switch {
	case !r.Sent && r.Err != nil:
		if errors.Is(r.Err, ops.ErrStopped) {
			return ui.None, ui.Muted, "stopped: not sent"
		}
		return ui.Failed, ui.Bad, "not sent: " + remedied(r.Err)
	case !r.Sent && failed:
		return ui.None, ui.Muted, "held back: not sent"
	case !r.Sent:
		return ui.Waiting, ui.Muted, "waits to be sent"
	case r.Outcome == "":
		return ui.Loading, ui.Busy, goingOut(r)
	case r.Outcome == ops.Refused:
		return ui.Failed, ui.Bad, "AWS refused it: " + remedied(r.Err)
	case r.Outcome == ops.Accepted:
		sign, words = ui.Done, "AWS took it"
	default:
		sign, tone, words = ui.Unknown, ui.Warn, "it is not certain whether AWS took it: "+r.Err.Error()
	}
	if f := r.Finding; f.Verdict != "" {
		switch f.Verdict {
		case ops.Found, ops.Failed:
			words += "; " + f.Evidence
		case ops.NotFound, ops.CantTell:
			words += "; a look says: " + string(f.Verdict) + ": " + f.Evidence
		}
		switch {
		case f.Verdict == ops.Failed:
			sign, tone = ui.Failed, ui.Bad
		case f.Ongoing && !r.Until.IsZero():
			sign, tone = ui.Loading, ui.Busy
		case f.Ongoing || f.Verdict != ops.Found:
			sign, tone = ui.Unknown, ui.Warn
		default:
			sign, tone = ui.Done, ui.Plain
		}
	} else if !r.Until.IsZero() {
		sign, tone, words = ui.Loading, ui.Busy, words+"; what came of it is looked for"
	} else if k == ops.Delete && r.Outcome == ops.Accepted {
		sign, tone, words = ui.Unknown, ui.Warn, words+"; not checked: whether the point is gone is not known"
	}
	if r.Unwritten != nil {
		words += "; the outcome is not in the journal: " + r.Unwritten.Error()
	}
	return sign, tone, words
}
