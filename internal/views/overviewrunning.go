package views

import (
	"cmp"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// lineUp puts the running jobs into the order of need, and counts those that look stuck in
// the cells of their scopes: an operator can act on them before they fail.
func (s *summary) lineUp(e *Env, cells map[backup.Scope]*tally) {
	stuck := map[jobName]bool{}
	for i := range s.running {
		j := &s.running[i]
		if !looksStuck(j, e.told(j)) {
			continue
		}
		stuck[jobName{j.Kind, j.ID}] = true
		s.total.stuck++
		if c := cells[jobScope(j)]; c != nil {
			c.stuck++
		}
	}
	first := func(yes bool) int { return 1 - oneIf(yes) }
	slices.SortFunc(s.running, func(a, b backup.Job) int {
		return cmp.Or(
			first(stuck[jobName{a.Kind, a.ID}])-first(stuck[jobName{b.Kind, b.ID}]),
			first(a.Kind == backup.RestoreJob)-first(b.Kind == backup.RestoreJob), // someone waits for it
			cmp.Compare(a.Created, b.Created), cmp.Compare(a.ID, b.ID))
	})
	if len(s.running) > runningShown {
		s.running = s.running[:runningShown]
	}
	s.heard = make([]heard, len(s.running))
	for i := range s.running {
		s.heard[i] = e.hearsOf(&s.running[i])
	}
}

// running are the jobs that run, with how far each is.
func (o *overviewScreen) running(e *Env) block {
	s := o.sum
	b := block{n: len(s.running), least: 2}
	if b.n == 0 {
		return b
	}
	b.head = func(d *drawing) {
		d.headingOf("RUNNING NOW", s.runningHeads(e.Theme), "")
	}
	b.line = func(d *drawing, i int) { d.add(drawJob(d, &s.running[i], s.heard[i])) }
	b.key = func(i int) string { return s.running[i].ID }
	b.to = func(i int) (Target, bool) { return jobPage(&s.running[i]), true }
	return b
}

// runningJob is the job under the cursor, nil where that is something else.
func (o *overviewScreen) runningJob() *backup.Job {
	if o.sum == nil || o.at.block != runningBlock || o.at.line >= len(o.sum.running) {
		return nil
	}
	return &o.sum.running[o.at.line]
}

func (o *overviewScreen) needsRunning() string {
	if o.runningJob() == nil {
		return "only a job under RUNNING NOW can be tracked"
	}
	return ""
}

// track follows the job under the cursor.
func (o *overviewScreen) track() tea.Cmd {
	j := *o.runningJob()
	side := jobSide{thing: jobThing(&j), row: &j}
	o.s.track(side.tracked(o.s.env))
	return nil
}

// runningHeads say what runs, the longest words first, for as much room as there is.
func (s *summary) runningHeads(th *ui.Theme) []string {
	kinds, all := runningWords(s.counts, th), counted2(s.total.running, "job", "jobs")
	n := s.total.stuck
	if n == 0 {
		return []string{kinds, all}
	}
	stuck, dot := th.Sign(ui.Attention)+" "+ui.Count(n), " "+th.Sign(ui.Dot)+" "
	look := " look stuck"
	if n == 1 {
		look = " looks stuck"
	}
	return []string{stuck + look + dot + kinds, stuck + " stuck" + dot + kinds, stuck + look + dot + all, stuck + dot + all}
}

// jobsOf are one and several jobs of a kind.
var jobsOf = [...][2]string{
	backup.BackupJob: {"backup", "backups"}, backup.CopyJob: {"copy", "copies"}, backup.RestoreJob: {"restore", "restores"}, backup.ScanJob: {"scan", "scans"},
}

func runningWords(counts [4]int, th *ui.Theme) string {
	var words []string
	for kind, n := range counts {
		if n > 0 {
			words = append(words, ui.Count(n)+" "+jobsOf[kind][min(n-1, 1)])
		}
	}
	return strings.Join(words, " "+th.Sign(ui.Dot)+" ")
}

// drawJob draws one running job: what, where, and how far; one that AWS tells of no more has
// its age instead of what would go on. A narrow screen leaves the type out first.
func drawJob(d *drawing, j *backup.Job, from heard) []byte {
	const kindW = 8
	typeW, placeW, progressW := 0, 15, 35
	if d.r.W >= 100 {
		typeW, placeW, progressW = 13, 20, 52
	}
	nameW := min(max(d.r.W-2-kindW-typeW-placeW-progressW, 0), 56)
	of := j.Of.Get()
	b, tone := d.start()
	b = d.cell(b, ui.Busy|tone&ui.Bold, j.Kind.String(), kindW)
	b = d.column(b, ui.Plain, of.Type.String(), typeW)
	b = d.column(b, ui.Plain, resourceWords(of), nameW)
	b = d.column(b, ui.Muted, d.e.AccountName(j.Account)+" "+backup.ShortRegion(j.Region.String()), placeW)
	rest := max(d.r.W-2-kindW-typeW-nameW-placeW, 0)
	e := d.e.then(from)
	if e != d.e {
		age := d.e.Theme.Sign(ui.Old) + " as of " + ui.Duration(d.e.Now.Sub(from.read)) + " ago"
		b = d.column(b, ui.Warn, age, min(ui.Width(age)+2, rest))
		rest = max(rest-ui.Width(age)-2, 0)
		if p := jobPercent(j); p != query.None { // how long it would have taken from then on is past
			words := append(appendBar(nil, e, min(max(rest-7, 0), 12), p), ' ')
			return e.Theme.PaintBytes(b, ui.Muted, fitted(ui.AppendPercent(words, float64(p)/100), rest, e))
		}
	}
	if found := suspicions(j, e); len(found) > 0 {
		words := d.e.Theme.Sign(ui.Attention) + " " + j.State.String() + ": " + found[0].short
		return d.e.Theme.PaintBytes(b, ui.Warn, fitted([]byte(words), rest, d.e))
	}
	return appendProgress(b, j, e, e == d.e, rest)
}

// appendProgress appends a running job's progress, painted, in at most width cells: bar,
// percent, time left and, with room, the rate where AWS tells how far it is, else the time
// against what AWS expects or the usual. told says that AWS tells of it now.
func appendProgress(b []byte, j *backup.Job, e *Env, told bool, width int) []byte {
	p := jobPercent(j)
	if p == query.None {
		tone := ui.Muted
		if overdue(j, e) {
			tone = ui.Warn
		}
		return e.Theme.PaintBytes(b, tone, fitted(appendElapsed(nil, j, e, told), width, e))
	}
	bar := min(max(width-23, 0), 12)
	b = e.Theme.Paint(b, ui.Busy, string(appendBar(nil, e, bar, p)))
	words := ui.AppendPercent([]byte(" "), float64(p)/100)
	if left := jobLeft(j, e.Now); left != query.None {
		words = append(ui.AppendDuration(append(words, "  "...), time.Duration(left)*time.Millisecond), " left"...)
	}
	if rate := appendRate(nil, j, e); len(rate) > 0 && ui.Width(string(words))+2+len(rate) <= width-bar {
		words = append(append(words, "  "...), rate...)
	}
	return e.Theme.PaintBytes(b, ui.Plain, fitted(words, width-bar, e))
}
