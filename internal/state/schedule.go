package state

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// schedule says when a part is read, and how much of it.
type schedule struct {
	due   time.Time
	whole bool          // a full pass has finished
	owed  bool          // the next pass has to be full
	renew time.Time     // from then on too; zero = no
	swept time.Time     // when the last whole pass began
	took  time.Duration // and how long it was
	fails int           // in a row
}

// How often things are tried again, and how rarely a part is read in full once it can
// be asked for what is new.
const (
	firstRetry      = 5 * time.Second
	lastRetry       = time.Minute
	credentialRetry = 10 * time.Second
	refusedRetry    = 5 * time.Minute
	leastSweep      = 10 * time.Minute
	sweepShare      = 20 // a full pass may take 1/20 of the time
	readShare       = 4  // where every pass is a full one, 1/4
)

// full reports whether the next pass has to be a full one.
func (s schedule) full(now time.Time) bool {
	return !s.whole || s.owed || !s.renew.IsZero() && !now.Before(s.renew) || now.Sub(s.swept) >= max(leastSweep, sweepShare*s.took)
}

// after returns the schedule after a pass. least bounds every interval.
func (s schedule) after(r result, active, idle, least time.Duration) schedule {
	took := r.ended.Sub(r.began)
	switch {
	case r.canceled:
		s.due = r.ended
		s.owed = s.owed || r.full
	case r.err != nil:
		s.fails++
		s.due = r.ended.Add(max(least, retry(r.err.Kind, s.fails)))
		s.owed = s.owed || r.full
	default:
		s.fails = 0
		wait := idle
		if r.busy {
			wait = active
		}
		if r.full {
			s.whole, s.owed, s.renew, s.swept, s.took = true, false, time.Time{}, r.began, took
		}
		if r.always {
			wait = max(wait, readShare*took)
		}
		s.due = r.ended.Add(max(least, wait))
	}
	return s
}

// retry returns how long to wait after so many errors in a row, the last of this kind.
func retry(kind backup.Kind, fails int) time.Duration {
	switch {
	case kind == backup.Credentials:
		return credentialRetry
	case kind.Refusal():
		return refusedRetry
	}
	return min(lastRetry, firstRetry<<min(fails-1, 10))
}
