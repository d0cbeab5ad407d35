package views

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/ui"
)

var noAnswer = regexp.MustCompile(`no answer for (\d+ \w+)`)

// TestADeadEndpointIsOneTruthOnEveryScreen looks around over one, as somebody does who wants to
// know whether anything works.
func TestADeadEndpointIsOneTruthOnEveryScreen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind sim.FaultKind
		why  string
	}{"reset": {sim.Reset, "unreachable"}, "hang": {sim.Hang, ""}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(small())
				u := startOn(t, 80, 24, w, Options{}).rests(30 * time.Second).sees("access denied backup:ListCopyJobs").misses("no answer")
				w.SetFaults(sim.Faults{{Kind: c.kind, Fraction: 1}})
				died, first := time.Now(), time.Duration(0)
				u.rests(20 * time.Second)
				look := func() {
					t.Helper()
					said := noAnswer.FindStringSubmatch(u.sees("no answer for", c.why).misses("live").text())
					for s := range time.Duration(60) { // minutes are said as such from then on
						if at := time.Since(died).Truncate(time.Second) - s*time.Second; said[1] == ui.Duration(at) {
							if first == 0 {
								first = s
							}
							if s < first-1 || s > first+1 {
								t.Errorf("silent %d s after its end, %d s before", s, first)
							}
							return
						}
					}
					t.Errorf("%s after %s", said[0], time.Since(died))
				}
				look()
				for range 12 { // never long enough for a list to meet its error
					for _, view := range []string{"4", "3", "6", "1"} {
						u.press(view).after(1500 * time.Millisecond)
						look()
					}
				}
				for _, view := range []string{"health", "vaults", "overview"} {
					u.opens(view)
					for range 5 { // on a screen that asks nothing it is said for two minutes
						u.rests(20 * time.Second).sees("no answer for ")
					}
				}
				w.SetFaults(nil)
				u.press("ctrl+r").rests(2*time.Minute).misses("no answer", "unreachable")
			})
		})
	}
}

// TestOneThatHangsIsNotTheSilenceOfAll asks one Region and nothing of the others for a while, and
// then nothing at all.
func TestOneThatHangsIsNotTheSilenceOfAll(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]sim.Fault{
		"a Region hangs": {Kind: sim.Hang, Fraction: 1, Regions: []string{"us-west-2"}},
		"a Region fails": {Kind: sim.Reset, Fraction: 1, Regions: []string{"us-west-2"}},
		"nothing":        {},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(small())
				u := startOn(t, 80, 24, w, Options{}).rests(30 * time.Second)
				if f.Fraction > 0 {
					w.SetFaults(sim.Faults{f})
				}
				for _, view := range []string{"1", "3", "4", "8"} {
					u.press(view)
					for range 90 {
						if u.after(time.Second); !u.session().env.silent.IsZero() {
							t.Fatalf("others answer, or are not asked:\n%s", u.text())
						}
					}
				}
				if u.opens("log").rests(20 * time.Minute); strings.Contains(u.text(), "no answer") {
					t.Errorf("nothing is asked:\n%s", u.text())
				}
			})
		})
	}
}

// TestWhoseSilenceIsTheSilenceOfAll tells one place of several from all of them.
func TestWhoseSilenceIsTheSilenceOfAll(t *testing.T) {
	in := func(account, region string) backup.Scope {
		return backup.Scope{Account: backup.Intern(account), Region: backup.Intern(region)}
	}
	fleet := []backup.Scope{in("home", "r1"), in("home", "r2"), in("a", "r1"), in("a", "r2")}
	for name, c := range map[string]struct {
		fleet, hang []backup.Scope
		want        bool
	}{
		"nothing waits":                {fleet, nil, false},
		"one Region":                   {fleet, []backup.Scope{in("home", "r1"), in("a", "r1")}, false},
		"one account":                  {fleet, []backup.Scope{in("a", "r1"), in("a", "r2")}, false},
		"the lists of an organisation": {fleet, []backup.Scope{in("home", "r1"), in("home", "r2")}, true},
		"all":                          {fleet, fleet, true},
		"the only place":               {fleet[:1], fleet[:1], true},
		"no fleet is known":            {nil, []backup.Scope{{}}, true},
	} {
		e := &Env{Fleet: &Fleet{Scopes: c.fleet, Home: backup.Account{ID: backup.Intern("home")}}}
		u := unheard{accounts: map[backup.Text]bool{}, regions: map[backup.Text]bool{}}
		for _, s := range c.hang {
			u.add(1, 2, s)
		}
		if u.everywhere(e) != c.want {
			t.Errorf("%s: want %v", name, c.want)
		}
	}
}

// TestTheLastLineSaysWhatMendsAnAccount has one whose credentials are refused beside what is
// denied every day.
func TestTheLastLineSaysWhatMendsAnAccount(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 80, 24, w, Options{}).rests(30 * time.Second).sees("access denied backup:ListCopyJobs")
		var account string
		for id, name := range u.session().env.Fleet.names {
			if name == "identity" {
				account = id.String()
			}
		}
		w.SetFaults(sim.Faults{{Kind: sim.ExpiredToken, Fraction: 1, Accounts: []string{account}}})
		u.press("ctrl+r").rests(2 * time.Minute).sees("is expired").misses("access denied backup:ListCopyJobs")
		u.press("4").rests(time.Minute).sees("is expired")
	})
}
