package ui

func (f *Frame) title(b []byte, th *Theme, width int) []byte {
	l := line{b: b, th: th, bar: true, room: width}
	l.space(1)
	l.room-- // the right edge
	l.sides(f.Left, f.Right)
	l.room++
	return l.fill()
}

// crumbs draws the way here. Where it is too long its beginning goes, since the
// end says what is on the screen.
func (f *Frame) crumbs(b []byte, th *Theme, width int) []byte {
	l := line{b: b, th: th, room: width}
	l.space(1)
	edge := min(l.room, 1)
	l.room -= edge
	sep := " " + th.Sign(Crumb) + " "
	steps := make([]Piece, len(f.Crumbs))
	for i, c := range f.Crumbs {
		steps[i] = Piece{Text: c, Sep: sep, name: true}
	}
	if n := len(steps); n > 0 {
		steps[n-1].Tone = Accent
	}
	status := f.Status
	for len(status) > 0 && min(piecesWidth(steps), l.room/2)+2+piecesWidth(status) > l.room {
		status = status[:len(status)-1]
	}
	l.split(func() {
		for first := true; (len(steps) > 2 || first && len(steps) > 1) && piecesWidth(steps) > l.room; first = false {
			if !first {
				steps = steps[1:]
			}
			steps[0] = Piece{Text: th.Sign(Ellipsis), Tone: Muted}
		}
		l.pieces(steps)
	}, status)
	l.room = max(l.room, 0) + edge
	return l.fill()
}

// appendLines appends exactly n lines of s, without a newline after the last.
func appendLines(b []byte, s string, n int) []byte {
	for i := range n {
		if i > 0 {
			b = append(b, '\n')
		}
		end := 0
		for end < len(s) && s[end] != '\n' {
			end++
		}
		b = append(b, s[:end]...)
		s = s[min(end+1, len(s)):]
	}
	return b
}
