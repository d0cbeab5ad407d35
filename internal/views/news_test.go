package views

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// TestNewsStandWhereASmallScreenShowsThem: what has just arisen or recovered comes right after the
// causes that need somebody most, and goes back to its place later.
func TestNewsStandWhereASmallScreenShowsThem(t *testing.T) {
	s, _ := remembering()
	all := func(failing bool) *causes {
		c := rowsOf("a", "b", "c", "d", "e", "f")
		for _, f := range c.rows {
			f.First, f.Failing = sampleNow.Add(-20*time.Hour), 1
		}
		if e := c.rows[4]; !failing {
			e.Failing, e.Recovered = 0, 1
		}
		return c
	}
	order := func(c *causes) string {
		s.acquaint(c)
		words := ""
		for _, f := range c.unknown() {
			words += f.key
		}
		s.env.Causes = c
		for i, f := range deriveFailures(s.env, Target{}) { // the failures have the same order
			if f.known == "" && (f.place != i || f.key != c.rows[i].key) {
				t.Errorf("%s is at %d of the failures, %d of the overview", f.key, i, f.place)
			}
		}
		return words
	}
	if got := order(all(true)); got != "abcdef" {
		t.Errorf("without news: %s", got)
	}
	s.env.Causes = all(true)
	run(s.looked())
	s.env.Now = s.env.Now.Add(5 * time.Minute)
	young := func(class triage.Class) *causes {
		c := all(true)
		c.add(rowsOf("new").rows[0])
		arisen := c.rows[6]
		arisen.First, arisen.Failing, arisen.Brief.Class = s.env.Now, 1, class
		arisen.Jobs = []*backup.Job{{State: backup.Intern("FAILED")}}
		return c
	}
	if got := order(young(triage.Throttling)); got != "abcdefnew" {
		t.Errorf("what has just arisen, and passes by itself: %s", got)
	}
	if got := order(young(triage.Unknown)); got != "abcnewdef" {
		t.Errorf("what has just arisen: %s", got)
	}
	s.env.Causes = young(triage.Unknown)
	run(s.looked())
	if c := young(triage.Unknown); order(c) != "abcnewdef" || c.rows[3].fresh {
		t.Errorf("what has arisen and was looked at: %s", order(c))
	}
	s.env.Now = s.env.Now.Add(time.Minute)
	if got := order(all(false)); got != "abcedf" || !strings.HasPrefix(s.note.text, "recovered: ") {
		t.Errorf("what has just recovered: %s, %q", got, s.note.text)
	}
	s.env.Now = s.env.Now.Add(newsFor)
	if got := order(all(false)); got != "abcdef" {
		t.Errorf("later: %s", got)
	}
}

// TestAnotherWindowIsNoRecovery: nor are other scopes, more lists, or what leaves a window that moves on.
func TestAnotherWindowIsNoRecovery(t *testing.T) {
	of := func(first time.Duration, failing, recovered int) *causes {
		c := rowsOf("a")
		a := c.rows[0]
		a.First, a.Failing, a.Recovered = sampleNow.Add(-first), failing, recovered
		a.Brief.Cause, a.Brief.Root = "encryption key not usable", triage.Fact{Name: "key", Value: "1f0c"}
		return c
	}
	for name, other := range map[string]func(c *causes){
		"window": func(c *causes) { c.window = 7 * 24 * time.Hour },
		"focus":  func(c *causes) { c.focus.Regions = []backup.Text{backup.Intern("eu-west-1")} },
		"list":   func(c *causes) { c.lists = [2]int{4, 4} },
		"points": func(c *causes) { c.pointed = pointsRead{3, 4} },
		"key":    func(c *causes) { c.told = 9 },
		"moved":  func(c *causes) { c.rows[0].First, c.rows[0].Recovered = sampleNow.Add(-time.Hour), 1 },
	} {
		s, _ := remembering()
		s.acquaint(of(2*time.Hour, 2, 1))
		c := of(2*time.Hour, 0, 3)
		other(c)
		if s.acquaint(c); s.note.text != "" {
			t.Errorf("another %s: %q", name, s.note.text)
		}
	}
	s, _ := remembering()
	s.acquaint(of(2*time.Hour, 2, 1))
	if s.acquaint(of(2*time.Hour, 0, 3)); !strings.Contains(s.note.text, "recovered: encryption key not usable (key 1f0c); 2 shows") {
		t.Errorf("a recovery: %q", s.note.text)
	}
}
