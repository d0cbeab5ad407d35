package triage

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Denied is an action that jobs of a cause were denied.
type Denied struct {
	Action      string
	Jobs        int
	Accounts    []backup.Text // in order
	First, Last backup.Time   // when the first and the last of these jobs ended
}

// namedActions is how many actions a sentence names.
const namedActions = 5

// Actions are all that the jobs of the cause were denied, those of most jobs first, else what
// AWS documents for it.
func (c *Cause) Actions() []string {
	denied := c.Denied()
	if len(denied) == 0 {
		return c.Diagnosis().Actions()
	}
	all := make([]string, len(denied))
	for i := range denied {
		all[i] = denied[i].Action
	}
	return all
}

// Strangers are two actions of the cause that share no account and no hour: where AWS's words
// name no policy, those may have been denied by different ones.
func (c *Cause) Strangers() (a, b *Denied, ok bool) {
	if c.Brief.Class != SCP || c.Brief.Root.Name == "policy" {
		return nil, nil, false
	}
	const hour = 60 * 60 * 1000
	denied := c.Denied()
	for i := range denied {
		for k := range denied[:i] {
			a, b := &denied[k], &denied[i]
			apart := a.First > b.Last+hour || b.First > a.Last+hour
			if apart && !slices.ContainsFunc(a.Accounts, func(id backup.Text) bool { return slices.Contains(b.Accounts, id) }) {
				return a, b, true
			}
		}
	}
	return nil, nil, false
}

// denials are what the messages of a row say was denied.
type denials struct {
	actions    []Denied
	principals map[string]bool
	resources  map[string]bool
}

// denials reads every message of a row in which the newest of some words is a denial.
func (r *row) denials() denials {
	var all denials
	if !r.denied() {
		return all
	}
	all.principals, all.resources = map[string]bool{}, map[string]bool{}
	at := map[string]int{}
	var last backup.Text
	var denial Denial
	var ok bool
	for _, j := range r.jobs {
		if j.Message != last || last.Empty() {
			last = j.Message
			denial, ok = ParseDenial(last.String())
		}
		if !ok || denial.Action == "" {
			continue
		}
		name := lower(denial.Action)
		i, met := at[name]
		if !met {
			i = len(all.actions)
			at[name] = i
			all.actions = append(all.actions, Denied{Action: denial.Action, First: j.Ended()})
		}
		all.actions[i].add(j)
		note(all.principals, denial.Principal)
		note(all.resources, denial.Resource)
	}
	slices.SortStableFunc(all.actions, func(a, b Denied) int {
		return cmp.Or(cmp.Compare(b.Jobs, a.Jobs), strings.Compare(a.Action, b.Action))
	})
	for i := range all.actions {
		slices.SortFunc(all.actions[i].Accounts, compareTexts)
	}
	return all
}

// denied reports whether the newest of some words is a denial.
func (r *row) denied() bool {
	for i := range r.by {
		if j := r.by[i].newest.job; j != nil && denies(j) {
			return true
		}
	}
	return false
}

func denies(j *backup.Job) bool {
	d, ok := ParseDenial(j.Message.String())
	return ok && d.Action != ""
}

func note(in map[string]bool, value string) {
	if value != "" {
		in[value] = true
	}
}

func (d *Denied) add(j *backup.Job) {
	d.Jobs++
	d.First, d.Last = min(d.First, j.Ended()), max(d.Last, j.Ended())
	if !slices.Contains(d.Accounts, j.Account) {
		d.Accounts = append(d.Accounts, j.Account)
	}
}

// words name the first actions, and how many more there are.
func (all *denials) words() string {
	var names []string
	for i := range all.actions {
		if i == namedActions {
			names = append(names, strconv.Itoa(len(all.actions)-i)+" more")
			break
		}
		names = append(names, all.actions[i].Action)
	}
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
