package backup

// Vault is a row of ListBackupVaults.
type Vault struct {
	In      Ref[VaultRef]
	ARN     Text
	State   Text // CREATING, AVAILABLE, FAILED; empty for standard vaults in some answers
	Points  int64
	Key     Text // ARN of the key that encrypts fully managed recovery points
	KeyType Text // meaningful for air-gapped vaults only
	Created Time

	Locked       bool // a lock configuration exists, its grace period included
	LockDate     Time // zero with Locked: governance mode
	MinRetention int32
	MaxRetention int32 // days, for new backup and copy jobs; 0 = no limit
	SourceVault  Text  // restore-access vaults: ARN of the air-gapped one
	CreatorToken Text
}

// LockMode returns "" without a lock, else "governance" or "compliance".
func (v *Vault) LockMode() string {
	switch {
	case !v.Locked:
		return ""
	case v.LockDate == 0:
		return "governance"
	default:
		return "compliance"
	}
}
