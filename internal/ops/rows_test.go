package ops

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestAnIntentSaysWhatCameOfIt gives records one by one, as a watch may, and asks for the
// row of the first after each.
func TestAnIntentSaysWhatCameOfIt(t *testing.T) {
	t.Parallel()
	at := func(seq uint64, attempt int, p Phase, o Outcome, f Verdict, message string) Record {
		return Record{Seq: seq, Op: "op", Item: 1, Attempt: attempt, Phase: p, Kind: Delete, Outcome: o, Finding: f, Message: message, Actor: Actor{Console: "here"}}
	}
	var rows Rows
	var row Action
	for _, step := range []struct {
		r    Record
		want string
	}{
		{at(1, 1, Intended, "", "", ""), Unanswered},
		{at(2, 1, Ended, Unsure, "", ""), "uncertain"},
		{at(3, 2, Intended, "", "", ""), "uncertain"},
		{at(4, 2, Ended, Refused, "", ""), "uncertain"}, // of the second alone
		{at(5, 1, Ended, Accepted, "", ""), "accepted"},
		{at(6, 1, LookedUp, "", Found, StillDeleting), BeingDeleted},
		{at(7, 1, LookedUp, "", Found, "the point is gone"), "gone"},
		{at(8, 1, LookedUp, "", Failed, ""), "gone"}, // its end is known
	} {
		for _, a := range rows.Add(&Batch{Path: "j", Records: []Record{step.r}}) {
			if a.Seq == 1 {
				row = a
			}
		}
		if got := row.Word(); got != step.want {
			t.Errorf("after %d it says %q, want %q", step.r.Seq, got, step.want)
		}
	}
}

func TestAnIntentNamesTheJobThatWasFoundLater(t *testing.T) {
	t.Parallel()
	records := []Record{
		{Seq: 1, Op: "op", Item: 1, Attempt: 1, Phase: Intended, Kind: Restore},
		{Seq: 2, Op: "op", Item: 2, Attempt: 1, Phase: Intended, Kind: Restore},
		{Seq: 3, Op: "op", Item: 1, Attempt: 1, Phase: LookedUp, Kind: Restore, Finding: Found, Job: "job-1"},
	}
	rows := new(Rows).Add(&Batch{Path: "j", Records: records})
	if len(rows) != 3 || rows[0].Job != "job-1" || rows[1].Job != "" || rows[0].Word() != "found" || rows[1].Word() != Unanswered {
		t.Errorf("%+v", rows)
	}
}

// TestWhatWasNeverSentIsSettledOnceSomebodyDeletedIt breaks a delete of three off, and
// deletes its rest as another op.
func TestWhatWasNeverSentIsSettledOnceSomebodyDeletedIt(t *testing.T) {
	t.Parallel()
	c := newCloud()
	r := newRunner(t, c)
	first := Record{Op: "first", Kind: Delete, Thing: backup.PointThing, Vault: "v", Account: "1", Region: "r", Phase: Begun, Items: []string{"a", "b", "c"}}
	of := func(op, target string, p Phase, o Outcome) Record {
		rec := first
		rec.Op, rec.Item, rec.Attempt, rec.Phase, rec.Items, rec.Target, rec.Outcome = op, 1, 1, p, nil, target, o
		return rec
	}
	stopped := of("first", "", Stopped, "")
	stopped.Item = 0
	var rows Rows
	settled := func(records ...Record) (yes bool) {
		t.Helper()
		for _, rec := range records {
			rec, err := r.journal.write(t.Context(), rec)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range rows.Add(&Batch{Path: "j", Records: []Record{rec}}) {
				yes = yes || a.Phase.String() == string(Stopped) && a.Settled
			}
		}
		return yes
	}
	if settled(first, of("first", "a", Intended, ""), of("first", "a", Ended, Accepted), stopped) {
		t.Error("settled before anybody saw to it")
	}
	if settled(of("second", "b", Ended, Accepted), of("second", "c", Ended, Refused)) {
		t.Error("settled though one was refused")
	}
	if things, err := r.journal.NeverSent("first"); err != nil || len(things) != 1 || things[0].ID != "c" {
		t.Errorf("never sent: %+v, %v", things, err)
	}
	if !settled(of("third", "c", Ended, Accepted)) {
		t.Error("not settled, though all of it was deleted")
	}
	if things, err := r.journal.NeverSent("first"); err != nil || len(things) != 0 {
		t.Errorf("never sent: %+v, %v", things, err)
	}
}

// TestTheRestOfADeleteIsLookedAtByTheNextStart ends a console after it has sent five
// deletes and before it has looked at any.
func TestTheRestOfADeleteIsLookedAtByTheNextStart(t *testing.T) {
	t.Parallel()
	p := newLedger()
	for n := 1; n <= 5; n++ {
		p.add(&Record{Seq: uint64(2 * n), Op: "op", Item: n, Attempt: 1, Kind: Delete, Phase: Intended})
		p.add(&Record{Seq: uint64(2*n + 1), Op: "op", Item: n, Attempt: 1, Kind: Delete, Phase: Ended, Outcome: Accepted})
	}
	look := func(n int, f Verdict, words string) {
		p.add(&Record{Seq: 20, Op: "op", Item: n, Attempt: 1, Kind: Delete, Phase: LookedUp, Finding: f, Message: words})
	}
	if len(p.taken) != 5 {
		t.Errorf("%d are to be looked at, want 5", len(p.taken))
	}
	look(1, Found, "the point is gone")
	look(2, Failed, "EXPIRED")
	look(3, Found, StillDeleting)
	look(4, CantTell, "no answer")
	for n, want := range map[int]bool{1: false, 2: false, 3: true, 4: true, 5: true} {
		if _, got := p.taken[itemKey{"op", n}]; got != want {
			t.Errorf("item %d is to be looked at: %v, want %v", n, got, want)
		}
	}
}
