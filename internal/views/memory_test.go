package views

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// rowsOf are causes with these keys, of lists that are all read.
func rowsOf(keys ...string) *causes {
	c := &causes{window: overviewWindow, jobs: 100, byKey: map[string]*failure{}, byJob: map[string]*failure{}, byPoint: map[pointAt]*failure{}}
	for _, k := range keys {
		c.add(&failure{key: k, Cause: &triage.Cause{}})
	}
	return c
}

func freshOf(c *causes) string {
	fresh := ""
	for _, f := range c.rows {
		if f.fresh {
			fresh += f.key
		}
	}
	return fresh
}

func TestWhatIsThereAtTheFirstWholeReadingIsNotNew(t *testing.T) {
	s := &session{env: bareEnv()}
	s.recallCauses(recalledMsg{})
	early := rowsOf("a")
	early.reading = 3
	s.acquaint(early)
	s.see(early.rows) // the page of a cause was opened while the others were read
	s.looked()
	whole := rowsOf("a", "b", "c")
	s.acquaint(whole)
	if got := freshOf(whole); got != "" {
		t.Errorf("%q is new at the first whole reading", got)
	}

	next := rowsOf("a", "b", "c", "d")
	s.acquaint(next)
	if got := freshOf(next); got != "d" {
		t.Errorf("%q is new, want d", got)
	}
	if s.memory.seen["d"] {
		t.Error("it is remembered as seen before the failures are closed")
	}
	next = rowsOf("a", "b", "c", "d") // a refresh with the list open
	s.acquaint(next)
	if got := freshOf(next); got != "d" {
		t.Errorf("after a refresh %q is new, want d", got)
	}
	s.env.Causes = next
	s.looked()
	if s.acquaint(next); freshOf(next) != "" || !s.memory.seen["d"] {
		t.Errorf("after the look %q is new", freshOf(next))
	}
}

func TestWhatIsStillLookedUpIsNoCauseToRemember(t *testing.T) {
	s := &session{env: bareEnv()}
	s.recallCauses(recalledMsg{causes: []Remembered{{Cause: "old"}}})
	c := rowsOf("a", "b")
	c.rows[0].Diagnosis.Root = triage.Fact{Name: "key"}
	s.acquaint(c)
	if got := freshOf(c); got != "b" {
		t.Errorf("%q is new", got)
	}
	if s.see(c.rows); s.memory.seen["a"] || !s.memory.seen["b"] {
		t.Errorf("remembered: %v", s.memory.seen)
	}
	for _, a := range failureActions() {
		if a.ID == "known" && (a.Why(s.env, c.rows[:1]) == "" || a.Why(s.env, c.rows[1:]) != "") {
			t.Errorf("%q for the one, %q for the other", a.Why(s.env, c.rows[:1]), a.Why(s.env, c.rows[1:]))
		}
	}
}

func TestThePageOfACauseFollowsItsJobsWhenTheRootIsFound(t *testing.T) {
	e := sampleEnv()
	s := &session{ctx: t.Context(), env: e, views: Catalog()}
	jobs := []*backup.Job{{ID: "1"}, {ID: "2"}, {ID: "3"}}
	e.Causes = rowsOf("kms vault")
	was := e.Causes.rows[0]
	was.Jobs, was.Diagnosis.Root = jobs, triage.Fact{Name: "key"}
	to, _ := failurePage(was, e)
	c := newCausePage(s, failures().(failuresView).Resource, to).(*causePage)
	c.Refresh(e)
	if c.row != was || !c.here {
		t.Fatal("the page has not its cause")
	}
	e.Causes = rowsOf()
	for key, of := range map[string][]*backup.Job{"kms key=a": jobs[:2], "kms key=b": jobs[2:]} {
		e.Causes.add(&failure{key: key, Cause: &triage.Cause{Jobs: of}})
	}
	if c.Refresh(e); !c.here || c.row.key != "kms key=a" || c.Target().Thing.ID != "kms key=a" {
		t.Errorf("the page is of %q, here %t", c.row.key, c.here)
	}
	e.Causes = rowsOf("kms key=b") // a cause that is known and gone stays on its page
	if c.Refresh(e); c.here || c.row.key != "kms key=a" {
		t.Errorf("the page is of %q, here %t", c.row.key, c.here)
	}
}
