package views

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// TestJobsOverADeadEndpointHaveTheirAge takes AWS away from under the jobs and from under the
// page of one: neither counts on by the clock, and both go on when AWS is back.
func TestJobsOverADeadEndpointHaveTheirAge(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what  string
		fault sim.Fault
	}{
		{"no answer comes", sim.Fault{Kind: sim.Hang, Fraction: 1}},
		{"every call fails", sim.Fault{Kind: sim.Reset, Fraction: 1}},
	} {
		t.Run(c.what, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(tonight())
				u := startOn(t, 200, 40, w, Options{Command: "restores state:running"}).rests(time.Minute).sees("LEFT", "▶ RUNNING", "%").misses(" ago ")
				left := func() (n int) {
					u.screen.looked()
					l := u.session().top().(*list[backup.Job])
					for i := range l.found.Len() {
						if leftOf(l.source.At(l.found.At(i)), u.session().env) >= 0 {
							n++
						}
					}
					return n
				}
				if left() == 0 {
					t.Fatal("no restore has time left")
				}
				w.SetFaults(sim.Faults{c.fault})
				u.rests(10*time.Minute).sees("○ ", "m ago ")
				if n := left(); n > 0 {
					t.Errorf("%d restores have time left over dead data", n)
				}
				before := u.text()
				u.rests(30 * time.Second)
				u.press("enter").rests(2*time.Minute).sees("As of", "AWS has told nothing of it since").misses("Time left")
				dead := backup.TimeOf(time.Now()).Add(-10 * time.Minute)
				for _, seen := range u.session().seen.of {
					if at := seen[0].at; at > dead {
						t.Errorf("a state is dated %v, when AWS had been silent since %v", at, dead)
					}
				}
				w.SetFaults(nil)
				u.press("ctrl+r").rests(3 * time.Minute).misses("As of")
				u.press("esc").rests(time.Minute).misses("m ago ")
				if u.text() == before {
					t.Error("nothing goes on")
				}
			})
		})
	}
}

// TestNoJobLooksSlowerForWantOfAnswers: bytes stand still between answers, and so does their rate.
func TestNoJobLooksSlowerForWantOfAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(tonight())
		u := startOn(t, 200, 40, w, Options{Command: "bj state:running"}).rests(time.Minute)
		rates := func() map[string]int64 {
			u.screen.looked()
			l, of := u.session().top().(*list[backup.Job]), map[string]int64{}
			for i := range l.found.Len() {
				if j := l.source.At(l.found.At(i)); j.Transferred > 0 {
					of[j.ID] = rateOf(j, u.session().env)
				}
			}
			return of
		}
		w.SetFaults(sim.Faults{{Kind: sim.Hang, Fraction: 1}})
		last := rates()
		if len(last) == 0 {
			t.Fatal("no job has moved bytes")
		}
		u.rests(30 * time.Second)
		for id, rate := range rates() {
			if rate != last[id] {
				t.Errorf("%s moves %d bytes a second after half a minute without an answer, %d before", id, rate, last[id])
			}
		}
	})
}

// TestAJobThatAnswersForItselfIsNotOld: of a job that no list has, AWS's answers about it are
// what tells of it.
func TestAJobThatAnswersForItselfIsNotOld(t *testing.T) {
	e := sampleEnv()
	j := &backup.Job{ID: "j", Kind: backup.RestoreJob, State: backup.Intern("RUNNING"), Created: e.Now.Add(-time.Hour)}
	ago := func(d time.Duration) backup.Time { return e.Now.Add(-d) }
	for _, c := range []struct {
		what     string
		answered heard
		old      bool
	}{
		{"it was never asked about", heard{}, false},
		{"it answers", heard{read: ago(5 * time.Second)}, false},
		{"it has failed to for a moment", heard{read: ago(20 * time.Second), failing: true}, false},
		{"it fails to", heard{read: ago(3 * time.Minute), failing: true}, true},
		{"its answer is waited for", heard{read: ago(3 * time.Minute), asked: ago(2 * time.Minute)}, true},
	} {
		d := &jobSide{thing: jobThing(j), row: j, answered: c.answered}
		if then := d.then(e); (then != e) != c.old || c.old && then.Now != c.answered.read {
			t.Errorf("%s: %v, want old: %v", c.what, then.Now, c.old)
		}
	}
}
