package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestExactlyFindsTheRowWhateverItsName(t *testing.T) {
	r := vaults().(*Resource[backup.Vault])
	e := sampleEnv()
	for _, name := range []string{"prod-daily", "aws/efs/automatic-backup-vault", `a "b" \c`, "two words", `\`, `"`, "日本", "", hostileText().String()} {
		v := backup.Vault{In: backup.RefTo(backup.VaultRef{Name: backup.Intern(name), Region: backup.Intern("eu-west-1")})}
		if strings.Contains(name, "\x00") {
			continue // no filter holds a zero byte
		}
		f, err := r.parse(exactly("name", name), e)
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		other := backup.Vault{In: backup.RefTo(backup.VaultRef{Name: backup.Intern(name + "x")})}
		if !f.Match(&v) || f.Match(&other) {
			t.Errorf("%s does not tell %q from %qx", exactly("name", name), name, name)
		}
	}
}

func TestJobsOfAnAccountComeFromTheOrganizationsListWhereThereIsOne(t *testing.T) {
	e := sampleEnv()
	in := backup.In("444455556666", "eu-west-1")
	got := jobsIn(e, "bj", in, "t", "vault=x")
	if got.Scope != (backup.Scope{}) || got.Filter != "account=444455556666 region=eu-west-1 vault=x" {
		t.Errorf("%+v", got)
	}
	e.Fleet.Accounts[1].State = backup.Text{}
	got = jobsIn(e, "bj", in, "t", "vault=x")
	if got.Scope != in || got.Filter != "vault=x" {
		t.Errorf("%+v", got)
	}
}

func TestConsoleAddressesFollowThePartition(t *testing.T) {
	const arn = "arn:aws:ec2:eu-west-1::snapshot/snap-1"
	in := func(region string) backup.VaultRef {
		return backup.VaultRef{Region: backup.Intern(region), Name: backup.Intern("aws/efs/vault")}
	}
	for _, c := range []struct{ got, want string }{
		{vaultURL(in("eu-west-1")), "https://eu-west-1.console.aws.amazon.com/backup/home?region=eu-west-1#/backupvaults/details/aws%2Fefs%2Fvault"},
		{pointURL(arn, in("us-gov-west-1")), "https://us-gov-west-1.console.amazonaws-us-gov.com/backup/home?region=us-gov-west-1#/backupvaults/details/aws%2Fefs%2Fvault/arn:aws:ec2:eu-west-1::snapshot%2Fsnap-1"},
		{planURL("orgs/p", backup.In("1", "cn-north-1")), "https://cn-north-1.console.amazonaws.cn/backup/home?region=cn-north-1#/backupplan/details/orgs%2Fp"},
		{jobURL(&backup.Job{ID: "j", Kind: backup.RestoreJob, Region: backup.Intern("us-east-1")}), "https://us-east-1.console.aws.amazon.com/backup/home?region=us-east-1#/jobs/restore/details/j"},
		{vaultURL(in("us-iso-east-1")), ""},
		{vaultURL(in("")), ""},
	} {
		if c.got != c.want {
			t.Errorf("%s\nwant %s", c.got, c.want)
		}
	}
}
