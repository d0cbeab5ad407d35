package views

import (
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// factLine is a fact with where it was found, and its way on where it leads somewhere.
func factLine(f triage.Fact, to Target, leads bool) line {
	l := line{label: capital(f.Name), value: f.Value + " (" + sourceWords(f.From) + ")", bare: f.Value}
	if leads {
		l.link = &to
	}
	return l
}

// remedyLines are cause, meaning and what to do, as the page of a job and of a cause begin.
// Of what the catalogue does not know there are AWS's words.
func remedyLines(d *triage.Diagnosis, message string) []line {
	var lines []line
	add := func(label, value string, tone ui.Tone) {
		if value != "" {
			lines = append(lines, line{label: label, value: value, tone: tone})
		}
	}
	if !d.Known() {
		if message == "" {
			add("Cause", "unknown: AWS gives no message", ui.Warn)
			return lines
		}
		add("Cause", "unknown: no entry of the catalogue fits these words", ui.Warn)
		add("Raw text", message, ui.Plain)
		return lines
	}
	add("Cause", d.Cause, ui.Strong)
	add("Meaning", d.Meaning, ui.Plain)
	for i, step := range d.Remedy {
		add("Remedy "+strconv.Itoa(i+1), step, ui.Plain)
	}
	add("Class", strings.ReplaceAll(string(d.Class), "_", " ")+", confidence "+d.Confidence.String(), ui.Muted)
	for _, also := range d.Also {
		add("Look at", also, ui.Muted)
	}
	return lines
}

// repeated are facts that the fields of the job have below.
func repeated(f triage.Fact) bool {
	if f.From != triage.FromJob {
		return false
	}
	switch f.Name {
	case "role", "job's role", "key":
		return false
	}
	return true
}

// aside are roles and keys that have no part in the cause: neither it nor a step names them.
func aside(f triage.Fact, d *triage.Diagnosis) bool {
	switch f.Name {
	case "role", "job's role", "key", "destination key":
		return f.From != triage.FromMessage && f.Value != d.Root.Value && !strings.Contains(d.Meaning+strings.Join(d.Remedy, " "), f.Value)
	}
	return false
}

// beside are facts of the rule and of the vault's limits where the trouble is not about time:
// they are a link away, and would push the timeline off the screen.
func beside(f triage.Fact, c triage.Class) bool {
	switch c {
	case triage.WindowExpired, triage.MaintenanceWindow, triage.Concurrency, triage.LockOrLifecycle:
		return false
	}
	return f.From == triage.FromRule || strings.HasSuffix(f.Name, " retention")
}

// sourceWords say where a fact was found.
func sourceWords(s triage.Source) string {
	switch s {
	case triage.FromMessage:
		return "from AWS's message"
	case triage.FromPoint:
		return "of the recovery point"
	case triage.FromDecoded:
		return "from the decoded message"
	case triage.FromRestore:
		return "from the restore job's metadata"
	case triage.FromRestored:
		return "of the recovery point; the restore names no key"
	case triage.FromTarget:
		return "of the destination vault"
	case triage.FromRule:
		return "of the plan's rule"
	default:
		return "of the " + string(s)
	}
}

// jobFactLink is the way on from a fact that has a page.
func jobFactLink(f triage.Fact, j *backup.Job, e *Env) (Target, bool) {
	switch {
	case strings.HasSuffix(f.Name, "vault") && strings.HasPrefix(f.Value, "arn:"):
		return vaultPage(backup.VaultOfARN(f.Value))
	case f.Name == "vault":
		return jobToVault(j, e)
	case f.Name == "plan":
		return jobToPlan(j, e)
	case f.Name == "rule":
		by := j.By.Get()
		if by.PlanID.Empty() {
			return Target{}, false
		}
		return Target{View: "rules", Scope: jobScope(j), Arg: by.PlanID.String(), Filter: exactly("name", f.Value), Title: f.Value}, true
	case f.Name == "point":
		return pointPage(f.Value, backup.VaultRef{Account: j.Account, Region: j.Region, Name: j.Vault})
	case f.Name == "job":
		return jobPage(j), true
	case f.Name == "resource":
		return resourcePage(backup.ResourceRef{ARN: backup.Intern(f.Value)}, jobScope(j))
	case (f.Name == "role" || f.Name == "job's role") && f.From == triage.FromJob:
		return jobsIn(e, "jobs", jobScope(j), backup.ShortARN(f.Value), exactly("roleArn", f.Value)), true
	case f.Name == "min retention" || f.Name == "max retention":
		if f.From == triage.FromTarget {
			return jobToDestination(j, e)
		}
		return jobToVault(j, e)
	case f.Name == "key" && f.From == triage.FromVault, f.Name == "destination key":
		return Target{View: "vaults", Filter: exactly("encryptionKeyArn", f.Value), Title: backup.ShortARN(f.Value)}, true
	}
	return Target{}, false
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
