package views

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestADraftThatIsOpenInAnotherConsoleIsSaidToBeAndNotWrittenOver opens one draft in two
// consoles that share the folder, on two hosts.
func TestADraftThatIsOpenInAnotherConsoleIsSaidToBeAndNotWrittenOver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dir, world := filepath.Join(t.TempDir(), "drafts"), sim.New(oneAccount())
		at := func(host string) *user {
			return startAs(t, 120, 36, world, Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "", func(b *Backend) {
				b.Changes.Drafts = ops.NewDrafts(dir, "ana", host)
			}).rests(10 * time.Second)
		}
		a, b := at("bastion"), at("laptop")
		a.press("R").rests(10*time.Second).fills("volumeSize", "900").after(time.Second)
		mine := a.wizard().drafts.draft.ID
		a.screen.looked() // its program goes on while the other is used

		b.goes("drafts").after(3*time.Second).sees("bastion, pid ").press("R").after(time.Second).sees("this draft is open on bastion", "kept as another one").rests(10 * time.Second).sees("also open on bastion")
		if got := b.wizard().act.values()["volumeSize"]; got != "900" {
			t.Errorf("it was opened with %q", got)
		}
		b.screen.looked()
		b.fills("volumeSize", "700").after(time.Second)
		a.fills("volumeSize", "950").after(time.Second)
		if got := b.wizard().drafts.draft.ID; got == mine || got == "" {
			t.Errorf("both write the draft %q", got)
		}
		b.screen.looked()
		kept := map[string]string{}
		all, _ := ops.NewDrafts(dir, "ana", "desk").List()
		for _, d := range all {
			kept[d.Values["volumeSize"]] = d.Open.Host
		}
		if len(all) != 2 || kept["950"] != "bastion" || kept["700"] != "laptop" {
			t.Errorf("kept: %v of %d", kept, len(all))
		}
		a.rests(5 * time.Minute).press("esc").after(time.Second) // it beat all the time, and lets go
		b.after(5*time.Second).misses("also open on").press("esc").rests(30*time.Second).sees("drafts", "restore").misses("bastion, pid")
	})
}

// TestADraftThatWasSavedElsewhereMeanwhileIsKeptTwice saves the draft of an open form from
// another console, as one does that has lost its lease.
func TestADraftThatWasSavedElsewhereMeanwhileIsKeptTwice(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.press("R").rests(10*time.Second).fills("volumeSize", "900").after(time.Second)
		theirs := u.wizard().drafts.draft
		theirs.Rev, theirs.Values = theirs.Rev+3, map[string]string{"volumeSize": "1"}
		drafts := u.session().b.Changes.Drafts
		if err := drafts.Save(theirs); err != nil {
			t.Fatal(err)
		}
		if err := drafts.Save(theirs); err != nil {
			t.Fatal(err)
		}
		u.session().b.Changes.Drafts = ops.NewDrafts(filepath.Dir(u.journal.Path())+"/drafts", "bo", "laptop")
		u.toField("volumeSize").press("5").after(2*time.Second).sees("another console has saved it meanwhile", "yours is kept as another draft")
		all, _ := u.session().b.Changes.Drafts.List()
		if len(all) != 2 {
			t.Errorf("%d drafts are kept: %+v", len(all), all)
		}
	})
}

// TestADraftIsForgottenOnceThatIsConfirmed: nothing brings back what was typed.
func TestADraftIsForgottenOnceThatIsConfirmed(t *testing.T) {
	t.Parallel()
	volumes(t, func(u *user) {
		u.press("R").rests(10*time.Second).fills("volumeSize", "900").after(time.Second)
		u.press("esc").goes("drafts").after(3 * time.Second)
		kept := func() int {
			all, _ := u.session().b.Changes.Drafts.List()
			return len(all)
		}
		u.goes("forget").after(time.Second).sees("Delete 1 draft", "1 field set, saved", "type forget to delete")
		u.press("esc").after(time.Second)
		if kept() != 1 {
			t.Error("it is gone before that is confirmed")
		}
		u.goes("forget").after(5 * time.Second).types("forget").press("enter").after(time.Second).sees("1 draft deleted")
		if kept() != 0 {
			t.Error("it is still there")
		}
	})
}
