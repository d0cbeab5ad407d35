package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// The numbers of the start view are of one moment: causes and cells are computed one after the
// other, and the causes of a large fleet take longer than rows take to come in. Each summary is
// of the snapshot that the causes of its time are of, and both are shown together.

// causeFeeds are the tables that the causes come from.
func causeFeeds() []string { return append(jobFeeds(), "points", "vaults", "restore-keys") }

// moment is e as it was when its causes were computed; e itself while no row has come in since.
func (c *causes) moment(e *Env) *Env {
	if c == nil || c.snap == nil || c.window != overviewWindow || !c.focus.Equal(e.Focus) ||
		c.snap.RowVersion(causeFeeds()...) == e.Snap.RowVersion(causeFeeds()...) {
		return e
	}
	then := *e
	then.Now, then.Snap, then.Fleet = c.now, c.snap, c.fleet
	return &then
}

// together is e with the causes that the numbers on the screen were computed with. Those of
// another window speak for themselves, and what the operator knows of the same causes is new.
func (o *overviewScreen) together(e *Env) *Env {
	c := e.Causes
	if o.sum == nil || c == nil || c.snap == nil || c.window != overviewWindow {
		return e
	}
	shown := o.sum.causes
	if shown.of(c) || shown != nil && !shown.focus.Equal(e.Focus) {
		return e
	}
	with := *e
	with.Causes = shown
	return &with
}

// of reports whether both are computed from the same rows.
func (c *causes) of(other *causes) bool {
	return c != nil && c.window == other.window && c.focus.Equal(other.focus) && c.snap == other.snap
}

// heardUntil is where windows over the lists of jobs end: now, or the newest good answer where
// no list has had one for longer than they are read apart. What happened since is not known,
// and a window that slid on would lose one job after the other.
func heardUntil(e *Env, parts []state.Part) backup.Time {
	var newest backup.Time
	for _, p := range parts {
		newest = max(newest, e.Health(p).ReadAt)
	}
	if newest.IsZero() || e.Now.Sub(newest) < failingAfter {
		return e.Now
	}
	return newest
}
