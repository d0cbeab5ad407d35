package views

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// Widths of the overview's grid, in cells: what it needs and what helps.
const (
	accountWidth = 16
	cellLeast    = 12
	cellMost     = 24
)

// Render draws the grid above and the running jobs below; each gives way to the
// other on a small screen.
func (o *overviewScreen) Render(e *Env, r ui.Rect) string {
	foot := troubleLines(e, o.lists.failed, r)
	b := []byte(o.render(e, ui.Rect{W: r.W, H: max(r.H-len(foot), 0)}))
	for _, line := range foot {
		b = append(append(b, '\n'), line...)
	}
	return string(b)
}

func (o *overviewScreen) render(e *Env, r ui.Rect) string {
	d := drawing{e: e, r: r}
	if o.sum == nil {
		d.text(ui.Muted, "  reading the accounts and their jobs "+e.Theme.Sign(ui.Waiting))
		return d.fill()
	}
	jobs := min(len(o.sum.running), max(r.H/3, r.H-4-len(o.sum.accounts)))
	if r.H < overviewLeast && o.at < len(o.sum.accounts) {
		jobs = 0
	}
	room := max(r.H-1-boolLines(jobs > 0, jobs+2), 1)
	o.drawGrid(&d, room)
	if jobs > 0 {
		o.drawRunning(&d, jobs)
	}
	return d.fill()
}

// overviewLeast is how many lines it takes to show accounts and jobs; fewer go to what
// the cursor is on.
const overviewLeast = 9

func boolLines(yes bool, n int) int {
	if yes {
		return n
	}
	return 0
}

// drawing collects lines of exactly the room's width.
type drawing struct {
	e     *Env
	r     ui.Rect
	lines []string
	cellW int // of the overview's grid
}

func (d *drawing) add(line []byte) { d.lines = append(d.lines, string(line)) }

func (d *drawing) text(tone ui.Tone, s string) {
	d.add(d.e.Theme.Paint(nil, tone, string(ui.Fit(nil, []byte(s), d.r.W, ui.AlignLeft, false, d.e.Theme.Sign(ui.Ellipsis)))))
}

// fill returns exactly the room's lines. Of columns that a very narrow screen has no
// room for it shows the beginning.
func (d *drawing) fill() string {
	lines := d.lines
	if d.r.W < accountWidth+cellLeast+6 {
		for i, line := range lines {
			lines[i] = ansi.Truncate(line, max(d.r.W, 0), "")
		}
	}
	if len(lines) > d.r.H {
		lines = lines[:max(d.r.H, 0)]
	}
	for len(lines) < d.r.H {
		lines = append(lines, "")
	}
	return strings.Join(lines, "\n")
}

func (d *drawing) cell(b []byte, tone ui.Tone, s string, width int) []byte {
	return d.e.Theme.Paint(b, tone, string(ui.Fit(nil, []byte(s), width, ui.AlignLeft, true, d.e.Theme.Sign(ui.Ellipsis))))
}

// drawGrid draws the accounts in room lines, header not counted.
func (o *overviewScreen) drawGrid(d *drawing, room int) {
	s := o.sum
	across := max(d.r.W-2-accountWidth-4, 0)
	d.cellW = min(max(across/max(len(s.regions), 1), cellLeast), cellMost)
	cols := across / d.cellW
	first := 0
	if o.col >= cols {
		first = o.col - cols + 1
	}
	last := min(first+cols, len(s.regions))
	head := d.cell(nil, ui.Muted, "  ACCOUNT", accountWidth+2)
	for _, region := range s.regions[min(first, last):last] {
		head = d.cell(head, ui.Muted, region.String(), d.cellW)
	}
	if rest := len(s.regions) - (last - first); rest > 0 && cols > 0 {
		head = d.cell(head, ui.Muted, fmt.Sprintf("+%d", rest), 4)
	}
	d.add(head)
	if len(s.accounts) > room {
		room-- // the line that counts the rest
	}
	o.top = min(max(min(o.top, o.at), o.at-room+1), max(len(s.accounts)-room, 0))
	if o.at >= len(s.accounts) {
		o.top = 0
	}
	o.top = max(o.top, 0)
	end := min(o.top+room, len(s.accounts))
	for i := o.top; i < end; i++ {
		d.add(o.drawAccount(d, i, s.regions[min(first, last):last], first))
	}
	if rest := len(s.accounts) - (end - o.top); rest > 0 {
		d.text(ui.Muted, fmt.Sprintf("  %d more accounts, %d of all with nothing wrong", rest, s.quiet))
	}
}

func (o *overviewScreen) drawAccount(d *drawing, i int, regions []backup.Text, first int) []byte {
	a, th := &o.sum.accounts[i], d.e.Theme
	tone, mark := ui.Plain, " "
	if i == o.at {
		tone, mark = ui.Strong, th.Sign(ui.CursorMark)
	}
	b := th.Paint(nil, ui.Accent, mark)
	why := a.why
	name := a.name
	if why != "" && a.seen() {
		name += " " + th.Sign(ui.Refused) // its jobs are known from the organisation's lists alone
	}
	b = d.cell(append(b, ' '), tone, name, accountWidth-1)
	b = append(b, ' ')
	if why != "" && !a.seen() {
		text := ui.Fit(nil, []byte(th.Sign(ui.Refused)+" "+why), max(d.r.W-2-accountWidth, 0), ui.AlignLeft, false, th.Sign(ui.Ellipsis))
		return th.PaintBytes(b, ui.Warn, text)
	}
	for n, region := range regions {
		selected := " "
		if i == o.at && first+n == o.col {
			selected = th.Sign(ui.CursorMark)
		}
		b = th.Paint(b, ui.Accent, selected)
		left := d.cellW - 1
		for _, m := range cellMarks(a.cells[region], th, left) {
			w := min(ui.Width(m.text)+1, left)
			b = d.cell(b, m.tone, m.text, w)
			left -= w
		}
		b = d.cell(b, ui.Plain, "", left)
	}
	return b
}

// seen reports whether jobs of the account are known all the same.
func (a *accountRow) seen() bool {
	for _, c := range a.cells {
		if c.jobs+c.running > 0 {
			return true
		}
	}
	return false
}

// mark is a piece of a cell: a sign and a number in the colour of their state.
type mark struct {
	tone ui.Tone
	text string
}

// cellMarks says what happened in a scope, the worst first, in room cells; what does
// not fit is left out whole rather than cut, and an ellipsis says that there is more.
func cellMarks(c *tally, th *ui.Theme, room int) []mark {
	if c == nil {
		return []mark{{ui.Muted, th.Sign(ui.None)}}
	}
	var marks []mark
	add := func(tone ui.Tone, s string) { marks = append(marks, mark{tone, s}) }
	if c.failed > 0 {
		add(ui.Bad, fmt.Sprintf("%s %d/%d", th.Sign(ui.Failed), c.failed, c.jobs))
	}
	if c.err != nil {
		add(ui.Warn, refusalMark(c, th))
	}
	if c.issues > 0 {
		add(ui.Warn, fmt.Sprintf("%s %d", th.Sign(ui.Attention), c.issues))
	}
	if c.running > 0 {
		add(ui.Busy, fmt.Sprintf("%s %d", th.Sign(ui.Running), c.running))
	}
	switch { // what is not known whole is never said to be fine
	case c.stopped:
		add(ui.Warn, th.Sign(ui.Unknown))
	case c.reading:
		add(ui.Muted, th.Sign(ui.Waiting))
	case len(marks) == 0:
		add(ui.Good, th.Sign(ui.Done))
	}
	return fittedMarks(marks, mark{ui.Muted, th.Sign(ui.Ellipsis)}, room)
}

// fittedMarks leaves out the last marks where there is no room for all of them, for one that
// says so.
func fittedMarks(marks []mark, more mark, room int) []mark {
	width := func(marks []mark) int {
		n := 0
		for _, m := range marks {
			n += ui.Width(m.text) + 1
		}
		return n - 1
	}
	if width(marks) <= room {
		return marks
	}
	for n := len(marks) - 1; n > 0; n-- {
		if some := append(marks[:n:n], more); width(some) <= room {
			return some
		}
	}
	return marks[:1]
}

// refusalMark is the sign of a list that can't be read, with the reason where the cell
// says nothing else.
func refusalMark(c *tally, th *ui.Theme) string {
	switch {
	case c.failed > 0:
		return th.Sign(ui.Refused)
	case c.err.Kind == backup.AccessDenied:
		return th.Sign(ui.Refused) + " denied"
	}
	return th.Sign(ui.Refused) + " " + string(c.err.Kind)
}

// drawRunning draws the running jobs in n lines under their heading.
func (o *overviewScreen) drawRunning(d *drawing, n int) {
	s := o.sum
	d.add(nil)
	head := d.e.Theme.Paint([]byte("  "), ui.Strong, "RUNNING NOW")
	d.add(d.cell(append(head, "  "...), ui.Muted, runningWords(s.counts, d.e.Theme), max(d.r.W-15, 0)))
	first := 0
	if i := o.at - len(s.accounts); i >= n {
		first = i - n + 1
	}
	for i := first; i < min(first+n, len(s.running)); i++ {
		d.add(o.drawJob(d, i))
	}
}

func runningWords(counts [4]int, th *ui.Theme) string {
	names := [4][2]string{{"backup", "backups"}, {"copy", "copies"}, {"restore", "restores"}, {"scan", "scans"}}
	var words []string
	for kind, n := range counts {
		if n > 0 {
			words = append(words, ui.Count(n)+" "+names[kind][min(n-1, 1)])
		}
	}
	return strings.Join(words, " "+th.Sign(ui.Dot)+" ")
}

// drawJob draws one running job: what, where, and how far. A narrow screen leaves the
// type out first.
func (o *overviewScreen) drawJob(d *drawing, i int) []byte {
	j, th := &o.sum.running[i], d.e.Theme
	tone, mark := ui.Plain, " "
	if i+len(o.sum.accounts) == o.at {
		tone, mark = ui.Strong, th.Sign(ui.CursorMark)
	}
	const kindW = 8
	typeW, placeW, progressW := 0, 15, 35
	if d.r.W >= 100 {
		typeW, placeW, progressW = 13, 20, 40
	}
	nameW := min(max(d.r.W-2-kindW-typeW-placeW-progressW, 0), 56)
	of := j.Of.Get()
	b := append(th.Paint(nil, ui.Accent, mark), ' ')
	b = d.cell(b, ui.Busy|tone&ui.Bold, j.Kind.String(), kindW)
	b = d.column(b, ui.Plain, of.Type.String(), typeW)
	b = d.column(b, tone, resourceWords(of), nameW)
	b = d.column(b, ui.Muted, d.e.AccountName(j.Account)+" "+backup.ShortRegion(j.Region.String()), placeW)
	rest := max(d.r.W-2-kindW-typeW-nameW-placeW, 0)
	return appendProgress(b, j, d.e, nil, rest)
}

// column is a cell with a blank after it, in width cells together.
func (d *drawing) column(b []byte, tone ui.Tone, s string, width int) []byte {
	if width <= 0 {
		return b
	}
	return append(d.cell(b, tone, s, width-1), ' ')
}
