package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// diagnosisLines say why a job went wrong and what to do: cause, meaning, steps, and the
// facts with where each was found. What the catalogue does not know is said to be unknown.
func (s *jobSide) diagnosisLines(e *Env) []line {
	j := s.row
	if !j.Problem() {
		return nil
	}
	d := s.diagnosis(e)
	lines := append([]line{{label: "Diagnosis", heading: true}}, remedyLines(&d, j.Message.String())...)
	for _, f := range d.Facts {
		if !d.Known() {
			break
		}
		if f.Name == triage.Encoded || repeated(f) || beside(f, d.Class) || aside(f, &d) {
			continue
		}
		to, ok := jobFactLink(f, j, e)
		lines = append(lines, factLine(f, to, ok))
	}
	return append(lines, s.decoded.lines(s.encoded(), e)...)
}

// diagnosis is that of the job, with the key that a restore names; of a decoded message that of
// what it denied.
func (s *jobSide) diagnosis(e *Env) triage.Diagnosis {
	around := jobAround(s.row, e)
	if s.named.Told {
		lists := around.Restore
		around.Restore = func(j *backup.Job) (*backup.RestoreKey, bool) {
			key, several := s.named.Key()
			if key != "" || several {
				return &backup.RestoreKey{Job: j.ID, Named: backup.Intern(key)}, false
			}
			if k, _ := lists(j); k != nil {
				return k, false
			}
			seeking, _ := e.seeks(s.keyPart())
			return nil, seeking
		}
	}
	about := around.Context(s.row)
	if dec := s.decoded.result(); dec != nil {
		return triage.OfDecision(s.row, about, dec)
	}
	return triage.OfJob(s.row, about)
}

// encoded is the encoded authorization message in the job's message, "" where there is none.
func (s *jobSide) encoded() string {
	if s.row == nil || !s.row.Problem() {
		return ""
	}
	d := triage.OfJob(s.row, triage.Context{})
	fact, _ := d.Fact(triage.Encoded)
	return fact.Value
}
