package views

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/sim"
)

// monkeyKeys are pressed at random: all that do something anywhere, letters that make
// words, and some that do nothing.
func monkeyKeys() []string {
	var keys []string
	for _, set := range Keys() {
		for _, b := range set.Bindings {
			keys = append(keys, b.Keys...)
		}
	}
	keys = append(keys, strings.Split("enter enter enter enter esc esc tab tab shift+tab backspace delete up up down down space", " ")...)
	keys = append(keys, strings.Split(`abcdefghijklmnopqrstuvwxyzRCBXVM0123456789:=<>~!"'()\/._-@名é`, "")...)
	return append(keys, "ctrl+a", "ctrl+e", "ctrl+k", "ctrl+w", "ctrl+p", "ctrl+n", "alt+b", "alt+x", "ctrl+z")
}

// monkeyWords are typed or pasted now and then, to come further than letters do.
var monkeyWords = []string{
	"jobs state:failed", "vaults type:air", "points vault:prod-daily age<30d", "rj", "save", "mark all", "mark range", "theme light", "sort -created",
	"filter size>1GiB", "problems", "refresh", "unfocus", "accounts", "regions", "plans", "rules", "selections", "health", "calls", "logs", "info", "describe", "json",
	"size>", "created>=2000-01-01", "!account:payments", "~^(a|b", "\x1b[2J\x00\u202e",
}

func TestAMonkeyAtTheKeyboardBreaksNothing(t *testing.T) {
	const monkeys = 4
	keysEach := fewer(5000)
	for seed := range uint64(monkeys) {
		t.Run(fmt.Sprint("monkey ", seed), func(t *testing.T) {
			t.Chdir(t.TempDir()) // it may save files
			synctest.Test(t, func(t *testing.T) {
				tiny := small()
				tiny.Accounts, tiny.Resources, tiny.Vaults, tiny.Points, tiny.Jobs = 2, 12, 2, 150, 60
				w := sim.New(tiny)
				u := startOn(t, 100, 30, w, Options{ReadOnly: true}).after(5 * time.Second)
				m := &monkey{user: u, rng: rand.New(rand.NewPCG(seed, 2)), keys: monkeyKeys()}
				for range keysEach {
					m.act()
					if len(u.done) == 0 {
						continue
					}
					if end := m.last[len(m.last)-1]; end != "enter" && !strings.HasPrefix(end, "word ") { // it found :quit
						t.Fatalf("the console ended after %q", m.last)
					}
					u = startOn(t, 100, 30, w, Options{ReadOnly: true}).after(5 * time.Second)
					m.user = u
				}
				if n := w.Stats().Mutations; n > 0 {
					t.Errorf("%d calls that change AWS: %v", n, w.Stats().Operations)
				}
				for _, role := range u.wire.assumed() {
					if !strings.HasSuffix(role, ":role/BackupReader") {
						t.Errorf("it took on the role %s", role)
					}
				}
				u.resize(100, 30).home().after(5*time.Second).sees("overview", "READ-ONLY")
			})
		})
	}
}

// monkey presses keys at random. What it pressed last stands in the panic of a test
// that finds one.
type monkey struct {
	*user
	rng  *rand.Rand
	keys []string
	last []string
}

func (m *monkey) note(what string) {
	if m.last = append(m.last, what); len(m.last) > 30 {
		m.last = m.last[1:]
	}
}

func (m *monkey) act() {
	defer func() {
		if p := recover(); p != nil {
			panic(fmt.Sprintf("%v, after %q", p, m.last))
		}
	}()
	switch n := m.rng.IntN(200); {
	case n < 6:
		word := monkeyWords[m.rng.IntN(len(monkeyWords))]
		m.note("word " + word)
		m.press(":").pastes(word).press("enter")
	case n < 8:
		word := monkeyWords[m.rng.IntN(len(monkeyWords))]
		m.note("paste " + word)
		m.pastes(word)
	case n < 10:
		w, h := m.rng.IntN(140), m.rng.IntN(50)
		m.note(fmt.Sprintf("size %dx%d", w, h))
		m.resize(w, h)
	case n < 16:
		d := time.Duration(m.rng.IntN(700)) * time.Millisecond
		m.note(d.String())
		m.after(d)
	case n < 17:
		m.note("focus lost")
		m.send(tea.BlurMsg{}).send(tea.FocusMsg{})
	default:
		key := m.keys[m.rng.IntN(len(m.keys))]
		if key == "ctrl+c" { // twice would end it
			return
		}
		m.note(key)
		k, ok := keyOf(key)
		if !ok {
			m.t.Fatalf("no key %q", key)
		}
		m.send(tea.KeyPressMsg(k))
	}
}
