package ui

const (
	ownColumn    = 40 // a column of an option's own is no wider
	ownColumnMin = 4
)

// ownColumns reports whether the options say themselves what stands in the list.
func (p *Picker) ownColumns() bool { return len(p.all) > 0 && len(p.all[len(p.all)-1].Columns) > 0 }

// divide measures the options' own columns. Where there is not room for all, the widest
// give way; where there is room for it whole, the value stands behind them.
func (p *Picker) divide(inner int) pickerColumns {
	c := pickerColumns{inner: inner, own: []int{}}
	for i := range p.all {
		o := &p.all[i]
		if len(o.Columns) == 0 {
			continue
		}
		grow(&c.value, o.Value, inner)
		for k, text := range o.Columns {
			if k == len(c.own) {
				c.own = append(c.own, 0)
			}
			grow(&c.own[k], text, ownColumn)
		}
	}
	room := inner - pickerGutter
	for over := ownWidth(c.own) - room; over > 0; over-- {
		widest := 0
		for k, w := range c.own {
			if w > c.own[widest] {
				widest = k
			}
		}
		if c.own[widest] <= ownColumnMin {
			break
		}
		c.own[widest]--
	}
	if ownWidth(c.own)+2+c.value > room {
		c.value = 0
	}
	return c
}

// ownWidth is the width of columns with two blanks between; empty ones take no room.
func ownWidth(columns []int) int {
	n := 0
	for _, w := range columns {
		if w > 0 && n > 0 {
			n += 2
		}
		n += w
	}
	return n
}

// drawColumns draws an option that says itself what stands in the list.
func (p *Picker) drawColumns(l *line, o *Option, tone Tone) {
	first := true
	put := func(tone Tone, text string, width int) {
		if width == 0 {
			return
		}
		if !first {
			l.space(2)
		}
		first = false
		l.nameColumn(tone, text, width)
	}
	for k, w := range p.cols.own {
		text := ""
		if k < len(o.Columns) {
			text = o.Columns[k]
		}
		put(tone, text, w)
	}
	if o.Why != "" {
		l.space(2)
		l.add(Warn, o.Why)
		return
	}
	put(Muted, o.Value, p.cols.value)
}
