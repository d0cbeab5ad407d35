package views

import (
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// topLines are what an operator has to know before the steps: that it is over, what it is, who
// changed what just before it, and which other row may be the same trouble.
func (c *causePage) topLines(d *triage.Diagnosis, e *Env) []line {
	f := c.row
	steps := remedyLines(d, f.of().Message)
	var lines []line
	if words := recoveredWords(f.of(), e); words != "" {
		lines = append(lines, line{label: "Recovered", value: words, tone: ui.Good})
	}
	if words := sinceWords(f, e); words != "" {
		lines = append(lines, line{label: "Since", value: words, tone: nowTone(f, e)})
	}
	lines = append(lines, steps[0])
	if ev, ok := c.changes.last(); ok {
		by := ev.By[strings.LastIndexByte(ev.By, '/')+1:]
		lines = append(lines, line{label: "After", value: ev.Name.String() + " by " + by + " at " + ev.Time.Time().In(e.Zone).Format("15:04:05") + ", " + ui.Duration(f.of().First.Sub(ev.Time)) + " before the first failure", tone: ui.Warn})
	}
	if other := perhapsSame(f, e.Causes); other != nil {
		to, _ := failurePage(other, e)
		lines = append(lines, line{label: "Perhaps", value: "the same as \"" + other.of().Brief.Cause + "\" of " + rootNow(other, e) + ", which began within the same hour", tone: ui.Warn, link: &to})
	}
	return append(lines, steps[1:]...)
}

// last is the change nearest before the first failure.
func (c *changesBefore) last() (backup.Event, bool) {
	if !c.done || len(c.events) == 0 {
		return backup.Event{}, false
	}
	return c.events[0], true
}

// recoveredWords say that nothing fails by the cause any more; what is said of it below is how it was.
func recoveredWords(c *triage.Cause, e *Env) string {
	if c.Failing > 0 || c.Recovered == 0 || onlyPoints(c) || c.Brief.Malware() {
		return ""
	}
	what := "its resource has worked since"
	if c.Recovered > 1 {
		what = "all " + ui.Count(c.Recovered) + " resources worked since"
	}
	return what + "; last failure " + string(ui.AppendAge(nil, e.Now.Sub(c.Last))) + " ago. What follows is how it was"
}

// severalOf names kinds of jobs, of which there are several.
func severalOf(kinds []backup.JobKind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = jobsOf[kind][1]
	}
	return strings.Join(names, " and ")
}

// quietFor is after how long without a failure a cause is said to have been quiet.
const quietFor = 10 * time.Minute

// sinceWords tell a cause that fails on from one of which nothing was run again: what counts as failing
// is what has not worked since, which is no sign that it would fail.
func sinceWords(f *failure, e *Env) string {
	c := f.of()
	quiet := e.Now.Sub(c.Last)
	if c.Failing == 0 || onlyPoints(c) || c.Brief.Malware() || len(c.Well()) == 0 && !c.Works() && quiet < quietFor {
		return ""
	}
	nothing := "no failure since " + c.Last.Time().In(e.Zone).Format("15:04") + " (" + string(ui.AppendAge(nil, quiet)) + " ago)"
	if c.Works() {
		return nothing + ", newer jobs went well: probably mended; " + ui.Count(c.Failing) + " of " + ui.Count(len(c.Resources)) + " not run again"
	}
	if kinds := c.Well(); len(kinds) > 0 {
		return nothing + ", newer " + severalOf(kinds) + " went well: run what failed again to see"
	}
	return nothing + ", nor was it seen to work: run one again to see"
}

// perhapsSame is the row of a known key that a row of an unknown one may belong to: one that
// began within an hour of it, in a scope of it.
func perhapsSame(f *failure, all *causes) *failure {
	c := f.of()
	if all == nil || c.Brief.Class != triage.KMS || c.Brief.Root.Name == "key" {
		return nil
	}
	unread := c.Brief.Unread && !slices.Contains(c.Kinds, backup.RestoreJob) // whose vault tells little
	i := slices.IndexFunc(all.rows, func(o *failure) bool {
		d := &o.of().Brief
		shared := slices.ContainsFunc(o.of().Scopes, func(s backup.Scope) bool { return slices.Contains(c.Scopes, s) })
		return o.key != f.key && d.Class == triage.KMS && d.Root.Name == "key" && d.Root.Value != "" && (unread || shared) && o.of().First.Sub(c.First).Abs() <= time.Hour
	})
	if i < 0 {
		return nil
	}
	return all.rows[i]
}
