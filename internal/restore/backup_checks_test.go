package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	backupVault  = "arn:aws:backup:eu-west-1:111122223333:backup-vault:daily"
	backupRole   = "arn:aws:iam::111122223333:role/Backup"
	backupVolume = "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0a"
	backupFiles  = "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0a"
	backupKey    = "arn:aws:kms:eu-west-1:111122223333:key/k"
)

// sound answers as where a backup would succeed.
func sound() *answers {
	return &answers{
		vault: func(backup.Scope, string) (Vault, error) {
			return Vault{ARN: backupVault, Name: "daily", Type: "BACKUP_VAULT", State: "AVAILABLE", Key: backupKey}, nil
		},
		find: func(_ backup.Scope, _ ChoiceKind, id string) (Choice, error) { return Choice{Value: id}, nil },
		role: func(arn string) (Role, error) {
			return Role{
				ARN: arn, Attached: []string{"arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"},
				Trust: `{"Statement":[{"Effect":"Allow","Principal":{"Service":"backup.amazonaws.com"},"Action":"sts:AssumeRole"}]}`,
			}, nil
		},
		simulate: func(_ string, actions []string, _ string, _ map[string]string) (all []Verdict, _ error) {
			for _, a := range actions {
				all = append(all, Verdict{Action: a, Allowed: true})
			}
			return all, nil
		},
		key: func(arn string) (Key, error) {
			return Key{
				ARN: arn, State: "Enabled", Region: "eu-west-1",
				Policy: `{"Statement":[{"Effect":"Allow","Principal":{"AWS":"` + backupRole + `"},"Action":"kms:*","Resource":"*"}]}`,
			}, nil
		},
	}
}

func TestABackupOnDemandIsCheckedAgainstWhatItNeeds(t *testing.T) {
	for name, c := range map[string]struct {
		of, kind string
		change   func(*answers)
		running  []backup.Job
		want     []verdict // among others
	}{
		"sound": {want: []verdict{
			{"vault", OK},
			{"key", OK},
			{"retention", OK},
			{"vault lock", OK},
			{"resource", OK},
			{"caller: iam:PassRole", OK},
			{"caller: request", OK},
			{"role: trust", OK},
			{"role: permissions", OK},
			{"already running", OK},
		}},
		"no vault": {change: func(a *answers) {
			a.vault = func(backup.Scope, string) (Vault, error) { return Vault{}, missing("DescribeBackupVault") }
		}, want: []verdict{{"vault", Blocks}}},
		"the vault is not read": {change: func(a *answers) { a.vault = nil }, want: []verdict{{"vault", CannotTell}, {"vault lock", CannotTell}}},
		"no role": {change: func(a *answers) {
			a.role = func(string) (Role, error) { return Role{}, missing("GetRole") }
		}, want: []verdict{{"role", Blocks}}},
		"a role for others": {change: func(a *answers) {
			a.role = func(arn string) (Role, error) {
				return Role{ARN: arn, Inline: []string{"x"}, Trust: `{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`}, nil
			}
		}, want: []verdict{{"role: trust", Blocks}}},
		"the volume is gone": {change: func(a *answers) {
			a.find = func(backup.Scope, ChoiceKind, string) (Choice, error) { return Choice{}, missing("DescribeVolumes") }
		}, want: []verdict{{"resource", Blocks}}},
		"the volume is not read": {change: func(a *answers) { a.find = nil }, want: []verdict{{"resource", CannotTell}}},
		"what is not looked up":  {of: "arn:aws:x:::y", kind: "VirtualMachine", want: []verdict{{"resource", CannotTell}}},
		"the vault's key holds files": {of: backupFiles, kind: "EFS", want: []verdict{
			{"key: state", OK}, {"key: usable", OK},
		}},
		"a key that is disabled": {of: backupFiles, kind: "EFS", change: func(a *answers) {
			a.key = func(arn string) (Key, error) { return Key{ARN: arn, State: "Disabled", Region: "eu-west-1"}, nil }
		}, want: []verdict{{"key: state", Blocks}}},
		"the caller may not pass the role": {change: func(a *answers) {
			a.simulate = func(_ string, actions []string, _ string, _ map[string]string) ([]Verdict, error) {
				return []Verdict{{Action: actions[0], Why: "implicitDeny"}}, nil
			}
		}, want: []verdict{{"caller: iam:PassRole", Warning}, {"caller: request", Warning}}},
		"another backup of it runs": {running: []backup.Job{{
			ID: "j", Kind: backup.BackupJob, State: backup.Intern("RUNNING"), Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern(backupVolume)}),
		}}, want: []verdict{{"already running", Warning}}},
	} {
		a := sound()
		if c.change != nil {
			c.change(a)
		}
		if c.of == "" {
			c.of, c.kind = backupVolume, "EBS"
		}
		p := BackupPlan(&backup.StartBackupJob{BackupVaultName: "daily", ResourceArn: c.of, IamRoleArn: backupRole}, c.kind, backupVault, backup.In("111122223333", "eu-west-1"), noon)
		p.Jobs = Jobs{Whole: true, Running: c.running}
		var found []Finding
		if err := RunChecks(t.Context(), a, p, BackupChecks(), func(_ int, f []Finding) { found = append(found, f...) }); err != nil {
			t.Fatal(err)
		}
		for _, want := range c.want {
			expectAbout(t, name, found, want)
		}
	}
}
