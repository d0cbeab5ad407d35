package restore

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// GuardLifecycle says what speaks against giving a point a new lifecycle, and what it
// comes to (AWS Backup Developer Guide, "Editing a backup"). The request replaces both
// values. v is the point's vault, nil where it could not be read.
func GuardLifecycle(pt Point, v *Vault, l backup.Lifecycle, now backup.Time) []Finding {
	const name = "lifecycle"
	switch {
	case continuous(pt):
		return []Finding{blocks(name, fromDocs, "change its plan", "%s: a continuous backup has no lifecycle of its own", pt.Status)}
	case pt.Created.IsZero():
		return []Finding{doubts(name, describe, "look at its page", "when it was created is not known; its days count from there")}
	case wrongLifecycle(l) != "":
		return []Finding{blocks(name, fromDocs, "change the days", "%s", wrongLifecycle(l))}
	}
	was, is := Lifetime{DeleteAt: pt.DeleteAt, ColdAt: pt.ColdAt}, LifetimeOf(l, pt.Created)
	found := append([]Finding{newCold(pt, l, now)}, newEnd(v, was, is, now)...)
	if pt.Status == "EXPIRED" {
		found = append(found, warns("status", describe, "delete it with :delete, or see why that fails", "it is EXPIRED: its end has passed and AWS Backup could not delete it; a new end changes nothing of that"))
	}
	if pt.Parent != "" {
		found = append(found, warns("nesting", describe, "see the lifecycle of the composite too", "it is part of the composite point %s, which keeps its own lifecycle, as the other parts do", lastName(pt.Parent)))
	}
	return found
}

// newCold judges the value for cold storage, which is frozen once the point is there.
func newCold(pt Point, l backup.Lifecycle, now backup.Time) Finding {
	const name = "cold storage"
	value, old := l.MoveToColdStorageAfterDays, pt.Lifecycle.MoveToColdStorageAfterDays
	moved := cold(pt) || !pt.ColdAt.IsZero() && pt.ColdAt <= now
	age := int32(min(now.Sub(pt.Created)/day, daysMost))
	switch f, known := featuresOf(pt, nil); {
	case moved && value != old:
		return blocks(name, describe, "leave it as it is", "it is in cold storage: the value stays %d", old)
	case moved:
		return proven(name, describe, "it is in cold storage already")
	case value > 0 && value != old && value < age+1:
		return blocks(name, fromDocs, "at least one day more than its age", "it is %d days old: cold after %d days at the earliest", age, age+1)
	case value <= 0 && old > 0:
		return warns(name, fromDocs, "give both values: one left out is taken away", "it will no longer move to cold storage; it would after %d days", old)
	case value <= 0:
		return proven(name, fromDocs, "it stays warm")
	case pt.Type == archiving && value == old:
		return proven(name, fromDocs, "archived from %s, as before", moment(pt.Created.Add(time.Duration(value)*day)))
	case pt.Type == archiving:
		return archive(name, moment(pt.Created.Add(time.Duration(value)*day)))
	case !known || f.cold == disputed:
		return doubts(name, fromDocs, "leave it out where in doubt", "whether %s moves to cold storage is not known", pt.Type)
	case f.cold == unsupported:
		return warns(name, fromDocs, "leave it out", "AWS ignores it: %s does not move to cold storage", f.name)
	}
	return proven(name, fromDocs, "cold from %s", moment(pt.Created.Add(time.Duration(value)*day)))
}

// newEnd judges when the point will be deleted, against its vault's lock.
func newEnd(v *Vault, was, is Lifetime, now backup.Time) []Finding {
	const name = "retention"
	shorter := !is.DeleteAt.IsZero() && (was.DeleteAt.IsZero() || is.DeleteAt < was.DeleteAt)
	var found []Finding
	switch {
	case !is.DeleteAt.IsZero() && is.DeleteAt <= now:
		found = append(found, warns(name, fromDocs, "keep it for longer, if it is needed", "it will be deleted within hours: its days end at %s", moment(is.DeleteAt)))
	case shorter:
		found = append(found, warns(name, fromDocs, "make sure that it is not needed for longer", "it will be deleted from %s on; so far until %s", moment(is.DeleteAt), orNever(was.DeleteAt)))
	case is.DeleteAt.IsZero() && !was.DeleteAt.IsZero():
		found = append(found, warns(name, fromDocs, "give both values: one left out is taken away", "it will be kept until somebody deletes it; so far until %s", orNever(was.DeleteAt)))
	default:
		found = append(found, proven(name, fromDocs, "kept until %s; so far until %s", orNever(is.DeleteAt), orNever(was.DeleteAt)))
	}
	return append(found, newLock(v, is, shorter, now))
}

// newLock holds a lifetime against the lock of the vault, nil where it could not be
// read.
func newLock(v *Vault, is Lifetime, shorter bool, now backup.Time) Finding {
	const lock = "vault lock"
	switch {
	case v == nil:
		return doubts(lock, describeVault, "look at the vault", "the vault could not be read")
	case wrongForLock(*v, is) != "":
		return blocks(lock, describeVault, "change the days", "%s", wrongForLock(*v, is))
	case shorter && (v.Locked || v.Type == airGappedVault):
		return blocks(lock, describeVault, "leave it as long as it is", "the lock of the vault does not let it be shortened")
	}
	b := BindingOf(*v, is, now)
	if b.Binds {
		return warns(lock, describeVault, "make sure of the retention: it is for good", "the point %s", b.String())
	}
	return proven(lock, describeVault, "the point %s", b.String())
}

func orNever(t backup.Time) string {
	if t.IsZero() {
		return "somebody deletes it"
	}
	return moment(t)
}

// TakesBackups reports whether a vault can be the target of a backup on demand
// (AWS Backup API, "StartBackupJob": BackupVaultName).
func TakesBackups(v Vault) bool { return !airGapped(v.Type) }

// WhyNoBackups says why no backup on demand can go into a vault now, "" where it can.
func WhyNoBackups(v Vault) string {
	switch {
	case v.Type == airGappedVault:
		return "air-gapped: it takes copies, no backup on demand"
	case !TakesBackups(v):
		return "it only shows a vault of another account"
	case v.State != "" && v.State != "AVAILABLE":
		return "it is " + short(v.State)
	}
	return ""
}

// GuardBackUp says what speaks against backing a resource up now with those values,
// and whether the point will bind. v is the vault, nil where it could not be read.
func GuardBackUp(r *backup.StartBackupJob, v *Vault, now backup.Time) []Finding {
	var l backup.Lifecycle
	if r.Lifecycle != nil {
		l = *r.Lifecycle
	}
	if wrong := wrongLifecycle(l); wrong != "" {
		return []Finding{blocks("lifecycle", fromDocs, "change the days", "%s", wrong)}
	}
	if v != nil && !TakesBackups(*v) {
		return []Finding{blocks("vault", describeVault, "back up into another vault, and copy from there", "an air-gapped vault takes copies, no backup on demand")}
	}
	is := LifetimeOf(l, now)
	return []Finding{proven("retention", fromRequest, "kept until %s", orNever(is.DeleteAt)), newLock(v, is, false, now)}
}
