package ops

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestAnOpIsOnDiskBeforeItIsSentAndItsOutcomeAfter(t *testing.T) {
	c := newCloud()
	var woken []Kind
	r := newRunner(t, c, func(o *Options) {
		o.Wake = func(in backup.Scope, k Kind) { woken = append(woken, k) }
	})
	c.answer = func(int, backup.Change) error {
		if got := phases(records(t, r.Journal())); !slices.Equal(got, []string{"intent 1/1"}) {
			t.Errorf("while it is sent the journal holds %q", got)
		}
		return nil
	}
	var told []Result
	results, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), func(res Result) { told = append(told, res) })
	if err != nil {
		t.Fatal(err)
	}
	if len(results) != 1 || results[0].Outcome != Accepted || results[0].Job() != "job-1" || results[0].Receipt.RequestID != "request-0" {
		t.Errorf("results: %+v", results)
	}
	if len(told) != 2 || !told[0].Sent || told[0].Outcome != "" || told[1].Outcome != Accepted {
		t.Errorf("told: %+v", told)
	}
	if !slices.Equal(woken, []Kind{Restore}) || c.purposes[0] != "INC-1 disk full" {
		t.Errorf("woken %v, purpose %q", woken, c.purposes[0])
	}
	got := records(t, r.Journal())
	if want := []string{"intent 1/1", "outcome 1/1 accepted"}; !slices.Equal(phases(got), want) {
		t.Fatalf("journal: %q", phases(got))
	}
	in, out := got[0], got[1]
	want := Record{
		Seq: 1, Time: in.Time, Op: results[0].Op, Item: 1, Attempt: 1, Phase: Intended, Kind: Restore, Actor: in.Actor,
		Account: "111122223333", Region: "eu-west-1", Target: snapshot, Thing: backup.PointThing, Vault: "daily", Name: "orders-db",
		Reason: "INC-1 disk full", Operation: "StartRestoreJob", Request: in.Request, Token: c.sent[0].Token(),
		Confirmed: &Circumstances{Account: "payments", Place: "daily"},
	}
	if d := cmp.Diff(want, in); d != "" {
		t.Error(d)
	}
	if a := in.Actor; a.User != "ada" || a.Host != "bastion" || !strings.HasPrefix(a.Console, "bkpui test ") || !strings.HasSuffix(a.AWS, "bkpui-ada-INC-1") {
		t.Errorf("actor: %+v", a)
	}
	var request map[string]any
	if err := json.Unmarshal(in.Request, &request); err != nil || request["RecoveryPointArn"] != snapshot || request["IdempotencyToken"] != in.Token {
		t.Errorf("request: %s", in.Request)
	}
	if out.Job != "job-1" || out.RequestID != "request-0" || out.Seq != 2 || out.Request != nil {
		t.Errorf("outcome: %+v", out)
	}
}

func TestNothingRunsThatWasNotConfirmedHere(t *testing.T) {
	c := newCloud()
	r, other := newRunner(t, c), newRunner(t, c)
	op := restoreOp("orders-db")
	refused := func(what string, c *Confirmed, by *Runner) {
		t.Helper()
		if _, err := by.Do(t.Context(), c, nil); !errors.Is(err, ErrNotConfirmed) {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused("nothing", nil, r)
	refused("a zero value", new(Confirmed), r)
	refused("another console's", confirm(t, other, op), r)
	once := confirm(t, r, op)
	twice := confirm(t, r, op) // as by a second enter
	if _, err := r.Do(t.Context(), once, nil); err != nil {
		t.Fatal(err)
	}
	refused("run already", once, r)
	refused("the same op, confirmed twice", twice, r)
	if n := len(c.sends()); n != 1 {
		t.Errorf("sent %d times", n)
	}
}

func TestWhatWasConfirmedIsWhatIsSent(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	op := restoreOp("orders-db")
	confirmed := confirm(t, r, op)
	form := op.Items[0].Change.(*backup.StartRestoreJob)
	form.Metadata["availabilityZone"] = "us-east-1a"
	op.Items[0].Name = "other"
	if _, err := r.Do(t.Context(), confirmed, nil); err != nil {
		t.Fatal(err)
	}
	if got := c.sent[0].(*backup.StartRestoreJob).Metadata["availabilityZone"]; got != "eu-west-1a" {
		t.Errorf("sent %q", got)
	}
}

func TestConfirmRefusesWhatCannotBeCarriedOut(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	restore := func(change func(*Op, *backup.StartRestoreJob)) Op {
		op := restoreOp("orders-db")
		change(&op, op.Items[0].Change.(*backup.StartRestoreJob))
		return op
	}
	twins := restoreOp("a")
	twins.Items = append(twins.Items, twins.Items[0])
	elsewhere := deleteOp(c, 3)
	elsewhere.Items[2].Change.(*backup.DeleteRecoveryPoint).BackupVaultName = "other"
	for _, tc := range []struct {
		name, says string
		op         Op
	}{
		{"no items", "not what was asked for", Op{ID: NewID(), Kind: Restore, Scope: home}},
		{"no ID", "ID", restore(func(op *Op, _ *backup.StartRestoreJob) { op.ID = "" })},
		{"no token", "token", restore(func(_ *Op, c *backup.StartRestoreJob) { c.IdempotencyToken = "" })},
		{"one token twice", "token of item 1", twins},
		{"deletes in two vaults", "another vault", elsewhere},
		{"no request", "no request", restore(func(op *Op, _ *backup.StartRestoreJob) { op.Items[0].Change = nil })},
		{"a request of another kind", "no request of a copy", restore(func(op *Op, _ *backup.StartRestoreJob) { op.Kind = Copy })},
		{"a secret that is missing", "typed again", restore(func(_ *Op, c *backup.StartRestoreJob) { c.Metadata["password"] = backup.SecretRef("password") })},
		{"a secret in clear", "in the request itself", restore(func(_ *Op, c *backup.StartRestoreJob) {
			c.Metadata["password"] = "correct horse"
			c.Secrets = map[string]backup.Secret{"password": backup.NewSecret("correct horse")}
		})},
		{"a secret by its name in clear", "in the request itself", restore(func(_ *Op, c *backup.StartRestoreJob) { c.Metadata["UserCred"] = "x" })},
		{"a reason of its own that is not one", "can't be printed", restore(func(op *Op, _ *backup.StartRestoreJob) { op.Reason = "a\x1b[2J" })},
	} {
		confirmed, err := r.Confirm(tc.op, Circumstances{}, r.Demand(tc.op, Circumstances{}).Phrase)
		if err == nil || confirmed != nil || !strings.Contains(err.Error(), tc.says) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

func TestConfirmNeedsArmingAndTheWordsToTheLetter(t *testing.T) {
	r := newRunner(t, newCloud())
	op := restoreOp("orders-db")
	for _, typed := range []string{"", "y", "Yes", "yes ", " yes", "YES", "yes\n"} {
		if _, err := r.Confirm(op, Circumstances{}, typed); !errors.Is(err, ErrPhrase) {
			t.Errorf("%q: %v", typed, err)
		}
	}
	r.Arming.Disarm()
	if _, err := r.Confirm(op, Circumstances{}, "yes"); !errors.Is(err, ErrNotArmed) {
		t.Errorf("disarmed: %v", err)
	}
	readOnly := newRunner(t, newCloud(), func(o *Options) { o.Policy.ReadOnly = true })
	if _, err := readOnly.Confirm(op, Circumstances{}, "yes"); !errors.Is(err, ErrNotArmed) || !strings.Contains(err.Error(), "read-only") {
		t.Errorf("read-only: %v", err)
	}
}

func TestArmingGatesTheConfirmationAndNotWhatWasConfirmed(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	confirmed := confirm(t, r, restoreOp("orders-db"))
	r.Arming.Disarm()
	if _, err := r.Do(t.Context(), confirmed, nil); err != nil || len(c.sends()) != 1 {
		t.Errorf("%v, sent %d", err, len(c.sends()))
	}
}

func TestAnIntentThatCannotBeWrittenIsNotSent(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	r.journal.open = func(string) (file, error) { return nil, errFull }
	results, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil)
	var trouble *JournalError
	if !errors.As(err, &trouble) || trouble.Trouble != Full || strings.Contains(err.Error(), "not sent") {
		t.Errorf("error: %v", err)
	}
	if len(c.sends()) != 0 || results[0].Sent || !errors.Is(results[0].Err, errFull) {
		t.Errorf("sent %d, results %+v", len(c.sends()), results)
	}
}

func TestAnOutcomeThatCannotBeWrittenStopsTheRest(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	open := r.journal.open
	c.lose = func(int, backup.Change) error {
		r.journal.open = func(string) (file, error) { return nil, errFull }
		return nil
	}
	op := restoreOp("a")
	op.Items = append(op.Items, restoreOp("b").Items...)
	results, err := r.Do(t.Context(), confirm(t, r, op), nil)
	if !errors.Is(err, ErrStopped) || len(c.sends()) != 1 {
		t.Errorf("%v, sent %d", err, len(c.sends()))
	}
	if results[0].Outcome != Accepted || !errors.Is(results[0].Unwritten, errFull) || results[1].Sent {
		t.Errorf("results: %+v", results)
	}
	r.journal.open = open
	pending, err := r.journal.Pending()
	if err != nil || len(pending) != 1 || pending[0].Outcome != "" {
		t.Errorf("pending: %+v, %v", pending, err)
	}
}

func TestCancelingStopsBeforeTheNextItemAndKeepsWhatWasSent(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	ctx, cancel := context.WithCancel(t.Context())
	c.lose = func(int, backup.Change) error { cancel(); return nil }
	op := restoreOp("a")
	op.Items = append(op.Items, restoreOp("b").Items...)
	results, err := r.Do(ctx, confirm(t, r, op), nil)
	if !errors.Is(err, ErrStopped) || !strings.Contains(err.Error(), "interrupted") || len(c.sends()) != 1 {
		t.Errorf("%v, sent %d", err, len(c.sends()))
	}
	if want := []string{"begun 0/0", "intent 1/1", "outcome 1/1 accepted", "stopped 0/0"}; !slices.Equal(phases(records(t, r.Journal())), want) {
		t.Errorf("journal: %q", phases(records(t, r.Journal())))
	}
	if results[0].Outcome != Accepted || results[1].Sent || results[1].Err == nil {
		t.Errorf("results: %+v", results)
	}
}

func TestSecretsReachAWSAndNothingElse(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	op := restoreOp("orders-db")
	change := op.Items[0].Change.(*backup.StartRestoreJob)
	change.Metadata["password"] = backup.SecretRef("password")
	change.Secrets = map[string]backup.Secret{"password": backup.NewSecret("correct horse")}
	c.answer = func(int, backup.Change) error {
		return &backup.Error{Kind: backup.Invalid, Message: "correct horse is no password", RequestID: "r-1"}
	}
	results, err := r.Do(t.Context(), confirm(t, r, op), nil)
	if err != nil || results[0].Outcome != Refused {
		t.Fatalf("%v %+v", err, results)
	}
	if got := c.sent[0].(*backup.StartRestoreJob).Secrets["password"].Reveal(); got != "correct horse" {
		t.Errorf("sent %q", got)
	}
	for _, rec := range records(t, r.Journal()) {
		b, err := json.Marshal(rec)
		if err != nil || strings.Contains(string(b), "correct horse") {
			t.Errorf("%v: the journal holds %s", err, b)
		}
		if rec.Phase == Ended && (rec.Error != backup.Invalid || rec.RequestID != "r-1") {
			t.Errorf("outcome: %+v", rec)
		}
	}
}

func TestWhoActsIsAskedOnceAndMayBeUnknown(t *testing.T) {
	for _, tc := range []struct {
		kind backup.Kind
		sent int
	}{{backup.AccessDenied, 1}, {backup.Unreachable, 1}, {backup.Credentials, 0}} {
		c := newCloud()
		c.identity = func(context.Context) (string, error) { return "", &backup.Error{Kind: tc.kind} }
		r := newRunner(t, c)
		_, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil)
		if len(c.sends()) != tc.sent || (err == nil) != (tc.sent == 1) {
			t.Errorf("%s: sent %d, %v", tc.kind, len(c.sends()), err)
		}
		if got := records(t, r.Journal()); len(got) != 2*tc.sent || len(got) > 0 && got[0].Actor.AWS != "" {
			t.Errorf("%s: journal %+v", tc.kind, got)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		c.identity = func(ctx context.Context) (string, error) {
			<-ctx.Done()
			return "", &backup.Error{Kind: backup.Canceled, Err: ctx.Err()}
		}
		r := newRunner(t, c)
		begin := time.Now()
		if _, err := r.Do(t.Context(), confirm(t, r, restoreOp("orders-db")), nil); err != nil || time.Since(begin) > identityTime {
			t.Errorf("a hanging look-up held the restore up for %s: %v", time.Since(begin), err)
		}
	})
}

func TestWaitReturnsWhenNothingRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCloud()
		r := newRunner(t, c)
		c.answer = func(int, backup.Change) error { time.Sleep(time.Minute); return nil }
		op := restoreOp("a")
		op.Items = append(op.Items, restoreOp("b").Items...)
		confirmed := confirm(t, r, op)
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = r.Do(t.Context(), confirmed, nil)
		}()
		synctest.Wait()
		if r.Left() != 2 {
			t.Errorf("%d left", r.Left())
		}
		short, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := r.Wait(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a short wait: %v", err)
		}
		if err := r.Wait(t.Context()); err != nil || r.Left() != 0 {
			t.Errorf("a long wait: %v, %d left", err, r.Left())
		}
		<-done
		if r.Left() != 0 || len(records(t, r.Journal())) != 5 {
			t.Errorf("ended with %d left", r.Left())
		}
	})
}

func TestWhatWasNotSentMayBeConfirmedAgain(t *testing.T) {
	c := newCloud()
	r := newRunner(t, c)
	open := r.journal.open
	r.journal.open = func(string) (file, error) { return nil, errFull }
	op := restoreOp("orders-db")
	if _, err := r.Do(t.Context(), confirm(t, r, op), nil); !errors.Is(err, errFull) {
		t.Fatal(err)
	}
	r.journal.open = open // the operator has made room
	if results, err := r.Do(t.Context(), confirm(t, r, op), nil); err != nil || results[0].Outcome != Accepted {
		t.Errorf("%+v, %v", results, err)
	}
}

func TestATokenServesOneBody(t *testing.T) {
	c := newCloud()
	c.answer = func(int, backup.Change) error { return &backup.Error{Kind: backup.Invalid} }
	r := newRunner(t, c)
	op := restoreOp("orders-db")
	if _, err := r.Do(t.Context(), confirm(t, r, op), nil); err != nil {
		t.Fatal(err)
	}
	edited := restoreOp("orders-db-2")
	edited.Items[0].Change.(*backup.StartRestoreJob).IdempotencyToken = op.Items[0].Change.Token()
	if _, err := r.Do(t.Context(), confirm(t, r, edited), nil); !errors.Is(err, ErrToken) || len(c.sends()) != 1 {
		t.Errorf("%v, sent %d", err, len(c.sends()))
	}
}
