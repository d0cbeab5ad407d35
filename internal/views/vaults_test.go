package views

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

func TestVaultLockInWords(t *testing.T) {
	standard := backup.RefTo(backup.VaultRef{Name: backup.Intern("v"), Type: backup.Intern("BACKUP_VAULT")})
	gapped := backup.RefTo(backup.VaultRef{Name: backup.Intern("v"), Type: backup.Intern(airGappedVault)})
	e := sampleEnv()
	for _, c := range []struct {
		vault      backup.Vault
		mode, want string
		tone       ui.Tone
		problem    bool
	}{
		{backup.Vault{In: standard}, "", "none", ui.Muted, false},
		{backup.Vault{In: standard, Locked: true}, "governance", "governance", ui.Plain, false},
		{backup.Vault{In: standard, Locked: true, LockDate: ago(24 * time.Hour)}, "compliance", "compliance", ui.Plain, false},
		{backup.Vault{In: standard, Locked: true, LockDate: sampleNow.Add(50 * time.Hour)}, "compliance", "! locks in 2d", ui.Warn, true},
		{backup.Vault{In: gapped, Locked: true}, "compliance", "compliance", ui.Plain, false},
		{backup.Vault{In: gapped, State: backup.Intern("FAILED")}, "", "none", ui.Muted, true},
	} {
		if got := lockMode(&c.vault); got != c.mode {
			t.Errorf("mode %q, want %q", got, c.mode)
		}
		if got := string(appendLock(nil, &c.vault, e)); got != c.want {
			t.Errorf("lock %q, want %q", got, c.want)
		}
		if got := lockTone(&c.vault, e); got != c.tone {
			t.Errorf("%s: tone %d, want %d", c.want, got, c.tone)
		}
		if got := vaults().(*Resource[backup.Vault]).Problem(&c.vault, e); got != c.problem {
			t.Errorf("%s: problem %t, want %t", c.want, got, c.problem)
		}
	}
}

func TestVaultKeySaysOnlyWhatIsKnown(t *testing.T) {
	e := sampleEnv()
	for _, c := range []struct{ arn, typ, want string }{
		{"", "AWS_OWNED_KMS_KEY", "AWS owned"},
		{"", "", "—"},
		{"arn:aws:kms:eu-west-1:1:alias/aws/backup", "", "aws/backup"},
		{"arn:aws:kms:eu-west-1:1:key/5ead0839", "CUSTOMER_MANAGED_KMS_KEY", "5ead0839"},
	} {
		if got := string(appendKey(nil, c.arn, c.typ, e)); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.arn, c.typ, got, c.want)
		}
	}
}

func TestPointStatusSizeAndExpiryAreTruthful(t *testing.T) {
	e := sampleEnv()
	rds := backup.RefTo(backup.ResourceRef{Type: backup.Intern("RDS")})
	efs := backup.RefTo(backup.ResourceRef{Type: backup.Intern("EFS")})
	fsx := backup.RefTo(backup.ResourceRef{Type: backup.Intern("FSx")})
	word := backup.Intern
	for _, c := range []struct {
		point                 backup.RecoveryPoint
		status, size, expires string
	}{
		{backup.RecoveryPoint{Status: word("COMPLETED"), SizeKnown: true, SizeBytes: 249 << 30, DeleteAt: sampleNow.Add(35*24*time.Hour + time.Hour)}, "✓ COMPLETED", "249 GiB", "35d"},
		{backup.RecoveryPoint{Status: word("EXPIRED"), DeleteAt: ago(time.Hour)}, "! EXPIRED (undeleted)", "—", "due"},
		{backup.RecoveryPoint{Status: word("COMPLETED"), Of: rds, SizeKnown: true}, "✓ COMPLETED", "—", "never"},
		{backup.RecoveryPoint{Status: word("COMPLETED"), Of: efs, SizeKnown: true}, "✓ COMPLETED", "0 B", "never"},
		{backup.RecoveryPoint{Status: word("COMPLETED"), Of: fsx, SizeKnown: true}, "✓ COMPLETED", "—", "never"},
		{backup.RecoveryPoint{Status: word("CREATING"), SizeKnown: true}, "▶ CREATING", "—", "—"},
		{backup.RecoveryPoint{Status: word("COMPLETED"), ScanFindings: true}, "✗ malware found", "—", "never"},
		{backup.RecoveryPoint{}, "? unknown", "—", "never"},
	} {
		p := &c.point
		if got := string(appendPointStatus(nil, p, e)); got != c.status {
			t.Errorf("status %q, want %q", got, c.status)
		}
		if got := string(appendPointSize(nil, p, e)); got != c.size {
			t.Errorf("%s: size %q, want %q", c.status, got, c.size)
		}
		if got := string(appendExpires(nil, p, e)); got != c.expires {
			t.Errorf("%s: expires %q, want %q", c.status, got, c.expires)
		}
	}
}
