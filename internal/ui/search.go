package ui

import tea "charm.land/bubbletea/v2"

// search is what a pager looks for. Without a capital it minds no case, of ASCII
// letters.
type search struct {
	pattern string
	at      int // byte of the current place, −1 = none
	gen     int // number of the search: results of older ones are dropped
	running bool
	missing bool
	wrapped bool
}

// searchAtOnce is how many bytes are searched before the screen goes on; what
// is left is searched in a command.
const searchAtOnce = 1 << 20

// found is the end of a search that took a command.
type found struct {
	pager   *Pager
	gen, at int
	wrapped bool
}

func (s *search) note(th *Theme) string {
	switch {
	case s.running:
		return " " + th.Sign(Loading) + " searching"
	case s.missing:
		return ": not found"
	case s.wrapped:
		return " (past the end)"
	}
	return ""
}

// Find searches from the first row on, past the end to the beginning. An empty
// pattern ends the search.
func (p *Pager) Find(pattern string) tea.Cmd {
	p.find = search{pattern: pattern, at: -1, gen: p.find.gen + 1}
	if pattern == "" {
		return nil
	}
	return p.seek(p.top, 1)
}

// Next goes to the next place found, or with −1 to the one before.
func (p *Pager) Next(direction int) tea.Cmd {
	if p.find.pattern == "" {
		return nil
	}
	p.find.gen++
	from := p.find.at
	switch {
	case from < 0:
		from = p.top
	case direction > 0:
		from++
	}
	return p.seek(from, direction)
}

// seek searches the nearest part at once and the rest in a command.
func (p *Pager) seek(from, direction int) tea.Cmd {
	s := &p.find
	s.running, s.missing, s.wrapped = false, false, false
	near := min(from+searchAtOnce, len(p.text))
	if direction < 0 {
		near = max(from-searchAtOnce, 0)
	}
	if at := s.between(p.text, from, near, direction); at >= 0 {
		p.reach(at, false)
		return nil
	}
	if len(p.text) <= searchAtOnce {
		p.arrive(s.around(p.text, near, from, direction))
		return nil
	}
	s.running = true
	text, gen, pattern := p.text, s.gen, search{pattern: s.pattern}
	return func() tea.Msg {
		at, wrapped := pattern.around(text, near, from, direction)
		return found{p, gen, at, wrapped}
	}
}

// Handle takes the result of a long search; other messages are not its own.
func (p *Pager) Handle(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(found); ok && m.pager == p && m.gen == p.find.gen {
		p.arrive(m.at, m.wrapped)
	}
	return nil
}

func (p *Pager) arrive(at int, wrapped bool) {
	p.find.running = false
	if at < 0 {
		p.find.missing = true
		return
	}
	p.reach(at, wrapped)
}

// reach shows the place found, a third down the screen when it was not on it.
func (p *Pager) reach(at int, wrapped bool) {
	p.find.at, p.find.wrapped = at, wrapped
	if at >= p.top && at < p.down(p.top, p.size.H) {
		return
	}
	p.snap(at)
	if p.top < p.lowest() {
		p.top = p.up(p.top, p.size.H/3)
	}
}

// around searches on from near to the end of the text, then from its other end
// back to where the search began.
func (s *search) around(text string, near, from, direction int) (at int, wrapped bool) {
	n := len(s.pattern) - 1 // a place may reach over near
	if direction > 0 {
		if at := s.between(text, max(near-n, from), len(text), 1); at >= 0 {
			return at, false
		}
		return s.between(text, 0, min(from+n, len(text)), 1), true
	}
	if at := s.between(text, near, 0, -1); at >= 0 {
		return at, false
	}
	return s.between(text, len(text), from, -1), true
}

// between returns a place of the pattern: going down the first that lies whole
// in from to to, going up the last that begins below from and not below to.
func (s *search) between(text string, from, to, direction int) int {
	if direction > 0 {
		for i := range matches(text[from:max(to, from)], s.pattern) {
			return from + i
		}
		return -1
	}
	const step = 64 << 10
	for hi := from; hi > to; hi -= step {
		lo, last := max(hi-step, to), -1
		for i := range matches(text[lo:min(hi+len(s.pattern)-1, len(text))], s.pattern) {
			last = lo + i
		}
		if last >= 0 {
			return last
		}
	}
	return -1
}

// prompt asks for the pattern and searches while one types.
func (p *Pager) prompt() *Prompt {
	from, before := p.top, p.find
	q := NewPrompt("/", "")
	q.Change = func(text string) (tea.Cmd, error) {
		p.top = from
		return p.Find(text), nil
	}
	q.Cancel = func() tea.Cmd {
		gen := p.find.gen + 1
		p.top, p.find = from, before
		p.find.gen = gen
		return nil
	}
	if before.pattern != "" {
		q.History = []string{before.pattern}
	}
	return q
}

// searchFor is the search by command, with the pattern after its name.
func (p *Pager) searchFor(ask func(*Prompt) tea.Cmd) func(string) tea.Cmd {
	return func(pattern string) tea.Cmd {
		if pattern == "" {
			return ask(p.prompt())
		}
		return p.Find(pattern)
	}
}
