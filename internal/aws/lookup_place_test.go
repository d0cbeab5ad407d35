package aws_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func vaultARN(account, region, name string) string {
	return "arn:aws:backup:" + region + ":" + account + ":backup-vault:" + name
}

func TestAVaultIsReadWhereverItCanBe(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		v, err := c.Vault(t.Context(), in, vaultARN(w.HomeAccount(), "us-east-1", "prod-daily"))
		if err != nil || v.Name != "prod-daily" || v.Type != "BACKUP_VAULT" || !v.Locked || v.LockDate != 0 || v.MinRetention != 1 || v.MaxRetention != 400 ||
			!strings.Contains(v.Policy, "CopyIntoBackupVault") || v.PolicyErr != nil {
			t.Errorf("%+v, %v", v, err)
		}
		v, err = c.Vault(t.Context(), in, vaultARN(w.HomeAccount(), "us-east-1", "Default"))
		if err != nil || v.Policy != "" || v.PolicyErr != nil {
			t.Errorf("without a policy: %+v, %v", v, err)
		}
		v, err = c.Vault(t.Context(), in, vaultARN(w.Account("sandbox"), "eu-west-1", "prod-monthly"))
		if err != nil || v.LockDate == 0 || v.Policy == "" {
			t.Errorf("of another account and Region: %+v, %v", v, err)
		}
		if _, err = c.Vault(t.Context(), in, vaultARN(w.HomeAccount(), "us-east-1", "none")); backup.KindOf(err) != backup.NotFound {
			t.Error(err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"GetBackupVaultAccessPolicy"}}})
		v, err = c.Vault(t.Context(), in, vaultARN(w.HomeAccount(), "us-east-1", "prod-daily"))
		if fails(t, v.PolicyErr, backup.AccessDenied, "backup:GetBackupVaultAccessPolicy"); err != nil || v.Policy != "" {
			t.Errorf("%+v, %v", v, err)
		}
	})
}

func TestASharedVaultOfAnAccountThatIsNotReadIsReadAsShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		all := known(t, w)
		owner := all["audit"].ID.String()
		c := fleet(t, w, func(o *aws.Options) {
			o.Org, o.AllRegions, o.RoleName, o.Regions = false, false, "", []string{"us-east-1"}
		})
		in := home(w)
		v, err := c.Vault(t.Context(), in, vaultARN(owner, "us-east-1", "org-airgap"))
		if err != nil || v.Type != "LOGICALLY_AIR_GAPPED_BACKUP_VAULT" || backup.KindOf(v.PolicyErr) != backup.Unsupported {
			t.Errorf("%+v, %v", v, err)
		}
		if _, err = c.Vault(t.Context(), in, vaultARN(owner, "us-east-1", "prod-daily")); backup.KindOf(err) != backup.AccessDenied {
			t.Errorf("one that is not shared: %v", err)
		}
		if _, err := c.Find(t.Context(), backup.In(owner, "us-east-1"), backup.Tables, "orders"); backup.KindOf(err) != backup.AccessDenied {
			t.Errorf("a name in an account that is not read: %v, which must not say that it is free", err)
		}
	})
}

func TestTheOrganisationAndItsSwitch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c := fleet(t, w, nil)
		o, err := c.Organization(t.Context(), backup.In(w.Account("sandbox"), "us-east-1"))
		if err != nil || !o.Member || !strings.HasPrefix(o.ID, "o-") {
			t.Errorf("a member: %+v, %v", o, err)
		}
		known := home(w)
		if o, err = c.Organization(t.Context(), known); err != nil || !o.CrossKnown || !o.CrossAccount {
			t.Errorf("%+v, %v", o, err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeGlobalSettings"}}})
		if o, err = c.Organization(t.Context(), known); err != nil || o.CrossKnown {
			t.Errorf("%+v, %v", o, err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeOrganization"}}})
		if _, err = c.Organization(t.Context(), known); backup.KindOf(err) != backup.AccessDenied {
			t.Error(err)
		}
	})
}

func TestOptInAndHoldsAndRestores(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(40 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		on, err := c.OptIn(t.Context(), in)
		if err != nil || !on["EBS"] || len(on) < 15 {
			t.Errorf("%v, %v", on, err)
		}
		since := backup.TimeOf(time.Now().Add(-10 * 24 * time.Hour))
		jobs, err := c.Restores(t.Context(), in, since)
		if err != nil || len(jobs) == 0 {
			t.Fatalf("%d restores, %v", len(jobs), err)
		}
		for _, j := range jobs {
			if j.Kind != backup.RestoreJob || j.Created < since {
				t.Errorf("%+v", j)
			}
		}
		if m, err := c.RestoreMetadata(t.Context(), in, jobs[0].ID); err != nil || len(m) == 0 {
			t.Errorf("%v, %v", m, err)
		}
		held, free := 0, aPoint(t, c, in, "EBS")
		if titles, err := c.Holds(t.Context(), free); err != nil || len(titles) != 0 {
			t.Errorf("a fresh point is held by %v, %v", titles, err)
		}
		end := backup.TimeOf(w.Start().Add(-(365 - 120) * 24 * time.Hour))
		for rows, err := range c.Points(t.Context(), in, backup.PointQuery{Vault: "prod-monthly", CreatedBefore: end, CreatedAfter: end - 80*24*3600*1000}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range rows[:min(len(rows), 3)] {
				titles, err := c.Holds(t.Context(), backup.Thing{Kind: backup.PointThing, Scope: in, Vault: "prod-monthly", ID: p.ARN.String()})
				if err != nil || len(titles) != 1 || titles[0] != "Invoice dispute 2291" {
					t.Errorf("%s: %v, %v", p.ARN, titles, err)
				}
				held++
			}
		}
		if held == 0 {
			t.Error("no point is held")
		}
	})
}
