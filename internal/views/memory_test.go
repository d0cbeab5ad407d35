package views

import (
	"strconv"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// rowsOf are causes with these keys, of lists that are all read.
func rowsOf(keys ...string) *causes {
	c := &causes{window: overviewWindow, jobs: 100, byKey: map[string]*failure{}, byJob: map[string]*failure{}, byPoint: map[pointAt]*failure{}}
	for _, k := range keys {
		c.add(&failure{key: k, Cause: &triage.Cause{First: sampleNow}})
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
	if !s.memory.seen["d"].IsZero() {
		t.Error("it is remembered as seen before the failures are closed")
	}
	next = rowsOf("a", "b", "c", "d") // a refresh with the list open
	s.acquaint(next)
	if got := freshOf(next); got != "d" {
		t.Errorf("after a refresh %q is new, want d", got)
	}
	s.env.Causes = next
	s.looked()
	if s.acquaint(next); freshOf(next) != "" || s.memory.seen["d"].IsZero() {
		t.Errorf("after the look %q is new", freshOf(next))
	}
}

// TestAWiderWindowMakesNothingNew: what it shows for the first time failed long before the last
// look. What failed since then is new in every window.
func TestAWiderWindowMakesNothingNew(t *testing.T) {
	s, kept := remembering()
	s.acquaint(rowsOf("a"))
	s.env.Causes = rowsOf("a")
	run(s.looked())
	look := s.env.Now
	s.env.Now = look.Add(9 * time.Hour)
	wide := func() *causes {
		c := rowsOf("a", "old", "late", "since")
		for i, at := range []backup.Time{look.Add(-time.Hour), look.Add(-50 * time.Hour), look.Add(-time.Minute), look.Add(time.Hour)} {
			c.rows[i].First = at
		}
		return c
	}
	c := wide()
	if s.acquaint(c); freshOf(c) != "latesince" {
		t.Errorf("%q is new", freshOf(c))
	}
	// The next run knows when the last look of this one was, and what was on the screen then.
	s.env.Causes = c
	run(s.looked())
	next := &session{env: bareEnv()}
	next.recallCauses(recalledMsg{causes: kept.causes})
	if next.memory.look != s.env.Now {
		t.Errorf("the last look was %v, want %v", next.memory.look, s.env.Now)
	}
	c = wide()
	c.add(&failure{key: "older", Cause: &triage.Cause{First: look.Add(-90 * time.Hour)}})
	if next.acquaint(c); freshOf(c) != "" {
		t.Errorf("in the next run %q is new", freshOf(c))
	}
}

// TestWhatStaysOnTheScreenIsNotForgotten: causes that nobody sees are, after some months.
func TestWhatStaysOnTheScreenIsNotForgotten(t *testing.T) {
	s, kept := remembering()
	s.acquaint(rowsOf("a"))
	for range 3 {
		s.env.Causes = rowsOf("a")
		run(s.looked())
		s.env.Now = s.env.Now.Add(40 * 24 * time.Hour)
	}
	if n := len(kept.causes); n != 2 || kept.causes[1].Seen.Sub(kept.causes[0].Seen) != 40*24*time.Hour {
		t.Errorf("kept %d times: %+v", n, kept.causes)
	}
}

// remembering is a session whose memory was empty, and what it keeps from then on.
func remembering() (*session, *keeping) {
	s, kept := &session{env: bareEnv()}, &keeping{}
	s.b.Memory = kept
	s.recallCauses(recalledMsg{})
	return s, kept
}

// keeping is a Memory that keeps all that it was ever given.
type keeping struct{ causes []Remembered }

func (k *keeping) Version() string               { return strconv.Itoa(len(k.causes)) }
func (k *keeping) Recall() ([]Remembered, error) { return k.causes, nil }
func (k *keeping) Remember(c []Remembered) error { k.causes = append(k.causes, c...); return nil }

func run(cmd tea.Cmd) {
	if cmd != nil {
		cmd()
	}
}

func TestWhatIsStillLookedUpIsNoCauseToRemember(t *testing.T) {
	s := &session{env: bareEnv()}
	s.recallCauses(recalledMsg{causes: []Remembered{{Cause: "old"}}})
	c := rowsOf("a", "b")
	c.rows[0].Brief.Root = triage.Fact{Name: "key"}
	s.acquaint(c)
	if got := freshOf(c); got != "b" {
		t.Errorf("%q is new", got)
	}
	if s.see(c.rows); !s.memory.seen["a"].IsZero() || s.memory.seen["b"].IsZero() {
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
	was.Jobs, was.Brief.Root = jobs, triage.Fact{Name: "key"}
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
