package views

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
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
		for _, key := range []string{"UserCred", "GuestConfig", "Seed"} {
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

// TestSecretsInRawFormsReachNeitherScreenNorDisk types a secret in every form in which one
// may stand, sends the restore, and looks for it on every screen and in every file.
func TestSecretsInRawFormsReachNeitherScreenNorDisk(t *testing.T) {
	t.Parallel()
	acting(t, sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 60, Jobs: 400}, func(u *user) {
		forms := map[string]string{
			"StackParameters": `[{"ParameterKey":"DBPassword","ParameterValue":"fox81bear"}]`,
			"Parameters":      `[{"Key":"DbPass","Value":"fox82bear"},{"Name":"Size","Value":"t3"}]`,
			"Address":         "postgres://u:fox83bear@h/db",
			"Settings":        "Server=h;User Id=u;Password=fox84bear;Database=d",
			"Pairs":           `ParameterKey=Pwd,ParameterValue=fox85bear`,
		}
		state := filepath.Dir(u.journal.Path())
		silent := func(step string) {
			t.Helper()
			if screen := u.text(); strings.Contains(screen, "fox8") {
				t.Errorf("%s: on the screen:\n%s", step, screen)
			}
			err := filepath.WalkDir(state, func(path string, d os.DirEntry, err error) error {
				if err != nil || d.IsDir() {
					return err
				}
				if b, err := os.ReadFile(path); err != nil || strings.Contains(string(b), "fox8") {
					t.Errorf("%s: in %s: %s, %v", step, path, b, err)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		}
		u.goes("points arn:" + u.pointWith(func(p *backup.RecoveryPoint) bool {
			return p.Of.Get().Type.String() == "VirtualMachine" && p.Status.String() == "COMPLETED"
		})).after(3 * time.Second).press("R").after(5 * time.Second)
		for _, key := range slices.Sorted(maps.Keys(forms)) {
			u.press("ctrl+y").types(key).press("enter").after(time.Second)
		}
		u.fills("RestoreTo", "VMware").fills("VMName", "again")
		for key, value := range forms {
			u.fills(key, value)
			silent("typed " + key)
		}
		u.submits().after(10 * time.Second)
		for range 12 {
			silent("the review")
			u.press("pgdown")
		}
		u.press("home")
		sent := u.sends("") // the simulator takes none of these keys
		for _, value := range forms {
			if n := strings.Index(value, "fox8"); len(sent) != 1 || !strings.Contains(sent[0].Body, value[n:n+9]) {
				t.Errorf("%s is not in what was sent: %+v", value, sent)
			}
		}
		silent("sent")
		for _, view := range []string{"actions", "calls", "logs", "drafts"} {
			u.goes(view).after(3 * time.Second)
			silent(view)
		}
	})
}
