package sim

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// deleteDenials holds the accounts in which the services refuse to delete snapshots, and
// how long deleting takes elsewhere.
type deleteDenials struct {
	mu       sync.RWMutex
	accounts []string
	takes    atomic.Int64 // milliseconds; 0 = deleting
}

// DeletesTake sets for how long a point that is deleted from now on is DELETING before it
// is gone; 0 = as in a new world, 45 seconds. Safe for concurrent use.
func (w *World) DeletesTake(d time.Duration) { w.overlay.denials.takes.Store(d.Milliseconds()) }

// DenyDeletes makes the services of these accounts, and of no others, refuse to
// delete what AWS Backup asks them to: DeleteRecoveryPoint is answered with 200 as
// ever, and the point turns EXPIRED. Without arguments it ends that. Safe for
// concurrent use.
func (w *World) DenyDeletes(accounts ...string) {
	w.overlay.denials.mu.Lock()
	defer w.overlay.denials.mu.Unlock()
	w.overlay.denials.accounts = slices.Clone(accounts)
}

// whyKept is why the services will not delete a point, "" when they will.
func (c *call) whyKept() string {
	r := &c.w.overlay.denials
	r.mu.RLock()
	defer r.mu.RUnlock()
	who := c.w.identity(c.caller)
	switch {
	case slices.Contains(r.accounts, c.scope.account.id), c.w.faults.keeps(c.caller, c.labels[1]):
		return "AWS Backup could not delete the recovery point: insufficient permission to delete the underlying snapshot."
	case who != nil && identityPolicy(who).decide(query{action: "iam:CreateServiceLinkedRole", resource: "*"}) != allowed:
		return "AWS Backup could not delete the recovery point: the caller lacks iam:CreateServiceLinkedRole."
	}
	return ""
}

func deleteRecoveryPoint(c *call) *apiError {
	p, v, err := c.own()
	if err != nil {
		return err
	}
	if err := c.admits(v, "backup:DeleteRecoveryPoint"); err != nil {
		return err
	}
	switch hold := c.heldBy(p); {
	case p.status == pointCreating:
		return refuse("InvalidResourceStateException", "Recovery point %s is being created.", c.labels[1])
	case p.status == pointDeleting:
		return nil
	case hold != "":
		return refuse("InvalidRequestException", "Recovery point %s is under legal hold: %s", c.labels[1], hold)
	case v.locked:
		return refuse("InvalidRequestException", "Recovery point cannot be deleted (Backup vault configured with Lock)")
	case p.child > 0 && p.kindName() == "EKS" && !p.detached:
		return refuse("InvalidRequestException", "The cluster state of a composite recovery point cannot be deleted by itself.")
	case c.hasChildren(p):
		return refuse("InvalidRequestException", "Recovery point %s has nested recovery points: delete or disassociate them first.", c.labels[1])
	}
	why := c.whyKept()
	over := c.now + cmp.Or(c.w.overlay.denials.takes.Load(), deleting)
	if why != "" {
		over = c.now + refusing
	}
	for child := range p.children() + 1 { // the cluster state goes with its parent
		nested, ok := p.nested(p.child + child).point(c.now)
		if !ok || child > 0 && nested.kindName() != "EKS" {
			continue
		}
		nested.change(func(e *edit) { e.deleted, e.denied, e.over = c.now, why, over })
		if why == "" {
			nested.leaves(over)
		}
	}
	return nil
}

// own finds a point that a request wants to change, in a vault of the caller's
// account.
func (c *call) own() (point, *vault, *apiError) {
	p, v, err := c.named()
	if err == nil && (v.kind == restoreAccess || v.scope != c.scope) {
		err = insufficient()
	}
	return p, v, err
}

// hasChildren says whether nested points are still there besides the cluster state,
// which goes with its parent.
func (c *call) hasChildren(p point) bool {
	for child := 1; child <= p.children(); child++ {
		nested, ok := p.nested(child).point(c.now)
		if ok && !nested.detached && nested.status != pointDeleting && nested.kindName() != "EKS" {
			return true
		}
	}
	return false
}

// heldBy is the title of a legal hold that keeps the point, "" when none does. Holds
// keep snapshots, not continuous backups.
func (c *call) heldBy(p point) string {
	for _, h := range c.holds() {
		if h.status == "ACTIVE" && h.keeps(c.scope, p) {
			return h.title
		}
	}
	return ""
}

// keeps says whether the hold's selection takes the point.
func (h hold) keeps(s *scope, p point) bool {
	from, to := h.dates()
	return p.vault == s.heldVault() && p.s.kind != continuous && p.at >= from && p.at <= to
}
