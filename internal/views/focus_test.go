package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestFocusMatchesAccountsByTheirIDAndRegionsByTheirFullName(t *testing.T) {
	r := vaults().(*Resource[backup.Vault])
	e := sampleEnv()
	focus := Focus{
		Accounts: []backup.Text{backup.Intern("111122223333"), backup.Intern("999900001111")},
		Regions:  []backup.Text{backup.Intern("eu-west-1")},
	}
	f, err := r.parse(focus.Expr(), e)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		account, region string
		want            bool
	}{
		{"111122223333", "eu-west-1", true}, // shown as payments, euw1
		{"111122223333", "us-east-1", false},
		{"444455556666", "eu-west-1", false},
	} {
		v := backup.Vault{In: backup.RefTo(backup.VaultRef{Account: backup.Intern(c.account), Region: backup.Intern(c.region), Name: backup.Intern("v")})}
		if got := f.Match(&v); got != c.want {
			t.Errorf("%s in focus %s/%s: %t, want %t", focus.Expr(), c.account, c.region, got, c.want)
		}
	}
}
