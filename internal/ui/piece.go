package ui

// Piece is a part of the title or breadcrumb line, which goes as a whole where
// there is no room for it. The text may come from outside.
type Piece struct {
	Text     string
	Tone     Tone
	Sign     string // stands before the text: Theme.Sign of a state
	SignTone Tone
	Sep      string // between the piece and the one before it, in Muted; "" = two spaces

	name bool // loses its middle
}

func (p Piece) width() int {
	w := Width(Clean(p.Text))
	if p.Sign != "" {
		w += Width(p.Sign)
		if p.Text != "" {
			w++
		}
	}
	return w
}

func (p Piece) sep() string {
	if p.Sep == "" {
		return "  "
	}
	return p.Sep
}

// piecesWidth is what pieces take side by side.
func piecesWidth(pieces []Piece) int {
	w := 0
	for i, p := range pieces {
		if i > 0 {
			w += Width(p.sep())
		}
		w += p.width()
	}
	return w
}

func (l *line) pieces(pieces []Piece) {
	for i, p := range pieces {
		if i > 0 {
			l.own(Muted, p.sep())
		}
		l.own(p.SignTone, p.Sign)
		if p.Sign != "" && p.Text != "" {
			l.space(1)
		}
		l.addWithin(p.Tone, p.Text, l.room, p.name)
	}
}

// sides appends left pieces at the left and right ones at the right edge. What
// does not fit goes: the last left pieces first, then the last right ones; the
// first of the right stays longest, since it says whether AWS can be changed.
func (l *line) sides(left, right []Piece) {
	const gap = 2
	for len(left) > 1 && piecesWidth(left)+gap+piecesWidth(right) > l.room {
		left = left[:len(left)-1]
	}
	for len(right) > 1 && piecesWidth(left)+gap+piecesWidth(right) > l.room {
		right = right[:len(right)-1]
	}
	l.split(func() { l.pieces(left) }, right)
}

// split draws the left side in what the right pieces leave of the room.
func (l *line) split(left func(), right []Piece) {
	w := piecesWidth(right)
	if w == 0 {
		left()
		return
	}
	w = min(w, l.room)
	rest := l.room
	l.room = max(l.room-w-1, 0)
	left()
	l.space(l.room)
	l.room = w + min(1, rest-w)
	l.space(l.room - w)
	l.pieces(right)
}
