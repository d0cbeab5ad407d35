package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// infectedNamed is how many infected recovery points the page names above all else.
const infectedNamed = 3

// infectedLines are in which recovery points malware was found: the steps name one of them.
func infectedLines(f *failure) []line {
	if !f.of().Diagnosis.Malware() {
		return nil
	}
	var lines []line
	met := map[string]bool{}
	add := func(arn string, in backup.VaultRef) {
		if arn == "" || met[arn] {
			return
		}
		met[arn] = true
		if len(met) > infectedNamed {
			return
		}
		l := line{label: "Infected", value: arn + " in vault " + in.Name.String(), bare: arn, tone: ui.Bad}
		if to, ok := pointPage(arn, in); ok {
			l.link = &to
		}
		lines = append(lines, l)
	}
	for _, j := range newestJobs(f.of().Jobs) {
		add(j.PointARN.String(), backup.VaultRef{Account: j.Account, Region: j.Region, Name: j.Vault})
	}
	for _, p := range f.of().Points {
		add(p.ARN.String(), p.In.Get())
	}
	if more := len(met) - len(lines); more > 0 {
		to := jobsOfCause(f)
		if len(f.of().Jobs) == 0 {
			to = pointsOfCause(f)
		}
		lines = append(lines, line{label: "Infected", value: "and " + ui.Count(more) + " more: " + ui.Count(len(met)) + " in all", tone: ui.Bad, link: &to})
	}
	return lines
}
