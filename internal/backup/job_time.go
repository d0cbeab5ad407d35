package backup

import "time"

// Elapsed is how long a job has run, or ran; false where AWS does not tell.
func (j *Job) Elapsed(now Time) (time.Duration, bool) {
	from, to := j.Began(), now
	if j.Terminal() {
		to = j.Completed
	}
	switch {
	case from.IsZero() || j.Terminal() && to < from:
		return 0, false
	case to < from: // a clock that is off
		return 0, true
	}
	return to.Sub(from), true
}

// Reports reports whether Percent says how far the job is. Copies never have one, and
// snapshots that a service makes stay at 0 until they are done.
func (j *Job) Reports() bool { return j.Percent > 0 && j.Percent <= 100 }

// Basis is what the time that a job has left is worked out from.
type Basis uint8

// What it may be; ByNothing has no time left to tell.
const (
	ByNothing Basis = iota
	ByPercent
	ByEstimate // AWS's
)

// steady is how long a job must have run before its percent tells how it goes on.
const steady = 30 * time.Second

// Left is how long a running job will still take: by its percent once that is steady,
// else by what AWS expects.
func (j *Job) Left(now Time) (time.Duration, Basis) {
	if j.Terminal() || j.Waits() {
		return 0, ByNothing
	}
	elapsed, known := j.Elapsed(now)
	if p := float64(j.Percent); p >= 1 && p <= 100 && known && elapsed >= steady {
		return time.Duration(float64(elapsed) * (100 - p) / p), ByPercent
	}
	if e := j.ExpectedToTake(); e > elapsed && known {
		return e - elapsed, ByEstimate
	}
	return 0, ByNothing
}

// ExpectedToTake is how long AWS expects the job to take in all (AWS Backup API:
// ExpectedCompletionDate, ExpectedCompletionTimeMinutes); 0 = it does not say.
func (j *Job) ExpectedToTake() time.Duration {
	if from := j.Began(); !from.IsZero() && from.Before(j.ExpectedEnd) {
		return j.ExpectedEnd.Sub(from)
	}
	if j.Expected > 0 && j.Expected < 1<<24 {
		return time.Duration(j.Expected) * time.Minute
	}
	return 0
}
