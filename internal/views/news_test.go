package views

import (
	"strings"
	"testing"
	"time"
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
		if d := c.rows[3]; !failing {
			d.Failing, d.Recovered = 0, 1
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
	c := all(true)
	c.add(rowsOf("new").rows[0])
	c.rows[6].First, c.rows[6].Failing = s.env.Now, 1
	if got := order(c); got != "abnewcdef" {
		t.Errorf("what has just arisen: %s", got)
	}
	s.env.Now = s.env.Now.Add(time.Minute)
	if got := order(all(false)); got != "abdcef" || !strings.HasPrefix(s.note.text, "recovered: ") {
		t.Errorf("what has just recovered: %s, %q", got, s.note.text)
	}
	s.env.Now = s.env.Now.Add(newsFor)
	if got := order(all(false)); got != "abcdef" {
		t.Errorf("later: %s", got)
	}
}
