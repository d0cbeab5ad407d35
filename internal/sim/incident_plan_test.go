package sim

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestNothingIsRefusedBeforeThePlannedMoment: a role that is to lose its trust has it until then.
func TestNothingIsRefusedBeforeThePlannedMoment(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := New(Options{Seed: 7})
		in := w.Accounts()[min(1, len(w.Accounts())-1)]
		role := w.DefaultRole(in)
		if !w.Plan(Planned{Kind: TrustLost, From: 20 * time.Second}, time.Now()) {
			t.Fatal("no such thing")
		}
		time.Sleep(19 * time.Second)
		if !w.trusts(role, backupService) {
			t.Error("the trust is lost before its time")
		}
		time.Sleep(2 * time.Second)
		if w.trusts(role, backupService) {
			t.Error("the trust is not lost")
		}
	})
}

// TestNoServiceControlPolicyHoldsInTheManagementAccount: AWS's never do.
func TestNoServiceControlPolicyHoldsInTheManagementAccount(t *testing.T) {
	w := New(Options{Seed: 7, Accounts: 3, Regions: 2})
	if !w.Plan(Planned{Kind: PolicyDenies}, time.Now()) {
		t.Fatal("no such thing")
	}
	b := w.incidents.all.load()[len(w.incidents.all.load())-1]
	for _, s := range w.scopes {
		if want := s.account.id != w.Accounts()[0] && s.region == w.Regions()[0]; b.where(s) != want {
			t.Errorf("%s/%s: it holds: %t", s.account.id, s.region, b.where(s))
		}
	}
}
