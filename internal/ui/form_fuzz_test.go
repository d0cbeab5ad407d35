package ui

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// formKeysPressed are keys of every kind.
var formKeysPressed = strings.Fields("enter enter esc tab shift+tab up down up down left right home end pgup pgdown backspace backspace space ctrl+o ctrl+s ctrl+g ctrl+e ctrl+u ctrl+w ctrl+k ctrl+a ctrl+d ctrl+n ctrl+p ctrl+c ctrl+home ctrl+end alt+enter a y n q / : ? 日 é 1")

var formPastes = []string{"", "\n", "sg-1\nsg-2\r\nsg-3\n", "\x1b[2J\x00\u202e日本", strings.Repeat("long ", 2000), "a\rb", "\xff\xfe"}

// FuzzFormTakesAnyKeys presses what the bytes say on a form whose owner changes its
// fields meanwhile.
func FuzzFormTakesAnyKeys(f *testing.F) {
	f.Add([]byte("\x00\x01\x02\x03 hello form"), 80, 24)
	f.Add([]byte{7, 200, 9, 11, 255, 3, 80, 81, 82, 250, 251, 17}, 20, 6)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		b := make([]byte, 200)
		for i := range b {
			b[i] = byte(rng.UintN(256))
		}
		f.Add(b, rng.IntN(210), rng.IntN(60))
	}
	th := NewTheme("dark", false, false)
	f.Fuzz(func(t *testing.T, program []byte, w, h int) {
		w, h = max(w, -w)%300, max(h, -h)%100
		o := newOwner(hostileFields())
		for i, op := range program[:min(len(program), 300)] {
			switch n := int(op); {
			case n >= 250:
				all := hostileFields()
				o.fields = all[:(i*7)%(len(all)+1)]
				o.f.SetFields(o.fields)
			case n >= 240:
				w, h = (w*7+i)%300, (h*5+i)%100
			case n >= 230:
				o.send(tea.PasteMsg{Content: formPastes[n%len(formPastes)]})
			default:
				o.press(formKeysPressed[n%len(formKeysPressed)])
			}
			s, cursor := o.f.Render(Rect{w, h}, th)
			fits(t, s, w, h)
			if cursor != nil && (cursor.X < 0 || cursor.X >= w || cursor.Y < 0 || cursor.Y >= h) {
				t.Fatalf("cursor at %d,%d of %d×%d", cursor.X, cursor.Y, w, h)
			}
			if t.Failed() {
				t.FailNow()
			}
		}
		if strings.Contains(o.screen(200, 60), "hunter2") {
			t.Error("a secret is on the screen")
		}
	})
}

// hostileFields are those of a restore, and what may come from outside.
func hostileFields() []Field {
	return append(restoreFields(),
		Field{Key: "lines", Label: "User\x1b[2Jdata", Value: "#!/bin/sh\nrm -rf /\n", Section: "日本語", Help: "\x1b]52;c;!\a"},
		Field{Key: "long", Label: "Long", Value: strings.Repeat("日x", 40_000), Problem: strings.Repeat("x ", 30_000)},
		Field{Key: "paths", Label: "Paths", Kind: PathsField, Value: "a\n\nb\n" + strings.Repeat("p", 5000)},
		Field{Key: "fixed", Label: "Fixed", Kind: ListField, Value: "a\nb", ReadOnly: true},
		Field{Key: "asked", Label: "Asked", Kind: YesNoField, Required: true},
		Field{Key: "none", Label: "None", Kind: ChoiceField, Options: []Option{{Value: "x", Why: "no"}}},
		Field{Key: "closed", Label: "Closed", Kind: ChoiceField, Closed: true, Value: "a", Options: []Option{{Value: "a"}, {Value: "b"}}},
		Field{Key: "when", Label: "When", Kind: TimeField, Unit: "UTC", Value: "2026-11-22 01:00"},
		Field{Key: "empty"},
	)
}
