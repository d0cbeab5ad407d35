package views

import (
	"math"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// appendJobState appends the state with its sign. AWS's word stays, with a gloss
// where it trips people: a job that is EXPIRED missed its start window.
func appendJobState(b []byte, j *backup.Job, e *Env) []byte {
	word := j.State.String()
	switch j.Outcome() {
	case backup.Succeeded:
		return appendSigned(b, e, ui.Done, word)
	case backup.Issues:
		switch {
		case j.Untested():
			word = "not validated"
		case j.Invalid():
			word = "not valid"
		case word != "PARTIAL":
			word = "issues" // COMPLETED or COMPLETED_WITH_ISSUES, as AWS's own console says it
		}
		return appendSigned(b, e, ui.Attention, word)
	case backup.Failed:
		return appendSigned(b, e, ui.Failed, word)
	case backup.Missed:
		return appendSigned(b, e, ui.Failed, word+" (missed)")
	case backup.Stopped:
		return appendSigned(b, e, ui.Stopped, word)
	case backup.Threats:
		return appendSigned(b, e, ui.Failed, "threats found")
	}
	switch found := suspicions(j, e.told(j)); {
	case word == "":
		return appendSigned(b, e, ui.Unknown, "unknown")
	case len(found) > 0:
		return appendSigned(b, e, ui.Attention, word+" "+found[0].word)
	case j.Waits():
		return appendSigned(b, e, ui.Waiting, word)
	}
	return appendSigned(b, e, ui.Running, word)
}

// jobTone is the tone of a job's state.
func jobTone(j *backup.Job, e *Env) ui.Tone {
	switch j.Outcome() {
	case backup.Succeeded:
		return ui.Good
	case backup.Issues, backup.Stopped:
		return ui.Warn
	case backup.Failed, backup.Missed, backup.Threats:
		return ui.Bad
	}
	switch {
	case looksStuck(j, e.told(j)):
		return ui.Warn
	case j.Waits():
		return ui.Muted
	}
	return ui.Busy
}

// progressTone is that of a bar; longer than usual is worth a look.
func progressTone(j *backup.Job, e *Env) ui.Tone {
	switch then := e.told(j); {
	case then != e, overdue(j, then):
		return ui.Warn
	case jobPercent(j) != query.None:
		return ui.Busy
	}
	return ui.Muted
}

// jobDone is the percent as AWS reports it, in hundredths.
func jobDone(j *backup.Job) int64 {
	p := float64(j.Percent)
	if !(p >= 0 && p <= 100) { // NoPercent, and no number
		return query.None
	}
	return int64(math.Round(p * 100))
}

func appendLeft(b []byte, j *backup.Job, e *Env) []byte {
	if n := leftOf(j, e); n != query.None {
		return appendShort(b, query.Duration, n, e)
	}
	return b
}

func appendRate(b []byte, j *backup.Job, e *Env) []byte {
	if n := rateOf(j, e); n != query.None {
		return append(ui.AppendSize(b, n), "/s"...)
	}
	return b
}

// jobNotes explain what a state means where its word does not.
func jobNotes(j *backup.Job, e *Env) []string {
	var notes []string
	switch j.Outcome() {
	case backup.Missed:
		notes = append(notes, "EXPIRED: the start window closed before the job could start; nothing was backed up")
	case backup.Issues:
		switch {
		case j.Untested():
			notes = append(notes, "the restore is COMPLETED; nobody told the result of its test in time (TIMED_OUT)")
		case j.Invalid():
			notes = append(notes, "the restore is COMPLETED; the test of what it restored FAILED")
		case j.State.String() == "PARTIAL":
			notes = append(notes, "PARTIAL: some of its child jobs did not succeed")
		case !j.Category.Empty():
			notes = append(notes, "completed with issues: "+j.Category.String())
		}
	case backup.Threats:
		notes = append(notes, "the scan is "+j.State.String()+", and found threats: what it scanned is not clean")
	case backup.Running:
		if e := e.told(j); overdue(j, e) && !looksStuck(j, e) {
			notes = append(notes, "it runs longer than such jobs usually do")
		}
		if j.Kind == backup.CopyJob && !j.Waits() {
			notes = append(notes, "AWS reports no progress for copy jobs")
		}
	}
	return notes
}
