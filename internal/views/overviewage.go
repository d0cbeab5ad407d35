package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// heard is how the list that a running job is from is doing.
type heard struct {
	read    backup.Time // the last good one; zero = the first is still to come
	asked   backup.Time // since when the next is waited for; zero = it is not
	failing bool
}

// deadAfter is how old a row must be, and how long AWS must leave the next answer open, before
// the row is not what runs now any more.
const deadAfter = time.Minute

// dead reports whether AWS says no more how the job is: what is known of it is that old.
func (a heard) dead(now backup.Time) bool {
	age := now.Sub(a.read)
	switch {
	case a.read.IsZero() || age < deadAfter:
		return false
	case a.failing, !a.asked.IsZero() && now.Sub(a.asked) >= deadAfter:
		return true
	}
	return age > overdueAfter
}

// hearing finds the lists of the overview that running jobs are from.
type hearing struct {
	e     *Env
	whole map[state.Part]heard // by feed and Region, of the lists of the whole organisation
}

func newHearing(e *Env, parts []state.Part) hearing {
	a := hearing{e, map[state.Part]heard{}}
	for _, p := range parts {
		if !isOrganization(p) {
			continue
		}
		key := state.Part{Feed: p.Feed, Scope: backup.Scope{Region: p.Scope.Region}}
		if now := a.part(p); a.whole[key].read <= now.read {
			a.whole[key] = now
		}
	}
	return a
}

func (a hearing) part(p state.Part) heard {
	h := a.e.Health(p)
	got := heard{read: h.ReadAt, failing: h.Err != nil}
	if h.Loading {
		got.asked = h.Started
	}
	return got
}

// of is the answer that a job is from: the newest that may have it.
func (a hearing) of(j *backup.Job) heard {
	in := jobScope(j)
	own := a.part(state.Part{Feed: jobFeed(j.Kind), Scope: in})
	all := a.whole[state.Part{Feed: jobFeed(j.Kind), Scope: backup.Scope{Region: in.Region}}]
	if all.read > own.read {
		return all
	}
	return own
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
