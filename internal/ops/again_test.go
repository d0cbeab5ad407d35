package ops

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/backup"
)

func contextOf(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}

// crashed leaves an intent without an outcome, as a process that died does, and returns
// the Runner of the next start.
func crashed(t *testing.T, c *cloud, op Op, taken bool) (next *Runner, in Intent) {
	t.Helper()
	r := newRunner(t, c)
	confirmed := confirm(t, r, op)
	x := &run{Runner: r, op: confirmed.op, actor: r.actor}
	rec := x.record(0, Intended)
	change := confirmed.op.Items[0].Change
	rec.Operation, rec.Token = change.Operation(), change.Token()
	var err error
	if rec.Request, err = body(change); err != nil {
		t.Fatal(err)
	}
	if _, err := r.journal.write(t.Context(), rec); err != nil {
		t.Fatal(err)
	}
	if taken {
		if _, err := c.Send(t.Context(), op.Scope, "", change); err != nil {
			t.Fatal(err)
		}
	}
	next = newRunner(t, c, func(o *Options) { o.Journal = NewJournal(r.journal.Path()) })
	return next, onlyPending(t, next)
}

func onlyPending(t *testing.T, r *Runner) Intent {
	t.Helper()
	pending, err := r.journal.Pending()
	if err != nil || len(pending) != 1 {
		t.Fatalf("pending: %+v, %v", pending, err)
	}
	return pending[0]
}

// again arms the console and has it make the op that sends an open intent once more.
func again(t *testing.T, r *Runner, in Intent) Op {
	t.Helper()
	if err := r.Arming.Arm("INC-1"); err != nil {
		t.Fatal(err)
	}
	op, err := r.Again(in)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func TestAfterACrashALookTellsWhatCameOfIt(t *testing.T) {
	for taken, want := range map[bool]Verdict{true: Found, false: CantTell} { // the request may still be on its way
		c := newCloud()
		r, in := crashed(t, c, restoreOp("orders-db"), taken)
		sent := len(c.sends())
		f, err := r.LookUp(t.Context(), in)
		if err != nil || f.Verdict != want || taken && f.Job != "job-1" {
			t.Errorf("taken %v: %+v, %v", taken, f, err)
		}
		if len(c.sends()) != sent {
			t.Errorf("taken %v: looking sent something", taken)
		}
		got := records(t, r.journal)
		if last := got[len(got)-1]; last.Phase != LookedUp || last.Finding != want || last.Op != in.Op || last.Request != nil {
			t.Errorf("taken %v: the last record %+v", taken, last)
		}
		if pending, _ := r.journal.Pending(); (len(pending) == 0) != taken {
			t.Errorf("taken %v: pending %+v", taken, pending)
		}
	}
}

func TestAgainSendsTheSameBodyAndTokenAsTheNextAttempt(t *testing.T) {
	for _, taken := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			c := newCloud()
			first := restoreOp("orders-db")
			first.Items[0].Change.(*backup.StartRestoreJob).Metadata["nasty"] = nasty + "<&>\u2028"
			r, in := crashed(t, c, first, taken)
			time.Sleep(49 * time.Minute)
			op := again(t, r, in)
			if err := r.Arming.Arm("INC-2"); err != nil {
				t.Fatal(err)
			}
			results, err := r.Do(t.Context(), confirm(t, r, op), nil)
			if err != nil || results[0].Outcome != Accepted || results[0].Attempt != 2 || results[0].Item != 1 {
				t.Errorf("%v %+v", err, results)
			}
			if len(c.jobs) != 1 {
				t.Errorf("%d jobs", len(c.jobs))
			}
			sent := c.sends()
			if d := cmp.Diff(first.Items[0].Change, sent[len(sent)-1], cmp.AllowUnexported(backup.Secret{})); d != "" {
				t.Error(d)
			}
			if got := phases(records(t, r.journal)); !slices.Equal(got, []string{"intent 1/1", "intent 1/2", "outcome 1/2 accepted"}) {
				t.Errorf("journal: %q", got)
			}
			for _, rec := range records(t, r.journal) {
				if want := []string{"INC-1 disk full", "INC-2"}[rec.Attempt-1]; rec.Reason != want {
					t.Errorf("attempt %d was for %q, want %q", rec.Attempt, rec.Reason, want)
				}
			}
			if pending, _ := r.journal.Pending(); len(pending) != 0 {
				t.Errorf("pending: %+v", pending)
			}
			if _, err := r.Again(in); !errors.Is(err, ErrSettled) {
				t.Errorf("once more: %v", err)
			}
		})
	}
}

func TestAfterFiftyMinutesNothingIsSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		r, in := crashed(t, c, restoreOp("orders-db"), false)
		time.Sleep(49 * time.Minute)
		op := again(t, r, in)
		confirmed := confirm(t, r, op)
		time.Sleep(2 * time.Minute) // the operator was called away
		if _, err := r.Do(t.Context(), confirmed, nil); !errors.Is(err, ErrTooLate) {
			t.Errorf("confirmed in time, done late: %v", err)
		}
		if _, err := r.Again(in); !errors.Is(err, ErrTooLate) || !strings.Contains(err.Error(), "51m") {
			t.Errorf("again: %v", err)
		}
		if len(c.sends()) != 0 {
			t.Errorf("sent %d", len(c.sends()))
		}
	})
}

func TestTheTokenLivesFromTheFirstAttemptNotTheLast(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.answer = lost
		r, in := crashed(t, c, restoreOp("orders-db"), false)
		time.Sleep(30 * time.Minute)
		op := again(t, r, in)
		if _, err := r.Do(t.Context(), confirm(t, r, op), nil); err != nil {
			t.Fatal(err)
		}
		time.Sleep(21 * time.Minute)
		pending, err := r.journal.Pending()
		if err != nil || len(pending) == 0 {
			t.Fatalf("pending %+v, %v", pending, err)
		}
		for _, in := range pending {
			if _, err := r.Again(in); !errors.Is(err, ErrTooLate) {
				t.Errorf("attempt %d: %v", in.Attempt, err)
			}
		}
	})
}

func TestSecretsOfALostRequestAreInMemoryOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.answer = lost
		r := newRunner(t, c)
		op := restoreOp("orders-db")
		change := op.Items[0].Change.(*backup.StartRestoreJob)
		change.Metadata["password"] = backup.SecretRef("password")
		change.Secrets = map[string]backup.Secret{"password": backup.NewSecret("correct horse")}
		if _, err := r.Do(t.Context(), confirm(t, r, op), nil); err != nil {
			t.Fatal(err)
		}
		in := onlyPending(t, r)
		restarted := newRunner(t, c, func(o *Options) { o.Journal = NewJournal(r.journal.Path()) })
		if _, err := restarted.Again(in); !errors.Is(err, ErrSecrets) {
			t.Errorf("after a restart: %v", err)
		}
		c.answer = nil
		again, err := r.Again(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Do(t.Context(), confirm(t, r, again), nil); err != nil {
			t.Fatal(err)
		}
		if got := c.meta["job-1"]["password"]; got != "correct horse" {
			t.Errorf("sent %q", got)
		}
		if len(r.held) != 0 {
			t.Error("the secret is still held")
		}
	})
}

func TestWhatIsUnderWayOrKnownIsNotSentAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		r := newRunner(t, c)
		c.answer = func(int, backup.Change) error { time.Sleep(time.Minute); return nil }
		confirmed := confirm(t, r, restoreOp("orders-db"))
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = r.Do(t.Context(), confirmed, nil)
		}()
		synctest.Wait()
		in := onlyPending(t, r)
		if _, err := r.Again(in); !errors.Is(err, ErrRunning) {
			t.Errorf("under way: %v", err)
		}
		<-done
		if _, err := r.Again(in); !errors.Is(err, ErrSettled) {
			t.Errorf("accepted: %v", err)
		}
	})
}

func TestAnIntentStaysOpenUntilItIsSettled(t *testing.T) {
	at := func(s string) Stamp {
		var m Stamp
		if err := m.UnmarshalText([]byte("2026-01-01T" + s + "Z")); err != nil {
			t.Fatal(err)
		}
		return m
	}
	rec := func(p Phase, attempt int, console, time string, o Outcome, v Verdict) Record {
		return Record{Op: "op", Item: 1, Attempt: attempt, Phase: p, Actor: Actor{Console: console}, Time: at(time), Outcome: o, Finding: v}
	}
	intent := rec(Intended, 1, "a", "12:00:00", "", "")
	unsure := rec(Ended, 1, "a", "12:00:01", Unsure, "")
	second := rec(Intended, 2, "a", "12:05:00", "", "")
	for _, tc := range []struct {
		name string
		rs   []Record
		open int
	}{
		{"an intent", []Record{intent}, 1},
		{"accepted", []Record{intent, rec(Ended, 1, "a", "12:00:01", Accepted, "")}, 0},
		{"refused", []Record{intent, rec(Ended, 1, "a", "12:00:01", Refused, "")}, 0},
		{"uncertain", []Record{intent, unsure}, 1},
		{"found", []Record{intent, unsure, rec(LookedUp, 1, "b", "12:00:09", "", Found)}, 0},
		{"failed", []Record{intent, unsure, rec(LookedUp, 1, "b", "12:00:09", "", Failed)}, 0},
		{"not found at once", []Record{intent, unsure, rec(LookedUp, 1, "a", "12:00:30", "", NotFound)}, 1},
		{"not found later", []Record{intent, rec(LookedUp, 1, "b", "12:10:00", "", NotFound)}, 0},
		{"can't tell", []Record{intent, rec(LookedUp, 1, "b", "13:00:00", "", CantTell)}, 1},
		{"dismissed", []Record{intent, rec(Dismissed, 1, "b", "13:00:00", "", "")}, 0},
		{"a second attempt accepted", []Record{intent, second, rec(Ended, 2, "a", "12:05:01", Accepted, "")}, 0},
		{"a second attempt refused", []Record{intent, second, rec(Ended, 2, "a", "12:05:01", Refused, "")}, 1},
		{"a second attempt uncertain", []Record{intent, second, rec(Ended, 2, "a", "12:05:01", Unsure, "")}, 2},
		{"found for both", []Record{intent, second, rec(LookedUp, 1, "a", "12:05:01", "", Found)}, 0},
		{"two consoles, one outcome", []Record{
			intent, second, rec(Intended, 2, "b", "12:05:00", "", ""), rec(Ended, 2, "b", "12:05:01", Refused, ""),
		}, 2},
		{"an outcome without an intent", []Record{unsure}, 0},
	} {
		if got := Pending(tc.rs); len(got) != tc.open {
			t.Errorf("%s: %+v", tc.name, got)
		}
	}
	if got := Pending([]Record{intent, second}); got[1].First != intent.Time || got[0].Attempt != 1 {
		t.Errorf("first: %+v", got)
	}
}

func TestDismissSettlesAnIntentWithWords(t *testing.T) {
	c := newCloud()
	r, in := crashed(t, c, restoreOp("orders-db"), false)
	if err := r.Dismiss(t.Context(), in, "the volume was made by hand"); err != nil {
		t.Fatal(err)
	}
	got := records(t, r.journal)
	if last := got[len(got)-1]; last.Phase != Dismissed || last.Message != "the volume was made by hand" || last.Actor.Console != r.actor.Console {
		t.Errorf("%+v", last)
	}
	if pending, _ := r.journal.Pending(); len(pending) != 0 {
		t.Errorf("pending: %+v", pending)
	}
}

func TestALookThatCannotTellIsWrittenOnce(t *testing.T) {
	c := newCloud()
	c.refuse = func(string) error { return &backup.Error{Kind: backup.AccessDenied, Message: "no"} }
	r, in := crashed(t, c, restoreOp("orders-db"), false)
	for range 3 {
		if f, err := r.LookUp(t.Context(), in); err != nil || f.Verdict != CantTell {
			t.Fatalf("%+v, %v", f, err)
		}
		in = onlyPending(t, r)
	}
	if n := len(records(t, r.journal)); n != 2 {
		t.Errorf("%d records", n)
	}
}

func TestAnotherBodyIsNotSentWithTheSameToken(t *testing.T) {
	c := newCloud()
	r, in := crashed(t, c, restoreOp("orders-db"), false)
	op, err := r.Again(in)
	if err != nil {
		t.Fatal(err)
	}
	op.Items[0].Change.(*backup.StartRestoreJob).Metadata["volumeName"] = "other"
	if _, err := r.Confirm(op, Circumstances{New: true}, "yes"); !errors.Is(err, ErrOtherBody) {
		t.Errorf("edited: %v", err)
	}
	// A journal of a later version may hold what this one would leave out.
	text := strings.Replace(string(read(t, r.journal)), `"request":{`, `"request":{"Later":true,`, 1)
	write(t, r.journal, []byte(text))
	if _, err := r.Again(in); !errors.Is(err, ErrOtherBody) {
		t.Errorf("not wholly understood: %v", err)
	}
}

func TestNothingSeenOfARequestSaysNothingWithinAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, in := crashed(t, newCloud(), restoreOp("orders-db"), false)
		for _, want := range []struct {
			verdict Verdict
			words   string
		}{{CantTell, "not found yet"}, {CantTell, "not found yet"}, {NotFound, "no restore job since then fits"}} {
			f, err := r.LookUp(t.Context(), in)
			if err != nil || f.Verdict != want.verdict || !strings.HasPrefix(f.Evidence, want.words) {
				t.Errorf("%s after the intent: %+v, %v", time.Since(in.Time.Time()), f, err)
			}
			time.Sleep(40 * time.Second)
		}
	})
}

// TestWhatIsNotFoundForGoodMayBeSentAgainWhileItsTokenLives looks 14 minutes after a request
// that AWS never took: that settles what came of it, and not the token.
func TestWhatIsNotFoundForGoodMayBeSentAgainWhileItsTokenLives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		r, in := crashed(t, c, restoreOp("orders-db"), false)
		time.Sleep(14 * time.Minute)
		if f, err := r.LookUp(t.Context(), in); err != nil || f.Verdict != NotFound {
			t.Fatal(f, err)
		}
		fruitless, err := r.journal.Fruitless()
		if pending, _ := r.journal.Pending(); err != nil || len(pending) != 0 || len(fruitless) != 1 {
			t.Fatalf("pending %v, fruitless %v, %v", pending, fruitless, err)
		}
		standing := func() map[ActionItem]Standing {
			rows := new(Rows).Add(&Batch{Path: r.journal.Path(), Records: records(t, r.journal)})
			return Unsettled(func(yield func(*Action) bool) {
				for i := range rows {
					if !yield(&rows[i]) {
						return
					}
				}
			}, time.Now())
		}
		for _, s := range standing() {
			if s.Gone.Sub(in.Time.Time()) < 13*time.Minute || !s.Until.Equal(in.Until()) || s.Late(time.Now()) {
				t.Errorf("%+v of %+v", s, in)
			}
		}
		if n := len(standing()); n != 1 {
			t.Fatalf("%d stand", n)
		}
		op := again(t, r, fruitless[0])
		time.Sleep(37 * time.Minute)
		if _, err := r.Again(fruitless[0]); !errors.Is(err, ErrTooLate) || len(standing()) != 0 {
			t.Errorf("51 minutes after it: %v, %v", err, standing())
		}
		if err := r.Dismiss(t.Context(), fruitless[0], "seen to"); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Again(fruitless[0]); !errors.Is(err, ErrSettled) {
			t.Errorf("dismissed: %v, %v", op.ID, err)
		}
	})
}

// TestWhatNobodyCouldTellIsUnsettledHoweverOldItIs counts it after its token is dead.
func TestWhatNobodyCouldTellIsUnsettledHoweverOldItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		r, in := crashed(t, c, restoreOp("orders-db"), false)
		time.Sleep(3 * time.Hour)
		rows := new(Rows).Add(&Batch{Path: r.journal.Path(), Records: records(t, r.journal)})
		open := Unsettled(func(yield func(*Action) bool) {
			for i := range rows {
				yield(&rows[i])
			}
		}, time.Now())
		s, ok := open[ActionItem{backup.Intern(r.journal.Path()), backup.Intern(in.Op), 1}]
		if !ok || !s.Late(time.Now()) || !s.Gone.IsZero() {
			t.Errorf("%+v", open)
		}
	})
}
