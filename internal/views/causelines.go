package views

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// jobsOnPage is how many jobs a page lists; the rest are one key away.
const jobsOnPage = 50

// linesOf lays the page of the cause out: first what an operator does next.
func (c *causePage) linesOf(e *Env) ([]line, bool) {
	if c.row == nil {
		if e.Causes == nil {
			return []line{{value: "reading the jobs " + e.Theme.Sign(ui.Waiting), tone: ui.Muted}}, true
		}
		return []line{{value: "no job of the last " + windowWords(windowOf(e)) + " has this cause; :window looks further back", tone: ui.Muted}}, true
	}
	f := c.row
	d := c.diagnosis(e)
	lines := c.topLines(d, e)
	also := len(lines) // what else there is to know comes after how much is touched
	if i := slices.IndexFunc(lines, func(l line) bool { return l.label == "Class" }); i >= 0 {
		also = i
	}
	lines, rest := slices.Clip(lines[:also]), lines[also:]
	lines = append(lines, infectedLines(f)...)
	lines = append(lines, deniedLines(f.of(), e)...)
	if words := asWell(f); words != "" {
		lines = append(lines, line{label: "As well", value: words, tone: ui.Warn})
	}
	lines = append(append(lines, c.touched(e)...), rest...)
	lines = append(lines, factLines(d, f, e)...)
	lines = append(lines, c.changeLines(e)...)
	lines = append(lines, c.decoded.lines(encodedOf(c.row), e)...)
	lines = append(lines, line{label: "AWS's words", heading: true}, line{label: "Message", value: messageOr(f.of().Message)})
	lines = append(lines, line{label: "For its owner", heading: true, value: "c copies this", tone: ui.Muted})
	block := ownerLines(e, f, d, c.decoded.result())
	c.copyID = strings.Join(block, "\n") // c copies what is shown
	for _, words := range block {
		lines = append(lines, line{value: words})
	}
	return append(lines, jobLines(f, e)...), c.here
}

// asWell says of how many accounts the steps are that name things of one.
func asWell(f *failure) string {
	others := len(f.of().Accounts) - 1
	if others <= 0 || len(f.of().Diagnosis().Remedy) == 0 {
		return ""
	}
	first := ""
	if f.of().Diagnosis().Several {
		first = "first "
	}
	return fmt.Sprintf("the steps name %swhat %s met; the same holds in %s", first, newestWords(jobOfCause(f)), counted2(others, "other account", "other accounts"))
}

// newestWords say what a diagnosis is of: that job, or a recovery point.
func newestWords(j *backup.Job) string {
	if j == nil {
		return "the newest recovery point"
	}
	return "the newest job"
}

func messageOr(s string) string {
	if s == "" {
		return "AWS gave no message"
	}
	return s
}

// touched says how much of the fleet the cause touches, and whether it still does.
func (c *causePage) touched(e *Env) []line {
	f, g := c.row, c.row.of()
	lines := []line{{label: "Touched", heading: true, value: "in the last " + windowWords(windowOf(e)), tone: ui.Muted}}
	jobs, points := metWords(g)
	if len(g.Jobs) > 0 {
		to := jobsOfCause(f)
		lines = append(lines, line{label: "Jobs", value: jobs + " " + kindWords(g), link: &to})
	}
	if len(g.Points) > 0 {
		to := pointsOfCause(f)
		lines = append(lines, line{label: "Recovery points", value: points, link: &to})
	}
	if words := nowWords(f); words != "" {
		lines = append(lines, line{label: "Now", value: words, tone: nowTone(f, e)})
	}
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, line{label: label, value: value})
		}
	}
	add("Accounts", string(appendAccounts(nil, f, e)))
	add("Regions", textsJoined(g.Regions))
	add("Types", strings.Join(textsOf(g.Types), ", "))
	add("Resources", ui.Count(len(g.Resources)))
	add("First", string(appendExact(nil, query.Time, ms(g.First), e)))
	add("Last", string(appendExact(nil, query.Time, ms(g.Last), e)))
	add("Trend", string(appendTrend(nil, f, e)))
	return lines
}

// factLines are what was found, each with where; what has a page leads there.
func factLines(d *triage.Diagnosis, of *failure, e *Env) []line {
	if len(d.Facts) == 0 {
		return nil
	}
	j, several := jobOfCause(of), len(of.of().Denied()) > 1
	lines := []line{{label: "Found", heading: true, value: "with " + newestWords(j), tone: ui.Muted}}
	account, _ := d.Fact("account")
	region, _ := d.Fact("region")
	in := backup.In(account.Value, region.Value)
	for _, f := range d.Facts {
		if f.Name == triage.Encoded || f.Name == "scope" || f.Name == "action" && several { // all are named above
			continue
		}
		to, ok := factLink(f, in, e)
		if !ok && j != nil {
			to, ok = jobFactLink(f, j, e)
		}
		lines = append(lines, factLine(f, to, ok))
	}
	return lines
}

// factLink leads to the page of what a fact names.
func factLink(f triage.Fact, in backup.Scope, e *Env) (Target, bool) {
	switch f.Name {
	case "vault":
		if strings.HasPrefix(f.Value, "arn:") {
			return vaultPage(backup.VaultOfARN(f.Value))
		}
		return vaultPage(backup.VaultRef{Account: in.Account, Region: in.Region, Name: backup.Intern(f.Value)})
	case "destination vault":
		return vaultPage(backup.VaultOfARN(f.Value))
	case "resource":
		return resourcePage(backup.ResourceRef{ARN: backup.Intern(f.Value)}, in)
	case "account":
		id := backup.Intern(f.Value)
		return toAccount(func(t *backup.Text) backup.Text { return *t })(&id, e)
	}
	return Target{}, false
}

// jobLines are the newest jobs with the cause, each a link to its page.
func jobLines(f *failure, e *Env) []line {
	jobs := newestJobs(f.of().Jobs)
	head := "Jobs"
	if onlyPoints(f.of()) {
		head = "Recovery points"
	}
	lines := []line{{label: head, heading: true, value: "J opens them as a list", tone: ui.Muted}}
	for i, j := range jobs {
		if i == jobsOnPage {
			to := jobsOfCause(f)
			return append(lines, line{value: ui.Count(len(jobs)-i) + " more", link: &to})
		}
		to := jobPage(j)
		of := j.Of.Get()
		words := j.Kind.String() + " of " + string(appendNamed(nil, of)) + " in " + scopeWords(jobScope(j), e)
		lines = append(lines, line{label: string(ui.AppendAge(nil, e.Now.Sub(j.Ended()))) + " ago", value: words, link: &to})
	}
	for i, p := range f.of().Points {
		if i == jobsOnPage {
			to := pointsOfCause(f)
			return append(lines, line{value: ui.Count(len(f.of().Points)-i) + " more", link: &to})
		}
		to, ok := pointPage(p.ARN.String(), p.In.Get())
		l := line{label: p.Status.String(), value: p.ARN.String()}
		if ok {
			l.link = &to
		}
		lines = append(lines, l)
	}
	return lines
}
