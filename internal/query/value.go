package query

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// span is what a written value stands for: from lo to hi, hi excluded. "2026-11-01"
// is a whole day, "249GiB" everything that is shown as that.
type span struct{ lo, hi int64 }

// example is what may be written for a kind, for messages.
func (k Kind) example() string {
	switch k {
	case Bytes:
		return "a size such as 100GiB or 1.5TB"
	case Time:
		return "a time such as 2026-11-01 or 2026-11-01T12:00, or how long ago: 24h"
	case Age, Duration:
		return "a duration such as 30m, 12h, 7d or 2w"
	case Percent:
		return "a percentage such as 41.5"
	case Bool:
		return "yes or no"
	case Number:
		return "a number"
	}
	return "text"
}

// parseValue reads a value of a numeric kind. at is the exact value to compare
// with; about is what equals it. Times are read in loc, and compare as a whole.
func parseValue(k Kind, s string, now time.Time) (at int64, about span, ok bool) {
	switch k {
	case Number:
		at, ok = scale(s, 1)
		return at, span{at, at + 1}, ok
	case Percent:
		at, ok = scale(strings.TrimSuffix(s, "%"), 100)
		return at, span{at, at + 1}, ok
	case Bytes:
		return parseSize(s)
	case Age, Duration:
		return parseSpan(s)
	case Time:
		about, ok = parseTime(s, now)
		return about.lo, about, ok
	}
	return 0, span{}, false
}

// scale reads a decimal number times a unit, rounded to the nearest.
func scale(digits string, unit float64) (int64, bool) {
	digits = strings.ReplaceAll(strings.TrimSpace(digits), ",", "")
	if digits == "" || strings.Trim(digits, "-.0123456789") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(digits, 64)
	f = math.Round(f * unit)
	// 2^62 leaves room for the arithmetic around a value.
	return int64(f), err == nil && math.Abs(f) < 1<<62
}

// splitUnit cuts "1.5 TB" into its digits and its unit.
func splitUnit(s string) (digits, unit string) {
	n := strings.LastIndexAny(s, "0123456789.") + 1
	return s[:n], strings.TrimSpace(s[n:])
}

var sizeUnits = map[string]float64{
	"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "pb": 1e15, "eb": 1e18,
	"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40, "p": 1 << 50, "e": 1 << 60,
	"kib": 1 << 10, "mib": 1 << 20, "gib": 1 << 30, "tib": 1 << 40, "pib": 1 << 50, "eib": 1 << 60,
}

// parseSize reads bytes. What equals a size with a unit is all that rounds to it
// at the digits written.
func parseSize(s string) (at int64, about span, ok bool) {
	digits, word := splitUnit(s)
	unit, known := sizeUnits[fold(word)]
	at, ok = scale(digits, unit)
	half := unit / 2
	if dot := strings.IndexByte(digits, '.'); dot >= 0 {
		half /= math.Pow10(len(digits) - dot - 1)
	}
	about = span{at, at + 1}
	if half >= 1 {
		about = span{at - int64(half), at + int64(half)}
	}
	return at, about, ok && known
}

var spanUnits = map[string]int64{
	"ms": 1, "s": second, "m": minute, "h": hour, "d": day, "w": 7 * day, "y": 365 * day,
	"sec": second, "min": minute, "hour": hour, "hours": hour, "day": day, "days": day, "week": 7 * day, "weeks": 7 * day,
}

// parseSpan reads a duration of one or more parts: 90m, 1h30m. What equals it is
// all that has begun its last unit: 2h is shown until it is 3h.
func parseSpan(s string) (at int64, about span, ok bool) {
	rest := s
	unit := int64(0)
	for parts := 0; rest != "" && parts < 8; parts++ {
		n := strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("0123456789.", r) })
		if n <= 0 {
			return 0, span{}, false
		}
		end := n
		for end < len(rest) && strings.IndexByte("0123456789.", rest[end]) < 0 {
			end++
		}
		unit = spanUnits[fold(strings.TrimSpace(rest[n:end]))]
		v, good := scale(rest[:n], float64(unit))
		if unit == 0 || !good || v > 1<<61 || at > 1<<61 {
			return 0, span{}, false
		}
		at += v
		rest = strings.TrimSpace(rest[end:])
	}
	return at, span{at, at + unit}, unit != 0 && rest == ""
}

// timeLayouts are the ways to write a time, each with what it spans.
var timeLayouts = [...]struct {
	layout              string
	years, months, days int
	rest                time.Duration
}{
	{"2006-01-02T15:04:05.999Z07:00", 0, 0, 0, time.Second},
	{"2006-01-02T15:04:05", 0, 0, 0, time.Second},
	{"2006-01-02 15:04:05", 0, 0, 0, time.Second},
	{"2006-01-02T15:04Z07:00", 0, 0, 0, time.Minute},
	{"2006-01-02T15:04", 0, 0, 0, time.Minute},
	{"2006-01-02 15:04", 0, 0, 0, time.Minute},
	{"2006-01-02T15", 0, 0, 0, time.Hour},
	{"2006-01-02", 0, 0, 1, 0},
	{"2006-01", 0, 1, 0, 0},
	{"2006", 1, 0, 0, 0},
}

// parseTime reads a moment or a whole day, month or year, in the zone of now.
func parseTime(s string, now time.Time) (span, bool) {
	from := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	switch fold(s) {
	case "now":
		return span{now.UnixMilli(), now.UnixMilli() + 1}, true
	case "today":
		return span{from.UnixMilli(), from.AddDate(0, 0, 1).UnixMilli()}, true
	case "yesterday":
		return span{from.AddDate(0, 0, -1).UnixMilli(), from.UnixMilli()}, true
	}
	for _, l := range timeLayouts {
		if t, err := time.ParseInLocation(l.layout, strings.ToUpper(s), now.Location()); err == nil {
			return span{t.UnixMilli(), t.AddDate(l.years, l.months, l.days).Add(l.rest).UnixMilli()}, true
		}
	}
	return span{}, false
}

// parseBool reads yes or no, or the start of one as while typing.
func parseBool(s string) (yes, ok bool) {
	s = fold(s)
	switch {
	case strings.HasPrefix("yes", s), strings.HasPrefix("true", s):
		return true, true
	case strings.HasPrefix("no", s), strings.HasPrefix("false", s):
		return false, true
	}
	return false, false
}
