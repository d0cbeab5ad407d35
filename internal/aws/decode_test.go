package aws_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// encodedMessage is one of a failed restore of the scope.
func encodedMessage(t *testing.T, jobs func(func([]backup.Job, error) bool)) string {
	t.Helper()
	for rows, err := range jobs {
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range rows {
			if _, blob, ok := strings.Cut(j.Message.String(), "Encoded authorization failure message: "); ok {
				return blob
			}
		}
	}
	t.Fatal("no restore failed with an encoded message")
	return ""
}

func TestAnEncodedMessageIsDecodedWhereItIsAllowed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		c, in := fleet(t, w, nil), home(w)
		blob := encodedMessage(t, c.Jobs(t.Context(), in, backup.RestoreJob, backup.JobQuery{State: "FAILED"}))
		for _, text := range []string{blob, "  " + blob[:60] + "\n   " + blob[60:] + " \n"} {
			got, err := c.DecodeAuthorizationMessage(t.Context(), in, text)
			if err != nil || !strings.Contains(got, `"allowed":false`) || !strings.Contains(got, `"arn":"arn:aws:sts::`+w.HomeAccount()+`:assumed-role/`) {
				t.Errorf("%q, %v", got, err)
			}
		}
		if _, err := c.DecodeAuthorizationMessage(t.Context(), in, blob[1:]); backup.KindOf(err) != backup.Invalid {
			t.Errorf("garbled: %v", err)
		}
		if _, err := c.DecodeAuthorizationMessage(t.Context(), backup.In("999988887777", in.Region.String()), blob); backup.KindOf(err) != backup.AccessDenied {
			t.Errorf("of an account that is not read: %v", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DecodeAuthorizationMessage"}}})
		if _, err := c.DecodeAuthorizationMessage(t.Context(), in, blob); backup.KindOf(err) != backup.AccessDenied || !strings.Contains(err.Error(), "sts:DecodeAuthorizationMessage") {
			t.Errorf("without the permission: %v", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.Throttling, Fraction: 1, Times: 2, Operations: []string{"DecodeAuthorizationMessage"}}})
		if _, err := c.DecodeAuthorizationMessage(t.Context(), in, blob); err != nil {
			t.Errorf("throttled twice: %v", err)
		}
	})
}
