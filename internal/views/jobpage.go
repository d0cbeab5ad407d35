package views

import (
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// jobSide is what the page of a job has beside its fields: how it goes, what was seen of
// it, and the jobs around it. It belongs to the UI goroutine.
type jobSide struct {
	thing    backup.Thing
	row      *backup.Job // nil = AWS has not said anything of it yet
	listed   bool        // a list has it, and keeps it fresh
	around   kin
	named    triage.Submitted // what was submitted to a restore
	decoded  decoding         // what AWS says of the encoded part of its message
	asking   bool             // for those around it
	answered heard            // how AWS answers when it is asked about the job itself
	needs    [2][]state.Part  // what with was given last, and what it gave
}

// jobLed are the columns that the head of a job's page says.
func jobLed() []string {
	return []string{"state", "percentDone", "bytesTransferred", "sizeBytes", "message", "left", "rate", "elapsed", "age"}
}

// lead is the head of the page: how the job goes, and what to know of it.
func (d *jobSide) lead(s *session, e *Env) []line {
	j := d.row
	if j == nil {
		return []line{{label: "State", value: e.Theme.Sign(ui.Waiting) + " submitted: AWS has not listed it yet", tone: ui.Muted}}
	}
	s.seen.see(jobThing(j), j.State.String(), d.toldAt(e))
	now := e
	e = d.then(now)
	lines := []line{{label: "State", value: string(appendJobState(nil, j, e)), tone: jobTone(j, e)}}
	add := func(label, value string, tone ui.Tone) {
		if value != "" {
			lines = append(lines, line{label: label, value: value, tone: tone})
		}
	}
	if e != now {
		add("As of", ui.Duration(now.Now.Sub(e.Now))+" ago: AWS has told nothing of it since", ui.Warn)
	}
	stuck := suspicions(j, e)
	for _, why := range stuck {
		add("Assumed", why.evidence, ui.Warn)
	}
	if len(stuck) > 0 { // the worst comes first
		for i, step := range stuckSteps(stuck[0].word, j.Kind) {
			add("Remedy "+strconv.Itoa(i+1), step, ui.Plain)
		}
	}
	if message := j.Message.String(); message != "" {
		lines = append(lines, line{label: "Message", value: d.readable(message), bare: message, tone: messageTone(j)})
	}
	add("Progress", string(appendJobProgressExact(nil, j, e))+usualBasis(j, e), progressTone(j, e))
	if e == now { // how long it would have taken from then on is past
		add("Time left", leftWords(j, e), ui.Plain)
	}
	if j.Transferred > 0 {
		add("Moved", movedWords(j, e), ui.Plain)
	} else if j.SizeBytes > 0 {
		add("Size", string(ui.AppendSize(nil, j.SizeBytes)), ui.Plain)
	}
	if t, label, ok := jobMade(j, e); ok {
		lines = append(lines, line{label: label, value: t.words(), link: &t})
	}
	e = now
	lines = append(lines, d.diagnosisLines(e)...)
	lines = append(lines, s.seen.lines(j, e)...)
	return append(append(lines, d.around.lines(j, e)...), line{label: "Facts", heading: true})
}

// readable is a message without its encoded part, which would push the diagnosis off the screen.
func (d *jobSide) readable(message string) string {
	if encoded := d.encoded(); encoded != "" {
		return strings.Replace(message, encoded, "(encoded, see below)", 1)
	}
	return message
}
