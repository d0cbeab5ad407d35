package views

import (
	"strconv"
	"unicode/utf8"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
)

// recordColumns are the columns that records have, in the view's order.
func (r *Resource[V]) recordColumns() []*Column[V] {
	var cols []*Column[V]
	for i := range r.Columns {
		if !r.Columns[i].NoRecord {
			cols = append(cols, &r.Columns[i])
		}
	}
	return cols
}

// appendScalar appends the exact value of a column as JSON. ok is false, and
// nothing is appended, where AWS gave none.
func (c *Column[V]) appendScalar(b []byte, v *V, e *Env, scratch *[]byte) (_ []byte, ok bool) {
	if c.List != nil {
		mark := len(b)
		b = c.List(b, v)
		return b, len(b) > mark
	}
	if c.Int != nil {
		n := c.Int(v, e)
		if n == query.None {
			return b, false
		}
		return appendNumber(b, c.Kind, n), true
	}
	*scratch = c.Text((*scratch)[:0], v, e)
	if len(*scratch) == 0 {
		return b, false
	}
	if c.Kind == query.Bool || c.Nested { // YAML has JSON within it
		return append(b, *scratch...), true
	}
	return appendQuoted(b, *scratch), true
}

// appendNumber appends a value of a kind that has numbers: times in RFC 3339,
// sizes in bytes, durations in seconds.
func appendNumber(b []byte, kind query.Kind, n int64) []byte {
	switch kind {
	case query.Time, query.Age:
		b = append(b, '"')
		return append(backup.Time(n).AppendRFC3339(b), '"')
	case query.Percent:
		return strconv.AppendFloat(b, float64(n)/100, 'f', -1, 64)
	case query.Duration:
		return strconv.AppendFloat(b, float64(n)/1000, 'f', -1, 64)
	default:
		return strconv.AppendInt(b, n, 10)
	}
}

// appendPlain appends the exact value for CSV and plain tables, nothing where AWS
// gave none.
func (c *Column[V]) appendPlain(b []byte, v *V, e *Env) []byte {
	if c.Int == nil {
		return c.Text(b, v, e)
	}
	n := c.Int(v, e)
	switch {
	case n == query.None:
		return b
	case c.Kind == query.Time || c.Kind == query.Age:
		return backup.Time(n).AppendRFC3339(b)
	default:
		return appendNumber(b, c.Kind, n)
	}
}

const hexDigits = "0123456789abcdef"

// appendQuoted appends s as a JSON string. What a terminal could take for a
// command (control characters of both sets, bidirectional overrides) is escaped,
// which changes nothing in the data; bytes that are no UTF-8 become U+FFFD.
func appendQuoted(b, s []byte) []byte {
	b = append(b, '"')
	for len(s) > 0 {
		c := s[0]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20 || c == 0x7f:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		case c < utf8.RuneSelf:
			b = append(b, c)
		default:
			r, n := utf8.DecodeRune(s)
			if steersTerminal(r) {
				b = append(b, '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
			} else {
				b = utf8.AppendRune(b, r)
			}
			s = s[n:]
			continue
		}
		s = s[1:]
	}
	return append(b, '"')
}

// appendSafe appends s for CSV, which has no escapes: what a terminal could take for a
// command becomes U+FFFD. JSON and YAML have the exact value.
func appendSafe(b, s []byte) []byte {
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || steersTerminal(r) {
			r = utf8.RuneError
		}
		b, s = utf8.AppendRune(b, r), s[n:]
	}
	return b
}

// steersTerminal reports whether a rune beyond ASCII is a C1 control, a line or
// paragraph separator, or a bidirectional control.
func steersTerminal(r rune) bool {
	switch {
	case r >= 0x80 && r < 0xa0, r == 0x061c, r == 0x200e, r == 0x200f, r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
