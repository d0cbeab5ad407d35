package ui

import tea "charm.land/bubbletea/v2"

// Pager shows a text or JSON of any size: opening it costs nothing, a page costs
// a page, and no line is ever too long. It wraps at the width of the screen. All
// methods belong to the UI goroutine.
type Pager struct {
	text string
	json bool
	size Rect
	top  int // byte of the text where the screen begins: the start of a row
	end  int // byte where it ends, as last drawn
	last int // the lowest top, −1 = to be found

	find   search
	starts []int  // scratch
	runs   []run  // scratch
	over   []run  // scratch
	shown  []run  // one of the two: what the paragraph looks like
	par    []byte // scratch
}

// NewPager opens a text, which may come from outside.
func NewPager(text string) *Pager { return &Pager{text: text, last: -1} }

// NewJSONPager opens JSON, indented as it is to be shown. Lines that begin with
// two slashes are headings.
func NewJSONPager(text string) *Pager { return &Pager{text: text, json: true, last: -1} }

// Text returns the whole text.
func (p *Pager) Text() string { return p.text }

// SetText shows another text from the same place, as far as it goes.
func (p *Pager) SetText(text string) {
	if text != p.text {
		p.text, p.last = text, -1
		p.find.gen++
		p.find.at, p.find.running = -1, false
		p.snap(p.top)
	}
}

// SetSize sets the room. The first row keeps what it shows.
func (p *Pager) SetSize(size Rect) {
	size = Rect{max(size.W, 0), max(size.H, 0)}
	if size != p.size {
		p.size, p.last = size, -1
		p.snap(p.top)
	}
}

// snap makes the row of byte at the first one.
func (p *Pager) snap(at int) {
	start := paragraphStart(p.text, max(min(at, len(p.text)), 0))
	rows := p.rows(start)
	p.top = start
	for _, r := range rows {
		if r <= at {
			p.top = r
		}
	}
	p.top = min(p.top, p.lowest())
}

// rows returns where the rows of the paragraph at start begin, at least one.
func (p *Pager) rows(start int) []int {
	text := body(p.text[start:paragraphEnd(p.text, start)])
	p.par = append(p.par[:0], text...)
	p.starts = append(p.starts[:0], start)
	if p.size.W <= 0 {
		return p.starts
	}
	for at := segment(p.par, p.size.W); at < len(p.par); at += segment(p.par[at:], p.size.W) {
		p.starts = append(p.starts, start+at)
	}
	return p.starts
}

// Scroll moves by rows, down for n > 0, to the last full page at most.
func (p *Pager) Scroll(n int) {
	const far = 1 << 29
	switch {
	case n >= far:
		p.top = p.lowest()
	case n <= -far:
		p.top = 0
	case n > 0:
		p.top = min(p.down(p.top, n), p.lowest())
	default:
		p.top = p.up(p.top, -n)
	}
}

// down returns the row n below the one at.
func (p *Pager) down(at, n int) int {
	for n > 0 && at < len(p.text) {
		start := paragraphStart(p.text, at)
		end := paragraphEnd(p.text, start)
		for _, r := range p.rows(start) {
			if r > at && n > 0 {
				at, n = r, n-1
			}
		}
		if n == 0 || end >= len(p.text) {
			break
		}
		at, n = end, n-1
	}
	return at
}

// up returns the row n above the one at.
func (p *Pager) up(at, n int) int {
	for n > 0 && at > 0 {
		start := paragraphStart(p.text, at)
		if at == start {
			start = paragraphStart(p.text, at-1)
		}
		rows := p.rows(start)
		for i := len(rows) - 1; i >= 0 && n > 0; i-- {
			if rows[i] < at {
				at, n = rows[i], n-1
			}
		}
	}
	return at
}

// lowest returns the top of the last page.
func (p *Pager) lowest() int {
	if p.last < 0 {
		end := len(p.text)
		if end > 0 && p.text[end-1] == '\n' {
			end-- // a text that ends in a line break has no empty line behind it
		}
		rows := p.rows(paragraphStart(p.text, end))
		p.last = p.up(rows[len(rows)-1], max(p.size.H-1, 0))
	}
	return p.last
}

// Bindings returns its keys. ask opens a prompt at the bottom of the screen, for
// the search.
func (p *Pager) Bindings(ask func(*Prompt) tea.Cmd) []Binding {
	none := func() string {
		if p.find.pattern == "" {
			return "nothing was searched for yet"
		}
		return ""
	}
	return append([]Binding{
		{ID: "search", Keys: []string{"/"}, Help: "search", Tip: "Search the text; a capital in it minds case", Group: "Find", Footer: 70, Args: "TEXT", Run: func() tea.Cmd { return ask(p.prompt()) }, RunArgs: p.searchFor(ask)},
		{ID: "next", Keys: []string{"n"}, Help: "next", Tip: "The next place found", Group: "Find", Footer: 60, Why: none, Run: func() tea.Cmd { return p.Next(1) }},
		{ID: "previous", Keys: []string{"N"}, Help: "previous", Tip: "The place found before", Group: "Find", Footer: 50, Why: none, Run: func() tea.Cmd { return p.Next(-1) }},
	}, moves(p.Scroll, func() int { return max(p.size.H-1, 1) })...)
}

// Status says how far the text is read, and what became of the search.
func (p *Pager) Status(th *Theme) []Piece {
	var pieces []Piece
	if p.find.pattern != "" {
		tone := Muted
		if p.find.missing {
			tone = Warn
		}
		pieces = append(pieces, Piece{Text: "/" + p.find.pattern + p.find.note(th), Tone: tone})
	}
	where := "all"
	if p.lowest() > 0 {
		where = string(AppendPercent(nil, float64(100*p.end/max(len(p.text), 1))))
	}
	return append(pieces, Piece{Text: where, Tone: Muted})
}
