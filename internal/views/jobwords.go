package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

func messageTone(j *backup.Job) ui.Tone {
	if j.Problem() {
		return jobTone(j, nil)
	}
	return ui.Plain
}

// leftWords say how long it will still take, and what that rests on.
func leftWords(j *backup.Job, e *Env) string {
	left, by := j.Left(e.Now)
	switch by {
	case backup.ByPercent:
		return "about " + ui.Duration(left) + ", by its percent so far"
	case backup.ByEstimate:
		return "about " + ui.Duration(left) + ", by AWS's estimate"
	}
	return ""
}

// usualBasis says of which jobs "usually" is, where the progress has that word.
func usualBasis(j *backup.Job, e *Env) string {
	d, ok := e.Usual.of(j)
	if !ok || j.Terminal() || j.Waits() || jobElapsed(j, e.Now) == query.None {
		return ""
	}
	if _, own := e.Usual.ofResource(j); own {
		return " (" + ui.Count(d.n) + " finished of this resource)"
	}
	return " (" + ui.Count(d.n) + " finished of type " + j.Of.Get().Type.String() + ")"
}

// movedWords are the bytes moved, of how many, and how fast.
func movedWords(j *backup.Job, e *Env) string {
	b := ui.AppendSize(nil, j.Transferred)
	if j.SizeBytes > 0 {
		b = ui.AppendSize(append(b, " of "...), j.SizeBytes)
	}
	if rateOf(j, e) != query.None {
		b = append(appendRate(append(b, ", "...), j, e), " since it began"...)
	}
	return string(b)
}

// jobMade leads to what the job made, or makes: AWS names it before it is there.
func jobMade(j *backup.Job, e *Env) (t Target, label string, ok bool) {
	made, making, began := "Made", "Is making", "Began to make"
	if j.Kind == backup.RestoreJob { // it may have been there before: AWS names it all the same
		made, making, began = "Restored to", "Restores to", "Began to restore to"
	}
	label = made
	switch o := j.Outcome(); {
	case o == backup.Running:
		label = making
	case o != backup.Succeeded && o != backup.Issues:
		label = began
	}
	switch {
	case madeResource(j) != "":
		of := backup.ResourceRef{ARN: backup.Intern(madeResource(j)), Type: j.Of.Get().Type}
		t, ok = resourcePage(of, jobScope(j))
		return t, label, ok
	case j.Kind == backup.CopyJob:
		t, ok = jobToCopy(j, e)
		return t, label, ok
	case j.Kind == backup.BackupJob && j.Terminal():
		t, ok = jobToPoint(j, e)
		return t, label, ok && (j.Outcome() == backup.Succeeded || j.Outcome() == backup.Issues)
	}
	return Target{}, "", false
}
