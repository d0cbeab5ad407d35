package restore

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Binding is how a vault holds what is put into it.
type Binding struct {
	Binds   bool        // from From on nobody can delete it before Until, not even AWS
	From    backup.Time // when the lock can no longer be taken away; zero = it cannot now
	Until   backup.Time // zero with Binds: never
	Because string      // "logically air-gapped", "compliance lock", "governance lock", "no lock"
}

// BindingOf says how a vault holds a recovery point of that lifetime (AWS Backup
// Developer Guide, "AWS Backup Vault Lock"). Only the governance lock can be taken away
// by those who may.
func BindingOf(v Vault, t Lifetime, now backup.Time) Binding {
	switch {
	case v.Type == airGappedVault:
		return Binding{Binds: true, Until: t.DeleteAt, Because: "logically air-gapped"}
	case !v.Locked:
		return Binding{Because: "no lock"}
	case v.LockDate.IsZero():
		return Binding{Because: "governance lock"}
	case v.LockDate > now:
		return Binding{Binds: true, From: v.LockDate, Until: t.DeleteAt, Because: "compliance lock"}
	}
	return Binding{Binds: true, Until: t.DeleteAt, Because: "compliance lock"}
}

// String says it in one line, as it is confirmed.
func (b Binding) String() string {
	if !b.Binds {
		if b.Because == "governance lock" {
			return "can be deleted once somebody who may takes the governance lock away"
		}
		return "can be deleted by those who may"
	}
	s := "can't be deleted by anyone, ever"
	if !b.Until.IsZero() {
		s = "can't be deleted by anyone before " + b.Until.Time().Format(time.DateOnly)
	}
	if !b.From.IsZero() {
		s += ", unless the lock is taken away before " + moment(b.From)
	}
	return s + " (" + b.Because + ")"
}
