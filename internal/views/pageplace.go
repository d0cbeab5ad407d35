package views

// lineAt is where the cursor of a page was left: the so-manieth line of a name, since the lines of
// a page come as AWS answers.
type lineAt struct {
	label, value string
	nth          int // among those of the same name; values change
}

// placed is a screen that can say where its cursor is, and bring it there again.
type placed interface {
	left() lineAt
	returnTo(l lineAt)
}

func (p *lineList) left() lineAt {
	_, at, ok := p.grid.Cursor()
	if !ok || at >= len(p.rows) {
		return lineAt{}
	}
	l := p.rows[at].line
	here := lineAt{label: p.lines[l].label, value: p.lines[l].value}
	for i := range l {
		here.nth += oneIf(p.lines[i].label == here.label)
	}
	return here
}

// returnTo brings the cursor there as soon as that line is, unless the operator moves it before.
func (p *lineList) returnTo(there lineAt) {
	if there.label != "" {
		p.back = &there
	}
}

// seek looks for the line that the cursor is to come back to.
func (p *lineList) seek() {
	if p.back == nil {
		return
	}
	if _, at, ok := p.grid.Cursor(); !ok || at > 0 {
		p.back = nil // moved
		return
	}
	nth := 0
	for i := range p.rows {
		l := &p.lines[p.rows[i].line]
		if !p.rows[i].first || l.label != p.back.label {
			continue
		}
		if l.value == p.back.value || nth == p.back.nth {
			p.grid.Move(i)
			p.back = nil
			return
		}
		nth++
	}
}
