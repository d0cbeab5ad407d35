package aws_test

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// severed is a network that loses its way to some hosts or paths.
type severed struct {
	http.RoundTripper
	lost func(*http.Request) error
}

func (s severed) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := s.lost(r); err != nil {
		return nil, err
	}
	return s.RoundTripper.RoundTrip(r)
}

// TestAChangeThatNeverLeftSaysSo loses the way to AWS before a change is sent and while it is.
func TestAChangeThatNeverLeftSaysSo(t *testing.T) {
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	reset := &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}
	for name, c := range map[string]struct {
		at          string
		err         error
		unsent, out bool
	}{
		"no way to STS":               {"/", reset, true, false},
		"no way to AWS Backup":        {"/restore-jobs", refused, true, true},
		"the connection is lost then": {"/restore-jobs", reset, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(sim.Options{Seed: 7})
				lost := false
				c2 := fleet(t, w, func(o *aws.Options) {
					o.WriteRole = "BackupOperator"
					o.Transport = severed{sim.InProcess{Handler: w}, func(r *http.Request) error {
						if lost && r.URL.Path == c.at {
							return c.err
						}
						return nil
					}}
				})
				in := home(w)
				if _, err := c2.Identity(t.Context(), in); err != nil {
					t.Fatal(err)
				}
				lost = true
				out := false
				_, err := c2.Send(backup.OnSending(t.Context(), func() { out = true }), in, "INC-1", restoreOf(nil))
				var e *backup.Error
				if !errors.As(err, &e) || e.Kind != backup.Unreachable || e.Unsent != c.unsent || out != c.out {
					t.Errorf("%v: %+v; went out: %t", err, e, out)
				}
				if c.at == "/" && !strings.HasPrefix(err.Error(), "sts:AssumeRole") {
					t.Errorf("%v does not name what failed", err)
				}
			})
		})
	}
}
