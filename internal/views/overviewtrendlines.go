package views

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

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
	b.to = func(i int) (Target, bool) { return o.jobsOfDay(e, lines[i]), true }
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
		fmt.Sprintf("%s of %s (%s), most %s on %s", ui.Count(int(n)), ui.Count(int(of)), rate, most, day),
		fmt.Sprintf("%s of %s, most %s on %s", rate, ui.Count(int(of)), most, day),
		fmt.Sprintf("%s, most %s on %s", rate, most, day),
		rate,
	}
}

// rateWords are a share of jobs, rounded: what happened is never a share of nothing, and what
// did not happen to all is not 100%.
func rateWords(n, of int64) string { return shareWords(n, of, 10) }

// wholeRate is rateWords without decimals, where a cell more is not there.
func wholeRate(n, of int64) string { return shareWords(n, of, 1) }

// shareWords are a percentage in so many steps of a percent.
func shareWords(n, of, steps int64) string {
	switch {
	case of == 0:
		return "0%"
	case n >= of:
		return "100%"
	case n > 0 && n*100*steps < of:
		return "<" + ui.Percent(1/float64(steps))
	}
	return ui.Percent(float64(min((200*steps*n+of)/(2*of), 100*steps-1)) / float64(steps))
}

// trendDays are the first and the last day that the cursor is on.
func (o *overviewScreen) trendDays() (first, last int) {
	if col, days := o.cols[trendBlock], o.sum.trend.days; col >= 0 && col < days {
		return col, col
	}
	return 0, o.sum.trend.days - 1
}

// jobsOfDay leads to the jobs behind a line: of the day under the cursor, else of all days.
// AWS counts no scan jobs by day.
func (o *overviewScreen) jobsOfDay(e *Env, l outcomeLine) Target {
	t, title := &o.sum.trend, l.name
	first, last := o.trendDays()
	if first == last {
		title += " " + dayName(t.day(first))
	}
	day := func(i int) string { return t.day(i).Time().Format("2006-01-02") }
	return Target{
		View: "jobs", Title: title, Note: o.trendNote(e, l.outcome),
		Filter: fmt.Sprintf("created>=%s created<%s %s !kind:scan", day(first), day(last+1), l.filter),
	}
}
