package views

import (
	"context"
	"strings"
	"time"

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
	restore restoreAsked
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
	if found == nil && c.row != nil && c.row.of().Diagnosis.Seeking() {
		if found = e.Causes.whereTo(c.row); found != nil {
			c.moves(found, e)
		}
	}
	if c.here = found != nil; c.here {
		c.row = found
	}
	return tea.Batch(c.page.Refresh(e), c.lookForMetadata(), c.lookForChanges(e), c.seen())
}

// whereTo is the cause that most of the jobs and points of another belong to now: that of a
// row whose root was being looked up, once it is found.
func (c *causes) whereTo(was *failure) *failure {
	if c == nil {
		return nil
	}
	var most *failure
	count := map[*failure]int{}
	meet := func(f *failure) {
		if f == nil {
			return
		}
		if count[f]++; most == nil || count[f] > count[most] {
			most = f
		}
	}
	for _, j := range was.of().Jobs {
		meet(c.ofJob(j))
	}
	for _, p := range was.of().Points {
		meet(c.ofPoint(p))
	}
	return most
}

// moves makes the page that of another cause.
func (c *causePage) moves(to *failure, e *Env) {
	t, _ := failurePage(to, e)
	c.target.Thing, c.target.Title, c.title = t.Thing, t.Title, t.Title
}

// seen remembers that the cause was looked at.
func (c *causePage) seen() tea.Cmd {
	if c.row == nil || !c.s.memory.recalled {
		return nil
	}
	return c.s.see([]*failure{c.row})
}

// Handle takes what AWS was asked.
func (c *causePage) Handle(e *Env, msg tea.Msg) tea.Cmd {
	if r, ok := msg.(result); ok {
		switch v := r.value.(type) {
		case restoreAsked:
			if v.job == c.restore.job {
				c.restore = v
			}
			c.layout(e)
			return c.lookForChanges(e)
		case changesFound:
			c.changes.take(v)
			c.layout(e)
			return nil
		case denialDecoded:
			c.decoded.done, c.decoded.lines, c.decoded.decision, c.decoded.err = true, v.lines, v.decision, v.err
			c.layout(e)
			return nil
		}
	}
	return c.page.Handle(e, msg)
}

func (c *causePage) keysOf(e *Env) []ui.Binding {
	keys := []ui.Binding{
		{ID: "jobs", Keys: []string{"J"}, Help: c.theirName(), Tip: "The jobs or recovery points of this cause as a list, to be marked and acted on", Group: "Go", Footer: 85, Why: c.needsRow, Run: c.openJobs},
		{ID: "decode", Keys: []string{"e"}, Help: "decode", Tip: "Ask AWS what the encoded authorization message says", Group: "Use", Footer: 70, Why: c.needsEncoded, Run: c.decode},
	}
	if c.row == nil {
		return keys
	}
	return append(keys, c.res.ofRow(c.s, e, func() *failure { return c.row })...)
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

// jobsOfCause leads to the jobs of a cause as a list.
func jobsOfCause(f *failure) Target {
	return Target{View: "jobs", Title: f.of().Diagnosis.Cause, Filter: exactly("causeKey", f.key)}
}

func (c *causePage) needsEncoded() string {
	if c.row == nil || encodedOf(c.row) == "" {
		return "AWS's message holds no encoded authorization message"
	}
	if c.s.b.Evidence == nil {
		return "this console can't ask AWS for it"
	}
	return ""
}

func encodedOf(f *failure) string {
	fact, _ := f.of().Diagnosis.Fact(triage.Encoded)
	return fact.Value
}

// decoding is what sts:DecodeAuthorizationMessage answered.
type decoding struct {
	asked, done bool
	job         *backup.Job // whose message it is; nil = of a point
	lines       []string
	decision    triage.Decision
	err         error
}

type denialDecoded struct {
	lines    []string
	decision triage.Decision
	err      error
}

// decision is what was decoded, nil before that.
func (c *causePage) decision() *triage.Decision {
	if !c.decoded.done || c.decoded.err != nil {
		return nil
	}
	return &c.decoded.decision
}

// diagnosis is that of the cause, with the key that a restore names; of a decoded message that
// of what it denied.
func (c *causePage) diagnosis(e *Env) *triage.Diagnosis {
	if dec := c.decision(); dec != nil && c.decoded.job != nil {
		d := triage.OfDecision(c.decoded.job, jobContext(c.decoded.job, e), dec)
		return &d
	}
	j := jobOfCause(c.row)
	if key := c.restore.metadata.Key(); key != "" && j != nil && j.ID == c.restore.job {
		about := jobContext(j, e)
		about.RestoreKey = key
		d := triage.OfJob(j, about)
		if d.Root.From != triage.FromRestore { // what the newest job hangs on need not be that of all
			d.Root = c.row.of().Diagnosis.Root
		}
		return &d
	}
	return &c.row.of().Diagnosis
}

// jobOfCause is the job that the diagnosis is of, nil for a point.
func jobOfCause(f *failure) *backup.Job {
	id, _ := f.of().Diagnosis.Fact("job")
	for _, j := range f.of().Jobs {
		if j.ID == id.Value {
			return j
		}
	}
	return nil
}

// decode asks AWS, in the scope of the newest job.
func (c *causePage) decode() tea.Cmd {
	if c.decoded.asked && c.decoded.err == nil {
		return nil
	}
	c.decoded = decoding{asked: true, job: jobOfCause(c.row)}
	ctx, id, ask, in, encoded := backup.Urgent(c.ctx), c.id, c.s.b.Evidence, scopeOfCause(c.row), encodedOf(c.row)
	c.layout(c.s.env)
	return func() tea.Msg {
		text, err := ask.DecodeAuthorizationMessage(ctx, in, encoded)
		if err != nil {
			return result{to: id, value: denialDecoded{err: err}}
		}
		d, err := triage.DecodeDenial(text)
		return result{to: id, value: denialDecoded{d.Lines(), d, err}}
	}
}

// scopeOfCause is where the newest job with the cause ran.
func scopeOfCause(f *failure) backup.Scope {
	var in backup.Scope
	var last backup.Time
	for _, j := range f.of().Jobs {
		if at := j.Ended(); at >= last {
			in, last = jobScope(j), at
		}
	}
	if len(f.of().Jobs) == 0 && len(f.of().Scopes) > 0 {
		in = f.of().Scopes[0]
	}
	return in
}

// changesBefore is what changed on the root fact before the first failure.
type changesBefore struct {
	of     string // the ARN that was asked about
	asked  bool
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

// lookForChanges asks CloudTrail once for each thing that the cause turns out to hang on.
func (c *causePage) lookForChanges(e *Env) tea.Cmd {
	if c.row == nil || c.s.b.Evidence == nil {
		return nil
	}
	of, arn, ok := rootFactOf(c.diagnosis(e))
	if !ok || c.changes.asked && c.changes.of == arn {
		return nil
	}
	c.changes = changesBefore{of: arn, asked: true}
	first, in := c.row.of().First, scopeOfCause(c.row)
	q := backup.EventsQuery{Of: of, Resource: arn, From: first.Add(-changesLookBack), To: first}
	ctx, id, ask := c.ctx, c.id, c.s.b.Evidence
	return func() tea.Msg {
		events, err := ask.Events(ctx, in, q)
		return result{to: id, value: changesFound{arn, events, err}}
	}
}
