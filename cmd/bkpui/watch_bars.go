package main

import (
	"io"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// watchBars draws a line a job on a terminal, again and again in its place. No mode of the
// terminal is changed, so that nothing has to be put back.
type watchBars struct {
	out   io.Writer
	theme *ui.Theme
	width func() int
	prose func() *prose

	jobs    []*followed
	refresh time.Duration
	drawn   int                  // lines that the cursor stands at the end of
	said    map[*followed]string // the remedy that was printed
	over    map[*followed]bool   // its end was printed
}

func newWatchBars(a *app, s settings) *watchBars {
	return &watchBars{
		out: a.out, theme: ui.NewTheme(s.Theme, a.env["NO_COLOR"] != "", s.ASCII), width: a.terminalWidth, prose: func() *prose { return newProse(a) },
		said: map[*followed]string{}, over: map[*followed]bool{},
	}
}

func (w *watchBars) begin(jobs []*followed, refresh time.Duration) {
	w.jobs, w.refresh = jobs, refresh
	var above []string
	for _, j := range jobs {
		above = append(above, ui.Clean(jobPlace(j)))
		if arn := j.job.Of.Get().ARN.String(); arn != "" {
			above = append(above, "  "+ui.Clean(arn))
		}
	}
	w.draw(above...)
}

func (w *watchBars) news(j *followed) {
	switch {
	case w.over[j]:
	case j.done():
		w.over[j] = true
		w.draw(w.ended(j)...)
	case j.trouble != nil && j.trouble.Remedy != "" && w.said[j] != j.trouble.Remedy: // to be copied, so whole
		w.said[j] = j.trouble.Remedy
		w.draw(ui.Clean(j.thing.ID + ": " + troubleWords(j.trouble)))
	default:
		if j.trouble == nil {
			delete(w.said, j)
		}
		w.draw()
	}
}

func (w *watchBars) tick() { w.draw() }

func (w *watchBars) close() {
	if w.drawn > 0 {
		_, _ = io.WriteString(w.out, "\n")
		w.drawn = 0
	}
}

// draw writes lines that stay, and below them those of the jobs that still run, over those
// that were drawn last.
func (w *watchBars) draw(above ...string) {
	var b strings.Builder
	b.WriteByte('\r')
	if w.drawn > 1 {
		b.WriteString(ansi.CursorUp(w.drawn - 1))
	}
	for _, line := range above {
		b.WriteString(line + ansi.EraseLineRight + "\n")
	}
	width, now := w.width()-1, backup.TimeOf(time.Now()) // the last column stays free: terminals differ in what it does
	w.drawn = 0
	for _, j := range w.jobs {
		if w.over[j] {
			continue
		}
		if w.drawn > 0 {
			b.WriteString("\n")
		}
		b.Write(w.bar(j, width, now))
		b.WriteString(ansi.EraseLineRight)
		w.drawn++
	}
	b.WriteString(ansi.EraseScreenBelow)
	_, _ = io.WriteString(w.out, b.String()) // a terminal that is gone ends the program by its signal
}

const (
	barLeast = 6
	barMost  = 40
)

// bar is the line of a job that runs, of at most so many cells: "restore orders-db
// RUNNING ━━━━━━━───── 41.5%  12 GiB of 30 GiB  12:04, about 16 min left".
func (w *watchBars) bar(j *followed, width int, now backup.Time) []byte {
	job := j.job
	after := []string{percentWord(job), bytesWord(job), timeWords(job, now, clock)}
	tone := ui.Plain
	if j.trouble != nil || j.stale(now, w.refresh) {
		after, tone = []string{percentWord(job), w.theme.Sign(ui.Attention) + " " + lastKnown(j, now)}, ui.Warn
	}
	tail := joined(after)
	state := job.State.String()
	room := width - ui.Width(state) - ui.Width(tail) - 4
	bar := 0
	if job.Reports() {
		bar = min(max(room-24, barLeast), barMost)
	}
	name := ui.Clean(jobName(job))
	if most := max(room-bar-1, 8); ui.Width(name) > most {
		name = string(ui.Fit(nil, []byte(name), most, ui.AlignLeft, true, w.theme.Sign(ui.Ellipsis)))
	}
	var b []byte
	b = w.theme.Paint(b, ui.Strong, name)
	b = w.theme.Paint(append(b, ' '), ui.Busy, ui.Clean(state))
	if bar > 0 {
		b = ui.Bar(append(b, ' '), w.theme, ui.Busy, bar, float64(job.Percent)/100)
	}
	b = w.theme.Paint(append(b, ' '), tone, ui.Clean(tail))
	return []byte(ansi.Truncate(string(b), width, ""))
}

func joined(words []string) string {
	out := ""
	for _, s := range words {
		if s != "" && out != "" {
			out += "  "
		}
		out += s
	}
	return out
}

// ended are the lines that stay of a job: how it ended, and why.
func (w *watchBars) ended(j *followed) []string {
	now := backup.TimeOf(time.Now())
	sign, tone := ui.Done, ui.Good
	switch j.status() {
	case exitIssues:
		sign, tone = ui.Attention, ui.Warn
	case exitPartial:
		sign, tone = ui.Refused, ui.Warn
	case exitFailed:
		sign, tone = ui.Failed, ui.Bad
	}
	words := joined([]string{jobName(j.job), j.job.State.String(), percentWord(j.job), bytesWord(j.job), timeWord(j.job, now), outcomeWord(j.job)})
	if j.lost {
		words = joined([]string{jobName(j.job), j.job.State.String(), lastKnown(j, now), "given up: " + troubleWords(j.trouble)})
	}
	lines := []string{string(w.theme.Paint(nil, tone, w.theme.Sign(sign))) + " " + ui.Clean(words)}
	if d, ok := j.diagnosis(); ok && j.job.Terminal() {
		text := strings.TrimRight(string(w.prose().diagnosis(&d, j.job.Message.String())), "\n")
		lines = append(append(lines, ""), strings.Split(text, "\n")...)
	}
	return lines
}
