package ui

// pickerColumns are the widths of the columns: value, name, facts.
type pickerColumns struct {
	inner       int
	value, name int
	facts       [3]int
	own         []int // of options with columns of their own; then value is 0 where it does not stand behind them
}

// columns measures the options and divides the inside. Facts go before names, and
// values are never narrower than names.
func (p *Picker) columns(inner int) {
	if p.cols.inner == inner {
		return
	}
	if p.ownColumns() {
		p.cols = p.divide(inner)
		return
	}
	c := pickerColumns{inner: inner}
	for i := range p.all {
		o := &p.all[i]
		grow(&c.value, o.Value, 48)
		grow(&c.name, o.Name, 32)
		for k, f := range o.Facts[:min(len(o.Facts), len(c.facts))] {
			grow(&c.facts[k], f, 24)
		}
	}
	room := inner - pickerGutter
	c.value = min(c.value, room)
	rest := room - c.value
	if c.name > 0 {
		if c.name+2 > rest {
			c.name = max(rest-2, min(c.name, (room-2)/2), 0)
			c.value = max(min(c.value, room-c.name-2), 0)
		}
		rest = room - c.value - c.name - 2
	}
	for k, w := range c.facts {
		if w > 0 && w+2 > rest {
			clear(c.facts[k:])
			break
		}
		if w > 0 {
			rest -= w + 2
		}
	}
	p.cols = c
}

// grow makes a width large enough for a text, up to a limit.
func grow(width *int, s string, limit int) {
	switch {
	case len(s) <= *width || *width == limit: // a character has no more cells than bytes
	case len(s) > 4*limit:
		*width = limit
	default:
		*width = max(*width, min(Width(Clean(s)), limit))
	}
}
