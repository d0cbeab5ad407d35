package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// ownerLines are what to paste to whoever owns what a cause hangs on: who was denied what
// on what, where, since when, and AWS's own words.
func ownerLines(e *Env, f *failure) []string {
	c := f.of()
	d := &c.Diagnosis
	lines := []string{"AWS Backup: " + d.Cause}
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, label+": "+value)
		}
	}
	if d.Root.Value != "" {
		add(capital(d.Root.Name), d.Root.Value)
	}
	for _, name := range []string{"principal", "role", "action", "resource", "policy"} {
		if fact, ok := d.Fact(name); ok && fact.Value != d.Root.Value {
			add(capital(name), fact.Value)
		}
	}
	accounts := make([]string, len(c.Accounts))
	for i, id := range c.Accounts {
		accounts[i] = string(appendAccount(nil, id, e))
	}
	add("Accounts", strings.Join(accounts, ", "))
	add("Regions", strings.Join(textsOf(c.Regions), ", "))
	add("Jobs", ui.Count(c.Count())+" of "+ui.Count(max(c.Of, c.Count()))+" in the last "+windowWords(windowOf(e)))
	add("First seen", rfc3339(c.First))
	add("Last seen", rfc3339(c.Last))
	add("Now", nowWords(f))
	add("AWS says", c.Message)
	for i := range lines {
		lines[i] = ui.Clean(lines[i])
	}
	return lines
}

// newestJobs is a copy, the newest first.
func newestJobs(jobs []*backup.Job) []*backup.Job {
	jobs = slices.Clone(jobs)
	slices.SortFunc(jobs, func(a, b *backup.Job) int {
		return cmp.Or(-cmp.Compare(a.Ended(), b.Ended()), strings.Compare(a.ID, b.ID))
	})
	return jobs
}
