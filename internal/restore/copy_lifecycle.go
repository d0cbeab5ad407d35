package restore

import (
	"context"
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// AWS's limits of a lifecycle (AWS Backup API, "Lifecycle").
const (
	coldLeast = 90 // days that cold data is kept
	daysMost  = 36500
	forEver   = -1 // keeps a copy without end, in both values
)

const day = 24 * time.Hour

// Lifetime is how long a recovery point will live: what a lifecycle comes to, counted
// from a beginning.
type Lifetime struct {
	Days     int32 // retention; 0 = without end
	ColdAt   backup.Time
	DeleteAt backup.Time // zero = kept until it is deleted
}

// LifetimeOf returns what a lifecycle comes to from a beginning on.
func LifetimeOf(l backup.Lifecycle, from backup.Time) (t Lifetime) {
	if l.MoveToColdStorageAfterDays > 0 {
		t.ColdAt = from.Add(time.Duration(l.MoveToColdStorageAfterDays) * day)
	}
	if l.DeleteAfterDays > 0 {
		t.Days = l.DeleteAfterDays
		t.DeleteAt = from.Add(time.Duration(l.DeleteAfterDays) * day)
	}
	return t
}

// CopyLifetime returns how long a copy will live. The clock of a copy starts when its
// source was created; a copy without a lifecycle keeps the source's retention.
func CopyLifetime(pt Point, l *backup.Lifecycle) Lifetime {
	if l == nil {
		return LifetimeOf(backup.Lifecycle{DeleteAfterDays: pt.Lifecycle.DeleteAfterDays}, pt.Created)
	}
	return LifetimeOf(*l, pt.Created)
}

// wrongLifecycle says which rule of AWS a lifecycle breaks, "" for none.
func wrongLifecycle(l backup.Lifecycle) string {
	cold, keep := l.MoveToColdStorageAfterDays, l.DeleteAfterDays
	switch {
	case cold < forEver || keep < forEver || cold > daysMost || keep > daysMost:
		return fmt.Sprintf("days are from 1 to %d", daysMost)
	case (cold == forEver) != (keep == forEver):
		return "for ever is -1 in both values"
	case cold > 0 && keep > 0 && keep < cold+coldLeast:
		return fmt.Sprintf("cold after %d days, it must be kept for %d days at least: %d of them in cold storage", cold, cold+coldLeast, coldLeast)
	}
	return ""
}

// wrongForLock says which limit of a vault's lock a retention breaks, "" for none.
// AWS fails such jobs.
func wrongForLock(v Vault, t Lifetime) string {
	switch {
	case !v.Locked:
	case t.Days == 0 && v.MaxRetention > 0:
		return fmt.Sprintf("the lock wants an end within %d days", v.MaxRetention)
	case t.Days > 0 && v.MinRetention > 0 && t.Days < v.MinRetention:
		return fmt.Sprintf("the lock wants %d days at least, not %d", v.MinRetention, t.Days)
	case v.MaxRetention > 0 && t.Days > v.MaxRetention:
		return fmt.Sprintf("the lock wants %d days at most, not %d", v.MaxRetention, t.Days)
	}
	return ""
}

// lifecycleCheck says what the lifecycle of a copy comes to.
func lifecycleCheck() Check {
	return Check{Name: "lifecycle", Applies: isCopy, Run: func(_ context.Context, _ Lookup, p Plan) []Finding {
		r, _ := p.copying()
		l := r.Lifecycle
		if l == nil {
			l = &backup.Lifecycle{}
		}
		if wrong := wrongLifecycle(*l); wrong != "" {
			return []Finding{blocks("", fromDocs, "change the days", "%s", wrong)}
		}
		return []Finding{copyEnd(p, CopyLifetime(p.Point, r.Lifecycle)), copyCold(p, *l)}
	}}
}

func copyEnd(p Plan, t Lifetime) Finding {
	const name = "lifecycle: retention"
	switch {
	case t.DeleteAt.IsZero():
		return proven(name, fromRequest, "the copy is kept until it is deleted")
	case p.Point.Created.IsZero():
		return doubts(name, fromRequest, "look at the point's page", "when the source was created is not known; the copy's days count from there")
	case t.DeleteAt <= p.Now:
		return warns(name, fromRequest, "keep it for longer: its days count from the creation of the source", "the copy would be deleted at once: its %d days ended %s", t.Days, moment(t.DeleteAt))
	}
	return proven(name, fromRequest, "the copy is kept until %s: %d days from the creation of its source", moment(t.DeleteAt), t.Days)
}

func copyCold(p Plan, l backup.Lifecycle) Finding {
	const name = "lifecycle: cold storage"
	cold := l.MoveToColdStorageAfterDays
	switch f, known := featuresOf(p.Point, p.Metadata); {
	case cold <= 0:
		return proven(name, fromRequest, "the copy stays warm")
	case p.Point.Type == archiving:
		return archive(name, moment(p.Point.Created.Add(time.Duration(cold)*day)))
	case !known || f.cold == disputed:
		return doubts(name, fromDocs, "leave it out where in doubt", "whether %s moves to cold storage is not known", p.Point.Type)
	case f.cold == unsupported:
		return warns(name, fromDocs, "leave it out", "AWS ignores it: %s does not move to cold storage", f.name)
	}
	return proven(name, fromRequest, "cold from %s", moment(p.Point.Created.Add(time.Duration(cold)*day)))
}

// archiving is the type whose points move to an archive in the place of cold storage, where the lifecycle
// opts in to that (AWS Backup API: Lifecycle, OptInToArchiveForSupportedResources).
const archiving = "EBS"

// Archived is a lifecycle as it is sent for a point of that type: who gives days for cold storage opts in to
// the archive.
func Archived(kind string, l backup.Lifecycle) backup.Lifecycle {
	l.OptInToArchiveForSupportedResources = kind == archiving && l.MoveToColdStorageAfterDays > 0
	return l
}

func archive(name, from string) Finding {
	return warns(name, fromDocs, "leave it out for what may have to be restored soon",
		"archived from %s: it becomes a full snapshot, is paid for 90 days at least, and takes up to 72 h to restore", from)
}
