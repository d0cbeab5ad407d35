package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

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

func TestFocusNarrowsEveryViewAndTheTitleSaysSo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 200, 50, small(), Options{}).after(10 * time.Second).sees("3 accounts × 2 regions")
		only := func(has, hasNot []string) {
			t.Helper()
			for _, view := range []string{"overview", "jobs", "bj", "cj", "rj", "sj", "vaults", "points", "resources", "plans", "rules", "selections"} {
				u.opens(view)
				if view == "vaults" || view == "points" { // shared ones have another owner
					u.press("/").types("!seenFrom~.").press("enter").after(time.Second)
				}
				u.sees(has...)
				for _, no := range hasNot {
					for _, row := range u.rows() {
						if strings.Contains(row, "  "+no) {
							t.Errorf("%s shows %s, which is not in focus: %s", view, no, row)
						}
					}
				}
			}
		}
		u.opens("accounts payments").press("f").sees("1 of 3 accounts")
		only([]string{"1 of 3 accounts", "payments"}, []string{"identity ", "data-lake "})
		u.opens("accounts payments").press("f").misses("1 of 3") // the same again lets go
		u.opens("jobs").sees("identity", "payments", "data-lake")

		u.opens("accounts").press("/").types("~pay|ident").press("enter", "*", "f").sees("2 of 3 accounts")
		only([]string{"2 of 3 accounts", "payments", "identity"}, []string{"data-lake "})

		// Marked Regions narrow to their accounts and names.
		u.goes("unfocus").opens("regions region=eu-west-1").press("*", "f").sees("1 of 2 regions")
		only([]string{"1 of 2 regions", "identity"}, []string{"us-east-1", "use1"})

		// The accounts that can be focused on stay in sight.
		u.opens("accounts").sees("payments", "identity", "data-lake")
		u.goes("unfocus").opens("jobs").sees("use1", "euw1", "data-lake").misses(" of 2 regions", " of 3 accounts")

		// What can't be read can't be focused on.
		u.opens("accounts legacy").press("f").sees("nothing of this can be read").misses("1 of 3")
		u.opens("vaults").press("f").sees("f narrows to accounts or Regions: 8 opens them")
	})
}
