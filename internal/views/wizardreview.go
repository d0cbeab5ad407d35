package views

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// freshFor is how long the findings of the checks count: older ones are looked for
// again before anything is confirmed.
const freshFor = 5 * time.Minute

// review is what is about to be sent, and what the checks found about it.
type review struct {
	op     ops.Op
	text   ui.Document
	body   string // of the request without its token
	gen    uint64 // of the run of checks
	checks []restore.Check
	found  [][]restore.Finding // by check; nil = still running
	since  time.Time           // the run began
	done   time.Time           // it ended; zero = running
	before string              // what the run before this one said
	broke  error               // a check broke off
	stop   func()
	wants  bool      // enter was pressed: the confirmation opens when the run has ended as before
	early  bool      // enter was pressed while the checks run
	beside *[]string // ops of others for the same that the checks found; written until the run has ended
	hush   time.Time
}

// found is what one check came to, or with ok false that all have ended.
type found struct {
	i        int
	findings []restore.Finding
	ok       bool
	err      error
	more     <-chan found
}

// beginReview shows what will be sent and runs the checks. A body that was edited
// gets a new token; the same body keeps the one it has, since AWS knows a request by it.
func (w *wizard) beginReview() tea.Cmd {
	items, err := w.act.items()
	if err != nil {
		w.s.say(ui.Warn, err.Error())
		return nil
	}
	body := bodyOf(items)
	if w.review == nil || w.review.body != body {
		for i := range items {
			backup.SetToken(items[i].Change, ops.NewToken())
		}
		op := ops.Op{ID: ops.NewID(), Kind: w.act.kind(), Scope: items[0].Thing.Scope, Items: items}
		if d, ok := w.act.(*doing); ok {
			op.Ahead = d.ahead
		}
		w.review = &review{text: *ui.NewDocument(), body: body, op: op}
	}
	w.review.text.Top()
	w.stage = reviewing
	return w.check()
}

// bodyOf is what will be sent as JSON, to be compared. A secret that was typed anew
// makes another body.
func bodyOf(items []ops.Item) string {
	body := ""
	for _, it := range items {
		body += changeJSON(it.Change) + "\n"
		if r, ok := it.Change.(*backup.StartRestoreJob); ok {
			for _, name := range slices.Sorted(maps.Keys(r.Secrets)) {
				sum := sha256.Sum256([]byte(r.Secrets[name].Reveal()))
				body += name + string(sum[:])
			}
		}
	}
	return body
}

// changeJSON is a request as AWS gets it, without secrets.
func changeJSON(c backup.Change) string {
	b, err := json.Marshal(c)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// check runs the checks anew.
func (w *wizard) check() tea.Cmd {
	v := w.review
	if v.stop != nil {
		v.stop()
	}
	plan, checks := w.act.plan(w.s.env)
	plan.Request = v.op.Items[0].Change
	checks = w.journalled(checks)
	v.before, v.gen, v.checks, v.found = v.verdict(), v.gen+1, checks, make([][]restore.Finding, len(checks))
	v.early = false
	v.since, v.done, v.broke = time.Now(), time.Time{}, nil
	ctx, cancel := context.WithCancel(w.ctx)
	v.stop = cancel
	l, report := w.s.b.Changes.Lookup, make(chan found, len(checks)+1)
	work := func() tea.Msg {
		defer close(report)
		err := restore.RunChecks(backup.Urgent(ctx), l, plan, checks, func(i int, f []restore.Finding) {
			if f == nil {
				f = []restore.Finding{} // it does not apply
			}
			report <- found{i: i, findings: f, ok: true}
		})
		report <- found{err: err}
		return nil
	}
	return tea.Batch(work, w.await(report, v.gen))
}

func (w *wizard) await(report <-chan found, gen uint64) tea.Cmd {
	id := w.id
	return func() tea.Msg {
		f, ok := <-report
		if !ok {
			return nil
		}
		f.more = report
		return result{to: id, gen: gen, value: f}
	}
}

// found takes what a check came to.
func (w *wizard) found(gen uint64, f found) tea.Cmd {
	v := w.review
	if v == nil || gen != v.gen {
		return nil
	}
	if !f.ok {
		v.done, v.broke = time.Now(), f.err
		return w.checked()
	}
	v.found[f.i] = f.findings
	return w.await(f.more, gen)
}

// checked goes on to the confirmation where enter waits for it, unless the evidence is
// not what the operator saw.
func (w *wizard) checked() tea.Cmd {
	v := w.review
	if !v.wants {
		return nil
	}
	v.wants = false
	if v.verdict() != v.before {
		v.withhold()
		w.s.say(ui.Warn, "the checks ran again and found something else: look at it")
		return nil
	}
	return w.confirm()
}

// findings are those that are there so far, in the order of the checks.
func (v *review) findings() []restore.Finding {
	var all []restore.Finding
	for _, f := range v.found {
		all = append(all, f...)
	}
	return all
}

// verdict is the outcome of every check, to be compared.
func (v *review) verdict() string {
	text := ""
	for _, f := range v.findings() {
		text += f.Check + "\x00" + f.Outcome.String() + "\x00"
	}
	return text
}

// stale reports findings that are too old to confirm on.
func (v *review) stale() bool { return !v.done.IsZero() && time.Since(v.done) > freshFor }
