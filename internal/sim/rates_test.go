package sim_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/sim"
)

// accepted counts the calls of n made at once that are not throttled.
func accepted(t *testing.T, n int, call func() error) (yes int) {
	t.Helper()
	for range n {
		switch err := call(); code(err) {
		case "":
			yes++
		case "ThrottlingException":
		default:
			t.Fatal(err)
		}
	}
	return yes
}

func TestRatesAreAWSsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Rates: true})
		here, elsewhere := user(w), user(w)
		elsewhere.Region = w.Regions()[1]
		vaults := func(cfg aws.Config) func() error {
			return func() error {
				_, err := backup.NewFromConfig(cfg).ListBackupVaults(t.Context(), nil)
				return err
			}
		}
		copies := func() error {
			_, err := backup.NewFromConfig(here).ListCopyJobs(t.Context(), nil)
			return err
		}
		if got := accepted(t, 30, vaults(here)); got != 20 {
			t.Errorf("ListBackupVaults: %d of 30 at once, want 20", got)
		}
		if got := accepted(t, 30, vaults(elsewhere)); got != 20 {
			t.Errorf("another region has rates of its own: %d of 30, want 20", got)
		}
		if got := accepted(t, 60, copies); got != 20 {
			t.Errorf("50 a second a scope, 30 of them used: %d of 60", got)
		}
		for range 60 {
			if _, err := sts.NewFromConfig(here).GetCallerIdentity(t.Context(), nil); err != nil {
				t.Fatalf("sts has no documented rate: %v", err)
			}
		}
		time.Sleep(time.Second)
		if got := accepted(t, 30, vaults(here)); got != 20 {
			t.Errorf("a second later: %d of 30, want 20", got)
		}
		if got := w.Stats().Throttled; got != 10+10+40+10 {
			t.Errorf("stats tell of %d throttled", got)
		}
	})
}

func TestStatsTellPeaksAndWhatWasCalled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: time.Second}})
		call := func() {
			_, err := backup.NewFromConfig(user(w)).ListBackupVaults(t.Context(), nil)
			if err != nil {
				t.Error(err)
			}
		}
		for range 3 {
			go call()
		}
		time.Sleep(999 * time.Millisecond)
		go call() // within a second of the three
		time.Sleep(999 * time.Millisecond)
		go call() // not any more
		time.Sleep(time.Minute)

		s, scope := w.Stats(), w.HomeAccount()+"/us-east-1"
		if s.Requests != 5 || s.Mutations != 0 || s.Operations["backup.ListBackupVaults"] != 5 || s.Scopes[scope] != 5 {
			t.Errorf("counts: %+v", s)
		}
		if s.Peaks[scope] != 4 || s.PeakInFlight != 4 || s.Faults[sim.Slow] != 5 {
			t.Errorf("peaks: %+v", s)
		}
		s.Operations["backup.ListBackupVaults"] = 0
		if w.Stats().Operations["backup.ListBackupVaults"] != 5 {
			t.Error("the caller of Stats changed what is counted")
		}
	})
}
