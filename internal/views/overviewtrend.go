package views

import (
	"fmt"
	"slices"
	"strconv"
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

const outcomeKinds = int(backup.Stopped) + 1

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

// trendOf adds up the daily counts.
func trendOf(e *Env, parts []state.Part) trend {
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
			t.counts[s.Outcome()][day] += s.Count
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
		{backup.Stopped, ui.Refused, ui.Warn, "stopped", `state~^(ABORTED|CANCELED)$`},
		{backup.Issues, ui.Attention, ui.Warn, "issues", problemField + ":true state~^(COMPLETED|PARTIAL)$"},
		{backup.Succeeded, ui.Done, ui.Good, "completed", problemField + ":false state=COMPLETED"},
	}
}

// trend draws the days, a line an outcome that occurred.
func (o *overviewScreen) trend(e *Env) block {
	t := &o.sum.trend
	if t.days == 0 {
		return block{}
	}
	var lines []outcomeLine
	for _, l := range outcomeLines() {
		if slices.ContainsFunc(t.counts[l.outcome], func(n int64) bool { return n > 0 }) {
			lines = append(lines, l)
		}
	}
	b := block{n: len(lines), least: 1}
	b.head = func(d *drawing) {
		d.headingOf(strconv.Itoa(t.days)+" DAYS", t.heads(e.Theme), "")
	}
	b.line = func(d *drawing, i int) { d.add(o.drawTrend(d, lines[i])) }
	b.key = func(i int) string { return lines[i].name }
	b.to = func(i int) (Target, bool) { return o.jobsOfDay(lines[i]), true }
	return b
}

// heads say what is counted, the longest words first, for as much room as there is.
func (t *trend) heads(th *ui.Theme) []string {
	days := dayName(t.from) + " to " + dayName(t.day(t.days-1))
	lists, short := "", ""
	if t.unread > 0 {
		lists = " " + th.Sign(ui.Attention) + " " + counted2(t.unread, "list", "lists") + " unread"
		short = " " + th.Sign(ui.Attention) + " " + ui.Count(t.unread) + " unread"
	}
	return []string{
		"daily counts to midnight UTC, without scans: " + days + lists,
		"to midnight UTC, without scans: " + days + short,
		days + ", midnight UTC" + short,
		days + short,
	}
}

func (t *trend) day(i int) backup.Time { return t.from.Add(time.Duration(i) * 24 * time.Hour) }

func dayName(t backup.Time) string { return t.Time().Format("2 Jan") }

// drawTrend draws one outcome: a bar a day, with its number where there is room, and words
// for the day under the cursor or for all.
func (o *overviewScreen) drawTrend(d *drawing, l outcomeLine) []byte {
	t, th := &o.sum.trend, d.e.Theme
	const nameW, plainW, numberedW = 13, 2, 9
	cellW := plainW
	if d.r.W >= 2+nameW+trendDays*numberedW+46 {
		cellW = numberedW
	}
	counts := t.counts[l.outcome]
	b, tone := d.start()
	b = d.column(b, l.tone|tone&ui.Bold, th.Sign(l.sign)+" "+l.name, nameW)
	most := slices.Max(counts)
	for i, n := range counts {
		mark := " "
		if d.under && o.cols[trendBlock] == i {
			mark = th.Sign(ui.CursorMark)
		}
		b = ui.Sparkline(th.Paint(b, ui.Accent, mark), th, l.tone, []int64{n}, most)
		if cellW > plainW {
			b = d.cell(b, ui.Plain, " "+ui.Count(int(n)), cellW-plainW)
		}
	}
	room := max(d.r.W-2-nameW-t.days*cellW, 0)
	words := o.trendWords(counts)
	return d.cell(b, ui.Muted, "  "+words[longestIn(words, room-2)], room)
}

// trendWords are the day under the cursor, else the sum and the worst day, the longest words
// first.
func (o *overviewScreen) trendWords(counts []int64) []string {
	t, col := &o.sum.trend, o.cols[trendBlock]
	if o.at.block == trendBlock && col >= 0 && col < len(counts) {
		day, n, of := dayName(t.day(col)), counts[col], t.totals[col]
		return []string{
			fmt.Sprintf("%s: %s of %s (%s)", day, ui.Count(int(n)), ui.Count(int(of)), rateWords(n, of)),
			fmt.Sprintf("%s: %s (%s)", day, ui.Count(int(n)), rateWords(n, of)),
			fmt.Sprintf("%s: %s", day, ui.Count(int(n))),
		}
	}
	var n, of int64
	worst := 0
	for i := range counts {
		n, of = n+counts[i], of+t.totals[i]
		if counts[i] > counts[worst] {
			worst = i
		}
	}
	rate, most, day := rateWords(n, of), ui.Count(int(counts[worst])), dayName(t.day(worst))
	return []string{
		fmt.Sprintf("%s of %s, most %s on %s", rate, ui.Count(int(of)), most, day),
		fmt.Sprintf("%s, most %s on %s", rate, most, day),
		rate,
	}
}

func rateWords(n, of int64) string {
	if of == 0 {
		return "0%"
	}
	return string(ui.AppendPercent(nil, 100*float64(n)/float64(of)))
}

// trendNote says why the rows behind the daily counts may be others than are counted.
func (o *overviewScreen) trendNote(e *Env) string {
	words := "AWS counts to midnight UTC and without scans"
	if n := len(fleetTroubles(e)); n > 0 {
		words += "; jobs of " + counted2(n, "account", "accounts") + " that can't be read are counted and not listed"
	}
	return words
}

// jobsOfDay leads to the jobs behind a line: of the day under the cursor, else of all days.
// AWS counts no scan jobs by day.
func (o *overviewScreen) jobsOfDay(l outcomeLine) Target {
	t, first, last := &o.sum.trend, 0, o.sum.trend.days-1
	title := l.name
	if col := o.cols[trendBlock]; col >= 0 && col < t.days {
		first, last = col, col
		title += " " + dayName(t.day(col))
	}
	day := func(i int) string { return t.day(i).Time().Format("2006-01-02") }
	return Target{View: "jobs", Title: title, Filter: fmt.Sprintf("created>=%s created<%s %s !kind:scan", day(first), day(last+1), l.filter)}
}
