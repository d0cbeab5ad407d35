package aws_test

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// wiretap keeps the forms that are sent to STS and who signed what.
type wiretap struct {
	http.RoundTripper
	mu      sync.Mutex
	assumed []string // ROLE as SESSION
	signed  map[string]string
}

func (w *wiretap) RoundTrip(r *http.Request) (*http.Response, error) {
	var form url.Values
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		form, _ = url.ParseQuery(string(body))
	}
	w.mu.Lock()
	if form.Get("Action") == "AssumeRole" {
		w.assumed = append(w.assumed, form.Get("RoleArn")+" as "+form.Get("RoleSessionName"))
	}
	_, rest, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	key, _, _ := strings.Cut(rest, "/")
	w.signed[r.Method+" "+r.URL.Path] = key
	w.mu.Unlock()
	return w.RoundTripper.RoundTrip(r)
}

func (w *wiretap) of(role string) (n int, session string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, a := range w.assumed {
		if arn, name, _ := strings.Cut(a, " as "); strings.HasSuffix(arn, "role/"+role) {
			n, session = n+1, name
		}
	}
	return n, session
}

func tapped(t *testing.T, w *sim.World, change func(*aws.Options)) (*aws.Client, *wiretap) {
	tap := &wiretap{RoundTripper: sim.InProcess{Handler: w}, signed: map[string]string{}}
	return fleet(t, w, func(o *aws.Options) {
		o.Transport = tap
		if change != nil {
			change(o)
		}
	}), tap
}

// TestTheWriteRoleIsAssumedForAChangeAndForNothingElse counts AssumeRole on the wire.
func TestTheWriteRoleIsAssumedForAChangeAndForNothingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, tap := tapped(t, w, func(o *aws.Options) { o.WriteRole, o.SessionName = "BackupOperator", "bkpui-ana" })
		in := backup.In(w.Account("sandbox"), "us-east-1")
		all(t, c.Accounts(t.Context()))
		if err := vaults(c, in.Account.String()); err != nil {
			t.Fatal(err)
		}
		for _, kind := range []backup.ChoiceKind{backup.Subnets, backup.Roles, backup.Keys, backup.DBInstances} {
			if _, err := c.Choices(t.Context(), in, backup.ChoiceQuery{Kind: kind}); err != nil {
				t.Error(err)
			}
		}
		if _, err := c.Simulate(t.Context(), in, "", []string{"backup:StartRestoreJob"}, "*", nil); err != nil {
			t.Error(err)
		}
		who, err := c.Identity(t.Context(), in)
		if want := "arn:aws:iam::" + in.Account.String() + ":role/BackupOperator"; err != nil || who != want {
			t.Errorf("identity %s, %v", who, err)
		}
		if n, _ := tap.of("BackupOperator"); n != 0 {
			t.Fatalf("assumed %d times before anything was sent", n)
		}
		stop := &backup.StopBackupJob{BackupJobId: "00000000-0000-4000-8000-000000000000"}
		for i := range 2 {
			_, err := c.Send(t.Context(), in, "INC-7 disk\nfull/ü", stop)
			n, session := tap.of("BackupOperator")
			if err == nil || n != i+1 || session != "bkpui-ana-INC-7-disk-full" {
				t.Errorf("%v; assumed %d times, the last as %q", err, n, session)
			}
		}
		if key := tap.signed["POST /backup-jobs/"+stop.BackupJobId]; !strings.HasPrefix(key, "ASIA"+in.Account.String()) {
			t.Errorf("signed by %s", key)
		}
	})
}

func TestWithoutAWriteRoleTheReaderChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, tap := tapped(t, w, nil)
		in := backup.In(w.Account("sandbox"), "us-east-1")
		who, err := c.Identity(t.Context(), in)
		if err != nil || !strings.Contains(who, ":assumed-role/BackupReader/") {
			t.Errorf("identity %s, %v", who, err)
		}
		before, _ := tap.of("BackupReader")
		_, _ = c.Send(t.Context(), in, "INC-1", &backup.StopBackupJob{BackupJobId: "00000000-0000-4000-8000-000000000000"})
		if n, _ := tap.of("BackupReader"); n != before || len(tap.assumed) != n {
			t.Errorf("assumed %v", tap.assumed)
		}
		if who, err = c.Identity(t.Context(), home(w)); err != nil || who != "arn:aws:iam::"+w.HomeAccount()+":user/operator" {
			t.Errorf("identity at home %s, %v", who, err)
		}
	})
}

func TestARefusedWriteRoleIsADenialThatNothingWasSentFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c, _ := tapped(t, w, func(o *aws.Options) { o.WriteRole = "NoSuchRole" })
		_, err := c.Send(t.Context(), home(w), "INC-1", restoreOf(nil))
		if e := fails(t, err, backup.AccessDenied, "sts:AssumeRole"); e.Op != "sts:AssumeRole" {
			t.Errorf("%+v", e)
		}
		if n := w.Stats().Mutations; n != 0 {
			t.Errorf("%d changes arrived", n)
		}
	})
}

func TestSessionNamesFit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		long := strings.Repeat("x", 80)
		for _, c := range []struct{ who, why, want string }{
			{"bkpui-" + long, "INC-1", "bkpui-" + strings.Repeat("x", 52) + "-INC-1"},
			{"bkpui-ana", long, "bkpui-ana-" + strings.Repeat("x", 32)},
			{"bkpui-ana", "", "bkpui-ana"},
			{"bkpui-ana", "¡¿", "bkpui-ana"},
		} {
			w := sim.New(sim.Options{Seed: 7})
			cl, tap := tapped(t, w, func(o *aws.Options) { o.WriteRole, o.SessionName = "BackupOperator", c.who })
			_, _ = cl.Send(t.Context(), home(w), c.why, &backup.StopBackupJob{BackupJobId: "00000000-0000-4000-8000-000000000000"})
			if _, session := tap.of("BackupOperator"); session != c.want || len(session) > 64 {
				t.Errorf("session %q, want %q", session, c.want)
			}
		}
	})
}
