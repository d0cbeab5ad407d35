package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// heard is how the list that a running job is from is doing.
type heard struct {
	read    backup.Time // the last good one; zero = the first is still to come
	asked   backup.Time // since when the next is waited for; zero = it is not
	failing bool
}

// dead reports whether AWS says no more how the job is: what is known of it is that old.
func (a heard) dead(now backup.Time) bool {
	age := now.Sub(a.read)
	switch {
	case a.read.IsZero() || age < failingAfter:
		return false
	case a.failing, !a.asked.IsZero() && now.Sub(a.asked) >= failingAfter:
		return true
	}
	return age > overdueAfter
}

// heardBy is how a list is doing of which that is the health.
func heardBy(h state.Health) heard {
	got := heard{read: h.ReadAt, failing: h.Err != nil}
	if h.Loading {
		got.asked = h.Started
	}
	return got
}

// then is e as it was when AWS last told of a job, and e itself while it does: what is known of
// a job does not go on by itself.
func (e *Env) then(a heard) *Env {
	if !a.dead(e.Now) {
		return e
	}
	past := *e
	past.Now = a.read
	return &past
}
