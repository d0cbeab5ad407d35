package aws_test

import (
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestWhereNobodyListensIsSaidSoonAndALaterGapIsSatOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		h := newHouse(t, "[profile ops]\nregion = us-east-1\n")
		h.keys("AKIAOPS")
		var down atomic.Bool
		var calls atomic.Int32
		down.Store(true)
		c := h.client(roundTripper(func(r *http.Request) (*http.Response, error) {
			if calls.Add(1); down.Load() {
				return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
			}
			return sim.InProcess{Handler: w}.RoundTrip(r)
		}), nil)
		began := time.Now()
		_, err := gather(c.Accounts(t.Context()))
		fails(t, err, backup.Unreachable, "AWS_ENDPOINT_URL")
		if d := time.Since(began); d > 3*time.Second || calls.Load() != 4 {
			t.Errorf("said after %s and %d calls", d, calls.Load())
		}

		down.Store(false)
		home := all(t, c.Accounts(t.Context()))[0].ID.String()
		down.Store(true)
		time.AfterFunc(10*time.Second, func() { down.Store(false) })
		if err := vaults(c, home); err != nil {
			t.Errorf("after ten seconds without a network: %v", err)
		}
	})
}

func TestAnEndpointThatIsNoURLIsNamed(t *testing.T) {
	for _, endpoint := range []string{"nonsense", "127.0.0.1:4599", "ftp://127.0.0.1", "http://"} {
		newHouse(t, "[default]\nregion = us-east-1\n")
		t.Setenv("AWS_ENDPOINT_URL", endpoint)
		_, err := aws.New(t.Context(), aws.Options{})
		if err == nil || !strings.Contains(err.Error(), "AWS_ENDPOINT_URL") || !strings.Contains(err.Error(), endpoint) {
			t.Errorf("%s: %v", endpoint, err)
		}
	}
}
