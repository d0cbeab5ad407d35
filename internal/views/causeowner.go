package views

import (
	"cmp"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// namedMost is how many principals, accounts or resources the block for the owner names.
const namedMost = 20

// ownerLines are what to paste to whoever owns what a cause hangs on: everybody who was
// denied, what, on what, where, since when, and AWS's own words. dec is what AWS decoded of
// the message, nil where nothing was.
func ownerLines(e *Env, f *failure, d *triage.Diagnosis, dec *triage.Decision) []string {
	c := f.of()
	lines := []string{"AWS Backup: " + d.Cause}
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, label+": "+value)
		}
	}
	list := func(label string, all []string, rest string) {
		if len(all) > namedMost {
			all = append(slices.Clone(all[:namedMost]), "and "+ui.Count(len(all)-namedMost)+" more"+rest)
		}
		add(label, strings.Join(all, ", "))
	}
	switch {
	case d.Root.Value == "":
	case d.Root.From == triage.FromRestore && len(c.Jobs) > 1:
		add(capital(d.Root.Name)+" of the newest restore", d.Root.Value)
	default:
		add(capital(d.Root.Name), d.Root.Value)
	}
	if assumed := assumedBy(d); assumed != "" {
		add("Principal", assumed)
		lines = append(lines, roleLines("Role to assume", e, c)...)
	} else {
		lines = append(lines, roleLines("Principal", e, c)...)
	}
	if dec != nil {
		add("Denied principal", dec.Principal)
	}
	add(deniedTo(c, d, dec != nil))
	for _, name := range []string{"denied resource", "policy", "statement"} {
		if fact, ok := d.Fact(name); ok && fact.Value != d.Root.Value {
			add(capital(name), fact.Value)
		}
	}
	if c.Brief.Malware() {
		points := infectedOf(c, newestJobs(c.Jobs))
		named := make([]string, len(points))
		for i, p := range points {
			named[i] = p.arn + " in vault " + p.in.Name.String()
		}
		list("Infected", named, ", all in bkpui get failures -o json: infected")
	}
	if n := len(c.Resources); n == 1 {
		add("Resource", c.Resources[0].String())
	} else if n > 1 {
		add("Resources touched", ui.Count(n)+" ("+strings.Join(textsOf(c.Types), ", ")+")")
	}
	accounts := make([]string, len(c.Accounts))
	for i, id := range c.Accounts {
		accounts[i] = string(appendAccount(nil, id, e))
	}
	list("Accounts", accounts, ", all in bkpui get failures -o json: accounts")
	add("Regions", strings.Join(textsOf(c.Regions), ", "))
	jobs, points := metWords(c)
	if jobs != "" {
		add("Jobs", jobs+" in the last "+windowWords(windowOf(e)))
	}
	add("But", strangerWords(c, e))
	add("Recovery points", points)
	add("First seen", rfc3339(c.First))
	add("Last seen", rfc3339(c.Last))
	add("Now", nowWords(f))
	message := c.Message
	if blob, ok := d.Fact(triage.Encoded); ok && dec != nil {
		message = strings.ReplaceAll(message, blob.Value, "(decoded above)")
	}
	add("AWS says", message)
	for i := range lines {
		lines[i] = ui.Clean(lines[i])
	}
	return lines
}

// principal is a role that jobs of a cause ran as, and in which account.
type principal struct {
	account, role backup.Text
	jobs          int
}

// principals are all of a cause, the commonest first.
func principals(c *triage.Cause) []principal {
	count := map[principal]int{}
	for _, j := range c.Jobs {
		if !j.Role.Empty() {
			count[principal{account: j.Account, role: j.Role}]++
		}
	}
	all := make([]principal, 0, len(count))
	for p, n := range count {
		p.jobs = n
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b principal) int {
		return cmp.Or(-cmp.Compare(a.jobs, b.jobs), strings.Compare(a.role.String(), b.role.String()), strings.Compare(a.account.String(), b.account.String()))
	})
	return all
}

// assumedBy is who has to assume the roles that jobs of a cause ran as, where that is what AWS Backup could not; "" =
// the roles were denied something themselves.
func assumedBy(d *triage.Diagnosis) string {
	if d.Class != triage.AssumeRole || d.Denial != nil {
		return ""
	}
	return "backup.amazonaws.com (AWS Backup)"
}

// roleLines name the roles that jobs of a cause ran as.
func roleLines(label string, e *Env, c *triage.Cause) []string {
	var lines []string
	all := principals(c)
	for i, p := range all {
		if i == namedMost {
			return append(lines, label+": "+ui.Count(len(all)-i)+" more; bkpui get failures -o json names all: principals")
		}
		lines = append(lines, label+": "+p.role.String()+" (account "+string(appendAccount(nil, p.account, e))+", "+counted2(p.jobs, "job", "jobs")+")")
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
