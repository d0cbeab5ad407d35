package query

import (
	"strconv"
	"time"
)

const (
	second = int64(1000)
	minute = 60 * second
	hour   = 60 * minute
	day    = 24 * hour
)

// appendKind appends a value as its kind looks.
func appendKind(b []byte, k Kind, n, now int64) []byte {
	switch k {
	case Bytes:
		return appendBytes(b, n)
	case Time:
		if clockFits(n) {
			return appendClock(b, n)
		}
		return time.UnixMilli(n).UTC().AppendFormat(b, time.DateTime)
	case Age:
		return appendSpan(b, now-n)
	case Percent:
		return append(strconv.AppendFloat(b, float64(n)/100, 'f', -1, 64), '%')
	case Duration:
		return appendSpan(b, n)
	}
	return strconv.AppendInt(b, n, 10)
}

// letters are all that appendKind writes, in lower case.
func (k Kind) letters() string {
	switch k {
	case Bytes:
		return "0123456789- bikmgtpe"
	case Time:
		return "0123456789-: "
	case Age, Duration:
		return "0123456789-smhd"
	case Percent:
		return "0123456789-.%"
	}
	return "0123456789-"
}

// appendSpan appends a length of time in its largest whole unit: 2h, 3d.
func appendSpan(b []byte, ms int64) []byte {
	if ms < 0 {
		b, ms = append(b, '-'), -max(ms, -1<<62)
	}
	n, unit := ms/second, byte('s')
	switch {
	case ms >= day:
		n, unit = ms/day, 'd'
	case ms >= hour:
		n, unit = ms/hour, 'h'
	case ms >= minute:
		n, unit = ms/minute, 'm'
	}
	return append(strconv.AppendInt(b, n, 10), unit)
}

func appendBytes(b []byte, n int64) []byte {
	f, u := float64(n), 0
	for f >= 999.5 && u < 6 {
		f, u = f/1024, u+1
	}
	b = strconv.AppendFloat(b, f, 'f', 0, 64)
	return append(b, [...]string{" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"}[u]...)
}
