package aws

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// calls counts how many of n waits end within each second.
func calls(ctx context.Context, l *limiter, op string, n int) (took time.Duration, most int) {
	began := time.Now()
	var ends []time.Time
	for range n {
		if l.wait(ctx, op) != nil {
			break
		}
		ends = append(ends, time.Now())
	}
	for i := range ends {
		k := i
		for k < len(ends) && ends[k].Sub(ends[i]) < time.Second {
			k++
		}
		most = max(most, k-i)
	}
	return time.Since(began), most
}

func TestNoSecondSeesMoreCallsThanDocumented(t *testing.T) {
	for op, ceiling := range map[string]int{
		"backup:ListBackupVaults": 20, "backup:DescribeRecoveryPoint": 15, "backup:DescribeProtectedResource": 10,
		"backup:DescribeBackupVault": 5, "backup:ListCopyJobs": 5, "backup:ListScanJobs": 5, "organizations:ListAccounts": 5,
	} {
		synctest.Test(t, func(t *testing.T) {
			took, most := calls(t.Context(), newLimiter(), op, 100)
			if most > ceiling {
				t.Errorf("%s: %d calls in a second, AWS documents %d", op, most, ceiling)
			}
			if slow := time.Duration(100/float64(ceiling)*1.6) * time.Second; took > slow {
				t.Errorf("%s: 100 calls took %s", op, took)
			}
		})
	}
}

func TestAllOperationsShareTheScopesPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, done := newLimiter(), make(chan time.Time, 1000)
		for _, op := range []string{"ListBackupJobs", "ListBackupVaults", "ListRestoreJobs", "ListTags", "ListBackupPlans"} {
			go func() {
				for range 40 {
					if l.wait(t.Context(), "backup:"+op) == nil {
						done <- time.Now()
					}
				}
			}()
		}
		synctest.Wait()
		first := len(done)
		began := time.Now()
		time.Sleep(time.Second - time.Nanosecond)
		if n := len(done); n > scopeCeiling {
			t.Errorf("%d calls in the first second (%d at once), AWS documents %d", n, first, scopeCeiling)
		}
		for len(done) < 200 {
			time.Sleep(100 * time.Millisecond)
		}
		if d := time.Since(began); d > 9*time.Second {
			t.Errorf("200 calls took %s", d)
		}
	})
}

func TestThrottlingHalvesTheScopeAndItRecovers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter()
		time.Sleep(time.Minute)
		for range 10 { // ten lists are told at once
			l.throttled()
		}
		if got := float64(l.all.Limit()); got != fullRate/2.0 {
			t.Fatalf("%v calls a second after the first throttling, want %v", got, fullRate/2.0)
		}
		for range 20 {
			time.Sleep(slowEvery)
			l.throttled()
		}
		if got := float64(l.all.Limit()); got != fullRate*slowest {
			t.Fatalf("%v calls a second at the worst, want %v", got, fullRate*slowest)
		}
		began := time.Now()
		for float64(l.all.Limit()) < fullRate {
			time.Sleep(100 * time.Millisecond)
			l.answered()
		}
		if d := time.Since(began); d < 5*time.Second || d > 30*time.Second {
			t.Errorf("recovered in %s", d)
		}
	})
}

func TestAnUrgentCallDoesNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter()
		calls(t.Context(), l, "backup:ListBackupVaults", 30)
		began := time.Now()
		for range 5 {
			if err := l.wait(backup.Urgent(t.Context()), "backup:ListBackupVaults"); err != nil {
				t.Fatal(err)
			}
		}
		if d := time.Since(began); d != 0 {
			t.Errorf("urgent calls waited %s", d)
		}
		if took, _ := calls(t.Context(), l, "backup:ListBackupVaults", 1); took < 300*time.Millisecond {
			t.Errorf("the next call waited %s only: urgent ones spent no tokens", took)
		}
	})
}

func TestAWaitEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimiter()
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(2*time.Second, cancel)
		if took, _ := calls(ctx, l, "backup:DescribeBackupVault", 1000); took != 2*time.Second {
			t.Errorf("waited %s after the end", took-2*time.Second)
		}
	})
}
