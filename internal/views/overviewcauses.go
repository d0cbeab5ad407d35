package views

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// causes are what failed, by cause, in the order of need. Those that the operator has
// silenced are counted only.
func (o *overviewScreen) causes(e *Env) block {
	if e.Causes == nil || e.Causes.jobs+e.Causes.points == 0 { // nothing was read, which is not 0 jobs
		return block{}
	}
	rows := e.Causes.unknown()
	b := block{n: len(rows), least: 4}
	b.head = func(d *drawing) {
		more := ""
		if n := b.n - d.shown; n > 0 {
			more = "2 shows " + ui.Count(n) + " more"
		}
		if d.above > 0 { // what needs somebody most is never out of sight unsaid
			more = ui.Count(d.above) + " above, " + more
		}
		d.headingOf("WHAT FAILED", o.sum.failedWords(e), more)
		d.countW = widestCount(rows)
	}
	b.line = func(d *drawing, i int) { d.add(drawCause(d, rows[i])) }
	b.key = func(i int) string { return rows[i].key }
	b.to = func(i int) (Target, bool) { return failurePage(rows[i], e) }
	return b
}

// unknown are the rows that the operator has not silenced.
func (c *causes) unknown() []*failure {
	var rows []*failure
	for _, f := range c.rows {
		if f.known == "" {
			rows = append(rows, f)
		}
	}
	return rows
}

// cause is that under the cursor, nil where that is something else.
func (o *overviewScreen) cause() *failure {
	if o.at.block != causesBlock {
		return nil
	}
	return o.s.env.Causes.find(o.key)
}

// silence silences the cause under the cursor, as on the failures.
func (o *overviewScreen) silence(reason string) tea.Cmd { return o.s.silenceRow(o.cause(), reason) }

func (o *overviewScreen) needsCause() string {
	if f := o.cause(); f != nil {
		return noSilencing(f)
	}
	return "only a cause under WHAT FAILED can be known"
}

// worst is the line of the first cause that made jobs fail, the first line where none did.
func (o *overviewScreen) worst(e *Env) int {
	return max(slices.IndexFunc(e.Causes.unknown(), func(f *failure) bool { return f.of().Worst() }), 0)
}

// drawCause draws a cause in one line: how much, what, on what, where, and whether it
// still bites. On a narrow screen its words have the room of the last two.
func drawCause(d *drawing, f *failure) []byte {
	countW, whereW, nowW := max(11, d.countW), 18, 13
	switch {
	case d.r.W >= 120:
		countW, whereW, nowW = 18, 24, 26
	case d.r.W < narrow:
		countW, whereW, nowW = 8, 0, 0
	}
	rest := max(d.r.W-2-countW-whereW-nowW, 0)
	rootW, root := 0, rootNow(f, d.e)
	if root != "" {
		rootW = rest * 2 / 5
	}
	if d.r.W < roomy {
		name := ui.Width(causeName(f)) + 1
		if f.fresh {
			name += len(newMark)
		}
		switch fits := rest - name; {
		case fits >= rootW:
		case d.r.W < narrow && fits >= rootLeast:
			rootW = fits
		case fits >= rootLeast && rootW > 0:
			rootW = rootLeast
		default: // what it is comes before what it is on
			rootW = 0
		}
	}
	b, _ := d.start()
	b = d.column(b, nowTone(f, d.e), countWords(f, countW, d.e), countW)
	causeW := rest - rootW
	if f.fresh && causeW > 8 {
		b = d.e.Theme.Paint(b, ui.Accent|ui.Bold, newMark)
		causeW -= len(newMark)
	}
	b = append(append(b, fitted([]byte(causeName(f)), max(causeW-1, 0), d.e)...), ' ')
	b = d.column(b, ui.Plain, root, rootW)
	b = d.column(b, ui.Muted, placeWords(f, d.e), whereW)
	return d.cell(b, nowTone(f, d.e), strings.TrimSpace(string(appendNow(nil, f, d.e))), nowW)
}

// rootLeast is how many cells of a root still tell something; below roomy it gives way to the name of
// the cause.
const (
	rootLeast = 10
	roomy     = 100
	newMark   = "new "
)

// countWords are how many met the cause, of how many, and the rate where there is room.
func countWords(f *failure, width int, e *Env) string {
	c := f.of()
	words := e.Theme.Sign(causeSign(c)) + " " + ui.Count(c.Count())
	if !rated(c) {
		return words
	}
	rate := words + " " + rateWords(int64(c.Count()), int64(c.Of))
	if with := words + "/" + ui.Count(c.Of) + rate[len(words):]; ui.Width(with) < width && width >= countRoomy {
		return with
	}
	if ui.Width(rate) < width {
		return rate
	}
	if whole := words + " " + wholeRate(int64(c.Count()), int64(c.Of)); ui.Width(whole) < width {
		return whole
	}
	return words
}

// widestCount is how much room the counts of all rows need with their rates, which large ones tell in
// whole percent.
func widestCount(rows []*failure) int {
	widest := 0
	for _, f := range rows {
		if c := f.of(); rated(c) {
			words := "  " + ui.Count(c.Count()) + " " + wholeRate(int64(c.Count()), int64(c.Of)) + " "
			widest = max(widest, len(words))
		}
	}
	return widest
}

// countRoomy is from which width on the counts are told with that of all jobs: of a column they
// are all told in one way.
const countRoomy = 18

// placeWords fold accounts and Regions: "12 acc × 4 reg", or the name where there is one.
func placeWords(f *failure, e *Env) string {
	accounts, regions := f.of().Accounts, f.of().Regions
	where := ""
	switch len(accounts) {
	case 0:
		return ""
	case 1:
		where = e.AccountName(accounts[0])
	default:
		where = ui.Count(len(accounts)) + " acc."
	}
	switch len(regions) {
	case 0:
		return where
	case 1:
		return where + " " + backup.ShortRegion(regions[0].String())
	}
	return where + " " + e.Theme.Sign(ui.Times) + " " + ui.Count(len(regions)) + " reg."
}

// failedWords say what the number of what went wrong is made of, the longest words first, for
// as much room as there is. It is counted with the cells below it, from one snapshot; where the
// causes are of another window, they speak for themselves.
func (s *summary) failedWords(e *Env) []string {
	c, t := e.Causes, &s.total
	if c.window != overviewWindow || t.jobs == 0 && c.untold() {
		return []string{failureWords(e), failureCount(e)}
	}
	of := ui.Count(t.jobs) + " jobs"
	parts := func(signs bool, issues string) string {
		var words []string
		for _, part := range []struct {
			n    int
			what string
			sign ui.Sign
		}{{t.failed, " failed", ui.Failed}, {t.ended, " stopped", ui.Stopped}, {t.issues, issues, ui.Attention}} {
			switch {
			case part.n == 0:
			case signs:
				words = append(words, e.Theme.Sign(part.sign)+" "+ui.Count(part.n))
			default:
				words = append(words, ui.Count(part.n)+part.what)
			}
		}
		if signs {
			return strings.Join(words, " ")
		}
		return strings.Join(words, ", ")
	}
	wrong := ui.Count(t.failed+t.ended+t.issues) + " of " + of
	issues := " issues"
	if t.issues == 1 {
		issues = " issue"
	}
	long, short, signs := parts(false, " with issues"), parts(false, issues), parts(true, "")
	if long == "" { // nothing is wrong
		long, short, signs = wrong, wrong, wrong
	} else {
		long, short, signs = wrong+": "+long, short+" of "+of, signs+" of "+of
	}
	lead, all, left := windowWords(overviewWindow)+" "+e.Theme.Sign(ui.Dot)+" ", "", ""
	if c.known > 0 {
		all = fmt.Sprintf(", %s known", ui.Count(c.known))
		left = all
	}
	if c.reading > 0 {
		left += " " + e.Theme.Sign(ui.Loading) + " " + ui.Count(c.reading) + " to read"
		all += " " + e.Theme.Sign(ui.Loading) + " " + counted2(c.reading, "list", "lists") + " to read"
	}
	return []string{lead + long + all, lead + short + all, lead + short + left, lead + signs + left, lead + wrong + left, lead + wrong}
}
