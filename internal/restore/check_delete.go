package restore

import "github.com/bkpui/bkpui/internal/backup"

// Held is what keeps a recovery point, as far as it was looked up.
type Held struct {
	Vault    *Vault   // nil = could not be read
	Holds    []string // titles of legal holds
	HoldsErr error    // why they could not be read
	Children int      // recovery points nested in it; Unknown
}

// Unknown is a count that could not be made.
const Unknown = -1

// GuardDelete says what speaks against deleting a point (AWS Backup Developer Guide,
// "Deleting backups"), beside the policy of its vault, which is VaultPolicyCheck's. Whether
// AWS did it shows only when the point is described again: its answer is 200 whether or
// not it may.
func GuardDelete(pt Point, h Held) []Finding {
	found := []Finding{deleteStatus(pt), deleteLock(h.Vault), deleteHold(h)}
	if f, ok := deleteNested(pt, h.Children); ok {
		found = append(found, f)
	}
	if continuous(pt) {
		found = append(found, warns("continuous backup", fromDocs, keepsGoing(pt), "%s", deleteContinuous(pt)))
	}
	return found
}

func deleteStatus(pt Point) Finding {
	const name = "status"
	switch pt.Status {
	case "COMPLETED", "PARTIAL", "AVAILABLE", "STOPPED":
		return proven(name, describe, "%s", pt.Status)
	case "EXPIRED":
		return warns(name, describe, "mend first what kept it: permissions, a hold, a lock, a snapshot in use", "EXPIRED (undeleted): AWS tried to delete it and could not")
	case "DELETING":
		return blocks(name, describe, "wait; stuck for days, it may turn EXPIRED", "it is being deleted already")
	case "CREATING":
		return blocks(name, describe, "wait for its backup job, or stop that", "still being written")
	}
	return doubts(name, describe, "look at its page", "status %s is not known here", pt.Status)
}

func deleteLock(v *Vault) Finding {
	const name = "vault lock"
	switch {
	case v == nil:
		return doubts(name, describeVault, "look at the vault", "the vault could not be read")
	case v.Type == airGappedVault:
		return blocks(name, describeVault, "wait for the end of its retention", "the vault is air-gapped: nobody can delete from it")
	case !v.Locked:
		return proven(name, describeVault, "none")
	case v.LockDate.IsZero():
		return blocks(name, describeVault, "somebody who may has to take the lock away first (backup:DeleteBackupVaultLockConfiguration)", "a governance lock keeps it")
	}
	return blocks(name, describeVault, "wait for the end of its retention", "a compliance lock keeps it; from %s on nobody can take it away", moment(v.LockDate))
}

func deleteHold(h Held) Finding {
	const name, source = "legal hold", "backup:ListLegalHolds"
	switch {
	case h.HoldsErr != nil:
		return unanswered(name, source, backup.Scope{}, h.HoldsErr)
	case len(h.Holds) > 0:
		return blocks(name, source, "have the hold released by who placed it", "kept by %s", list(h.Holds))
	}
	return proven(name, source, "none")
}

func deleteNested(pt Point, children int) (Finding, bool) {
	const name, source = "nesting", "backup:ListRecoveryPointsByBackupVault"
	switch {
	case pt.Type == "EKS" && pt.Parent != "":
		return blocks(name, fromDocs, "delete the composite", "the state of a cluster cannot be deleted on its own"), true
	case pt.Parent != "":
		return warns(name, describe, "make sure that the rest is of use without it", "it is a part of %s", lastName(pt.Parent)), true
	case !pt.IsParent:
		return Finding{}, false
	case children == Unknown:
		return doubts(name, source, "look at its members", "how many points are nested in it is not known"), true
	case children > 0:
		return blocks(name, source, "delete or detach them first", "%s nested in it", count(children, "point")+verb(children)), true
	}
	return proven(name, source, "nothing is nested in it"), true
}

// deleteContinuous is what deleting a continuous backup does besides, by type.
func deleteContinuous(pt Point) string {
	const also = "deleting it also stops the continuous backup"
	switch {
	case pt.Status == "STOPPED":
		return "it can be restored to any moment that it holds until that ages out; once deleted, to none"
	case pt.Type == "Aurora":
		return also + ", and the cluster's own backups are kept for 1 day from then on"
	case pt.Type == "RDS":
		return also + " by changing the instance, which can mean downtime"
	}
	return also
}

// keepsGoing is what to do instead: who disassociates one of S3 stops it.
func keepsGoing(pt Point) string {
	switch {
	case pt.Status == "STOPPED":
		return "leave it until its data ages out"
	case StaysStopped(pt):
		return "to keep it going, leave it: disassociated it stops as well"
	}
	return "to keep it going, leave it, or disassociate it: " + pt.Type + " then keeps it by itself"
}
