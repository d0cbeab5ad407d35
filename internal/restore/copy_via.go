package restore

import (
	"fmt"
	"strings"
)

// Via proposes the vault in between for a copy that cannot go in one hop, or that AWS
// might refuse in one: one of the source's own account, first in the Region of the destination,
// else in its own, that holds nobody to it and has a key other than the default; of several the one that
// keeps its points for the least, and one in compliance mode only where there is no other. ok is
// false where none is known. That its key is customer-managed is for the checks of that copy.
func Via(p Plan) (v Vault, ok bool) {
	h, isVault := p.hop()
	if !isVault {
		return v, false
	}
	best := 0
	for _, candidate := range p.Vaults {
		if rank := h.rank(candidate); rank > best || rank > 0 && rank == best && candidate.MinRetention < v.MinRetention {
			v, best = candidate, rank
		}
	}
	return v, best > 0
}

// rank is how well a vault does as the one in between, 0 for not at all. One of the
// destination's account is no step: the move between accounts is what needs it.
func (h hop) rank(v Vault) int {
	n, ok := parseVault(v.ARN)
	usable := ok && n.account == h.from.account && n != h.from && n != h.to &&
		(v.Type == "BACKUP_VAULT" || v.Type == "") && (v.State == "AVAILABLE" || v.State == "") &&
		n.name != defaultVault && !strings.HasPrefix(n.name, "aws/")
	if !usable {
		return 0
	}
	rank := 0
	switch n.region {
	case h.to.region:
		rank = 4
	case h.from.region:
		rank = 2
	default:
		return 0
	}
	if v.Locked && !v.LockDate.IsZero() { // nobody can take back what it is told to keep
		return 1
	}
	if !v.Locked {
		rank++
	}
	return rank
}

// TwoHops says the way in two hops to the destination of a copy.
func TwoHops(p Plan) string {
	h, _ := p.hop()
	if v, ok := Via(p); ok {
		n, _ := parseVault(v.ARN)
		kept := ""
		switch {
		case v.Locked && !v.LockDate.IsZero():
			kept = fmt.Sprintf("; it is locked in compliance mode, and nobody can delete the copy there before its end, %d days or more from the backup", max(v.MinRetention, 1))
		case v.MinRetention > 1:
			kept = fmt.Sprintf("; its lock wants %d days at least", v.MinRetention)
		}
		return "copy it to " + short(n.name) + " of " + n.scope().String() + " first, and that copy to the destination; the key of the vault in between must be customer-managed" + kept
	}
	return "copy it first to a vault of account " + h.from.account + " with a customer-managed key, best in " + h.to.region +
		", and that copy to the destination; no such vault is known here"
}

// defaultVault is what AWS's console makes at its first use, with the key aws/backup.
const defaultVault = "Default"
