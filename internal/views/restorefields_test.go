package views

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
)

// TestTimesToChooseFromAreWithinTheWindow offers the end of a window and times before it.
func TestTimesToChooseFromAreWithinTheWindow(t *testing.T) {
	to := backup.TimeOf(time.Date(2026, time.November, 22, 1, 2, 3, 0, time.UTC))
	for back, want := range map[time.Duration]string{
		0:              "latest",
		2 * time.Hour:  "latest 2026-11-22T00:47:00Z 2026-11-22T00:02:00Z",
		25 * time.Hour: "latest 2026-11-22T00:47:00Z 2026-11-22T00:02:00Z 2026-11-21T19:02:00Z 2026-11-21T01:02:00Z",
	} {
		var got []string
		for _, o := range timesIn(restore.Window{From: to.Add(-back), To: to}) {
			got = append(got, o.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%v: %v", back, got)
		}
	}
}

// TestNamesThatAreTakenAreNotOfferedForWhatIsNew: “ctrl+o chooses from 3” led to a list of
// names of which none could be sent.
func TestNamesThatAreTakenAreNotOfferedForWhatIsNew(t *testing.T) {
	f := &formed{s: &session{env: &Env{}}}
	state := restore.FieldState{Key: "name", Kind: restore.Text, Value: "orders-2", Choices: []restore.Choice{{Value: "orders"}}}
	for anew, want := range map[bool]int{true: 0, false: 1} {
		state.New = anew
		if got := f.field(state).Options; len(got) != want {
			t.Errorf("new %v: %v", anew, got)
		}
	}
}
