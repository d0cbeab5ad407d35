package views

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// told is e as it was when AWS last told of a job that runs, and e itself while it does and
// for one that has ended: what would go on by the clock stands still where nobody says that
// it does.
func (e *Env) told(j *backup.Job) *Env {
	if e == nil || e.Snap == nil || j.Terminal() {
		return e
	}
	return e.then(e.hearsOf(j))
}

// rateOf is jobRate as of the moment that the bytes are of: between two answers, and while none
// comes, they don't move, and a job must not look slower for that.
func rateOf(j *backup.Job, e *Env) int64 {
	now := e.Now
	if e.Snap != nil && !j.Terminal() {
		if read := e.hearsOf(j).read; !read.IsZero() {
			now = min(now, read)
		}
	}
	return jobRate(j, now)
}

// ofAllAccounts is how a list of jobs of the whole organisation is asked for.
var ofAllAccounts = backup.JobQuery{Organization: true}.Encode()

// hearsOf is how the list is doing that a job is from: the newest that may have it and that is
// read. It is the zero value where none is, which says nothing of the job.
func (e *Env) hearsOf(j *backup.Job) heard {
	in := jobScope(j)
	own := state.Part{Feed: jobFeed(j.Kind), Scope: in}
	newest := heard{}
	for _, p := range []state.Part{own, {Feed: own.Feed, Scope: e.homeIn(in.Region), Arg: ofAllAccounts}} {
		h := e.Health(p)
		if !h.Loading && !h.Stopped && h.NextAt.IsZero() { // nobody wants it
			continue
		}
		if got := heardBy(h); got.read > newest.read {
			newest = got
		}
	}
	return newest
}

// homeIn is where the organisation's lists of a Region are read.
func (e *Env) homeIn(region backup.Text) backup.Scope {
	if e.Fleet == nil {
		return backup.Scope{Region: region}
	}
	return backup.Scope{Account: e.Fleet.Home.ID, Region: region}
}

// take takes what an answer says of the job itself.
func (d *jobSide) take(a backup.Document, now backup.Time) {
	switch _, ok := a.Row.(*backup.Job); {
	case ok && a.Err == nil:
		d.answered = heard{read: now}
	case a.Err != nil && strings.HasPrefix(a.Op, "Describe"):
		d.answered.failing, d.answered.asked = true, 0
	}
}

// then is e as it was when AWS last told of the job of the page.
func (d *jobSide) then(e *Env) *Env {
	if d.row == nil || d.row.Terminal() {
		return e
	}
	return e.then(d.hears(e))
}

// hears is how AWS tells of the job of the page, by its list or by itself.
func (d *jobSide) hears(e *Env) heard {
	newest, own := e.hearsOf(d.row), d.answered
	switch {
	case newest.read.IsZero():
		newest = own
	case own.read > newest.read: // it is the list that goes on telling
		newest.read = own.read
	}
	return newest
}

// toldAt is when AWS said that the job of the page is in the state that it is in: no later
// than its last answer, however long that is ago.
func (d *jobSide) toldAt(e *Env) backup.Time {
	now := backup.TimeOf(time.Now()) // an answer comes after the moment of e
	if read := d.hears(e).read; !read.IsZero() {
		return min(now, read)
	}
	return now
}

// appendAsOf appends how old what follows is, where e is not the moment that it is of.
func appendAsOf(b []byte, then, e *Env) []byte {
	if then == e {
		return b
	}
	b = append(append(b, e.Theme.Sign(ui.Old)...), ' ')
	return append(ui.AppendAge(b, e.Now.Sub(then.Now)), " ago "...)
}

// leftOf is jobLeft; what AWS tells of no more has none, for it is past by now.
func leftOf(j *backup.Job, e *Env) int64 {
	if e.told(j) != e {
		return query.None
	}
	return jobLeft(j, e.Now)
}
