package sim

import (
	"fmt"
	"strings"
	"sync/atomic"
)

// A vault as ListBackupVaults describes it. Times are milliseconds.
type vault struct {
	scope    *scope
	name     string
	arn      string
	kind     string // VaultType
	state    string // VaultState, "" where AWS leaves it out
	key      string
	keyType  string
	created  int64
	locked   bool
	lockDate int64 // 0 = governance, or no lock
	minDays  int
	maxDays  int
	denyAll  bool // its access policy denies deleting and restoring
	notifies bool
	streams  []*stream              // whose points land here
	shelf    atomic.Pointer[stream] // points that requests made
}

const (
	standardVault = "BACKUP_VAULT"
	airGapped     = "LOGICALLY_AIR_GAPPED_BACKUP_VAULT"
	restoreAccess = "RESTORE_ACCESS_BACKUP_VAULT"
)

// Positions of the vaults that rules name.
const (
	dailyVault = iota
	defaultVault
	monthlyVault
	airGappedVault
	efsVault
	yearsVault
)

// vault returns the one at a position, the nearest one in a scope of fewer.
func (s *scope) vault(position int) *vault { return s.vaults[min(position, len(s.vaults)-1)] }

func (s *scope) addVaults(n int) {
	names := []string{"prod-daily", "Default", "prod-monthly", "airgap", "aws/efs/automatic-backup-vault", "compliance-7y"}
	switch s.account.name {
	case "web-prod":
		if s.region == s.w.regions[0] { // where the vault is that it leads to
			names[yearsVault] = "restore-from-audit"
		}
	case "sandbox":
		names[yearsVault] = "airgap-trial"
	case "audit":
		names[airGappedVault] = "org-airgap"
	}
	for i := range n {
		name := fmt.Sprintf("team-%03d", i+1)
		if i < len(names) {
			name = names[i]
		}
		s.vaults = append(s.vaults, s.newVault(name, i))
	}
	w := s.w
	if w.shared == nil && s.region == w.regions[0] && s.account == w.accounts[len(w.accounts)-1] && n > airGappedVault {
		w.shared = s.vaults[airGappedVault]
	}
	if s.account.name == "audit" && s.region == w.regions[0] && n > airGappedVault {
		w.shared = s.vaults[airGappedVault]
	}
}

func (s *scope) newVault(name string, position int) *vault {
	v := &vault{
		scope: s, name: name, kind: standardVault, keyType: "CUSTOMER_MANAGED_KMS_KEY",
		arn:     "arn:aws:backup:" + s.region + ":" + s.account.id + ":backup-vault:" + name,
		created: s.w.birth - 200*day + int64(hash(s.seed, uint64(position), 21)%uint64(150*day)),
		key:     s.keyARN(uint64(position)),
	}
	switch {
	case name == "prod-daily":
		v.locked, v.minDays, v.maxDays, v.notifies = true, 1, 400, true
	case name == "Default" || strings.HasPrefix(name, "aws/"):
		v.key, v.denyAll = s.keyARN(999), name != "Default"
	case name == "prod-monthly":
		v.locked, v.lockDate, v.minDays, v.maxDays = true, s.w.start-180*day, 30, 3650
	case name == "compliance-7y":
		v.locked, v.lockDate, v.minDays, v.maxDays, v.notifies = true, s.w.start+2*day, 365, 36500, true
	case name == "airgap" || name == "org-airgap":
		v.kind, v.state = airGapped, "AVAILABLE"
		v.locked, v.lockDate, v.minDays, v.maxDays = true, v.created, 7, 365
		if name == "airgap" {
			v.key, v.keyType = "", "AWS_OWNED_KMS_KEY"
		}
	case name == "airgap-trial":
		v.kind, v.state, v.created = airGapped, "FAILED", s.w.start-6*day
		v.locked, v.lockDate, v.minDays, v.maxDays = true, v.created, 7, 90
	case name == "restore-from-audit":
		v.kind, v.state, v.created = restoreAccess, "AVAILABLE", s.w.start-12*day
		v.key, v.keyType = "", "AWS_OWNED_KMS_KEY"
	}
	return v
}

// sourceVault is the air-gapped vault behind a restore access vault.
func (v *vault) sourceVault() *vault {
	if v.kind != restoreAccess {
		return v
	}
	if v.scope.w.shared != nil {
		return v.scope.w.shared
	}
	return v.scope.vault(airGappedVault)
}

func (s *scope) keyARN(n uint64) string {
	return "arn:aws:kms:" + s.region + ":" + s.account.id + ":key/" + uuid(hash(s.seed, n, 22))
}

// stateAt is the vault's state; air-gapped vaults take minutes to be made.
func (v *vault) stateAt(now int64) string {
	if v.kind == airGapped && now < v.created+2*minute {
		return "CREATING"
	}
	return v.state
}

// vaultNamed finds a vault of the scope.
func (s *scope) vaultNamed(name string) *vault {
	for _, v := range s.vaults {
		if v.name == name {
			return v
		}
	}
	return nil
}
