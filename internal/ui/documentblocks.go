package ui

import "strings"

// Heading stands above the next block, muted.
type Heading string

func (h Heading) lay(d *layout) {
	d.line(func(l *line) { l.words(Muted, string(h)) })
}

// Paragraph is prose, which wraps. A sign of its own stands before the first line.
type Paragraph struct {
	Text string
	Tone Tone
	Sign Sign // drawn where Mark is set
	Mark bool
}

func (p Paragraph) lay(d *layout) {
	indent := 0
	if p.Mark {
		indent = 2
	}
	for i, s := range wrap(p.Text, d.w-indent-1) {
		d.line(func(l *line) {
			if i == 0 && p.Mark {
				l.own(p.Tone, l.th.Sign(p.Sign))
			}
			l.space(indent - (d.w - l.room))
			l.add(p.Tone, s)
		})
	}
}

// Fact is a label with a value.
type Fact struct {
	Label, Value string
	Tone         Tone
}

// Facts is a block of labelled rows. Values wrap: they are there whole.
type Facts []Fact

const (
	docGap      = 2
	docLabelMax = 34
)

func (f Facts) lay(d *layout) {
	label := 0
	for i := range f {
		grow(&label, f[i].Label, docLabelMax)
	}
	label = min(label, d.w*2/5)
	for i := range f {
		d.item(i)
		for n, s := range wrap(f[i].Value, d.w-label-docGap-1) {
			d.line(func(l *line) {
				l.label(f[i].Label, label, n == 0)
				l.add(f[i].Tone, s)
			})
		}
	}
}

// label draws the label of a row, or what is as wide under it.
func (l *line) label(text string, width int, first bool) {
	if first {
		l.nameColumn(Plain, text, width)
	} else {
		l.space(width)
	}
	l.space(docGap)
}

// Code is a command line to be copied. It wraps on the screen only, in a way that what is
// marked there and pasted is the same command.
type Code string

func (c Code) lay(d *layout) {
	for n, text := range strings.Split(string(c), "\n") {
		d.item(n)
		for _, s := range wrapShell(text, d.w+d.margin-1) {
			d.flush(func(l *line) { l.add(Muted, s) })
		}
	}
}
