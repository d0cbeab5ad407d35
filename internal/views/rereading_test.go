package views

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// standing is a screen that nothing changes.
type standing struct{ Screen }

func (standing) Refresh(*Env) tea.Cmd { return nil }

// TestWhatAnotherConsoleSaysOfACauseIsHeardHere, and nothing of before is taken over what was
// decided here since.
func TestWhatAnotherConsoleSaysOfACauseIsHeardHere(t *testing.T) {
	s, kept := remembering()
	s.stack = []Screen{standing{}}
	s.env.Causes = rowsOf("a", "b")
	hears := func() {
		t.Helper()
		s.env.Now = s.env.Now.Add(rereadEvery)
		if cmd := s.reread(); cmd != nil {
			if m, ok := cmd().(rereadMsg); ok {
				s.heedReread(m)
			}
		}
	}
	known := func(key string) string { return s.env.Causes.find(key).known }
	_ = kept.Remember([]Remembered{{Cause: "a", Known: "INC-43"}})
	if hears(); known("a") != "INC-43" || known("b") != "" {
		t.Errorf("known are %q and %q", known("a"), known("b"))
	}
	_ = kept.Remember([]Remembered{{Cause: "a"}})
	if hears(); known("a") != "" {
		t.Errorf("taken back, it is known as %q", known("a"))
	}
	s.memory.asked = 0
	cmd := s.reread()
	_ = kept.Remember([]Remembered{{Cause: "b", Known: "there"}})
	m, ok := cmd().(rereadMsg)
	if !ok {
		t.Fatal("what was written is not read again")
	}
	unwritten := s.silence(s.env.Causes.find("a"), "here")
	if s.heedReread(m); known("a") != "here" {
		t.Errorf("what was decided here is lost: %q", known("a"))
	}
	run(unwritten)
	if hears(); known("a") != "here" || known("b") != "there" {
		t.Errorf("known are %q and %q", known("a"), known("b"))
	}
}

// TestGetSaysWhichCausesAreKnown, and which are new since the console looked last.
func TestGetSaysWhichCausesAreKnown(t *testing.T) {
	s, kept := remembering()
	s.stack = []Screen{standing{}}
	s.acquaint(rowsOf("a", "b"))
	for _, cmd := range s.take() {
		run(cmd)
	}
	s.env.Causes = rowsOf("a", "b")
	run(s.looked())
	run(s.silence(s.env.Causes.find("b"), "INC-43"))
	c := rowsOf("a", "b", "c")
	c.rows[2].First = s.env.Now
	(&getRun{b: Backend{Memory: kept}, env: sampleEnv()}).known(c)
	if c.find("a").known != "" || c.rows[2].known != "INC-43" || c.known != 1 || freshOf(c) != "c" {
		t.Errorf("known %q and %q, new %q", c.find("a").known, c.rows[2].known, freshOf(c))
	}
}

// TestAKnownCauseStillSaysHowItStands.
func TestAKnownCauseStillSaysHowItStands(t *testing.T) {
	f := &failure{known: "INC-42", Cause: &triage.Cause{Failing: 32, Recovered: 3, Last: sampleNow.Add(-quietFor), Jobs: []*backup.Job{{State: backup.Intern("FAILED")}}}}
	if got := nowWords(f); got != "32 failing, 3 recovered; known: INC-42" {
		t.Errorf("on its page: %q", got)
	}
	if got := string(appendNow(nil, f, bareEnv())); !strings.Contains(got, " 32 failing; known: INC-42") {
		t.Errorf("in its row: %q", got)
	}
	if got := sinceWords(f, sampleEnv()); !strings.HasPrefix(got, "no failure since") {
		t.Errorf("since: %q", got)
	}
	if f.Failing = 0; nowWords(f) != "recovered; known: INC-42" {
		t.Errorf("mended: %q", nowWords(f))
	}
}
