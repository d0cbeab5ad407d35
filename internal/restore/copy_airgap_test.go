package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestAnAirGappedVaultThatCannotBeDescribedStillTakesNotEverything knows the vault from the lists.
func TestAnAirGappedVaultThatCannotBeDescribedStillTakesNotEverything(t *testing.T) {
	const gap = "destination: air-gapped"
	for name, err := range map[string]error{"refused": refused("backup:DescribeBackupVault"), "failed": &backup.Error{Kind: backup.InternalError, Message: "five hundred"}} {
		for kind, c := range map[string]struct {
			vaultType string
			want      []verdict
		}{
			"RDS": {airGappedVault, []verdict{{"destination", CannotTell}, {gap, Blocks}}},
			"S3":  {airGappedVault, []verdict{{"destination", CannotTell}, {gap, OK}}},
			"EFS": {"BACKUP_VAULT", []verdict{{"destination", CannotTell}}},
		} {
			p := copyTo(farVault)
			p.Point.Type = kind
			p.Point.ARN = "arn:aws:backup:eu-west-1:111122223333:recovery-point:1"
			p.Vaults = []Vault{{ARN: farVault, Type: c.vaultType}}
			a := &answers{vault: func(backup.Scope, string) (Vault, error) { return Vault{}, err }}
			expect(t, kind+" "+name, runs(t, destinationCheck(), a, p), c.want...)
		}
	}
}
