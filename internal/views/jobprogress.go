package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// barCells is the width of the progress bar in tables.
const barCells = 8

// jobPercent is how far a running job is, in hundredths of a percent; query.None where AWS
// reports none, for a bar that does not move is worse than none.
func jobPercent(j *backup.Job) int64 {
	if j.Terminal() || !j.Reports() {
		return query.None
	}
	return int64(float64(j.Percent)*100 + 0.5)
}

// jobElapsed is how long a job has run, or ran, in milliseconds.
func jobElapsed(j *backup.Job, now backup.Time) int64 {
	elapsed, ok := j.Elapsed(now)
	if !ok {
		return query.None
	}
	return elapsed.Milliseconds()
}

// jobRate is the bytes a second since the job began.
func jobRate(j *backup.Job, now backup.Time) int64 {
	elapsed := jobElapsed(j, now)
	if j.Transferred <= 0 || elapsed < 1000 {
		return query.None
	}
	return int64(float64(j.Transferred) * 1000 / float64(elapsed))
}

// jobLeft is how long a running job will still take, in milliseconds.
func jobLeft(j *backup.Job, now backup.Time) int64 {
	left, by := j.Left(now)
	if by == backup.ByNothing {
		return query.None
	}
	return left.Milliseconds()
}

// appendBar appends a progress bar without colour.
func appendBar(b []byte, e *Env, cells int, percent int64) []byte {
	full := int(percent * int64(cells) / 10000)
	for i := range cells {
		sign := ui.BarRest
		if i < full {
			sign = ui.BarFull
		}
		b = append(b, e.Theme.Sign(sign)...)
	}
	return b
}

// expectedLeft is how long a running job without a percent will still take as AWS expects, and so its page and
// watch say. What AWS tells of no more has none.
func expectedLeft(j *backup.Job, e *Env, told bool) (left time.Duration, ok bool) {
	left, by := j.Left(e.Now)
	return left, told && by == backup.ByEstimate
}

// appendJobProgress appends where a job stands: a bar where AWS reports a percent, otherwise the time it
// runs and what AWS expects is left ("12m, 18m left"), else the time that such jobs usually take ("12m of
// 20–40m"), and for one that went wrong what AWS says of it. What AWS tells of no more has its
// age before it.
func appendJobProgress(b []byte, j *backup.Job, e *Env) []byte {
	then := e.told(j)
	told := then == e
	b = appendAsOf(b, then, e)
	e = then
	if p := jobPercent(j); p != query.None {
		b = append(appendBar(b, e, barCells, p), ' ')
		return ui.AppendPercent(b, float64(p)/100)
	}
	if j.Problem() && !j.Message.Empty() {
		return append(b, j.Message.String()...)
	}
	n := jobElapsed(j, e.Now)
	if n == query.None {
		return b
	}
	elapsed := time.Duration(n) * time.Millisecond
	switch {
	case j.Terminal() && j.Outcome() != backup.Missed:
		return ui.AppendDuration(append(b, "took "...), elapsed)
	case j.Terminal():
		return b
	case j.Waits():
		return ui.AppendDuration(append(b, "waiting "...), elapsed)
	}
	if overdue(j, e) {
		b = append(append(b, e.Theme.Sign(ui.Attention)...), ' ')
	}
	if left, ok := expectedLeft(j, e, told); ok {
		b = append(ui.AppendAge(b, elapsed), ", "...)
		return append(ui.AppendAge(b, left), " left"...)
	}
	d, ok := e.Usual.of(j)
	if !ok {
		return ui.AppendDuration(b, elapsed)
	}
	return d.appendShort(append(ui.AppendAge(b, elapsed), " of "...), e)
}

// appendJobProgressExact is appendJobProgress in full words, for the page.
func appendJobProgressExact(b []byte, j *backup.Job, e *Env) []byte {
	e = e.told(j)
	n := jobElapsed(j, e.Now)
	switch {
	case n == query.None || j.Terminal() || j.Waits():
		if j.Problem() {
			return b // the message has a line of its own
		}
		return appendJobProgress(b, j, e)
	case jobPercent(j) != query.None:
		b = append(appendJobProgress(b, j, e), ", "...)
	}
	return appendAgainstUsual(b, j, e, time.Duration(n)*time.Millisecond)
}

// appendAgainstUsual appends "elapsed 12 min, usually 20–40 min".
func appendAgainstUsual(b []byte, j *backup.Job, e *Env, elapsed time.Duration) []byte {
	b = ui.AppendDuration(append(b, "elapsed "...), elapsed)
	if d, ok := e.Usual.of(j); ok {
		b = d.append(append(b, ", usually "...), e)
	}
	return b
}

// appendElapsed appends "elapsed 12 min, about 18 min left" where AWS expects an end, else what appendAgainstUsual does.
func appendElapsed(b []byte, j *backup.Job, e *Env, told bool) []byte {
	n := jobElapsed(j, e.Now)
	left, ok := expectedLeft(j, e, told)
	if !ok || n == query.None {
		return appendJobProgressExact(b, j, e)
	}
	b = ui.AppendDuration(append(b, "elapsed "...), time.Duration(n)*time.Millisecond)
	return append(ui.AppendDuration(append(b, ", about "...), left), " left"...)
}

// overdue reports whether a running job takes longer than others did.
func overdue(j *backup.Job, e *Env) bool {
	d, ok := e.Usual.of(j)
	n := jobElapsed(j, e.Now)
	return ok && !j.Terminal() && !j.Waits() && n != query.None && time.Duration(n)*time.Millisecond > d.to
}

func fitted(words []byte, width int, e *Env) []byte {
	return ui.Fit(nil, words, width, ui.AlignLeft, false, e.Theme.Sign(ui.Ellipsis))
}
