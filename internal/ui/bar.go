package ui

import "math"

// Bar appends a progress bar of exactly width cells. fraction is 0 to 1; what
// lies outside is cut off, and NaN is 0. Only a finished thing has a full bar.
func Bar(b []byte, th *Theme, tone Tone, width int, fraction float64) []byte {
	if width <= 0 {
		return b
	}
	halves := 0
	switch {
	case fraction >= 1:
		halves = 2 * width
	case fraction > 0:
		halves = min(int(math.Round(fraction*float64(2*width))), 2*width-1)
	}
	var buf [512]byte
	done := buf[:0]
	for range halves / 2 {
		done = append(done, th.Sign(BarFull)...)
	}
	if halves%2 == 1 {
		done = append(done, th.Sign(BarHalf)...)
	}
	b = th.PaintBytes(b, tone, done)
	rest := buf[:0]
	for range width - (halves+1)/2 {
		rest = append(rest, th.Sign(BarRest)...)
	}
	return th.PaintBytes(b, Muted, rest)
}
