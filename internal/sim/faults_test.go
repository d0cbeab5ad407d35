package sim_test

import (
	"context"
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/sim"
)

func always(kind sim.FaultKind) sim.Faults { return sim.Faults{{Kind: kind, Fraction: 1}} }

// onBoth runs a test in process and through a socket: clients must not see a
// difference.
func onBoth(t *testing.T, test func(t *testing.T, w *sim.World, cfg aws.Config)) {
	t.Run("in process", func(t *testing.T) {
		w := sim.New(sim.Options{})
		test(t, w, user(w))
	})
	t.Run("on a socket", func(t *testing.T) {
		w := sim.New(sim.Options{})
		srv := httptest.NewServer(w)
		t.Cleanup(srv.Close)
		cfg := user(w)
		cfg.BaseEndpoint, cfg.HTTPClient = &srv.URL, srv.Client()
		test(t, w, cfg)
	})
}

func TestFaultsReachTheClient(t *testing.T) {
	for kind, want := range map[sim.FaultKind]func(error) bool{
		sim.Throttling:   func(err error) bool { return code(err) == "ThrottlingException" && message(err) == "Rate exceeded" },
		sim.ServerError:  func(err error) bool { return code(err) == "ServiceUnavailableException" },
		sim.ExpiredToken: func(err error) bool { return code(err) == "ExpiredTokenException" },
		sim.AccessDenied: func(err error) bool {
			return code(err) == "AccessDeniedException" && strings.Contains(message(err), "is not authorized to perform: backup:ListBackupVaults because no identity-based policy")
		},
		sim.DeniedBySCP: func(err error) bool {
			return code(err) == "AccessDeniedException" && strings.HasSuffix(message(err), "with an explicit deny in a service control policy")
		},
		sim.Reset:    func(err error) bool { return errors.Is(err, syscall.ECONNRESET) },
		sim.CutShort: func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) },
		sim.Garbled:  func(err error) bool { return err != nil && strings.Contains(err.Error(), "deserialization") },
		sim.HTML:     func(err error) bool { return err != nil && strings.Contains(err.Error(), "deserialization") },
	} {
		t.Run(string(kind), func(t *testing.T) {
			onBoth(t, func(t *testing.T, w *sim.World, cfg aws.Config) {
				client := backup.NewFromConfig(cfg)
				w.SetFaults(always(kind))
				if _, err := client.ListBackupVaults(t.Context(), nil); !want(err) {
					t.Errorf("got %v", err)
				}
				w.SetFaults(nil)
				if _, err := client.ListBackupVaults(t.Context(), nil); err != nil {
					t.Errorf("after the fault: %v", err)
				}
				if got := w.Stats().Faults[kind]; got != 1 {
					t.Errorf("counted %d", got)
				}
			})
		})
	}
}

func TestFaultsSpeakTheServicesOwnWords(t *testing.T) {
	w := sim.New(sim.Options{})
	for kind, want := range map[sim.FaultKind][2]string{
		sim.Throttling:   {"Throttling", "TooManyRequestsException"},
		sim.ServerError:  {"InternalFailure", "InternalFailure"},
		sim.ExpiredToken: {"ExpiredToken", "ExpiredTokenException"},
		sim.AccessDenied: {"AccessDenied", "AccessDeniedException"},
	} {
		w.SetFaults(always(kind))
		_, first := sts.NewFromConfig(user(w)).GetCallerIdentity(t.Context(), nil)
		_, second := organizations.NewFromConfig(user(w)).ListAccounts(t.Context(), nil)
		if got := [2]string{code(first), code(second)}; got != want {
			t.Errorf("%s: got %q, want %q", kind, got, want)
		}
	}
}

func TestHangEndsWithTheClientsPatience(t *testing.T) {
	onBoth(t, func(t *testing.T, w *sim.World, cfg aws.Config) {
		w.SetFaults(always(sim.Hang))
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		if _, err := backup.NewFromConfig(cfg).ListBackupVaults(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func TestLatencyIsVirtualInABubbleAndEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 200 * time.Millisecond, Jitter: 50 * time.Millisecond}})
		client := backup.NewFromConfig(user(w))
		seen := map[time.Duration]bool{}
		for range 40 {
			began := time.Now()
			if _, err := client.ListBackupVaults(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			took := time.Since(began)
			if seen[took] = true; took < 150*time.Millisecond || took > 250*time.Millisecond {
				t.Errorf("took %v", took)
			}
		}
		if len(seen) < 20 {
			t.Errorf("jitter has only %d values", len(seen))
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		began := time.Now()
		if _, err := client.ListBackupVaults(ctx, nil); err == nil || time.Since(began) != 100*time.Millisecond {
			t.Errorf("%v after %v, want an error after 100ms", err, time.Since(began))
		}
	})
}

// outcomes is what n calls of each of several goroutines see, as one letter a
// call.
func outcomes(t *testing.T, w *sim.World, n int) map[string]string {
	t.Helper()
	type result struct{ region, letters string }
	results := make(chan result)
	for _, region := range w.Regions() {
		go func() {
			cfg := user(w)
			cfg.Region = region
			client := backup.NewFromConfig(cfg)
			letters := ""
			for range n {
				_, err := client.ListBackupVaults(t.Context(), nil)
				switch {
				case err == nil:
					letters += "."
				case errors.Is(err, syscall.ECONNRESET):
					letters += "r"
				default:
					letters += strings.ToLower(code(err)[:1])
				}
			}
			results <- result{region, letters}
		}()
	}
	all := map[string]string{}
	for range w.Regions() {
		r := <-results
		all[r.region] = r.letters
	}
	return all
}

func TestFaultsFollowFromTheSeed(t *testing.T) {
	storm := sim.BadDay()[1:]
	run := func(seed uint64) map[string]string {
		w := sim.New(sim.Options{Seed: seed})
		w.SetFaults(storm)
		return outcomes(t, w, 400)
	}
	first := run(1)
	if diff := cmp.Diff(first, run(1)); diff != "" {
		t.Errorf("the same seed, other faults:\n%s", diff)
	}
	if cmp.Equal(first, run(2)) {
		t.Error("another seed, the same faults")
	}
	all := ""
	for _, letters := range first {
		all += letters
	}
	for letter, want := range map[string]float64{"t": 0.20, "s": 0.05, "r": 0.02} {
		if got := float64(strings.Count(all, letter)) / float64(len(all)); got < want*0.7 || got > want*1.3 {
			t.Errorf("%q befell %.3f of the calls, want about %.2f", letter, got, want)
		}
	}
}

func TestFaultsAreLimited(t *testing.T) {
	w := sim.New(sim.Options{})
	sandbox := w.Account("sandbox")
	home, member := user(w), as(t, user(w), sandbox, "BackupReader")
	vaults := func(cfg aws.Config) string {
		_, err := backup.NewFromConfig(cfg).ListBackupVaults(t.Context(), nil)
		return code(err)
	}
	identity := func(cfg aws.Config) string {
		_, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), nil)
		return code(err)
	}
	const throttled = "ThrottlingException"
	for name, c := range map[string]struct {
		fault sim.Fault
		want  [3]string // ListBackupVaults at home, in the sandbox, GetCallerIdentity at home
	}{
		"to an account":               {sim.Fault{Accounts: []string{sandbox}}, [3]string{"", throttled, ""}},
		"to another region":           {sim.Fault{Regions: []string{"eu-west-1"}}, [3]string{}},
		"to an operation":             {sim.Fault{Operations: []string{"ListBackupVaults"}}, [3]string{throttled, throttled, ""}},
		"to a service":                {sim.Fault{Operations: []string{"sts"}}, [3]string{"", "", "Throttling"}},
		"to an account and a service": {sim.Fault{Accounts: []string{sandbox}, Operations: []string{"sts"}}, [3]string{}},
		"to once":                     {sim.Fault{Times: 1}, [3]string{throttled, "", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			c.fault.Kind, c.fault.Fraction = sim.Throttling, 1
			w.SetFaults(sim.Faults{c.fault})
			if got := [3]string{vaults(home), vaults(member), identity(home)}; got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestExpiredPageStrikesAfterTheFirstPage(t *testing.T) {
	w := sim.New(sim.Options{})
	w.SetFaults(sim.Faults{{Kind: sim.ExpiredPage, Fraction: 1, Times: 1}})
	client := backup.NewFromConfig(user(w))
	list := func() (pages int, err error) {
		p := backup.NewListBackupJobsPaginator(client, &backup.ListBackupJobsInput{MaxResults: aws.Int32(10)})
		for p.HasMorePages() && pages < 3 {
			if _, err := p.NextPage(t.Context()); err != nil {
				return pages, err
			}
			pages++
		}
		return pages, nil
	}
	if pages, err := list(); pages != 1 || code(err) != "InvalidParameterValueException" {
		t.Errorf("first try: %d pages, %v", pages, err)
	}
	if pages, err := list(); pages != 3 || err != nil {
		t.Errorf("second try: %d pages, %v", pages, err)
	}
}

func TestNoRowIsLostOnABadDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{})
		cfg := user(w)
		cfg.RetryMaxAttempts = 12
		list := func() (ids []string) {
			p := backup.NewListBackupJobsPaginator(backup.NewFromConfig(cfg), &backup.ListBackupJobsInput{
				MaxResults: aws.Int32(20), ByCreatedBefore: aws.Time(w.Start()), ByCreatedAfter: aws.Time(w.Start().Add(-48 * time.Hour)),
			})
			for p.HasMorePages() {
				page, err := p.NextPage(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				for _, j := range page.BackupJobs {
					ids = append(ids, *j.BackupJobId)
				}
			}
			return ids
		}
		calm := list()
		w.SetFaults(sim.BadDay())
		began := time.Now()
		if diff := cmp.Diff(calm, list()); diff != "" {
			t.Errorf("rows on a calm day and on a bad one differ:\n%s", diff)
		}
		s := w.Stats().Faults
		if len(calm) < 40 || s[sim.Throttling] == 0 || time.Since(began) < time.Duration(len(calm)/20)*200*time.Millisecond {
			t.Errorf("that was no bad day: %d rows, %v, %v", len(calm), s, time.Since(began))
		}
	})
}
