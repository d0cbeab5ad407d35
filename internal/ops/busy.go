package ops

import (
	"context"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// busyFor is for how long an op goes on trying while AWS throttles it: a person waits for
// it, and may send the same again later. The token stays, so that nothing starts twice.
const busyFor = 2 * time.Minute

// jam is how long AWS has throttled a run, and how it waits.
type jam struct {
	since time.Time       // zero = it does not
	pause time.Duration   // before the attempt that comes
	over  bool            // the run does not try again: time is up, or its operator has had enough
	ctx   context.Context // of the run; ended by quit too
	quit  func()          // from any goroutine
}

// clears waits where AWS throttled an item, ever longer, and reports whether it is to be
// sent once more: with the same token, the same body, and within the time of the token.
func (x *run) clears(i int, first Stamp) (again bool) {
	j, res := &x.jam, &x.results[i]
	defer func() {
		if !again {
			res.Again = time.Time{}
		}
	}()
	switch now := time.Now(); {
	case backup.KindOf(res.Err) != backup.Throttled:
		j.since = time.Time{}
		return false
	case j.over:
		return false
	case j.since.IsZero():
		j.since, j.pause = now, 2*time.Second
	}
	next := time.Now().Add(j.pause)
	if next.Sub(j.since) > busyFor || wall().Add(j.pause).Sub(first.Time()) > tokenLife {
		j.over = true
		return false
	}
	res.Again = next
	x.tell(i)
	j.over = sleep(j.ctx, j.pause) != nil || fresh(first) != nil // the machine may have slept
	j.pause = min(2*j.pause, 15*time.Second)
	return !j.over
}

// GiveUp ends the waiting of an op that AWS throttles: what was sent last counts, and
// nothing of it is sent once more. An attempt that is out is waited for.
func (r *Runner) GiveUp(op string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for x := range r.left {
		if x.op.ID == op {
			x.jam.quit()
		}
	}
}

// Fruitless returns the attempts of which nothing came, oldest first: AWS was too busy for
// them, or a look finds nothing of them for good. Nobody looks for them any more; Again sends
// the same once more while their token lives.
func (j *Journal) Fruitless() ([]Intent, error) {
	p, err := j.ledger()
	if err != nil {
		return nil, err
	}
	var all []Intent
	for _, in := range p.away {
		all = append(all, *in)
	}
	return inOrder(all), nil
}

// TurnedAway reports the outcome of an attempt that AWS was too busy for, lately enough for
// its token. Runner.Again has the last word.
func (a *Action) TurnedAway(now time.Time) bool {
	return a.Outcome.String() == string(Refused) && strings.HasPrefix(a.Error.String(), string(backup.Throttled)) && now.Sub(a.Time.Time()) <= tokenLife
}
