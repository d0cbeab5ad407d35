package views

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// restoreAsked is what the page of a cause knows of the restore that its diagnosis is of.
type restoreAsked struct {
	job      string // its ID; "" = the diagnosis is of no restore
	metadata triage.Submitted
}

// lookForMetadata asks AWS once what was submitted to the restore that the diagnosis is of:
// the row of a restore does not name its key.
func (c *causePage) lookForMetadata() tea.Cmd {
	if c.row == nil || c.s.b.Describe == nil {
		return nil
	}
	j := jobOfCause(c.row)
	if j == nil || j.Kind != backup.RestoreJob || j.ID == c.restore.job {
		return nil
	}
	c.restore = restoreAsked{job: j.ID}
	ctx, id, ask, thing, asked := c.ctx, c.id, c.s.b.Describe, jobThing(j), c.restore
	return func() tea.Msg {
		for d := range ask.Describe(ctx, thing) {
			asked.metadata.Take(d)
		}
		return result{to: id, value: asked}
	}
}

// metadataLines say why the key that a restore names is not known, where AWS refused that.
func (c *causePage) metadataLines() []line {
	err := c.restore.metadata.Err
	if err == nil {
		return nil
	}
	words := err.Error()
	var e *backup.Error
	if errors.As(err, &e) {
		words = reason(e)
	}
	return []line{{label: "Restore's key", value: "not known: " + words, tone: ui.Warn}}
}
