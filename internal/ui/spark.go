package ui

// Sparkline appends one cell a value, its height in proportion to top, or to the
// largest value when top is 0. A negative value means that nothing is known: a
// blank. Every value above zero is visibly above zero.
func Sparkline(b []byte, th *Theme, tone Tone, values []int64, top int64) []byte {
	for _, v := range values {
		if top <= 0 || v > top {
			top = max(v, top, 0)
		}
	}
	var buf [256]byte
	cells := buf[:0]
	last := len(th.sparks) - 1
	for _, v := range values {
		switch {
		case v < 0:
			cells = append(cells, ' ')
		case v == 0:
			cells = append(cells, th.sparks[0]...)
		default:
			step := int(float64(v) / float64(top) * float64(last))
			cells = append(cells, th.sparks[max(min(step, last), 1)]...)
		}
	}
	return th.PaintBytes(b, tone, cells)
}
