package views

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/sim"
)

// tonight is a world in which a key fails many jobs.
func tonight() sim.Options { return sim.Options{Accounts: 3, Regions: 2} }

// mind is a Memory that outlives the consoles of a test.
type mind struct {
	mu     sync.Mutex
	causes map[string]Remembered
}

func newMind() *mind { return &mind{causes: map[string]Remembered{}} }

func (m *mind) use(b *Backend) { b.Memory = m }

func (m *mind) Version() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return fmt.Sprint(m.causes)
}

func (m *mind) Recall() ([]Remembered, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Collect(maps.Values(m.causes)), nil
}

func (m *mind) Remember(causes []Remembered) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, c := range causes {
		m.causes[c.Cause] = c
	}
	return nil
}

func TestFailuresLeadFromTheStartViewToCauseAndRemedyInTwoKeys(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, tonight(), Options{}).rests(20 * time.Second)
		u.press("2").after(2*time.Second).sees("failures", "24 h", "encryption key not", "failing")
		u.press("enter").after(2*time.Second).sees("Cause", "malware found by a scan", "Meaning", "Remedy 1").press("q")
		u.press("j", "enter").after(2*time.Second).sees("Cause", "encryption key not usable", "Meaning", "Remedy 1", "Since", "Jobs", "backup")
		u.press("J").after(2*time.Second).sees("jobs", "of ").press("q")
		for range 60 {
			u.press("j")
		}
		u.sees("For its owner").press("q").sees("failures")
	})
}

// TestTheNameOfAViewTakesAFilterOnTheCausePageToo, where J alone leads to the jobs of the cause; and why a
// cause is known stands there in full.
func TestTheNameOfAViewTakesAFilterOnTheCausePageToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 80, 24, small(), Options{}).rests(20 * time.Second)
		u.press("2").after(2 * time.Second)
		u.goes("known INC-4711: the key was deleted by mistake, restored on Monday by the platform team")
		u.press("G", "enter").after(2 * time.Second)
		words := ""
		for range 60 {
			words += strings.Join(strings.Fields(u.text()), " ")
			u.press("j")
		}
		for _, w := range []string{"INC-4711:", "restored on Monday by", "platform team"} {
			if !strings.Contains(words, w) {
				t.Errorf("the page lacks %q", w)
			}
		}
		u.goes("jobs type:rds").after(2*time.Second).sees("jobs", "type:rds").misses("stands alone", "causeKey")
	})
}

func TestTheWindowOfFailuresIsNamedAndKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).rests(20 * time.Second).press("2").after(2 * time.Second).sees("24 h ·")
		u.goes("window 7d").after(2 * time.Second).sees("7 d ·")
		u.goes("window 3d").sees("a window is one of 1h, 24h, 7d, 30d")
		u.press("1", "2").after(2 * time.Second).sees("7 d ·")
	})
}

func TestACauseThatIsKnownComesLastAndStaysKnown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		kept := newMind()
		u := startOn(t, 160, 40, sim.New(tonight()), Options{}, kept.use).rests(20 * time.Second).press("2").after(2 * time.Second)
		first := u.press("j").underCursor()
		if !strings.Contains(first, "encryption key") {
			t.Fatalf("the worst cause is %q", first)
		}
		u.goes("known").sees("say why")
		at := slices.IndexFunc(u.rows(), func(row string) bool { return strings.Contains(row, "encryption key not usable") })
		below := strings.TrimSpace(u.rows()[at+1])
		u.goes("known key of the old plan, CHG-7").after(2*time.Second).sees("1 known", "is known: key of the old plan")
		if again := u.rows()[1]; strings.Contains(again, "encryption key not usable") {
			t.Errorf("the known cause still comes first: %q", again)
		}
		if next := u.underCursor(); !strings.Contains(next, below) {
			t.Errorf("the cursor went with the cause that is known to %q, want %q", next, below)
		}
		u.press("1", "2").after(2 * time.Second).sees("1 known")

		again := startOn(t, 160, 40, sim.New(tonight()), Options{}, kept.use).rests(20 * time.Second).press("2").after(2 * time.Second)
		again.sees("1 known").press("G").sees("failing; know")
		again.goes("notknown").after(2*time.Second).misses("1 known", "; know")
	})
}

func TestOnlyWhatCameSinceTheLastLookIsNew(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		kept := newMind()
		world := sim.New(tonight())
		u := startOn(t, 160, 40, world, Options{}, kept.use).rests(20 * time.Second).press("2").after(2 * time.Second).misses("new: ")
		u.press("1")
		if len(kept.causes) == 0 {
			t.Fatal("nothing was remembered of what was on the screen")
		}
		for key, c := range kept.causes {
			c.Look = c.Look.Add(-24 * time.Hour) // the last look was a day ago
			kept.causes[key] = c
			if strings.Contains(key, "kms") {
				delete(kept.causes, key)
			}
		}
		startOn(t, 160, 40, world, Options{}, kept.use).rests(20 * time.Second).press("2").after(2 * time.Second).sees("new: encryption key not usable")
	})
}

func TestFailuresOfGetHaveDiagnosisAndJobs(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, err := aws.New(t.Context(), aws.Options{Isolated: true, Org: true, RoleName: "BackupReader", AllRegions: true, Transport: sim.InProcess{Handler: sim.New(tonight())}})
		if err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		_ = Get(t.Context(), Backend{Source: client, Describe: client}, GetOptions{View: "failures", Output: "json"}, &out, &errs)
		var causes []struct {
			Cause, Class, Root string
			Count, Of          int
			Diagnosis          struct {
				Remedy []string
				Facts  []struct{ Name, Value, Source string }
			}
			Jobs []struct{ Account, Region, Kind, ID, State string }
		}
		if err := json.Unmarshal(out.Bytes(), &causes); err != nil {
			t.Fatal(err)
		}
		if len(causes) == 0 {
			t.Fatal("no causes")
		}
		for _, c := range causes {
			if c.Count != len(c.Jobs) || c.Of < c.Count {
				t.Errorf("%s: %d of %d, with %d jobs", c.Cause, c.Count, c.Of, len(c.Jobs))
			}
		}
		if !strings.HasPrefix(causes[0].Cause, "malware") {
			t.Errorf("the worst is %+v", causes[0])
		}
		worst := causes[1]
		i := slices.IndexFunc(worst.Diagnosis.Facts, func(f struct{ Name, Value, Source string }) bool { return f.Name == "key" })
		if worst.Class != "kms" || i < 0 || worst.Diagnosis.Facts[i].Source != "vault" || len(worst.Diagnosis.Remedy) == 0 {
			t.Errorf("the worst is %+v", worst)
		}
		if err := Get(t.Context(), Backend{Source: client, Describe: client}, GetOptions{View: "failures", Output: "json", Window: "2d"}, &out, &errs); err == nil || !strings.Contains(err.Error(), "1h, 24h") {
			t.Errorf("a window of 2d: %v", err)
		}
	})
}

// causesByJob is which cause `get failures` gives each job.
func causesByJob(t *testing.T, w *sim.World) map[string]string {
	t.Helper()
	out, _, err := getText(t, w, GetOptions{View: "failures", Output: "json"})
	var partial *PartialError
	if err != nil && !errors.As(err, &partial) {
		t.Fatal(err)
	}
	var causes []struct {
		Key  string
		Jobs []struct{ ID string }
	}
	if err := json.Unmarshal([]byte(out), &causes); err != nil {
		t.Fatal(err)
	}
	of := map[string]string{}
	for _, c := range causes {
		for _, j := range c.Jobs {
			if of[j.ID] != "" {
				t.Errorf("job %s is of two causes", j.ID)
			}
			of[j.ID] = c.Key
		}
	}
	return of
}

func TestFailuresAreTheSameThroughABadDay(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string]sim.Faults{"bad": sim.BadDay(), "worse": worseDay()} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(sim.Options{Seed: 3, Accounts: 3, Regions: 2, PageSize: 50, Resources: 60, Jobs: 2000, Tonight: true})
				before := causesByJob(t, w)
				w.SetFaults(faults)
				through := causesByJob(t, w)
				w.SetFaults(nil)
				after := causesByJob(t, w)
				stayed := 0
				for id, cause := range before {
					if after[id] == cause {
						if stayed++; through[id] != cause {
							t.Errorf("job %s is of %q, want %q", id, through[id], cause)
						}
					}
				}
				for id := range through {
					if before[id] == "" && after[id] == "" {
						t.Errorf("job %s is nobody's", id)
					}
				}
				if stayed == 0 || stayed < len(after)*9/10 {
					t.Errorf("%d of %d jobs stayed as they were", stayed, len(after))
				}
			})
		})
	}
}
