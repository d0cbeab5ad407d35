package state

import (
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// A list of points is asked for what was created lately, and a copied point is dated as
// the one that it was copied from; nor does such a pass miss what was deleted. So the list
// is read in full when a job in its vault ended that such a pass does not show, and while
// points are DELETING.

// renewAfter is how soon a list is read in full again for that, at the earliest; a long
// one no sooner than sweepShare allows.
const renewAfter = time.Minute

// clocksDiffer is how far AWS's clock and this machine's may be apart.
const clocksDiffer = time.Minute

// follow looks at what a pass over a part brought for what it says of other parts.
func (p *Poller) follow(t *task) {
	switch t.part.Feed {
	case "points":
		if t.busy && p.deleting(t.part) {
			p.renew(t)
		}
	case "copy-jobs", "backup-jobs":
		p.arrivals(t)
	}
}

// vaultOf names a vault by who owns it.
type vaultOf struct{ account, region, name string }

// arrivals has the lists of vaults renewed that jobs have put points into since they were
// read in full.
func (p *Poller) arrivals(t *task) {
	snap := p.store.Snapshot()
	lists := snap.Parts("points")
	if len(lists) == 0 { // one that comes is read in full: the jobs of a fleet are not looked through
		t.ended = max(t.ended, backup.TimeOf(time.Now().Add(-clocksDiffer)))
		return
	}
	ended := map[vaultOf]backup.Time{}
	last := t.ended
	for _, j := range Select[backup.Job](snap, only(t.part), t.part.Feed).All() {
		if j.Completed <= t.ended || j.State.String() != "COMPLETED" {
			continue
		}
		last = max(last, j.Completed)
		if v, ok := intoVault(j); ok {
			ended[v] = max(ended[v], j.Completed)
		}
	}
	if t.ended = last; len(ended) == 0 {
		return
	}
	for _, part := range lists {
		list := p.tasks[part]
		if list == nil {
			continue
		}
		q := backup.ParsePointQuery(part.Arg)
		v := vaultOf{q.Owner, part.Scope.Region.String(), q.Vault}
		if v.account == "" {
			v.account = part.Scope.Account.String()
		}
		if at, ok := ended[v]; ok && at > backup.TimeOf(list.next.swept.Add(-clocksDiffer)) {
			p.renew(list)
		}
	}
}

// intoVault returns the vault that a job has put a point into which a look at the latest
// points does not show: a copy, or a backup that took longer than such a look goes back.
func intoVault(j *backup.Job) (vaultOf, bool) {
	switch {
	case j.Kind == backup.CopyJob:
		arn, ok := backup.SplitARN(j.DestARN.String())
		return vaultOf{arn.Account, arn.Region, strings.TrimPrefix(arn.Resource, "backup-vault:")}, ok
	case j.Kind == backup.BackupJob && j.Completed.Sub(j.Created) >= pointOverlap:
		return vaultOf{j.Account.String(), j.Region.String(), j.Vault.String()}, true
	}
	return vaultOf{}, false
}

// deleting reports whether AWS deletes a point of the list.
func (p *Poller) deleting(part Part) bool {
	for _, r := range Select[backup.RecoveryPoint](p.store.Snapshot(), only(part), part.Feed).All() {
		if r.Status.String() == "DELETING" {
			return true
		}
	}
	return false
}

func only(part Part) func(Part) bool { return func(o Part) bool { return o == part } }

// renew has a part read in full as soon as its rate allows, and kept to its plan else.
func (p *Poller) renew(t *task) {
	if t.running {
		t.renew = true
		return
	}
	at := t.next.swept.Add(max(renewAfter, sweepShare*t.next.took))
	if now := time.Now(); at.Before(now) {
		at = now
	}
	if t.next.renew = at; at.Before(t.next.due) && t.next.whole && t.next.fails == 0 {
		t.next.due = at
	}
	p.wait(t)
}
