package views

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// ordeal is what befalls one step of a restore, and what is seen of it then.
type ordeal struct {
	name   string
	faults string        // as sim.ParseFaults reads them
	load   time.Duration // until the form is there
	wait   time.Duration
	sees   []string
	jobs   int // that were started
	sent   int // requests that AWS took
}

// inTrouble runs a console for each trouble, armed and on the list of volumes.
func inTrouble(t *testing.T, cases []ordeal, run func(u *user, c ordeal)) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				u := startAs(t, 100, 36, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, "")
				u.rests(10 * time.Second).arms()
				run(u, c)
			})
		})
	}
}

// befalls makes things go wrong from now on.
func (u *user) befalls(faults string) *user {
	u.t.Helper()
	f, err := sim.ParseFaults(faults)
	if err != nil {
		u.t.Fatal(err)
	}
	u.world.SetFaults(f)
	return u
}

// answers fails unless the console acts on a key at once, whatever it waits for: the
// help opens and closes without any time passing.
func (u *user) answers() *user {
	u.t.Helper()
	key, before := "?", len(u.session().dialogs)
	if form, ok := u.session().top().(typist); ok && form.Typing() {
		key = "f1"
	}
	now := time.Now()
	u.press(key)
	if open := len(u.session().dialogs); open != before+1 {
		u.t.Errorf("%s opens no help:\n%s", key, u.text())
	}
	u.press("esc")
	if len(u.session().dialogs) != before || !time.Now().Equal(now) {
		u.t.Errorf("the help was not closed at once, but after %v", time.Since(now))
	}
	return u
}

// startedOnce fails unless AWS took so many requests, which made so many jobs.
func (u *user) startedOnce(c ordeal) {
	u.t.Helper()
	taken, jobs := 0, map[string]bool{}
	for _, m := range u.world.Started() {
		if m.Taken {
			taken++
			jobs[m.Job] = true
		}
	}
	if taken < c.sent || len(jobs) != c.jobs {
		u.t.Errorf("%d requests were taken and made %d jobs, want %d and %d: %+v", taken, len(jobs), c.sent, c.jobs, u.world.Started())
	}
}

// TestAFormThatCantBeReadSaysWhy opens a wizard while the point can't be asked about.
func TestAFormThatCantBeReadSaysWhy(t *testing.T) {
	t.Parallel()
	inTrouble(t, []ordeal{
		{name: "slow", faults: "latency=5s", wait: 30 * time.Second, sees: []string{"Zone", "looked up now"}},
		{name: "throttled", faults: "throttling=100%@DescribeRecoveryPoint", wait: 2 * time.Minute, sees: []string{"throttled", "ctrl+r asks again"}},
		{name: "broken", faults: "error=100%@DescribeRecoveryPoint", wait: 2 * time.Minute, sees: []string{"ctrl+r asks again"}},
		{name: "cut off", faults: "reset=100%@GetRecoveryPointRestoreMetadata", wait: 2 * time.Minute, sees: []string{"ctrl+r asks again"}},
		{name: "no answer", faults: "hang=100%@DescribeRecoveryPoint", wait: 90 * time.Second, sees: []string{"ctrl+r asks again"}},
		{name: "expired", faults: "expired-token=100%@DescribeRecoveryPoint", wait: 30 * time.Second, sees: []string{"credentials", "ctrl+r asks again"}},
	}, func(u *user, c ordeal) {
		u.befalls(c.faults).press("R").answers().after(time.Second).answers().after(c.wait).answers()
		u.sees(c.sees...)
		if u.wizard().stage == stuck {
			u.befalls("").press("ctrl+r").rests(10*time.Second).sees("Zone", "looked up now")
		}
	})
}

// TestLookUpsThatFailLeaveTheFormUsable fills a form in while its look-ups fail.
func TestLookUpsThatFailLeaveTheFormUsable(t *testing.T) {
	t.Parallel()
	inTrouble(t, []ordeal{
		{name: "slow", faults: "latency=5s", load: 11 * time.Second, wait: time.Second, sees: []string{"looking up", "by hand"}},
		{name: "throttled", load: time.Second, faults: "throttling=100%@ec2,throttling=100%@kms,throttling=100%@cloudcontrol", wait: time.Minute, sees: []string{"by hand"}},
		{name: "broken", load: time.Second, faults: "error=100%@ec2,error=100%@kms,error=100%@cloudcontrol", wait: time.Minute, sees: []string{"by hand"}},
		{name: "no answer", load: time.Second, faults: "hang=100%@ec2,hang=100%@kms,hang=100%@cloudcontrol", wait: time.Minute, sees: []string{"by hand"}},
		{name: "denied", load: time.Second, faults: "denied=100%@ec2,denied=100%@kms,denied=100%@cloudcontrol", wait: time.Minute, sees: []string{"denied", "by hand"}},
	}, func(u *user, c ordeal) {
		u.befalls(c.faults).press("R").after(c.load).answers().fillsAtOnce("kmsKeyId", "alias/by hand").after(c.wait).answers()
		u.sees(c.sees...)
	})
}

// fillsAtOnce types into a field without waiting.
func (u *user) fillsAtOnce(key, value string) *user {
	u.t.Helper()
	return u.toField(key).press("ctrl+u").types(value)
}

// TestChecksThatFailCantTell runs the pre-flight while nothing can be asked.
func TestChecksThatFailCantTell(t *testing.T) {
	t.Parallel()
	inTrouble(t, []ordeal{
		{name: "slow", faults: "latency=5s", wait: time.Minute, sees: []string{"✓ point: status"}},
		{name: "throttled", faults: "throttling=100%", wait: 90 * time.Second, sees: []string{"can't tell"}},
		{name: "broken", faults: "error=100%", wait: 90 * time.Second, sees: []string{"can't tell"}},
		{name: "no answer", faults: "hang=100%", wait: 90 * time.Second, sees: []string{"can't tell"}},
		{name: "expired", faults: "expired-token=100%", wait: time.Minute, sees: []string{"can't tell"}},
	}, func(u *user, c ordeal) {
		u.press("R").rests(10 * time.Second).befalls(c.faults).submits().answers()
		if c.name != "expired" { // which is known at once
			u.sees("can't confirm yet").press("enter").sees("still running")
		}
		u.after(time.Second).answers().after(c.wait).answers()
		u.sees(c.sees...)
		for _, f := range u.wizard().review.findings() {
			if c.name == "slow" && strings.Contains(f.Evidence, "in time") {
				u.t.Errorf("AWS answers every call after 5 s, and %s says %s", f.Check, f.Evidence)
			}
			if c.name != "slow" && f.Outcome.String() == "ok" && f.Source != "the request" && f.Source != "what is known here" && f.Source != "finished restore jobs" {
				u.t.Errorf("%s is ok by %s, which gave no answer: %s", f.Check, f.Source, f.Evidence)
			}
		}
		u.startedOnce(ordeal{})
	})
}

// TestAStartThatFailsSaysWhatIsKnown confirms a restore while AWS fails.
func TestAStartThatFailsSaysWhatIsKnown(t *testing.T) {
	t.Parallel()
	inTrouble(t, []ordeal{
		{name: "slow", faults: "latency=5s", wait: time.Minute, sees: []string{"› jobs › restore"}, jobs: 1, sent: 1},
		{name: "throttled", faults: "throttling=100%@StartRestoreJob", wait: 3 * time.Minute, sees: []string{"refused", "throttled"}},
		{name: "throttled for a while", faults: "throttling=100%@StartRestoreJob", wait: time.Minute, sees: []string{"› jobs › restore"}, jobs: 1, sent: 1},
		{name: "throttled once", faults: "throttling=100%@StartRestoreJob", wait: time.Minute, sees: []string{"› jobs › restore"}, jobs: 1, sent: 1},
		{name: "broken", faults: "error=100%@StartRestoreJob", wait: 2 * time.Minute, sees: []string{"certain"}},
		{name: "cut off", faults: "reset=100%@StartRestoreJob", wait: 2 * time.Minute, sees: []string{"certain"}},
		{name: "taken, and cut off once", faults: "taken-reset=100%@StartRestoreJob", wait: 2 * time.Minute, sees: []string{"› jobs › restore"}, jobs: 1, sent: 1},
		{name: "taken, and cut off for good", faults: "taken-reset=100%@StartRestoreJob", wait: 2 * time.Minute, sees: []string{"› jobs › restore"}, jobs: 1, sent: 1},
		{name: "no answer", faults: "hang=100%@StartRestoreJob", wait: 2 * time.Minute, sees: []string{"certain"}},
		{name: "expired", faults: "expired-token=100%@StartRestoreJob", wait: time.Minute, sees: []string{"refused"}},
	}, func(u *user, c ordeal) {
		u.press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
		phrase := u.phrase()
		f, err := sim.ParseFaults(c.faults)
		if err != nil {
			u.t.Fatal(err)
		}
		if c.name == "throttled once" || c.name == "taken, and cut off once" {
			f[0].Times = 1
		}
		if c.name == "throttled for a while" { // three attempts a call
			f[0].Times = 10
		}
		u.world.SetFaults(f)
		u.types(phrase).press("enter").answers().after(time.Second).answers().after(c.wait).answers()
		u.startedOnce(c)
		u.sees(c.sees...)
	})
}
