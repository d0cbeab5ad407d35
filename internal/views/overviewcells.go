package views

import (
	"fmt"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// Widths of the overview's grid, in cells: what it needs and what helps.
const (
	accountWidth = 16
	cellLeast    = 12
	cellMost     = 24
)

// Render draws the blocks that there is room for, and what could not be read below them.
func (o *overviewScreen) Render(e *Env, r ui.Rect) string {
	if o.sum == nil || o.sum.scopes == 0 && len(o.sum.accounts) == 0 { // nothing is known, which is not nothing wrong
		return nothingKnown(e, r)
	}
	foot := troubleLines(e, o.told, r)
	d := drawing{e: e, r: ui.Rect{W: r.W, H: max(r.H-len(foot), 0)}}
	o.drawBlocks(&d, o.blocks(e))
	b := []byte(d.fill())
	for _, line := range foot {
		b = append(append(b, '\n'), line...)
	}
	return string(b)
}

// nothingKnown says why nothing is: what stands in the way and the command that mends it, else that
// it is being read.
func nothingKnown(e *Env, r ui.Rect) string {
	d := drawing{e: e, r: r}
	troubles := fleetTroubles(e)
	for i := range troubles {
		for _, line := range troubleLines(e, troubles[i:i+1], ui.Rect{W: r.W, H: max(r.H, twoLines)}) {
			d.add(line)
		}
	}
	if len(troubles) == 0 {
		d.text(ui.Muted, "  reading the accounts and their jobs "+e.Theme.Sign(ui.Waiting))
	}
	return d.fill()
}

// cells are the accounts with something wrong, by Region. The rest is counted.
func (o *overviewScreen) cells(e *Env) block {
	s := o.sum
	b := block{n: len(s.accounts), least: 3}
	if b.n == 0 {
		b.head = func(d *drawing) { d.headingOf("WHERE", s.restTexts(e, 0), "") }
		return b
	}
	var regions []backup.Text
	first := 0
	b.head = func(d *drawing) { regions, first = o.drawRegions(d) }
	b.line = func(d *drawing, i int) { d.add(o.drawAccount(d, i, regions, first)) }
	b.foot = func(d *drawing, shown int) {
		words := s.restTexts(e, b.n-shown)
		d.text(ui.Muted, "  "+words[longestIn(words, d.r.W-2)])
	}
	b.key = func(i int) string { return s.accounts[i].key }
	b.ways = func(i int) []behind { return o.behindCell(e, &s.accounts[i]) }
	b.to = func(i int) (Target, bool) { return b.ways(i)[0].to, true }
	return b
}

// restTexts are restWords and what looks stale, the longest first.
func (s *summary) restTexts(e *Env, more int) []string {
	words := s.restWords(e, more)
	if s.scopes == 0 || s.total.stale == 0 {
		return []string{words}
	}
	dot, old := " "+e.Theme.Sign(ui.Dot)+" ", e.Theme.Sign(ui.Old)
	with := words + dot + old
	return []string{
		with + " no good backup in 2 intervals (assumed)", with + " no good backup (assumed)", with + " stale (assumed)", with + " stale",
		old + " stale" + dot + words, // its end may be cut
	}
}

// restWords count what the grid does not draw.
func (s *summary) restWords(e *Env, more int) string {
	dot := " " + e.Theme.Sign(ui.Dot) + " "
	words := ""
	if more > 0 {
		words = counted2(more, "more account", "more accounts") + dot
	}
	if s.scopes == 0 { // nothing is known, which is not nothing wrong
		return words + "no scope can be read"
	}
	if s.partly == s.scopes {
		none := "none of " + ui.Count(s.scopes) + " scopes is read whole yet"
		if s.scopes == 1 {
			none = "the one scope is not read whole yet"
		}
		return words + none + s.unfoundWords(dot)
	}
	words += fmt.Sprintf("nothing wrong in %s of %s", ui.Count(s.fine-s.unread), counted2(s.scopes-s.partly, "scope", "scopes"))
	if s.partly > 0 {
		words += " read whole" + dot + ui.Count(s.partly) + " not yet"
	}
	return words + s.unfoundWords(dot)
}

// unfoundWords count the accounts of which the Regions are not known.
func (s *summary) unfoundWords(dot string) string {
	if s.unfound == 0 {
		return ""
	}
	return dot + counted2(s.unfound, "account", "accounts") + " still to be asked for Regions"
}

// drawRegions draws the heading of the grid, and returns the Regions that it has room for.
func (o *overviewScreen) drawRegions(d *drawing) (shown []backup.Text, first int) {
	s, col := o.sum, o.cols[cellsBlock]
	across := max(d.r.W-2-accountWidth-4, 0)
	d.cellW = min(max(across/max(len(s.regions), 1), cellLeast), cellMost)
	cols := across / d.cellW
	if col >= cols {
		first = col - cols + 1
	}
	last := min(first+cols, len(s.regions))
	shown = s.regions[min(first, last):last]
	head := d.cell(nil, ui.Muted, "  ACCOUNT  "+windowWords(overviewWindow), accountWidth+2)
	short := slices.ContainsFunc(shown, func(r backup.Text) bool { return ui.Width(r.String()) >= d.cellW })
	for _, region := range shown {
		name := region.String()
		if short { // all of them, so that they are read alike
			name = backup.ShortRegion(name)
		}
		head = d.column(head, ui.Muted, name, d.cellW)
	}
	if rest := len(s.regions) - len(shown); rest > 0 && cols > 0 {
		head = d.cell(head, ui.Muted, fmt.Sprintf("+%d", rest), 4)
	}
	d.add(head)
	return shown, first
}

func (o *overviewScreen) drawAccount(d *drawing, i int, regions []backup.Text, first int) []byte {
	a, th := &o.sum.accounts[i], d.e.Theme
	b, tone := d.start()
	why := a.why
	name := a.name
	if why != "" && a.seen() {
		name += " " + th.Sign(ui.Refused) // its jobs are known from the organisation's lists alone
	}
	b = append(d.cell(b, tone, name, accountWidth-1), ' ')
	if why != "" && !a.seen() {
		text := ui.Fit(nil, []byte(th.Sign(ui.Refused)+" "+why), max(d.r.W-2-accountWidth, 0), ui.AlignLeft, false, th.Sign(ui.Ellipsis))
		return th.PaintBytes(b, ui.Warn, text)
	}
	for n, region := range regions {
		selected := " "
		if d.under && first+n == o.cols[cellsBlock] {
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
	if m, ok := a.beyond(regions, th); ok {
		b = d.cell(b, m.tone, " "+m.text, max(d.r.W-2-accountWidth-len(regions)*d.cellW, 0))
	}
	return b
}

// beyond names the worst of the Regions that there is no room for, and how many more are wrong there: a row is
// in the grid because of some Region, which must be on the screen.
func (a *accountRow) beyond(shown []backup.Text, th *ui.Theme) (m mark, ok bool) {
	var worst backup.Text
	wrong := 0
	for region, c := range a.cells {
		if !c.wrong() || slices.Contains(shown, region) {
			continue
		}
		wrong++
		was, is := a.cells[worst].worse(), c.worse()
		if is > was || is == was && region.String() < worst.String() {
			worst = region
		}
	}
	if wrong == 0 {
		return m, false
	}
	first := cellMarks(a.cells[worst], th, cellLeast)[0]
	m = mark{first.tone, backup.ShortRegion(worst.String())}
	if wrong > 1 {
		m.text += fmt.Sprintf(" +%d", wrong-1)
	}
	return m, true
}

// region returns the Region under the cursor, empty for the whole account.
func (o *overviewScreen) region() backup.Text {
	if col := o.cols[cellsBlock]; col >= 0 && col < len(o.sum.regions) {
		return o.sum.regions[col]
	}
	return backup.Text{}
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
