package restore

import (
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// vaultChoice is a vault to choose: its place, what holds copies in it, and the days for
// which it takes them.
func vaultChoice(v Vault, now backup.Time) Choice {
	n, _ := parseVault(v.ARN)
	return Choice{Value: v.ARN, Name: n.name, Facts: map[string]string{
		"account": n.account, "region": n.region, "holds": holdWords(v, now), "days": limitWords(v),
	}}
}

// holdWords names what keeps a vault's points from being deleted, "" for nothing.
func holdWords(v Vault, now backup.Time) string {
	switch {
	case v.Type == airGappedVault:
		return "air-gapped"
	case !v.Locked:
		return ""
	case v.LockDate.IsZero():
		return "governance lock"
	case v.LockDate > now:
		return "locked from " + v.LockDate.Time().Format(time.DateOnly)
	}
	return "compliance lock"
}

// limitWords is what a vault asks of retention, "" for nothing.
func limitWords(v Vault) string {
	switch {
	case v.MinRetention > 0 && v.MaxRetention > 0:
		return fmt.Sprintf("%d–%d d", v.MinRetention, v.MaxRetention)
	case v.MinRetention > 0:
		return fmt.Sprintf("from %d d", v.MinRetention)
	case v.MaxRetention > 0:
		return fmt.Sprintf("to %d d", v.MaxRetention)
	}
	return ""
}
