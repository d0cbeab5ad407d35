package ui

import (
	"math"
	"math/bits"
	"strconv"
	"time"
)

const day = 24 * time.Hour

// AppendAge appends an age in its largest whole unit, for tables: 45s, 12m,
// 2h, 3d, 4y. An age in the future (a clock that is off) has a minus sign.
func AppendAge(b []byte, d time.Duration) []byte {
	if d < 0 {
		if d > -time.Second {
			d = 0
		} else {
			b, d = append(b, '-'), -max(d, -math.MaxInt64)
		}
	}
	n, unit := d/time.Second, byte('s')
	switch {
	case d >= 1000*day:
		n, unit = d/(365*day), 'y'
	case d >= day:
		n, unit = d/day, 'd'
	case d >= time.Hour:
		n, unit = d/time.Hour, 'h'
	case d >= time.Minute:
		n, unit = d/time.Minute, 'm'
	}
	return append(strconv.AppendInt(b, int64(n), 10), unit)
}

// Age is AppendAge as a string.
func Age(d time.Duration) string { return string(AppendAge(nil, d)) }

// AppendDuration appends a length of time in words for prose: its two largest
// units, the second only while it matters: 45 s, 12 min, 2 h 12 min, 3 d 4 h,
// 35 d.
func AppendDuration(b []byte, d time.Duration) []byte {
	if d < 0 {
		b, d = append(b, '-'), -max(d, -math.MaxInt64)
	}
	whole := func(n time.Duration, unit string) []byte {
		return append(strconv.AppendInt(b, int64(n), 10), unit...)
	}
	switch {
	case d < time.Minute:
		return whole(d/time.Second, " s")
	case d < time.Hour:
		return whole(d/time.Minute, " min")
	case d < day:
		b = whole(d/time.Hour, " h")
		if m := d % time.Hour / time.Minute; m > 0 {
			b = append(b, ' ')
			b = whole(m, " min")
		}
		return b
	}
	b = whole(d/day, " d")
	if h := d % day / time.Hour; h > 0 && d < 10*day {
		b = append(b, ' ')
		b = whole(h, " h")
	}
	return b
}

// Duration is AppendDuration as a string.
func Duration(d time.Duration) string { return string(AppendDuration(nil, d)) }

// AppendAgo appends when something was or will be, seen from now: "12 min ago",
// "in 35 d", "now" within a second of it. age is now minus that moment.
func AppendAgo(b []byte, age time.Duration) []byte {
	switch {
	case age <= -time.Second:
		return AppendDuration(append(b, "in "...), -max(age, -math.MaxInt64))
	case age < time.Second:
		return append(b, "now"...)
	}
	return append(AppendDuration(b, age), " ago"...)
}

// Ago is AppendAgo as a string.
func Ago(age time.Duration) string { return string(AppendAgo(nil, age)) }

var sizeUnits = [...]string{" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"}

// AppendSize appends a number of bytes in binary units with three digits at
// most: 512 B, 1.5 KiB, 249 GiB. It rounds to nearest.
func AppendSize(b []byte, bytes int64) []byte {
	n := uint64(bytes)
	if bytes < 0 {
		b, n = append(b, '-'), -n
	}
	u := 0
	for u < len(sizeUnits)-1 && n >= (1999<<(10*u)+1)/2 { // 999.5 of the unit
		u++
	}
	tenths := rounded(n, 10, 10*u)
	if u == 0 || tenths >= 100 {
		b = strconv.AppendUint(b, rounded(n, 1, 10*u), 10)
	} else if b = strconv.AppendUint(b, tenths/10, 10); tenths%10 > 0 {
		b = append(b, '.', '0'+byte(tenths%10))
	}
	return append(b, sizeUnits[u]...)
}

// rounded is n times by / 2^shift, to nearest: a million rows are shown by it when words are
// looked for, and floats take four times as long.
func rounded(n, by uint64, shift int) uint64 {
	hi, lo := bits.Mul64(n, by)
	lo, carry := bits.Add64(lo, 1<<shift/2, 0)
	return (hi+carry)<<(64-shift) | lo>>shift
}

// Size is AppendSize as a string.
func Size(bytes int64) string { return string(AppendSize(nil, bytes)) }

// ExactSize gives a size with its bytes: "249 GiB (267,361,714,176 bytes)".
func ExactSize(bytes int64) string {
	if bytes > -1000 && bytes < 1000 {
		return Size(bytes)
	}
	return string(AppendCount(append(AppendSize(nil, bytes), " ("...), bytes)) + " bytes)"
}

// AppendCount appends a whole number with commas: 12,000.
func AppendCount(b []byte, n int64) []byte {
	var digits [20]byte
	d := strconv.AppendInt(digits[:0], n, 10)
	if n < 0 {
		b, d = append(b, '-'), d[1:]
	}
	for i, c := range d {
		if i > 0 && (len(d)-i)%3 == 0 {
			b = append(b, ',')
		}
		b = append(b, c)
	}
	return b
}

// Count is AppendCount as a string.
func Count[N ~int | ~int64 | ~int32 | ~uint32](n N) string { return string(AppendCount(nil, int64(n))) }

// AppendPercent appends a percentage with one digit after the point, cut off
// and not rounded, so that 100% means finished: 41.5%, 8%, 99.9%.
func AppendPercent(b []byte, percent float64) []byte {
	if math.IsNaN(percent) || math.IsInf(percent, 0) {
		return append(b, '?')
	}
	// The tiny addition keeps 41.5, stored as 41.49999…, at 41.5.
	tenths := math.Floor(percent*10 + 1e-6)
	b = strconv.AppendFloat(b, tenths/10, 'f', -1, 64)
	return append(b, '%')
}

// Percent is AppendPercent as a string.
func Percent(percent float64) string { return string(AppendPercent(nil, percent)) }

// AppendTime appends a moment for tables, in the zone of t: 2026-11-22 01:00:00.
// The zero time appends nothing.
func AppendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	return t.AppendFormat(b, time.DateTime)
}

// ExactTime gives a moment with its zone and its age: "2026-11-22 01:00:00 UTC
// (2 h 12 min ago)". The zero time gives "".
func ExactTime(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	b := t.AppendFormat(nil, "2006-01-02 15:04:05 MST (")
	return string(append(AppendAgo(b, now.Sub(t)), ')'))
}
