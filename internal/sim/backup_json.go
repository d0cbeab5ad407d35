package sim

import (
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A jsonBody writes restJson1 bodies: a page of a thousand rows must cost next
// to nothing. Members with empty values are left out, as AWS leaves them out.
type jsonBody struct{ b []byte }

func (j *jsonBody) comma() {
	if n := len(j.b); n > 0 && j.b[n-1] != '{' && j.b[n-1] != '[' && j.b[n-1] != ':' {
		j.b = append(j.b, ',')
	}
}

func (j *jsonBody) open()  { j.comma(); j.b = append(j.b, '{') }
func (j *jsonBody) close() { j.b = append(j.b, '}') }

func (j *jsonBody) member(name string) {
	j.comma()
	j.b = append(j.b, '"')
	j.b = append(j.b, name...)
	j.b = append(j.b, '"', ':')
}

func (j *jsonBody) object(name string, fill func()) {
	j.member(name)
	j.b = append(j.b, '{')
	fill()
	j.b = append(j.b, '}')
}

func (j *jsonBody) list(name string, fill func()) {
	j.member(name)
	j.b = append(j.b, '[')
	fill()
	j.b = append(j.b, ']')
}

func (j *jsonBody) text(name, value string) {
	if value != "" {
		j.member(name)
		j.b = appendQuoted(j.b, value)
	}
}

// item adds an element to a list of strings.
func (j *jsonBody) item(value string) {
	j.comma()
	j.b = appendQuoted(j.b, value)
}

func (j *jsonBody) texts(name string, values []string) {
	if len(values) > 0 {
		j.list(name, func() {
			for _, v := range values {
				j.item(v)
			}
		})
	}
}

func (j *jsonBody) number(name string, value int64) {
	j.member(name)
	j.b = strconv.AppendInt(j.b, value, 10)
}

func (j *jsonBody) flag(name string, value bool) {
	j.member(name)
	j.b = strconv.AppendBool(j.b, value)
}

// time writes milliseconds since 1970 as seconds with a fraction; 0 is absent.
func (j *jsonBody) time(name string, ms int64) {
	if ms == 0 {
		return
	}
	j.member(name)
	j.b = strconv.AppendInt(j.b, ms/1000, 10)
	if part := ms % 1000; part != 0 {
		j.b = append(j.b, '.', byte('0'+part/100), byte('0'+part/10%10), byte('0'+part%10))
	}
}

func appendQuoted(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		if c := s[i]; c >= 0x20 && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= utf8.RuneSelf && (r != utf8.RuneError || n > 1) {
			i += n
			continue
		}
		b = append(b, s[from:i]...)
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r == utf8.RuneError:
			b = append(b, `\ufffd`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
		}
		i += n
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

// writeMap writes a map of strings in the order of its keys.
func (c *call) writeMap(name string, values map[string]string) {
	c.out.object(name, func() {
		for _, key := range slices.Sorted(maps.Keys(values)) {
			c.out.comma()
			c.out.b = append(appendQuoted(c.out.b, key), ':')
			c.out.b = appendQuoted(c.out.b, values[key])
		}
	})
}

func (c *call) writeCounts(name string, counts map[string]int64) {
	c.out.object(name, func() {
		for _, key := range slices.Sorted(maps.Keys(counts)) {
			c.out.number(key, counts[key])
		}
	})
}

// appendStamp writes a time as the IDs of some recovery points have it.
func appendStamp(b []byte, ms int64) []byte {
	return utc(ms).AppendFormat(b, "20060102150405")
}
