package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

func TestMorePointsThanOneConfirmationTakesAreRefusedBeforeTheReview(t *testing.T) {
	t.Parallel()
	p := &backup.RecoveryPoint{In: backup.RefTo(backup.VaultRef{Name: backup.Intern("Default")})}
	rows := make([]*backup.RecoveryPoint, ops.MostItems+1)
	for i := range rows {
		rows[i] = p
	}
	if why := oneVault(nil, rows); !strings.Contains(why, "5,001 points are marked: one confirmation takes 5,000") {
		t.Error(why)
	}
	if why := oneVault(nil, rows[1:]); why != "" {
		t.Error(why)
	}
}

// TestADeleteThatAWSTookIsNotCalledDone: AWS takes a delete also where it may not carry it
// out, and what waits behind one that is EXPIRED is not said to be going.
func TestADeleteThatAWSTookIsNotCalledDone(t *testing.T) {
	t.Parallel()
	took := ops.Result{Sent: true, Outcome: ops.Accepted}
	gone, expired := took, took
	gone.Finding = ops.Finding{Verdict: ops.Found, Evidence: "the point is gone"}
	expired.Finding = ops.Finding{Verdict: ops.Failed, Evidence: "the point is EXPIRED"}
	if got, want := sumWords(ops.Delete, []ops.Result{gone, took, expired, took}), "4 of 4 were sent; AWS took 4: 1 gone, 1 EXPIRED, 2 not known to be gone"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if sign, _, words := itemWords(ops.Delete, &took, false); sign != ui.Unknown || !strings.Contains(words, "not checked") {
		t.Errorf("%v %q", sign, words)
	}
	if sign, _, words := itemWords(ops.DetachChild, &took, false); sign != ui.Done || words != "AWS took it" {
		t.Errorf("%v %q", sign, words)
	}
	stays := ops.Result{Err: ops.ErrStopped}
	for want, results := range map[string][]ops.Result{
		"2 of 4 answered, 2 still to be sent":    {gone, took, {}, {}},
		"2 of 4 answered, 2 held back: not sent": {gone, expired, {}, {}},
		"2 of 4 answered, 2 not sent":            {gone, expired, stays, stays},
		"2 of 2 answered, all sent":              {gone, expired},
	} {
		if got := (&underway{results: results}).come(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for want, results := range map[string][]ops.Result{
		"waits to be sent":    {took, {}},
		"held back: not sent": {expired, {}},
		"stopped: not sent":   {expired, stays},
	} {
		if _, _, got := itemWords(ops.Delete, &results[1], held(results) > 0); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheLookAtADeleteSaysWhatBecameOfThePoint(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]ops.Record{
		"gone":        {Kind: ops.Delete, Phase: ops.LookedUp, Finding: ops.Found, Message: "the point is gone"},
		"DELETING":    {Kind: ops.Delete, Phase: ops.LookedUp, Finding: ops.Found, Message: "the point is DELETING: AWS has not said yet that it is gone"},
		"EXPIRED":     {Kind: ops.Delete, Phase: ops.LookedUp, Finding: ops.Failed},
		"still there": {Kind: ops.Delete, Phase: ops.LookedUp, Finding: ops.NotFound},
		"can't tell":  {Kind: ops.Delete, Phase: ops.LookedUp, Finding: ops.CantTell},
		"accepted":    {Kind: ops.Delete, Phase: ops.Ended, Outcome: ops.Accepted},
		"unanswered":  {Kind: ops.Delete, Phase: ops.Intended},
		"found":       {Kind: ops.Restore, Phase: ops.LookedUp, Finding: ops.Found},
	} {
		a := r.Action()
		if got := a.Word(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
