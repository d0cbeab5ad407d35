package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// What changes AWS must bear any keys, pastes and sizes, and no answer may come
// without its key.
func TestAMonkeyAtThePickersAndConfirmations(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		rng := rand.New(rand.NewPCG(3, 4))
		th := NewTheme("dark", false, false)
		pressed := append(strings.Fields("tab down down up pgdown ctrl+n x 日 - 0"), formKeysPressed...)
		for range 100 {
			var ended, confirmed bool
			d := []Dialog{
				NewPicker(PickerOptions{Title: "one", Options: manyOptions(rng.IntN(200)), Value: "subnet-00", Fixed: rng.IntN(3) == 0, Done: func(string, bool) tea.Cmd { ended = true; return nil }}),
				NewPicker(PickerOptions{Title: "more", Multi: true, Options: subnets(), Value: "a\nb", Loading: rng.IntN(2) == 0, Done: func(string, bool) tea.Cmd { ended = true; return nil }}),
				NewConfirm(ConfirmOptions{Phrase: "yes", Verb: "start", Lines: []string{"why"}, Done: func(ok bool) tea.Cmd { ended, confirmed = true, ok; return nil }}),
			}[rng.IntN(3)]
			for range 60 {
				var msg tea.Msg = press(pressed[rng.IntN(len(pressed))])
				if rng.IntN(10) == 0 {
					msg = tea.PasteMsg{Content: formPastes[rng.IntN(len(formPastes))]}
				}
				if rng.IntN(20) == 0 {
					time.Sleep(time.Second)
				}
				if p, ok := d.(*Picker); ok && rng.IntN(20) == 0 {
					p.SetOptions(manyOptions(rng.IntN(50)), rng.IntN(2) == 0, "")
				}
				done, _ := d.Handle(msg)
				if done != ended {
					t.Fatalf("done %v, answered %v", done, ended)
				}
				if confirmed {
					t.Fatal("confirmed")
				}
				r := Rect{rng.IntN(130), rng.IntN(40)}
				s, cursor := d.Render(r, th)
				w, h := boxSize(s)
				if w > r.W || h > r.H || cursor != nil && (cursor.X >= w || cursor.Y >= h) {
					t.Fatalf("%d×%d in %v, cursor %v", w, h, r, cursor)
				}
				if s != "" {
					fits(t, s, w, h)
				}
				if done {
					break
				}
			}
		}
	})
}
