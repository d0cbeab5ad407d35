package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestSecretsOfTheFormWithoutAGuide types secrets into keys that no guide knows, and opens
// the draft that a killed console would leave.
func TestSecretsOfTheFormWithoutAGuide(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		const word = "hunter2222"
		u.goes("points arn:" + u.pointWith(func(p *backup.RecoveryPoint) bool {
			return p.Of.Get().Type.String() == "VirtualMachine" && p.Status.String() == "COMPLETED"
		})).after(3 * time.Second).press("R").after(5 * time.Second)
		for _, key := range []string{"UserCred", "GuestConfig", "Seed", "RestoreTo"} {
			u.press("ctrl+y").types(key).press("enter").after(time.Second)
		}
		u.fills("UserCred", word).fills("GuestConfig", `{"Password":"`+word+`"}`).fills("Seed", "x").sees("ctrl+k").press("ctrl+k").types(word).fills("RestoreTo", "VMware")
		u.toField("GuestConfig").misses(word)
		folder := filepath.Join(filepath.Dir(u.journal.Path()), "drafts")
		files, err := filepath.Glob(filepath.Join(folder, "*.json"))
		if err != nil || len(files) != 1 {
			t.Fatalf("%v %v", files, err)
		}
		if b, err := os.ReadFile(files[0]); err != nil || strings.Contains(string(b), "unter") || !strings.Contains(string(b), "VMware") {
			t.Errorf("the draft is %s, %v", b, err)
		}
		r, ok := u.wizard().act.(*restoring)
		if !ok {
			t.Fatal("no restore")
		}
		items, err := r.items()
		if err != nil {
			t.Fatal(err)
		}
		sent := items[0].Change.(*backup.StartRestoreJob).Fill(func(s string) string { return s })
		if sent["UserCred"] != word || sent["GuestConfig"] != `{"Password":"`+word+`"}` || sent["Seed"] != "x"+word {
			t.Errorf("AWS gets %q", sent)
		}
		u.press("esc").goes("drafts").after(3*time.Second).press("R").after(5*time.Second).sees("secret, not kept: type it again", "UserCred", "GuestConfig", "Seed", "VMware").misses(word)
		u.press("ctrl+s").after(time.Second).sees("secret, not kept").misses("Checks")
	})
}
