package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// likeTheJob is the origin of values that are those of the job that is done again.
const likeTheJob = "from the job"

// backUpVault asks for the vault that a backup goes to, and proposes one that takes it: that
// of the job or of the resource's last point, else that of its last good backup, else the
// only one there is. The others are listed with why they are not offered.
func backUpVault(d *doing, like again) ui.Field {
	f := ui.Field{Key: "vault", Label: "Vault", Section: "Target", Kind: ui.ChoiceField, Required: true, Help: "a vault of the same account and Region"}
	var taken, not []ui.Option
	whyNot := map[string]string{}
	for _, v := range vaultsKnown(d.s.env) {
		if at := backup.VaultOfARN(v.ARN); at.Account != like.in.Account || at.Region != like.in.Region {
			continue
		}
		if why := restore.WhyNoBackups(v); why != "" {
			whyNot[v.Name] = why
			not = append(not, ui.Option{Value: v.Name, Why: why})
			continue
		}
		taken = append(taken, ui.Option{Value: v.Name})
	}
	f.Options = append(taken, not...)
	f.Original, f.Origin = like.vault, "last backup"
	if like.job.Kind != "" {
		f.Origin = likeTheJob
	}
	last := knownOf[likeJob](d).usual
	switch {
	case like.vault == "":
		f.Origin = ""
	case whyNot[like.vault] == "":
		return f
	case like.job.Kind != "":
		f.Note = "not " + like.vault + ", where the job's went: " + whyNot[like.vault]
	default:
		f.Note = "not " + like.vault + ", where its last one lies: " + whyNot[like.vault]
	}
	f.Original, f.Origin = "", ""
	switch {
	case last.vault != "" && whyNot[last.vault] == "":
		f.Original, f.Origin = last.vault, last.origin
	case len(taken) == 1:
		f.Original, f.Origin = taken[0].Value, string(restore.Proposed)
	}
	return f
}

// fromJob says of which job the values of a form are, and what came of it: what made it fail
// may do so again.
func fromJob(j *backup.Job, e *Env) (words string, tone ui.Tone) {
	id, _, _ := strings.Cut(j.ID, "-")
	words = "from job " + id
	switch {
	case !j.Problem() && j.Terminal():
		return words + ", which completed", ui.Muted
	case !j.Problem():
		return words + ", which has not ended", ui.Muted
	case j.Outcome() == backup.Failed:
		words += ", which failed"
	default:
		words += ", which ended " + j.State.String()
	}
	why := j.Message.String()
	if f := e.Causes.ofJob(j); f != nil && f.of().Brief.Known() {
		why = f.of().Brief.Cause
	} else if d := triage.OfJob(j, jobContext(j, e)); d.Known() {
		why = d.Cause
	}
	if why == "" {
		why = "AWS does not say why"
	}
	return words + ": " + why, ui.Warn
}
