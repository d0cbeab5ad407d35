package views

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/ops"
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
	"points", "points status:completed", "restore", "copy", "lifecycle", "delete", "disassociate", "detach-child", "bj", "arm INC-1", "disarm", "drafts", "actions", "resources",
	"size>", "created>=2000-01-01", "!account:payments", "~^(a|b", "\x1b[2J\x00\u202e",
}

// monkeyWorld is a small one: what breaks under random keys breaks with few rows as well.
func monkeyWorld() *sim.World {
	return sim.New(sim.Options{Seed: 1, Accounts: 1, Regions: 1, Resources: 14, Vaults: 2, Points: 120, Jobs: 40})
}

// TestAMonkeyInReadOnlyChangesNothing presses 100,000 random keys on a console that only
// reads, with a write role configured. Most frames are left out: they would be most of
// the work.
func TestAMonkeyInReadOnlyChangesNothing(t *testing.T) {
	t.Chdir(t.TempDir()) // they may save files
	const monkeys = 4
	keysEach := fewer(100_000 / monkeys)
	for seed := range uint64(monkeys) {
		t.Run(fmt.Sprint("monkey ", seed), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := monkeyWorld()
				m := newMonkey(t, seed, func() *user {
					return startAs(t, 100, 30, w, Options{ReadOnly: true}, ops.Policy{ReadOnly: true}, "BackupOperator").after(5 * time.Second)
				})
				for m.pressed < keysEach {
					m.act()
				}
				if got := w.Started(); len(got) > 0 {
					t.Errorf("changes were asked for: %+v", got)
				}
				if n := w.Stats().Mutations; n > 0 {
					t.Errorf("%d calls that change AWS: %v", n, w.Stats().Operations)
				}
				for _, a := range w.Assumed() {
					if !strings.HasSuffix(a.Role, ":role/BackupReader") {
						t.Errorf("it took on the role %s", a.Role)
					}
				}
				m.screen.spares.Store(0)
				m.resize(100, 30).after(2 * time.Second) // a review that has just come hears no digit
				m.home().after(5*time.Second).sees("overview", "READ-ONLY")
			})
		})
	}
}

// monkey presses keys at random. What it pressed last stands in the panic of a test
// that finds one.
type monkey struct {
	*user
	start   func() *user
	rng     *rand.Rand
	keys    []string
	last    []string
	pressed int
	unseen  int // keys since the program was last waited for
}

// Of a monkey's keys every eighth is waited for and every tenth frame is drawn.
const (
	monkeyHaste  = 8
	monkeySpares = 10
)

func newMonkey(t *testing.T, seed uint64, start func() *user) *monkey {
	t.Helper()
	m := &monkey{start: start, rng: rand.New(rand.NewPCG(seed, 2)), keys: monkeyKeys()}
	m.begin()
	return m
}

// begin starts the console.
func (m *monkey) begin() {
	m.user = m.start()
	m.screen.spares.Store(monkeySpares)
}

func (m *monkey) note(what string) {
	if m.last = append(m.last, what); len(m.last) > 30 {
		m.last = m.last[1:]
	}
}

// act does one thing, most often a key, and starts the console anew where that ended it.
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
		m.pressed += 2
	case n < 8:
		word := monkeyWords[m.rng.IntN(len(monkeyWords))]
		m.note("paste " + word)
		m.pastes(word)
	case n < 9:
		w, h := m.rng.IntN(140), m.rng.IntN(50)
		m.note(fmt.Sprintf("size %dx%d", w, h))
		m.resize(w, h)
	case n < 12:
		d := time.Duration(m.rng.IntN(700)) * time.Millisecond
		m.note(d.String())
		m.after(d)
	case n < 13:
		m.note("focus lost")
		m.send(tea.BlurMsg{}).send(tea.FocusMsg{})
	default:
		m.strike(m.keys[m.rng.IntN(len(m.keys))])
	}
	m.revive()
}

// revive starts the console anew where it was left.
func (m *monkey) revive() {
	if len(m.done) == 0 {
		return
	}
	late := m.last[max(len(m.last)-monkeyHaste-1, 0):]
	if !slices.ContainsFunc(late, func(what string) bool { return what == "enter" || strings.HasPrefix(what, "word ") }) { // no :quit
		m.t.Fatalf("the console ended after %q", m.last)
	}
	m.begin()
}

// strike presses a key without waiting, most times.
func (m *monkey) strike(key string) {
	if key == "ctrl+c" { // twice would end it
		return
	}
	m.note(key)
	k, ok := keyOf(key)
	if !ok {
		m.t.Fatalf("no key %q", key)
	}
	m.pressed++
	if m.unseen++; m.unseen < monkeyHaste {
		m.screen.looked()
		m.p.Send(tea.KeyPressMsg(k))
		return
	}
	m.unseen = 0
	m.send(tea.KeyPressMsg(k))
}
