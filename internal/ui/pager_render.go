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
			if p.end = start + to; to == len(p.par) {
				p.end = end
			}
		}
		at = end
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
	p.shown = p.highlight(p.runs, start)
}

// highlight lays what the search finds over the runs.
func (p *Pager) highlight(under []run, start int) []run {
	if p.find.pattern == "" {
		return under
	}
	over, done := p.over[:0], 0 // bytes of the paragraph that over holds
	copyTo := func(to int) {
		for len(under) > 0 && under[0].from < to {
			r := under[0]
			over = append(over, run{max(r.from, done), min(r.to, to), r.tone})
			if r.to > to {
				break
			}
			under = under[1:]
		}
		done = max(done, to)
	}
	for at := range matches(p.text[start:start+len(p.par)], p.find.pattern) {
		if at < done {
			continue // overlaps the one before
		}
		copyTo(at)
		tone := Match
		if start+at == p.find.at {
			tone |= Bold
		}
		end := at + len(p.find.pattern)
		over = append(over, run{at, end, tone})
		for len(under) > 0 && under[0].to <= end {
			under = under[1:]
		}
		done = end
	}
	copyTo(len(p.par))
	p.over = over
	return over
}

// row appends the bytes from to to of the paragraph in exactly the width.
func (p *Pager) row(b []byte, th *Theme, from, to int) []byte {
	room := p.size.W
	var buf [512]byte
	for _, r := range p.shown {
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
