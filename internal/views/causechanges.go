package views

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// changesBefore is what changed on the root fact before the first failure.
type changesBefore struct {
	of     string // the ARN that was asked about
	asked  bool
	at     backup.Time // when it was asked last
	done   bool
	events []backup.Event
	err    error
}

type changesFound struct {
	of     string
	events []backup.Event
	err    error
}

func (c *changesBefore) take(f changesFound) {
	if f.of == c.of {
		c.done, c.events, c.err = true, f.events, f.err
	}
}

// changesLookBack is how long before the first failure a change may have caused it.
const changesLookBack = 2 * time.Hour

// CloudTrail tells of a call some five minutes after it, at most some fifteen (CloudTrail User
// Guide, "How CloudTrail works"): for as long after the first failure, a page that found nothing
// asks again.
const (
	changesAppear = 20 * time.Minute
	changesAgain  = time.Minute
)

// stillToCome reports whether what was not found may be there by now.
func (c *changesBefore) stillToCome(first, now backup.Time) bool {
	return c.done && len(c.events) == 0 && now.Sub(first) < changesAppear && now.Sub(c.at) >= changesAgain
}

// rootFactOf says what kind of thing CloudTrail can be asked about for a cause.
func rootFactOf(d *triage.Diagnosis) (of backup.RootFact, arn string, ok bool) {
	switch {
	case d.Class == triage.SCP:
		return backup.PolicyFact, "", true
	case strings.Contains(d.Root.Name, "key") && strings.Contains(d.Root.Value, ":key/"):
		return backup.KeyFact, d.Root.Value, true
	case strings.Contains(d.Root.Name, "role") && strings.Contains(d.Root.Value, ":role/"):
		return backup.RoleFact, d.Root.Value, true
	case strings.Contains(d.Root.Name, "vault") && strings.Contains(d.Root.Value, ":backup-vault:"):
		return backup.VaultFact, d.Root.Value, true
	}
	return 0, "", false
}

// lookForChanges asks CloudTrail about each thing that the cause turns out to hang on: once, and
// again while the answer may still be on its way. What was answered stays until then.
func (c *causePage) lookForChanges(e *Env) tea.Cmd {
	if c.row == nil || c.s.b.Evidence == nil {
		return nil
	}
	of, arn, ok := rootFactOf(c.diagnosis(e))
	first, in := c.row.of().First, scopeOfCause(c.row)
	switch known := c.changes.asked && c.changes.of == arn; {
	case !ok, known && !c.changes.stillToCome(first, e.Now):
		return nil
	case !known:
		c.changes = changesBefore{of: arn, asked: true}
	}
	c.changes.at = e.Now
	q := backup.EventsQuery{Of: of, Resource: arn, From: first.Add(-changesLookBack), To: first}
	ctx, id, ask := c.ctx, c.id, c.s.b.Evidence
	return func() tea.Msg {
		events, err := ask.Events(ctx, in, q)
		return result{to: id, value: changesFound{arn, events, err}}
	}
}

// changeLines are what changed on the root fact before the first failure.
func (c *causePage) changeLines(e *Env) []line {
	if !c.changes.asked {
		return nil
	}
	lines := []line{{label: "Changed before", heading: true, value: "CloudTrail, 2 h before the first failure", tone: ui.Muted}}
	if !c.changes.done {
		return append(lines, line{value: "asking CloudTrail " + e.Theme.Sign(ui.Waiting), tone: ui.Muted})
	}
	for _, ev := range c.changes.events {
		by := ev.By
		if ev.Address != "" {
			by += " from " + ev.Address
		}
		lines = append(lines,
			line{label: ev.Time.Time().In(e.Zone).Format("15:04:05"), value: fmt.Sprintf("%s on %s, %s before", ev.Name, backup.ShortARN(ev.Resource), ui.Duration(c.row.of().First.Sub(ev.Time))), tone: ui.Warn},
			line{label: "", value: "by " + by, tone: ui.Muted},
		)
	}
	switch {
	case c.changes.err != nil:
		lines = append(lines, line{value: c.changes.err.Error(), tone: ui.Warn})
	case len(c.changes.events) == 0:
		lines = append(lines, line{value: "nothing that CloudTrail has recorded; events take some minutes to appear there", tone: ui.Muted})
	}
	return lines
}
