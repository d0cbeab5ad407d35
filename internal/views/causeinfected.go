package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// infectedNamed is how many infected recovery points the page names above all else.
const infectedNamed = 3

// infected is a recovery point in which malware was found, by its newest scan.
type infected struct {
	arn string
	in  backup.VaultRef
}

// infectedOf are the infected recovery points of a cause, those of jobs, which are its jobs, in their order.
func infectedOf(c *triage.Cause, jobs []*backup.Job) []infected {
	var all []infected
	met := map[string]bool{}
	add := func(arn string, in backup.VaultRef) {
		if arn != "" && !met[arn] {
			met[arn] = true
			all = append(all, infected{arn, in})
		}
	}
	still := make(map[string]bool, len(c.Infected))
	for _, arn := range c.Infected {
		still[arn.String()] = true
	}
	for _, j := range jobs {
		if arn := j.PointARN.String(); still[arn] || j.Of.Get().ARN.Empty() { // of no resource nothing is known later
			add(arn, backup.VaultRef{Account: j.Account, Region: j.Region, Name: j.Vault})
		}
	}
	for _, p := range c.Points {
		add(p.ARN.String(), p.In.Get())
	}
	return all
}

// infectedRef is an infected recovery point in records.
type infectedRef struct {
	Account string `json:"account"`
	Region  string `json:"region"`
	Vault   string `json:"vault"`
	ARN     string `json:"arn"`
}

func infectedRefs(c *triage.Cause) []infectedRef {
	refs := []infectedRef{}
	if !c.Brief.Malware() {
		return refs
	}
	for _, i := range infectedOf(c, c.Jobs) {
		refs = append(refs, infectedRef{i.in.Account.String(), i.in.Region.String(), i.in.Name.String(), i.arn})
	}
	return refs
}

// infectedLines name them: the steps name one of them.
func infectedLines(f *failure) []line {
	if !f.of().Brief.Malware() {
		return nil
	}
	var lines []line
	all := infectedOf(f.of(), newestJobs(f.of().Jobs))
	for _, i := range all[:min(infectedNamed, len(all))] {
		l := line{label: "Infected", value: i.arn + " in vault " + i.in.Name.String(), bare: i.arn, tone: ui.Bad}
		if to, ok := pointPage(i.arn, i.in); ok {
			l.link = &to
		}
		lines = append(lines, l)
	}
	if more := len(all) - len(lines); more > 0 {
		to := jobsOfCause(f)
		if len(f.of().Jobs) == 0 {
			to = pointsOfCause(f)
		}
		lines = append(lines, line{label: "Infected", value: "and " + ui.Count(more) + " more: " + ui.Count(len(all)) + " in all", tone: ui.Bad, link: &to})
	}
	return lines
}
