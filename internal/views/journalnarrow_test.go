package views

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestDamageAndWhatIsUnknownStandSideBySideOnASmallScreen; while something is under way here it is neither
// unknown nor to be sent again.
func TestDamageAndWhatIsUnknownStandSideBySideOnASmallScreen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world, path := sim.New(oneAccount()), filepath.Join(t.TempDir(), "journal.jsonl")
		b := journalOf(t, world, "hang=100%@StartRestoreJob", 1)
		damaged := append(bytes.Replace(b, []byte(`"phase"`), []byte(`@@@@@@@`), 1), b...)
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		u := startAs(t, 80, 24, world, Options{}, ops.Policy{}, "", func(b *Backend) {
			if err := b.Changes.Journal.Use(t.Context(), path); err != nil {
				t.Fatal(err)
			}
		}).after(10 * time.Second)
		u.press("9").after(2*time.Second).press("j").after(time.Second).sees("damaged: bkpui journal verify", "? 1 unknown")
	})
}

// TestWhatIsStillLookedForIsNotSentAgain opens the actions while AWS has not answered yet.
func TestWhatIsStillLookedForIsNotSentAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := startAs(t, 110, 30, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
		u.befalls("hang=100%@StartRestoreJob").restoresFirst().after(5 * time.Second).press("esc")
		u.press("9").after(2 * time.Second).sees("intent").misses("no known outcome")
		u.goes("resend").after(time.Second).sees("it is under way here, and is still looked for")
	})
}
