package views

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

func ago(d time.Duration) backup.Time { return sampleNow.Add(-d) }

func TestJobProgressSaysWhatAWSReports(t *testing.T) {
	volume := backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:eu-west-1:1:volume/vol-1"), Type: backup.Intern("EBS")})
	e := sampleEnv()
	e.Usual = usuals{{kind: backup.CopyJob, typ: backup.Intern("EBS")}: {from: 20 * time.Minute, to: 40 * time.Minute}, {kind: backup.RestoreJob, typ: backup.Intern("EBS")}: {from: 15 * time.Minute, to: 25 * time.Minute}}
	state := backup.Intern
	for _, c := range []struct {
		name        string
		job         backup.Job
		short, long string
	}{
		{"a percent has a bar", backup.Job{State: state("RUNNING"), Percent: 41.5, Started: ago(10 * time.Minute)}, "━━━───── 41.5%", "━━━───── 41.5%, elapsed 10 min"},
		{"a snapshot that stays at 0 has none", backup.Job{State: state("RUNNING"), Percent: 0, Started: ago(10 * time.Minute)}, "10 min", "elapsed 10 min"},
		{"a copy against the usual", backup.Job{Kind: backup.CopyJob, Of: volume, State: state("RUNNING"), Percent: backup.NoPercent, Created: ago(12 * time.Minute)}, "12m of 20–40m", "elapsed 12 min, usually 20–40 min"},
		{"longer than usual", backup.Job{Kind: backup.CopyJob, Of: volume, State: state("RUNNING"), Percent: backup.NoPercent, Created: ago(time.Hour)}, "! 1h of 20–40m", "elapsed 1 h, usually 20–40 min"},
		{"a restore as AWS expects", backup.Job{Kind: backup.RestoreJob, Of: volume, State: state("RUNNING"), Percent: backup.NoPercent, Started: ago(12 * time.Minute), Expected: 30}, "12m, 18m left", "elapsed 12 min, usually 15–25 min"},
		{"a restore that AWS expected to end", backup.Job{Kind: backup.RestoreJob, Of: volume, State: state("RUNNING"), Percent: backup.NoPercent, Started: ago(20 * time.Minute), Expected: 19}, "20m of 15–25m", "elapsed 20 min, usually 15–25 min"},
		{"longer than usual, AWS expects more", backup.Job{Kind: backup.RestoreJob, Of: volume, State: state("RUNNING"), Percent: backup.NoPercent, Started: ago(time.Hour), Expected: 90}, "! 1h, 30m left", "elapsed 1 h, usually 15–25 min"},
		{"not begun", backup.Job{State: state("PENDING"), Created: ago(3 * time.Minute), Percent: backup.NoPercent}, "waiting 3 min", "waiting 3 min"},
		{"done", backup.Job{State: state("COMPLETED"), Percent: 100, Started: ago(time.Hour), Completed: ago(48 * time.Minute)}, "took 12 min", "took 12 min"},
		{"failed says why", backup.Job{State: state("FAILED"), Message: backup.Intern("key is disabled"), Created: ago(time.Hour), Completed: ago(0)}, "key is disabled", ""},
		{"missed did nothing", backup.Job{State: state("EXPIRED"), Created: ago(9 * time.Hour), Completed: ago(time.Hour)}, "", ""},
		{"no times", backup.Job{State: state("RUNNING")}, "", ""},
		{"nonsense percent", backup.Job{State: state("RUNNING"), Percent: 1e9, Started: ago(time.Minute)}, "1 min", "elapsed 1 min"},
	} {
		if got := string(appendJobProgress(nil, &c.job, e)); got != c.short {
			t.Errorf("%s: %q, want %q", c.name, got, c.short)
		}
		if got := string(appendJobProgressExact(nil, &c.job, e)); got != c.long {
			t.Errorf("%s: page says %q, want %q", c.name, got, c.long)
		}
	}
}

// TestEveryScreenSaysWhatAWSExpectsIsLeft, of a restore that has no percent: the overview and the list as the page
// and watch do; of what AWS tells of no more it is past.
func TestEveryScreenSaysWhatAWSExpectsIsLeft(t *testing.T) {
	e := sampleEnv()
	e.Usual = usuals{{kind: backup.RestoreJob, typ: backup.Intern("EBS")}: {from: 15 * time.Minute, to: 25 * time.Minute}}
	j := backup.Job{
		Kind: backup.RestoreJob, Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}), State: backup.Intern("RUNNING"),
		Percent: backup.NoPercent, Started: ago(12 * time.Minute), Expected: 30,
	}
	overview := func(told bool) string { return ansi.Strip(string(appendProgress(nil, &j, e, told, 35))) }
	if got := strings.TrimSpace(overview(true)); got != "elapsed 12 min, about 18 min left" {
		t.Errorf("the overview says %q", got)
	}
	if got := leftWords(&j, e); !strings.HasPrefix(got, "about 18 min,") {
		t.Errorf("the page says %q", got)
	}
	if got := overview(false); strings.Contains(got, "left") || !strings.Contains(got, "usually 15–25 min") {
		t.Errorf("of an old answer: %q", got)
	}
}

func TestTimeLeftAndRateComeFromWhatWasDone(t *testing.T) {
	running := backup.Intern("RUNNING")
	minutes := func(n int64) int64 { return n * time.Minute.Milliseconds() }
	for _, c := range []struct {
		name       string
		job        backup.Job
		left, rate int64
	}{
		{"a quarter in ten minutes", backup.Job{State: running, Percent: 25, Transferred: 600 << 20, Started: ago(10 * time.Minute)}, minutes(30), 1 << 20},
		{"too early to tell, AWS expects an end", backup.Job{State: running, Percent: 50, Started: ago(10 * time.Second), ExpectedEnd: sampleNow.Add(5 * time.Minute)}, minutes(5), query.None},
		{"AWS expects so many minutes", backup.Job{Kind: backup.RestoreJob, State: running, Started: ago(10 * time.Minute), Expected: 25}, minutes(15), query.None},
		{"past what AWS expected", backup.Job{Kind: backup.RestoreJob, State: running, Started: ago(time.Hour), Expected: 25}, query.None, query.None},
		{"absurd expectation", backup.Job{State: running, Started: ago(time.Hour), Expected: 1 << 60}, query.None, query.None},
		{"waiting", backup.Job{State: backup.Intern("PENDING"), Created: ago(time.Hour), ExpectedEnd: sampleNow.Add(time.Hour)}, query.None, query.None},
		{"ended", backup.Job{State: backup.Intern("COMPLETED"), Percent: 100, Transferred: 60 << 20, Started: ago(2 * time.Minute), Completed: ago(time.Minute)}, query.None, 1 << 20},
		{"a clock that is off", backup.Job{State: running, Percent: 50, Transferred: 1, Started: sampleNow.Add(time.Hour)}, query.None, query.None},
	} {
		if got := jobLeft(&c.job, sampleNow); got != c.left {
			t.Errorf("%s: left %d, want %d", c.name, got, c.left)
		}
		if got := jobRate(&c.job, sampleNow); got != c.rate {
			t.Errorf("%s: rate %d, want %d", c.name, got, c.rate)
		}
	}
}

func TestJobStatesKeepAWSsWordAndSayWhatTripsPeople(t *testing.T) {
	e := sampleEnv()
	for _, c := range []struct {
		state, category, want string
		tone                  ui.Tone
	}{
		{"COMPLETED", "", "✓ COMPLETED", ui.Good},
		{"COMPLETED", "SUCCESS", "✓ COMPLETED", ui.Good},
		{"COMPLETED", "VSS_ERROR", "! issues", ui.Warn},
		{"COMPLETED_WITH_ISSUES", "", "! issues", ui.Warn},
		{"PARTIAL", "", "! PARTIAL", ui.Warn},
		{"EXPIRED", "", "✗ EXPIRED (missed)", ui.Bad},
		{"FAILED", "", "✗ FAILED", ui.Bad},
		{"ABORTED", "", "■ ABORTED", ui.Warn},
		{"RUNNING", "", "▶ RUNNING", ui.Busy},
		{"CREATED", "", "… CREATED", ui.Muted},
		{"NEW_WORD", "", "▶ NEW_WORD", ui.Busy},
		{"", "", "? unknown", ui.Busy},
	} {
		j := backup.Job{State: backup.Intern(c.state), Category: backup.Intern(c.category)}
		if got := string(appendJobState(nil, &j, e)); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.state, c.category, got, c.want)
		}
		if got := jobTone(&j, e); got != c.tone {
			t.Errorf("%s %s: tone %d, want %d", c.state, c.category, got, c.tone)
		}
	}
}

func TestAScanThatFoundThreatsIsAProblemEverywhere(t *testing.T) {
	e := sampleEnv()
	j := backup.Job{
		Kind: backup.ScanJob, State: backup.Intern("COMPLETED"), Result: backup.Intern("THREATS_FOUND"),
		Created: ago(2 * time.Hour), Completed: ago(time.Hour),
	}
	if got := string(appendJobState(nil, &j, e)); got != "✗ threats found" || jobTone(&j, e) != ui.Bad {
		t.Errorf("its state is %q, of tone %d", got, jobTone(&j, e))
	}
	if r := jobResource("sj", "", jobFeed(backup.ScanJob)); !r.Problem(&j, e) {
		t.Error("it is not among the problems")
	}
	var c tally
	if c.count(&j, j.Outcome(), ago(3*time.Hour)); c.failed != 1 {
		t.Errorf("the overview counts %+v", c)
	}
	side := jobSide{thing: jobThing(&j), row: &j}
	var head []string
	for _, l := range side.lead(&session{}, e) {
		head = append(head, l.label+": "+l.value)
	}
	if said := strings.Join(head, "\n"); !strings.Contains(said, "State: ✗ threats found") || !strings.Contains(said, "Cause: malware found by a scan") {
		t.Errorf("the head of its page says\n%s", said)
	}
}

func TestOverviewProgressFitsItsWidth(t *testing.T) {
	e := sampleEnv()
	e.Theme = ui.NewTheme("dark", true, true)
	jobs := []backup.Job{
		{State: backup.Intern("RUNNING"), Percent: 71.2, Started: ago(time.Hour)},
		{State: backup.Intern("RUNNING"), Percent: backup.NoPercent, Started: ago(time.Hour)},
		{State: backup.Intern("FAILED"), Message: backup.Intern("a very long message from AWS that does not fit\x1b[2J")},
	}
	for _, width := range []int{0, 1, 12, 32, 80} {
		for i := range jobs {
			if got := ui.Width(string(appendProgress(nil, &jobs[i], e, true, width))); got > width {
				t.Errorf("job %d takes %d cells of %d", i, got, width)
			}
		}
	}
}
