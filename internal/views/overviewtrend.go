package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// trend is how many jobs were created on each of the last days, by how they ended.
type trend struct {
	from   backup.Time // midnight UTC of the first day
	days   int
	counts [outcomeKinds][]int64
	totals []int64
	unread int // lists that are not there
}

const outcomeKinds = int(backup.Threats) + 1

// trendDays is how far back AWS counts by day (AWS Backup API: AggregationPeriod ONE_DAY).
const trendDays = 14

func summaryFeedNames() []string {
	return []string{"backup-job-summaries", "copy-job-summaries", "restore-job-summaries"}
}

// trendParts are the daily counts: of an organisation one list a Region for all accounts, else
// one a scope, where there are not too many.
func trendParts(e *Env) []state.Part {
	scopes, home := e.Scopes(), map[backup.Text]bool{}
	if len(e.Focus.Accounts) == 0 && ofOrganization(e.Fleet) {
		for _, in := range scopes {
			home[in.Region] = home[in.Region] || in.Account == e.Fleet.Home.ID
		}
	}
	var parts []state.Part
	for _, feed := range summaryFeedNames() {
		whole := map[backup.Text]bool{}
		for _, region := range regionsOf(scopes) {
			p := state.Part{Feed: feed, Scope: backup.In(backup.Organization, region.String())}
			if home[region] && !refuses(e.Health(p).Err) {
				whole[region] = true
				parts = append(parts, p)
			}
		}
		for _, in := range scopes {
			if !whole[in.Region] && len(scopes) <= scopesWatched {
				parts = append(parts, state.Part{Feed: feed, Scope: in})
			}
		}
	}
	return parts
}

// wrongRestores are how many restores of a scope, or of the whole organisation in a Region, that were created on
// a day are completed and have a test that says otherwise: AWS counts by state, and its counts know no tests.
type wrongRestores map[scopeDay]int64

type scopeDay struct {
	in  backup.Scope
	day backup.Time
}

func (w wrongRestores) add(j *backup.Job) {
	day := midnight(j.Created)
	w[scopeDay{jobScope(j), day}]++
	w[scopeDay{backup.In(backup.Organization, j.Region.String()), day}]++
}

// midnight is when the day of t began, in UTC.
func midnight(t backup.Time) backup.Time {
	return backup.TimeOf(t.Time().UTC().Truncate(24 * time.Hour))
}

// trendOf adds up the daily counts. What wrong has is no success, as everywhere else.
func trendOf(e *Env, parts []state.Part, wrong wrongRestores) trend {
	var t trend
	for _, p := range parts {
		if e.Health(p).ReadAt.IsZero() {
			t.unread++
		}
	}
	rows := state.Select[backup.JobSummary](e.Snap, partSet(parts), summaryFeedNames()...)
	last := backup.Time(0)
	for _, s := range rows.All() {
		last = max(last, s.From)
	}
	if last.IsZero() {
		return t
	}
	t.from, t.days = last.Add(-(trendDays-1)*24*time.Hour), trendDays
	t.totals = make([]int64, t.days)
	for i := range t.counts {
		t.counts[i] = make([]int64, t.days)
	}
	for _, s := range rows.All() {
		day := int(s.From.Sub(t.from) / (24 * time.Hour))
		if s.From >= t.from && day < t.days {
			t.totals[day] += s.Count
			is, n := s.Outcome(), int64(0)
			if s.Kind == backup.RestoreJob && is == backup.Succeeded {
				n = min(wrong[scopeDay{backup.Scope{Account: s.Account, Region: s.Region}, midnight(s.From)}], s.Count)
			}
			t.counts[backup.Issues][day] += n
			t.counts[is][day] += s.Count - n
		}
	}
	return t
}

// outcomeLine is how a line of the trend is named, and the jobs behind it.
type outcomeLine struct {
	outcome      backup.Outcome
	sign         ui.Sign
	tone         ui.Tone
	name, filter string
}

// outcomeLines are in the order of need.
func outcomeLines() []outcomeLine {
	return []outcomeLine{
		{backup.Failed, ui.Failed, ui.Bad, "failed", "state=FAILED"},
		{backup.Missed, ui.Failed, ui.Bad, "missed", "state=EXPIRED"},
		{backup.Stopped, ui.Stopped, ui.Warn, "stopped", `state~^(ABORTED|CANCELED)$`},
		{backup.Issues, ui.Attention, ui.Warn, "issues", problemField + ":true state~^(COMPLETED|PARTIAL)$"},
		{backup.Succeeded, ui.Done, ui.Good, "completed", problemField + ":false state=COMPLETED"},
	}
}

func (t *trend) day(i int) backup.Time { return t.from.Add(time.Duration(i) * 24 * time.Hour) }
