package views

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// quiet is since when AWS has answered nothing at all, whoever asked: one truth for every
// screen. A list that waits while others are answered says that for itself.
type quiet struct {
	answered backup.Time // the last answer to any call
	since    backup.Time // when the first call after it began; zero = none has
	asked    backup.Time // when a call waited or failed last
	said     bool        // the operator was told: only an answer takes that back
	why      *trouble    // nil = not known yet
}

// askedFor is how long after its last call a quiet session still says so: what fails is tried
// again every minute, and where nothing is asked nothing can be answered.
const askedFor = 2 * time.Minute

// listen takes what became of the calls, and which lists wait for one.
func (q *quiet) listen(e *Env, wanted []state.Part) {
	calls := state.Select[backup.Call](e.Snap, nil, "calls")
	for _, c := range calls.All() {
		if c.Status != 0 {
			q.answered = max(q.answered, overAt(c))
		}
	}
	if q.answered > q.since {
		*q = quiet{answered: q.answered}
	}
	if e.Now.Sub(q.answered) < silentAfter {
		return
	}
	u := unheard{accounts: map[backup.Text]bool{}, regions: map[backup.Text]bool{}}
	for _, c := range calls.All() {
		if overAt(c) > q.answered && wasted(c) {
			u.add(max(c.At, q.answered), overAt(c), backup.Scope{Account: c.Account, Region: c.Region})
			u.words = c.Error.String()
		}
	}
	for _, p := range wanted[:min(len(wanted), listsAtOnce)] {
		if at := waitsSince(e.Health(p), e.Now); !at.IsZero() {
			u.add(max(at, q.answered), e.Now, p.Scope)
		}
	}
	q.asked = max(q.asked, u.last)
	if !q.said {
		q.since = 0
		if u.everywhere(e) {
			q.since = u.first
		}
		q.said = !q.since.IsZero() && e.Now.Sub(q.since) >= silentAfter
	}
	if q.said && (q.why == nil || q.why.who != "") {
		q.why = q.reason(e, u.words)
	}
}

// reason is why: what a list says of it, with its remedy, or else the last call.
func (q *quiet) reason(e *Env, words string) *trouble {
	for _, feed := range readFeeds() {
		for p, h := range e.Snap.Healths(feed) {
			if h.Err != nil && h.Err.Kind == backup.Unreachable && h.Since >= q.since {
				return &trouble{part: p, err: h.Err, since: h.Since}
			}
		}
	}
	if words == "" {
		return nil
	}
	return &trouble{who: "AWS", err: &backup.Error{Kind: backup.Unreachable, Message: words, Remedy: "check the network and AWS_ENDPOINT_URL"}}
}

// tell gives a moment what is known of the silence.
func (q *quiet) tell(e *Env) {
	e.silent, e.dead = 0, nil
	if q.said && e.Now.Sub(q.asked) < askedFor {
		e.silent, e.dead = q.since, q.why
	}
}

// unheard are the calls that have no answer.
type unheard struct {
	first, last       backup.Time
	accounts, regions map[backup.Text]bool
	words             string // of the last that failed
}

func (u *unheard) add(from, to backup.Time, in backup.Scope) {
	if u.first.IsZero() || from < u.first {
		u.first = from
	}
	u.last = max(u.last, to)
	if !in.Account.Empty() {
		u.accounts[in.Account] = true
	}
	if !in.Region.Empty() {
		u.regions[in.Region] = true
	}
}

// everywhere reports whether it is not just one account or one Region of several that hangs,
// while nothing happens to be asked of the others.
func (u *unheard) everywhere(e *Env) bool {
	accounts, regions := map[backup.Text]bool{}, map[backup.Text]bool{}
	for _, s := range e.Fleet.Scopes {
		accounts[s.Account], regions[s.Region] = true, true
		if len(accounts) > 1 && len(regions) > 1 {
			break
		}
	}
	home := u.accounts[e.Fleet.Home.ID] // all others hang on it
	return !u.first.IsZero() && len(u.regions) >= min(len(regions), 2) && (home || len(u.accounts) >= min(len(accounts), 2))
}

func overAt(c *backup.Call) backup.Time { return c.At.Add(time.Duration(c.Took) * time.Microsecond) }

// wasted reports whether a call was sent for nothing: neither taken back, nor without
// anybody to sign it, which is an error's code or says so.
func wasted(c *backup.Call) bool {
	words := c.Error.String()
	return c.Status == 0 && (strings.Contains(words, " ") || strings.Contains(words, "EOF")) &&
		!strings.Contains(words, "canceled") && !strings.Contains(words, "credentials")
}

// waitsSince is since when a list waits for an answer; zero = it does not. A pass for news is
// not announced: it begins when it was planned.
func waitsSince(h state.Health, now backup.Time) backup.Time {
	switch {
	case h.Stopped:
		return 0
	case h.Loading:
		return h.Started
	case h.NextAt < now:
		return h.NextAt
	}
	return 0
}
