package query

// appendClock appends a moment in UTC as time.DateTime has it: 2026-11-22 01:00:00.
// A search over a million rows looks at several moments of each, and package time
// takes a third of it to read the layout again and again.
func appendClock(b []byte, ms int64) []byte {
	days, rest := ms/day, ms%day
	if rest < 0 {
		days, rest = days-1, rest+day
	}
	year, month, date := civil(days)
	b = append(b, byte('0'+year/1000), byte('0'+year/100%10))
	b = append(appendTwo(b, year%100), '-')
	b = append(appendTwo(b, month), '-')
	b = append(appendTwo(b, date), ' ')
	b = append(appendTwo(b, rest/hour), ':')
	b = append(appendTwo(b, rest%hour/minute), ':')
	return appendTwo(b, rest%minute/second)
}

func appendTwo(b []byte, n int64) []byte { return append(b, byte('0'+n/10), byte('0'+n%10)) }

// Lengths of the Gregorian calendar's cycles, in days.
const (
	era     = 146097 // 400 years
	toEpoch = 719468 // from March 1st of the year 0 to 1970
)

// civil returns the date of a day counted from 1970. Years begin in March here, so that
// the leap day is the last of one.
func civil(days int64) (year, month, date int64) {
	days += toEpoch
	cycle := days / era
	if days < 0 {
		cycle = (days - era + 1) / era
	}
	in := days - cycle*era // of the cycle, 0 to 146096
	of := (in - in/1460 + in/36524 - in/146096) / 365
	year = of + cycle*400
	in -= 365*of + of/4 - of/100 // of the year
	m := (5*in + 2) / 153        // from March
	date = in - (153*m+2)/5 + 1
	if m < 10 {
		return year, m + 3, date
	}
	return year + 1, m - 9, date
}

// clockFits reports whether a moment is between the years 0 and 9999, which is all that
// appendClock writes.
func clockFits(ms int64) bool { return ms >= -62167219200000 && ms < 253402300800000 }
