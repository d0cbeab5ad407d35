package state

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestAnAccountIsCalledReadableByAllOfItsListsOrByNone(t *testing.T) {
	aws := newFake()
	watch(t, aws, PollerOptions{Refresh: 5 * second}, func(c *console) {
		regions := Part{Feed: "regions", Scope: backup.Scope{Account: home.Account}}
		vaults := Part{Feed: "vaults", Scope: home}
		c.Want([]Part{regions, vaults})
		c.after(second)
		aws.change(func() {
			aws.fault = func(string, int) error { return &backup.Error{Kind: backup.AccessDenied, Op: "sts:AssumeRole"} }
		})
		c.Refresh([]Part{vaults})
		c.after(7 * second)
		if c.health(vaults).Err == nil || c.health(regions).Err == nil {
			t.Errorf("the role is refused: vaults %v, Regions %v", c.health(vaults).Err, c.health(regions).Err)
		}
		aws.change(func() { aws.fault = nil })
		c.Refresh([]Part{vaults})
		c.after(7 * second)
		if c.health(vaults).Err != nil || c.health(regions).Err != nil {
			t.Errorf("the role is granted again: vaults %v, Regions %v", c.health(vaults).Err, c.health(regions).Err)
		}
		aws.took()
		aws.change(func() {
			aws.fault = func(op string, _ int) error {
				if strings.HasPrefix(op, "vaults") {
					return &backup.Error{Kind: backup.AccessDenied, Op: "backup:ListBackupVaults"}
				}
				return nil
			}
		})
		c.Refresh([]Part{vaults})
		c.after(time.Minute)
		c.calls("vaults 1") // one list that is refused says nothing of the account
	})
}
