package views

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// Evidence is what AWS can be asked about a failure beyond the jobs themselves. It may
// block and is called from commands only. *aws.Client is one.
type Evidence interface {
	// Events are the changes of a root fact, newest first; what was found comes with an error
	// where not all could be.
	Events(ctx context.Context, in backup.Scope, q backup.EventsQuery) ([]backup.Event, error)
	// DecodeAuthorizationMessage gives the JSON behind an encoded authorization message.
	DecodeAuthorizationMessage(ctx context.Context, in backup.Scope, encoded string) (string, error)
}

// causePage is all that is known about one cause: what it is, what to do, what it hangs
// on, what changed there before, and the jobs.
type causePage struct {
	*page
	res  *Resource[failure]
	row  *failure // as last seen
	here bool     // it is in the window now

	changes changesBefore
	decoded decoding
}

func newCausePage(s *session, res *Resource[failure], t Target) Screen {
	c := &causePage{page: newPage(s, "failures", t.Title, backup.Thing{}), res: res}
	c.target, c.copyID, c.copies = t, t.Thing.ID, "Copy the block for the owner of what the cause hangs on"
	c.ofAll = true
	c.needs = func(e *Env) []state.Part { return failureParts(e, Target{}) }
	c.facts = c.linesOf
	c.acts = c.keysOf
	c.record = func() string {
		if c.row == nil {
			return "null"
		}
		return recordJSON(res, c.row, s.env)
	}
	return c
}

// Refresh takes the cause as it is now, and asks once what changed before it.
func (c *causePage) Refresh(e *Env) tea.Cmd {
	found := e.Causes.find(c.target.Thing.ID)
	if found == nil && c.row != nil && c.row.of().Brief.Seeking() {
		if found = e.Causes.whereTo(c.row); found != nil {
			c.moves(found, e)
		}
	}
	if c.here = found != nil; c.here {
		c.row = found
	}
	return tea.Batch(c.page.Refresh(e), c.lookForChanges(e), c.seen())
}

// moves makes the page that of another cause.
func (c *causePage) moves(to *failure, e *Env) {
	t, _ := failurePage(to, e)
	c.target.Thing, c.target.Title, c.title = t.Thing, t.Title, t.Title
}

// seen remembers that the cause was looked at: it is not new any more.
func (c *causePage) seen() tea.Cmd {
	if c.row == nil || !c.s.memory.recalled {
		return nil
	}
	if c.row.fresh {
		c.s.memory.before[c.row.key] = true
		c.s.reacquaint()
	}
	return c.s.see([]*failure{c.row})
}

// Handle takes what AWS was asked.
func (c *causePage) Handle(e *Env, msg tea.Msg) tea.Cmd {
	if r, ok := msg.(result); ok {
		switch v := r.value.(type) {
		case changesFound:
			c.changes.take(v)
			c.layout(e)
			return nil
		case denialDecoded:
			c.decoded.take(v)
			c.layout(e)
			return nil
		}
	}
	return c.page.Handle(e, msg)
}

func (c *causePage) keysOf(e *Env) []ui.Binding {
	keys := []ui.Binding{
		{ID: "jobs", Keys: []string{"J"}, Help: c.theirName(), Tip: "The jobs or recovery points of this cause as a list, to be marked and acted on", Group: "Go", Footer: 85, Why: c.needsRow, Run: c.openJobs, Args: "FILTER", RunArgs: c.allJobs},
		decodeKey(c.needsEncoded, c.decode),
	}
	if c.row == nil {
		return keys
	}
	return append(keys, c.res.ofRow(c.s, e, func() *failure { return c.row })...)
}

// allJobs opens the view of all jobs, as its name with a filter does everywhere.
func (c *causePage) allJobs(filter string) tea.Cmd {
	c.s.root(commanded("jobs", filter))
	return nil
}

func (c *causePage) needsRow() string {
	if c.row == nil {
		return "the cause is not known any more"
	}
	return ""
}

func (c *causePage) openJobs() tea.Cmd {
	c.s.follow(behindCause(c.row))
	return nil
}

// theirName is what J leads to.
func (c *causePage) theirName() string {
	if c.row != nil && onlyPoints(c.row.of()) {
		return "its points"
	}
	return "its jobs"
}

func (c *causePage) needsEncoded() string {
	if c.row == nil {
		return c.needsRow()
	}
	return c.s.noDecoding(encodedOf(c.row))
}

// decode asks AWS, in the scope of the newest job.
func (c *causePage) decode() tea.Cmd {
	cmd := c.decoded.ask(c.page, jobOfCause(c.row), scopeOfCause(c.row), encodedOf(c.row))
	c.layout(c.s.env)
	return cmd
}

// diagnosis is that of the cause, after what was done to its key.
func (c *causePage) diagnosis(e *Env) *triage.Diagnosis {
	d := c.plainDiagnosis(e)
	if ev, ok := c.changes.last(); ok {
		after := d.After(ev.Name.String())
		d = &after
	}
	return d
}

// plainDiagnosis is that of the cause; of a decoded message that of what it denied.
func (c *causePage) plainDiagnosis(e *Env) *triage.Diagnosis {
	if dec := c.decoded.result(); dec != nil && c.decoded.job != nil {
		d := triage.OfDecision(c.decoded.job, jobContext(c.decoded.job, e), dec)
		return &d
	}
	return c.row.of().Diagnosis()
}
