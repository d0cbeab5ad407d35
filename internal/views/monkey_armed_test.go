package views

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// armedMonkey presses keys on an armed console, most of them those that lead through a
// wizard.
type armedMonkey struct {
	*monkey
	knows bool // now and then it types what a confirmation asks for
	asked int  // confirmations that it has met
	given int  // requests that it has confirmed
}

// wizardKeys lead to a confirmation and through it.
func wizardKeys() []string {
	return []string{"R", "C", "B", "X", "V", "ctrl+s", "ctrl+s", "ctrl+s", "enter", "enter", "enter", "esc", "j", "G", "g", "y", "ctrl+o", "tab", "ctrl+g", "5", "2"}
}

// armedWords go where something can be changed.
var armedWords = []string{
	"points status:completed", "points type:ebs", "points type:s3 status:available", "bj state:failed", "bj state:running", "rj", "resources",
	"arm INC-1", "arm INC-2", "lifecycle", "delete", "disassociate", "detach-child", "mark all", "actions", "drafts",
}

func startArmedMonkey(t *testing.T, seed uint64, knows bool) *armedMonkey {
	t.Helper()
	w := monkeyWorld()
	m := &armedMonkey{knows: knows}
	m.monkey = newMonkey(t, seed, func() *user {
		return startAs(t, 100, 30, w, Options{Command: "points status:completed"}, ops.Policy{}, "BackupOperator").after(5 * time.Second).arms()
	})
	return m
}

// roam does one thing.
func (m *armedMonkey) roam() {
	switch n := m.rng.IntN(100); {
	case n < 40:
		m.act()
		return
	case n < 45:
		word := armedWords[m.rng.IntN(len(armedWords))]
		m.note("word " + word)
		m.press(":").pastes(word).press("enter").after(2 * time.Second)
		m.pressed += 2
	case n < 50:
		m.note("waited")
		m.after(3 * time.Second)
	default:
		keys := wizardKeys()
		m.strike(keys[m.rng.IntN(len(keys))])
	}
	m.revive()
}

// confirmation is the one that is open, nil for none.
func (m *armedMonkey) confirmation() *ui.Confirm {
	s := m.session()
	if len(s.dialogs) == 0 {
		return nil
	}
	c, _ := s.dialogs[len(s.dialogs)-1].(*ui.Confirm)
	return c
}

// settles waits for what is under way and looks at the confirmation that is open.
func (m *armedMonkey) settles() {
	m.t.Helper()
	m.after(time.Second)
	m.screen.looked()
	if m.confirmation() == nil {
		return
	}
	m.asked++
	if !m.knows || m.rng.IntN(2) == 0 {
		return
	}
	m.confirmsIt()
}

// confirmsIt types what is asked for, and counts what that sends.
func (m *armedMonkey) confirmsIt() {
	m.t.Helper()
	m.screen.spares.Store(0)
	defer func() { m.screen.spares.Store(monkeySpares) }()
	if m.resize(100, 30).press("ctrl+u"); m.confirmation() == nil {
		return
	}
	w, ok := m.session().top().(*wizard)
	if !ok {
		return // it confirms something of the console's own
	}
	n, before := len(w.review.op.Items), len(m.world.Started())
	if before != m.given {
		m.t.Fatalf("%d requests were sent, %d confirmed; after %q", before, m.given, m.last)
	}
	m.after(time.Second).press("ctrl+u").types(m.phrase()).press("enter").after(time.Minute)
	sent := len(m.world.Started()) - before
	if m.confirmation() != nil || sent == 0 {
		return // what was typed before stood in the way, or the console is no longer armed
	}
	if sent > n {
		m.t.Fatalf("%d requests were sent, %d confirmed with %q", sent, n, w.act.title())
	}
	m.given += sent
}

// TestAnArmedMonkeySendsNothingThatItHasNotConfirmed presses random keys on an armed
// console. It meets confirmations; one that does not know what to type sends nothing,
// and one that does sends what it confirmed.
func TestAnArmedMonkeySendsNothingThatItHasNotConfirmed(t *testing.T) {
	t.Chdir(t.TempDir()) // they may save files
	for _, knows := range []bool{false, true} {
		t.Run(fmt.Sprint("knows what to type: ", knows), func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := startArmedMonkey(t, 7, knows)
				const most = 10_000
				met := func() bool { return m.asked > 0 && (m.given > 0 || !knows) }
				for i, n := 0, fewer(most); m.pressed < n || m.pressed < most && !met(); i++ {
					if m.roam(); i%10 == 0 {
						m.settles()
					}
				}
				m.after(time.Minute)
				if sent := len(m.world.Started()); sent != m.given {
					t.Errorf("%d requests were sent, %d confirmed: %+v", sent, m.given, m.world.Started())
				}
				if m.asked == 0 || knows && m.given == 0 {
					t.Errorf("it met %d confirmations and confirmed %d requests: the test shows nothing", m.asked, m.given)
				}
			})
		})
	}
}
