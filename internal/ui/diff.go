package ui

// Change is a value that will not be as it was.
type Change struct {
	Label string
	Was   string // "" = nothing, drawn as a dash
	Now   string
	Why   string // a few words; "" = nothing to say
}

// Changes is a block of labelled rows: what was, an arrow, what will be, why. A row
// whose value stays has no arrow. Values wrap: they are there whole.
type Changes []Change

const diffWasMax = 40

func (c Changes) lay(d *layout) {
	label, was := 0, 1
	for i := range c {
		grow(&label, c[i].Label, docLabelMax)
		if c[i].Was != c[i].Now && len(c[i].Was) <= diffWasMax {
			grow(&was, c[i].Was, diffWasMax)
		}
	}
	label = min(label, d.w*2/5)
	room := d.w - label - docGap - 1
	was = min(was, max((room-4)/2, 0))
	for i := range c {
		d.item(i)
		c[i].lay(d, label, was, room)
	}
}

// diffArrow is what the arrow takes, in any theme, with the blanks around it.
const diffArrow = 4

func (c *Change) lay(d *layout, label, was, room int) {
	switch now := room - was - diffArrow; {
	case c.Was == c.Now:
		for n, s := range wrap(c.Now, room) {
			d.line(func(l *line) {
				l.label(c.Label, label, n == 0)
				l.value(Plain, s)
			})
		}
	case Width(Clean(c.Was)) <= was && Width(Clean(c.Now)) <= now:
		beside := c.Why != "" && Width(Clean(c.Now))+docGap+Width(Clean(c.Why)) <= now
		d.line(func(l *line) {
			l.label(c.Label, label, true)
			before := l.room
			l.value(Muted, c.Was)
			l.space(was + 1 - (before - l.room))
			l.arrow()
			l.value(Warn|Bold, c.Now)
			if beside {
				l.space(docGap)
				l.add(Muted, c.Why)
			}
		})
		if beside {
			return
		}
	default:
		for n, s := range wrap(c.Was, room) {
			d.line(func(l *line) {
				l.label(c.Label, label, n == 0)
				l.value(Muted, s)
			})
		}
		for n, s := range wrap(c.Now, room-diffArrow+1) {
			d.line(func(l *line) {
				l.label("", label, false)
				if n == 0 {
					l.arrow()
				} else {
					l.space(diffArrow - 1)
				}
				l.value(Warn|Bold, s)
			})
		}
	}
	if c.Why == "" {
		return
	}
	for _, s := range wrap(c.Why, room) {
		d.line(func(l *line) {
			l.label("", label, false)
			l.add(Muted, s)
		})
	}
}

// arrow draws the arrow in diffArrow−1 cells.
func (l *line) arrow() {
	before := l.room
	l.own(Muted, l.th.Sign(Arrow))
	l.space(diffArrow - 1 - (before - l.room))
}

// value draws a value, a dash where there is none.
func (l *line) value(tone Tone, text string) {
	if text == "" {
		l.own(Muted, l.th.Sign(None))
		return
	}
	l.add(tone, text)
}
