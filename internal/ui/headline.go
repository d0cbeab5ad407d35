package ui

// headNameMin is how many cells of a name stay at least.
const headNameMin = 10

// HeadLine draws a line that says what a screen is about: a name, and behind it where
// and when, most important first. The name is cut before its place is.
func HeadLine(th *Theme, width int, name string, place []Piece) string {
	l := line{th: th, room: width}
	l.space(1)
	edge := min(l.room, 1)
	l.room -= edge
	gap := 0
	for len(place) > 0 {
		if gap = 2 + piecesWidth(place); min(Width(Clean(name)), headNameMin)+gap <= l.room {
			break
		}
		place, gap = place[:len(place)-1], 0
	}
	l.addWithin(Strong, name, l.room-gap, true)
	if len(place) > 0 {
		l.space(2)
		l.pieces(place)
	}
	l.room += edge
	return string(l.fill())
}

// NoteLine draws a sentence below a head line; one that is too long loses its end.
func NoteLine(th *Theme, width int, tone Tone, text string) string {
	l := line{th: th, room: width}
	l.space(1)
	edge := min(l.room, 1)
	l.room -= edge
	l.add(tone, text)
	l.room += edge
	return string(l.fill())
}
