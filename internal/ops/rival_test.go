package ops

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// seats are consoles of several operators on one journal and one AWS.
func seats(t *testing.T, c *cloud, path string, users ...string) []*Runner {
	var all []*Runner
	for _, user := range users {
		all = append(all, newRunner(t, c, func(o *Options) { o.User, o.Journal = user, NewJournal(path) }))
	}
	return all
}

func TestOfTheSameRestoreBegunAtOnceByTwoConsolesOneIsSent(t *testing.T) {
	for range 20 {
		c, path := newCloud(), filepath.Join(t.TempDir(), "journal.jsonl")
		var ready sync.WaitGroup
		ready.Add(2)
		c.identity = func(context.Context) (string, error) { // both are past every look
			ready.Done()
			ready.Wait()
			return "arn:aws:iam::111122223333:user/ops", nil
		}
		both := seats(t, c, path, "ada", "bo")
		var wg sync.WaitGroup
		var errs [2]error
		for i, r := range both {
			confirmed := confirm(t, r, restoreOp("orders-db"))
			wg.Go(func() { _, errs[i] = r.Do(t.Context(), confirmed, nil) })
		}
		wg.Wait()
		if n := len(c.sends()); n != 1 {
			t.Fatalf("%d requests were sent: %v", n, errs)
		}
		late := slices.IndexFunc(errs[:], func(err error) bool { return errors.Is(err, ErrRival) })
		if late < 0 || errs[1-late] != nil {
			t.Fatalf("they end with %v", errs)
		}
		first := []string{"ada@bastion", "bo@bastion"}[1-late]
		if !strings.Contains(errs[late].Error(), first) {
			t.Errorf("who was first is not said: %v", errs[late])
		}
		all := records(t, both[0].Journal())
		got := phases(all)
		slices.Sort(got)
		if want := []string{"intent 1/1", "intent 1/1", "outcome 1/1 accepted", "outcome 1/1 not sent"}; !slices.Equal(got, want) {
			t.Errorf("journal: %q", got)
		}
		if open := Pending(all); len(open) != 0 {
			t.Errorf("open: %+v", open)
		}
		if report, err := Verify(t.Context(), path); err != nil || len(report.Faults) > 0 {
			t.Errorf("the chain: %+v, %v", report, err)
		}
	}
}

// copyOp and backupOp are the same request whoever makes them, with a token of their own.
func copyOp() Op {
	op := restoreOp("orders-db")
	op.Kind, op.Items[0].Change = Copy, &backup.StartCopyJob{
		RecoveryPointArn: "arn:aws:ec2:eu-west-1::snapshot/snap-0a", SourceBackupVaultName: "daily",
		DestinationBackupVaultArn: "arn:aws:backup:eu-west-1:111122223333:backup-vault:dr", IamRoleArn: "r", IdempotencyToken: NewToken(),
	}
	return op
}

func backupOp() Op {
	op := restoreOp("orders-db")
	op.Kind, op.Items[0].Change = BackUp, &backup.StartBackupJob{
		BackupVaultName: "daily", ResourceArn: "arn:aws:ec2:eu-west-1:111122223333:volume/vol-0a", IamRoleArn: "r", IdempotencyToken: NewToken(),
	}
	return op
}

func TestOfTheSameCopyOrBackupBegunAtOnceByTwoConsolesOneIsSent(t *testing.T) {
	elsewhere := map[string]func() Op{
		"a copy": func() Op {
			op := copyOp()
			op.Items[0].Change.(*backup.StartCopyJob).DestinationBackupVaultArn += "-2"
			return op
		},
		"a backup": func() Op {
			op := backupOp()
			op.Items[0].Change.(*backup.StartBackupJob).BackupVaultName += "-2"
			return op
		},
	}
	for name, op := range map[string]func() Op{"a copy": copyOp, "a backup": backupOp} {
		t.Run(name, func(t *testing.T) {
			for range 10 {
				if errs, sent := raced(t, op, op); sent != 1 || !slices.ContainsFunc(errs, func(err error) bool { return errors.Is(err, ErrRival) }) {
					t.Fatalf("%d were sent: %v", sent, errs)
				}
			}
			if errs, sent := raced(t, op, elsewhere[name]); sent != 2 {
				t.Errorf("into two vaults %d were sent: %v", sent, errs)
			}
		})
	}
}

// raced lets two consoles do an op each at the same instant.
func raced(t *testing.T, ops ...func() Op) (errs []error, sent int) {
	t.Helper()
	c := newCloud()
	var ready, wg sync.WaitGroup
	ready.Add(2)
	c.identity = func(context.Context) (string, error) { // both are past every look
		ready.Done()
		ready.Wait()
		return "arn:aws:iam::111122223333:user/ops", nil
	}
	errs = make([]error, 2)
	for i, r := range seats(t, c, filepath.Join(t.TempDir(), "journal.jsonl"), "ada", "bo") {
		confirmed := confirm(t, r, ops[i]())
		wg.Go(func() { _, errs[i] = r.Do(t.Context(), confirmed, nil) })
	}
	wg.Wait()
	return errs, len(c.sends())
}

func TestARestoreIsHeldBackByWhatItsOperatorDidNotKnow(t *testing.T) {
	other := func(change func(*backup.StartRestoreJob)) func(*Op) {
		return func(op *Op) { change(op.Items[0].Change.(*backup.StartRestoreJob)) }
	}
	for _, tt := range []struct {
		name   string
		first  func(*Op)          // what the other console begins
		answer error              // that AWS gives it
		wait   time.Duration      // between the two
		mine   func(*Op, *Runner) // what is confirmed here
		held   bool
	}{
		{name: "the same point", held: true},
		{name: "the same point under another name", first: other(func(c *backup.StartRestoreJob) { c.Metadata["volumeName"] = "x" }), held: true},
		{name: "another point into the same name", first: other(func(c *backup.StartRestoreJob) { c.RecoveryPointArn += "b" }), mine: func(op *Op, _ *Runner) { op.Items[0].Into = "Orders-DB" }, held: true},
		{name: "another point and name", first: other(func(c *backup.StartRestoreJob) { c.RecoveryPointArn += "b" })},
		{name: "another place", first: func(op *Op) { op.Scope.Region = backup.Intern("us-east-1") }},
		{name: "one that AWS refused", answer: &backup.Error{Kind: backup.Invalid}},
		{name: "one without an answer", answer: lost(0, nil), held: true},
		{name: "long ago", wait: rivalry + time.Second},
		{name: "one that is known", mine: func(op *Op, r *Runner) {
			known, err := r.Rivals(*op)
			if err != nil || len(known) != 1 || known[0].Actor.User != "ada" || known[0].Job != "job-1" {
				t.Errorf("known: %+v, %v", known, err)
			}
			op.Beside = []string{known[0].Op}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCloud()
				both := seats(t, c, filepath.Join(t.TempDir(), "journal.jsonl"), "ada", "bo")
				theirs, mine := restoreOp("orders-db"), restoreOp("orders-db")
				if tt.first != nil {
					tt.first(&theirs)
				}
				if tt.answer != nil {
					c.answer = func(int, backup.Change) error { return tt.answer }
				}
				if _, err := both[0].Do(t.Context(), confirm(t, both[0], theirs), nil); err != nil && tt.answer == nil {
					t.Fatal(err)
				}
				c.answer = nil
				time.Sleep(tt.wait)
				if tt.mine != nil {
					tt.mine(&mine, both[1])
				}
				if err := both[1].Arming.Arm("INC-1"); err != nil {
					t.Fatal(err)
				}
				results, err := both[1].Do(t.Context(), confirm(t, both[1], mine), nil)
				if held := errors.Is(err, ErrRival); held != tt.held || results[0].Sent == tt.held {
					t.Errorf("held back %v, want %v: %v", held, tt.held, err)
				}
			})
		})
	}
}

func TestTheRecentRecordsOfALongJournalAreAllRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := NewJournal(filepath.Join(t.TempDir(), "journal.jsonl"))
		if got, err := j.recent(0); len(got) > 0 || err != nil {
			t.Errorf("of none: %v, %v", got, err)
		}
		for i := range 400 {
			if i == 100 {
				time.Sleep(time.Hour)
			}
			if _, err := j.write(t.Context(), Record{Op: fmt.Sprint(i), Phase: Intended, Message: strings.Repeat("x", 4<<10)}); err != nil {
				t.Fatal(err)
			}
		}
		got, err := j.recent(stampNow())
		if err != nil || len(got) != 300 || got[0].Op != "100" || got[299].Op != "399" {
			t.Errorf("%d records, %v", len(got), err)
		}
	})
}
