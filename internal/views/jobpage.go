package views

import (
	"cmp"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
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
	asking   bool             // for those around it
	answered heard            // how AWS answers when it is asked about the job itself
	needs    [2][]state.Part  // what with was given last, and what it gave
}

// jobLed are the columns that the head of a job's page says.
func jobLed() []string {
	return []string{"state", "percentDone", "bytesTransferred", "sizeBytes", "message", "left", "rate", "elapsed", "age"}
}

// with are these lists and those about the job. Thousands are put together once.
func (d *jobSide) with(own []state.Part) []state.Part {
	about := aboutJob(d.row)
	if len(about) == 0 {
		return own
	}
	if last := d.needs[1]; !sameSlice(own, d.needs[0]) || len(last) != len(own)+len(about) || !slices.Equal(last[len(own):], about) {
		d.needs = [2][]state.Part{own, slices.Concat(own, about)}
	}
	return d.needs[1]
}

// follow keeps the page of a job going: one that no list has is asked about itself, no
// more often than lists are read, until it has ended. Then it is asked about once more, so
// that the answers below are those of its end.
func (p *page) follow(e *Env) tea.Cmd {
	if p.job == nil {
		return nil
	}
	cmd := p.meetAround(e)
	if !p.asked || !p.done {
		return cmd
	}
	j, since := p.job.row, time.Since(p.askedAt)
	if since < cmp.Or(p.s.o.Refresh, 5*time.Second) {
		return cmd
	}
	last := described[backup.Job](p.docs)
	switch {
	case j == nil || !p.job.listed && !j.Terminal():
		return tea.Batch(cmd, p.describe(1))
	case j.Terminal() && last != nil && !last.Terminal():
		return tea.Batch(cmd, p.describe(answerLimit))
	}
	return cmd
}

// Tick moves elapsed times on.
func (p *page) Tick(e *Env) tea.Cmd {
	if p.job == nil || p.job.row != nil && p.job.row.Terminal() {
		return p.follow(e)
	}
	p.layout(e)
	return p.follow(e)
}

// turnsUpIn is the list that a job which no list has yet will be in: that of its place
// where it is read anyway, else that of its resource, which AWS filters on its side for
// backups and copies (AWS Backup API: ListBackupJobs, ListCopyJobs, ByResourceArn).
func (d *jobSide) turnsUpIn(e *Env) []state.Part {
	feed := jobFeed(d.thing.Job)
	for _, p := range jobParts(e, Target{Scope: d.thing.Scope}, feed) {
		if e.Health(p).Whole {
			return []state.Part{p}
		}
	}
	if d.row == nil || d.thing.Job != backup.BackupJob && d.thing.Job != backup.CopyJob {
		return nil
	}
	arn := d.row.Of.Get().ARN.String()
	if arn == "" {
		return nil
	}
	return []state.Part{{Feed: feed, Scope: d.thing.Scope, Arg: backup.JobQuery{Resource: arn}.Encode()}}
}

// lead is the head of the page: how the job goes, and what to know of it.
func (d *jobSide) lead(s *session, e *Env) []line {
	j := d.row
	if j == nil {
		return []line{{label: "State", value: e.Theme.Sign(ui.Waiting) + " submitted: AWS has not listed it yet", tone: ui.Muted}}
	}
	s.seen.see(jobThing(j), j.State.String(), e.Now)
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
	for _, why := range suspicions(j, e) {
		add("Assumed", why.evidence, ui.Warn)
	}
	add("Message", j.Message.String(), messageTone(j))
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
	lines = append(lines, diagnosisLines(j, d.named.Key(), e)...)
	lines = append(lines, s.seen.lines(j, e)...)
	return append(append(lines, d.around.lines(j, e)...), line{label: "Facts", heading: true})
}

func messageTone(j *backup.Job) ui.Tone {
	if j.Problem() {
		return jobTone(j, nil)
	}
	return ui.Plain
}

// leftWords say how long it will still take, and what that rests on.
func leftWords(j *backup.Job, e *Env) string {
	n := jobLeft(j, e.Now)
	if n == query.None {
		return ""
	}
	words := "about " + ui.Duration(time.Duration(n)*time.Millisecond)
	if p := float64(j.Percent); p >= 1 && p <= 100 && jobElapsed(j, e.Now) >= steady.Milliseconds() {
		return words + ", by its percent so far"
	}
	return words + ", by AWS's estimate"
}

// usualBasis says of which jobs "usually" is, where the progress has that word.
func usualBasis(j *backup.Job, e *Env) string {
	if _, ok := e.Usual.of(j); !ok || j.Terminal() || j.Waits() || jobElapsed(j, e.Now) == query.None {
		return ""
	}
	if _, own := e.Usual.ofResource(j); own {
		return " (finished ones of this resource)"
	}
	return " (finished ones of other " + j.Of.Get().Type.String() + ")"
}

// movedWords are the bytes moved, of how many, and how fast.
func movedWords(j *backup.Job, e *Env) string {
	b := ui.AppendSize(nil, j.Transferred)
	if j.SizeBytes > 0 {
		b = ui.AppendSize(append(b, " of "...), j.SizeBytes)
	}
	if jobRate(j, e.Now) != query.None {
		b = append(appendRate(append(b, ", "...), j, e), " since it began"...)
	}
	return string(b)
}

// jobMade leads to what the job made.
func jobMade(j *backup.Job, e *Env) (t Target, label string, ok bool) {
	switch {
	case madeResource(j) != "":
		of := backup.ResourceRef{ARN: backup.Intern(madeResource(j)), Type: j.Of.Get().Type}
		t, ok = resourcePage(of, jobScope(j))
		return t, "Made", ok
	case j.Kind == backup.CopyJob:
		t, ok = jobToCopy(j, e)
		return t, "Made", ok
	case j.Kind == backup.BackupJob && j.Terminal():
		t, ok = jobToPoint(j, e)
		return t, "Made", ok && (j.Outcome() == backup.Succeeded || j.Outcome() == backup.Issues)
	}
	return Target{}, "", false
}

// noTrack says why the job can't be tracked, "" when it can.
func (d *jobSide) noTrack() string {
	if d.row != nil && d.row.Terminal() {
		return "this job has ended: " + d.row.State.String()
	}
	return ""
}

// tracked is the job as the session follows it.
func (d *jobSide) tracked(e *Env) tracked {
	name := d.thing.Job.String() + " job " + d.thing.ID
	if d.row != nil {
		name = d.row.Kind.String() + " of " + resourceWords(d.row.Of.Get())
	}
	parts := d.turnsUpIn(e)
	if len(parts) == 0 {
		parts = jobParts(e, Target{Scope: d.thing.Scope}, jobFeed(d.thing.Job))
	}
	return tracked{parts: parts, thing: d.thing, name: name}
}
