package ui

// run is a stretch of a paragraph in one tone.
type run struct {
	from, to int
	tone     Tone
}

// Render appends exactly as many lines as the pager is high, each exactly as
// wide.
func (p *Pager) Render(b []byte, th *Theme) []byte {
	lines, at := 0, p.top
	for lines < p.size.H && (at < len(p.text) || lines == 0) {
		start := paragraphStart(p.text, at)
		end := paragraphEnd(p.text, start)
		rows := p.rows(start)
		p.mark(start)
		for i, r := range rows {
			if r < at || lines == p.size.H {
				continue
			}
			if lines > 0 {
				b = append(b, '\n')
			}
			to := len(p.par)
			if i+1 < len(rows) {
				to = rows[i+1] - start
			}
			b = p.row(b, th, r-start, to)
			lines++
			p.end = start + to
		}
		at = end
		if p.end == end-1 {
			p.end = end
		}
	}
	for ; lines < p.size.H; lines++ {
		if lines > 0 {
			b = append(b, '\n')
		}
		b = pad(b, p.size.W)
	}
	return b
}

// mark splits the paragraph in p.par into runs: its syntax, and upon that what
// the search finds.
func (p *Pager) mark(start int) {
	p.runs = p.runs[:0]
	whole := start == 0 || p.text[start-1] == '\n'
	if p.json && whole {
		p.runs = jsonRuns(p.runs, p.par)
	} else {
		p.runs = append(p.runs, run{0, len(p.par), Plain})
	}
	if p.find.pattern == "" {
		return
	}
	text := p.text[start : start+len(p.par)]
	for at := 0; ; {
		i := p.find.in(text[at:])
		if i < 0 {
			return
		}
		from := at + i
		at = from + len(p.find.pattern)
		tone := Match
		if start+from == p.find.at {
			tone |= Bold
		}
		p.runs = cover(p.runs, run{from, at, tone})
	}
}

// cover lays a run over those there are.
func cover(runs []run, over run) []run {
	var tail []run
	for i := 0; i < len(runs); i++ {
		r := runs[i]
		if r.to <= over.from {
			continue
		}
		tail = append(tail, runs[i:]...)
		runs = runs[:i]
		if r.from < over.from {
			runs = append(runs, run{r.from, over.from, r.tone})
		}
		break
	}
	runs = append(runs, over)
	for _, r := range tail {
		if r.to > over.to {
			runs = append(runs, run{max(r.from, over.to), r.to, r.tone})
		}
	}
	return runs
}

// row appends the bytes from to to of the paragraph in exactly the width.
func (p *Pager) row(b []byte, th *Theme, from, to int) []byte {
	room := p.size.W
	var buf [512]byte
	for _, r := range p.runs {
		a, z := max(r.from, from), min(r.to, to)
		if a >= z {
			continue
		}
		text, _, cells := AppendClean(buf[:0], p.par[a:z], room)
		b = th.PaintBytes(b, r.tone, text)
		room -= cells
	}
	return pad(b, room)
}
