package views

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// things are one row of each kind that AWS describes, and the call that does.
var things = []struct{ command, op string }{
	{"vaults name=prod-daily account:payments region:us-east-1", "DescribeBackupVault"},
	{"points vault:prod-daily account:payments status:completed", "DescribeRecoveryPoint"},
	{"bj state:failed", "DescribeBackupJob"},
	{"cj state:completed", "DescribeCopyJob"},
	{"rj state:completed", "DescribeRestoreJob"},
	{"sj state:completed", "DescribeScanJob"},
	{"plans name:prod account:payments", "GetBackupPlan"},
	{"selections account:payments", "GetBackupSelection"},
	{"resources account:payments", "DescribeProtectedResource"},
}

func TestJSONIsByteForByteWhatAWSGave(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 200, 50, small(), Options{}).rests(10 * time.Second)
		for _, thing := range things {
			u.opens(thing.command)
			u.wire.answers()
			u.press("y").after(2 * time.Second).sees("// " + thing.op)
			text := u.session().top().(*textScreen).pager.Text()
			want := ""
			for _, body := range u.wire.answers() {
				var b bytes.Buffer
				if err := json.Indent(&b, body, "", "  "); err == nil && strings.Contains(text, b.String()) {
					want = b.String()
					break
				}
			}
			if len(want) < 50 {
				t.Errorf("%s: no answer of AWS is in the JSON as it was given:\n%s", thing.command, text)
			}
			u.press("q").misses("// " + thing.op)
		}
	})
}

func TestLinksLeadThereAndBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 60, small(), Options{}).rests(10 * time.Second)
		followed := 0
		for _, thing := range append(things, []struct{ command, op string }{{command: "accounts payments"}, {command: "regions account:payments"}, {command: "rules account:payments"}}...) {
			u.opens(thing.command).press("d").after(2 * time.Second)
			if thing.op != "" {
				u.sees("AWS: " + thing.op)
			}
			p, ok := u.session().top().(*page)
			if !ok {
				t.Fatalf("no page of %s:\n%s", thing.command, u.text())
			}
			links := 0
			for i := range p.rows {
				if l := p.lines[p.rows[i].line]; l.link == nil || !p.rows[i].first {
					continue
				}
				links++
				u.press("g")
				for range i {
					u.press("down")
				}
				here := u.underCursor()
				u.press("enter").after(2 * time.Second)
				if top := u.session().top(); top == Screen(p) {
					t.Errorf("%s: the link %q leads nowhere:\n%s", thing.command, here, u.text())
					continue
				}
				u.misses("no view", "no column", "did you mean")
				for range 3 { // a filter that the link brought is cleared first
					if u.session().top() != Screen(p) {
						u.press("esc")
					}
				}
				if u.session().top() != Screen(p) || u.underCursor() != here {
					t.Fatalf("%s: %q does not lead back:\n%s", thing.command, here, u.text())
				}
			}
			if links == 0 {
				t.Errorf("%s: a page without links:\n%s", thing.command, u.text())
			}
			followed += links
		}
		if followed < 40 {
			t.Errorf("only %d links", followed)
		}
	})
}

func TestLinkedPagesTellWhatAWSSays(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 60, small(), Options{}).rests(10 * time.Second)
		// From a failed job to its plan, to the plan's rules, and back to the job.
		u.opens("bj state:failed plan~.").press("d").after(2 * time.Second)
		job := u.text()
		u.follows("Plan ID").sees("AWS: GetBackupPlan").press("q")
		if got := u.text(); strings.Fields(got)[0] != strings.Fields(job)[0] || !strings.Contains(got, "AWS: DescribeBackupJob") {
			t.Errorf("the job's page came back as\n%s", got)
		}
		u.follows("Resource ARN").sees("AWS: DescribeProtectedResource").press("q")
		u.follows("Vault").sees("AWS: DescribeBackupVault").press("q")

		// A long value is there whole behind enter.
		u.opens("vaults name=prod-daily account:payments region:us-east-1").press("d").after(2 * time.Second).sees("AWS: GetBackupVaultAccessPolicy")
	})
}

// follows opens the link of a page by its label.
func (u *user) follows(label string) *user {
	u.t.Helper()
	p := u.session().top().(*page)
	at := slices.IndexFunc(p.rows, func(r pageRow) bool { return p.lines[r.line].label == label && p.lines[r.line].link != nil })
	if at < 0 {
		u.t.Fatalf("no link %s:\n%s", label, u.text())
	}
	u.press("g")
	for range at {
		u.press("down")
	}
	return u.press("enter").after(2 * time.Second)
}

func TestResultsOfAClosedScreenAreDropped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 160, 50, w, Options{}).rests(10 * time.Second)
		u.opens("vaults name=prod-daily account:payments region:us-east-1")
		w.SetFaults(slowly(3 * time.Second))
		u.press("d").sees("asking AWS").press("q")
		table := u.text()
		u.rests(20 * time.Second)
		if got := u.text(); got != table && !strings.Contains(got, "\n vaults") {
			t.Errorf("the answer came to a screen that is gone:\n%s", got)
		}
		// The answers to one page never show on the next.
		u.press("d").after(time.Second).press("q").goes("vaults name=compliance-7y account:payments region:us-east-1").after(time.Second)
		u.press("d").rests(30*time.Second).sees("compliance-7y", "AWS: DescribeBackupVault").misses("prod-daily")
		// Nor the end of a save, a search or a JSON.
		u.press("q", "y", "q").rests(10 * time.Second).misses("// Describe")
		if n := w.Stats().PeakInFlight; n == 0 {
			t.Error("nothing was asked")
		}
	})
}

func TestARefusedAnswerLeavesTheOthers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 160, 50, w, Options{}).rests(10 * time.Second)
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"DescribeBackupVault", "GetBackupVaultAccessPolicy"}}})
		u.opens("vaults name=prod-daily account:payments region:us-east-1").press("d").after(5 * time.Second)
		u.sees("AWS: DescribeBackupVault", "denied", "backup:DescribeBackupVault", "AWS: GetBackupVaultNotifications", "SNSTopicArn") // what can be read is there
		u.press("y").sees("// ", "backup:DescribeBackupVault")
	})
}

func TestAPageIsTheSameWhicheverWayItIsReached(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 160, 60, w, Options{}).rests(10 * time.Second)
		labels := func(u *user) string {
			var names []string
			p := u.session().top().(*page)
			for i := range p.lines {
				if l := &p.lines[i]; !strings.HasPrefix(l.label, "AWS: ") {
					names = append(names, l.label)
					continue
				}
				break
			}
			return strings.Join(names, ", ")
		}
		type reached struct {
			target Target
			lines  string
		}
		var from []reached
		for _, thing := range things {
			u.opens(thing.command).press("d").after(2 * time.Second)
			here := reached{u.session().top().Target(), labels(u)}
			here.target.Arg, here.target.Scope = "", backup.Scope{}
			if from = append(from, here); !strings.Contains(here.lines, "Account, Region") || !strings.Contains(here.lines, "Related") {
				t.Errorf("%s: %s", thing.command, here.lines)
			}
		}
		// By a link, with the lists there; in a console that has read none; and before AWS has answered.
		fresh := startOn(t, 160, 60, w, Options{Command: "logs"}).rests(10 * time.Second)
		for i, here := range from {
			for name, u := range map[string]*user{"with its list": u, "without": fresh} {
				u.does(func(s *session) { s.open(here.target) }).press("down").sees("Account", "Region")
				got := labels(u.after(3 * time.Second))
				_, links, _ := strings.Cut(got, "Related")
				_, want, _ := strings.Cut(here.lines, "Related")
				if links != want || !strings.Contains(got, "Account, Region, ") || name == "with its list" && got != here.lines {
					t.Errorf("%s %s:\n%s\nfrom the list:\n%s", things[i].command, name, got, here.lines)
				}
				u.press("esc")
			}
		}
	})
}
