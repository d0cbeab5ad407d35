package ops

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"testing"
	"testing/synctest"
	"time"
)

// twoConsoles are the drafts of one folder as two consoles see them.
func twoConsoles(t *testing.T) (a, b *Drafts) {
	a = newDrafts(t)
	return a, NewDrafts(a.dir, "bo", "laptop")
}

func TestAnOpenDraftIsHeldUntilItIsReleasedOrItsConsoleIsSilent(t *testing.T) {
	for name, ends := range map[string]func(a *Drafts, id string){
		"released":       func(a *Drafts, id string) { _ = a.Release(id) },
		"the end":        func(a *Drafts, _ string) { _ = a.Close() },
		"deleted":        func(a *Drafts, id string) { _ = a.Delete(id) },
		"a silent death": func(*Drafts, string) { time.Sleep(leaseLife) },
	} {
		synctest.Test(t, func(t *testing.T) {
			a, b := twoConsoles(t)
			draft := newDraft("orders-db")
			save(t, a, draft)
			since := stampNow()
			for range 5 {
				if l, err := a.Hold(draft.ID); err != nil || l.Since != since {
					t.Fatalf("%s: %+v, %v", name, l, err)
				}
				time.Sleep(BeatEvery)
			}
			l, err := b.Hold(draft.ID)
			if !errors.Is(err, ErrOpenElsewhere) || l.Host != "bastion" || l.PID != os.Getpid() || l.Since != since {
				t.Errorf("%s: the other holds %+v, %v", name, l, err)
			}
			if err := b.Release(draft.ID); err != nil {
				t.Error(err)
			}
			list, bad := b.List()
			if len(bad) > 0 || len(list) != 1 || list[0].Open == nil || list[0].Open.Host != "bastion" {
				t.Errorf("%s: listed as %+v, %v", name, list, bad)
			}
			if list, _ := a.List(); list[0].Open != nil {
				t.Errorf("%s: its own console sees it open elsewhere", name)
			}
			ends(a, draft.ID)
			if list, _ := b.List(); len(list) > 0 && list[0].Open != nil {
				t.Errorf("%s: it is still open: %+v", name, list[0].Open)
			}
			if _, err := b.Hold(draft.ID); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := a.Hold(draft.ID); !errors.Is(err, ErrOpenElsewhere) {
				t.Errorf("%s: both hold it: %v", name, err)
			}
		})
	}
}

func TestTwoConsolesDoNotOverwriteEachOthersDraft(t *testing.T) {
	a, b := twoConsoles(t)
	draft := newDraft("orders-db")
	save(t, a, draft)
	mine, theirs := draft, draft
	mine.Rev, mine.Values = 2, map[string]string{"volumeName": "mine"}
	theirs.Rev, theirs.Values = 2, map[string]string{"volumeName": "theirs"}
	save(t, a, mine)
	if err := b.Save(theirs); !errors.Is(err, ErrSavedElsewhere) {
		t.Errorf("overwritten: %v", err)
	}
	mine.Rev = 3
	save(t, a, mine)
	if list, _ := b.List(); len(list) != 1 || list[0].Values["volumeName"] != "mine" || list[0].Rev != 3 {
		t.Errorf("kept: %+v", list)
	}
	theirs.ID, theirs.Rev = NewID(), 1
	save(t, b, theirs)
	read, _ := b.List()
	for _, d := range read {
		d.Rev++
		save(t, b, d) // what was read is gone on with
	}
	if err := a.Save(mine); !errors.Is(err, ErrSavedElsewhere) {
		t.Errorf("the same state twice, after another's: %v", err)
	}
}

// ended is the ID of a process that is gone.
func ended(t *testing.T) int {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	return cmd.Process.Pid
}

func TestALeaseOfAProcessThatIsGoneFromThisHostIsTakenOverAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		host string
		pid  int
		open bool
	}{
		"gone, here":      {"bastion", ended(t), false},
		"gone, elsewhere": {"laptop", ended(t), true},
		"running, here":   {"bastion", os.Getppid(), true},
		"the first one":   {"bastion", 1, true}, // another user's, as a rule
		"no process":      {"bastion", 0, true},
	} {
		d := newDrafts(t)
		draft := newDraft("orders-db")
		save(t, d, draft)
		b, err := json.Marshal(Lease{Host: c.host, PID: c.pid, User: "bo", Console: NewID(), Since: stampNow(), Beat: stampNow()})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(d.leasePath(draft.ID), b, 0o600); err != nil {
			t.Fatal(err)
		}
		if list, _ := d.List(); (list[0].Open != nil) != c.open {
			t.Errorf("%s: listed as %+v", name, list[0].Open)
		}
		if _, err := d.Hold(draft.ID); errors.Is(err, ErrOpenElsewhere) != c.open {
			t.Errorf("%s: %v", name, err)
		}
	}
}
