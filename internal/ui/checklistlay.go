package ui

import "time"

const (
	checkNameMax   = 24
	checkSourceMax = 34
	checkWide      = 100 // from here on what proves a check has a column of its own
)

func (c Checklist) lay(d *layout) {
	d.item(0)
	c.layCounts(d)
	name, source := 0, 0
	for i := range c {
		grow(&name, c[i].Name, checkNameMax)
		grow(&source, c[i].Source, checkSourceMax)
	}
	name = min(name, d.w/3)
	if d.w < checkWide || source == 0 {
		source = 0
	}
	for i := range c {
		d.item(i + 1)
		c[i].lay(d, name, source)
	}
}

// layCounts lays the counts out, in as many lines as they need.
func (c Checklist) layCounts(d *layout) {
	const around = 2 + 3 // the sign before and the dot behind
	all, from, w := c.counts(), 0, 0
	show := func(counts []count) {
		d.line(func(l *line) { l.pieces(countPieces(l.th, counts)) })
	}
	for i, n := range all {
		if w += Width(n.words) + around; i > from && w > d.w+3 {
			show(all[from:i])
			from, w = i, Width(n.words)+around
		}
	}
	show(all[from:])
}

// lay lays a check out: its sign, name and evidence, and under them what to do.
func (k *Check) lay(d *layout, name, source int) {
	const gap = 2
	indent := gap + name + gap
	words := k.Evidence
	if source == 0 && k.Source != "" && k.Outcome != CheckRunning {
		if words += " (" + k.Source + ")"; k.Evidence == "" {
			words = k.Source
		}
	}
	room := d.w - indent - 1
	if source > 0 {
		room -= source + gap
	}
	lines := wrap(words, room)
	for i := range max(len(lines), 1) {
		d.line(func(l *line) {
			if i == 0 {
				sign, tone := k.Outcome.sign()
				l.own(tone, l.th.Sign(sign))
				l.space(gap - 1)
				l.nameColumn(Plain, k.Name, name)
				l.space(gap)
			} else {
				l.space(indent)
			}
			if k.Outcome == CheckRunning {
				k.drawRunning(l)
				return
			}
			if i < len(lines) {
				l.column(k.tone(), lines[i], room)
			}
			if i == 0 && source > 0 {
				l.space(gap)
				l.addWithin(Muted, k.Source, source, false)
			}
		})
		if k.Outcome == CheckRunning {
			return
		}
	}
	if k.Remedy == "" || k.Outcome == CheckOK {
		return
	}
	for i, s := range wrap(k.Remedy, d.w-indent-4) {
		d.line(func(l *line) {
			l.space(indent)
			if i == 0 {
				l.own(Accent, l.th.Sign(Arrow))
			}
			l.space(indent + 3 - (d.w - l.room))
			l.add(Plain, s)
		})
	}
}

// tone is how evidence is drawn: what is fine stays in the background.
func (k *Check) tone() Tone {
	if k.Outcome == CheckOK {
		return Muted
	}
	return Plain
}

func (k *Check) drawRunning(l *line) {
	if k.Since.IsZero() {
		l.add(Muted, "running")
		return
	}
	l.own(Muted, string(AppendDuration(nil, max(time.Since(k.Since), 0))))
}
