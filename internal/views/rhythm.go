package views

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"time"
)

// longestGap returns the longest time between two runs of an AWS cron or rate
// expression, false for one that it can't read: a rule that runs on weekdays leaves three
// days, one of the first of the month 31. Time zones and their changes of the clock are left
// out. Empty is AWS Backup's default, daily.
func longestGap(expr string) (time.Duration, bool) {
	plain := strings.TrimSpace(expr)
	if plain == "" {
		return 24 * time.Hour, true
	}
	if inner, ok := call(plain, "rate"); ok {
		return rateGap(inner)
	}
	if inner, ok := call(plain, "cron"); ok {
		plain = inner
	}
	f := strings.Fields(plain)
	if len(f) != 6 || f[5] != "*" {
		return 0, false
	}
	minutes, ok1 := timesOf(f[0], 0, 59, nil)
	hours, ok2 := timesOf(f[1], 0, 23, nil)
	days, ok3 := runDays(f[2], f[3], f[4])
	if !ok1 || !ok2 || !ok3 {
		return 0, false
	}
	return gapOf(days, moments(minutes, hours)), true
}

// rateGap reads "12 hours".
func rateGap(s string) (time.Duration, bool) {
	number, unit, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.Atoi(number)
	units := map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}
	size := units[strings.TrimSuffix(strings.TrimSpace(unit), "s")]
	return time.Duration(n) * size, err == nil && n > 0 && n < 1000 && size > 0
}

// moments are the times of a day, in order.
func moments(minutes, hours uint64) []time.Duration {
	var at []time.Duration
	for h := range 24 {
		for m := range 60 {
			if hours>>h&1 == 1 && minutes>>m&1 == 1 {
				at = append(at, time.Duration(h)*time.Hour+time.Duration(m)*time.Minute)
			}
		}
	}
	return at
}

// gapOf is the longest time between two of the moments, on those days of some years.
func gapOf(days []int, at []time.Duration) time.Duration {
	longest := time.Duration(0)
	for i := 1; i < len(at); i++ {
		longest = max(longest, at[i]-at[i-1])
	}
	overnight := at[0] - at[len(at)-1]
	for i := 1; i < len(days); i++ {
		longest = max(longest, time.Duration(days[i]-days[i-1])*24*time.Hour+overnight)
	}
	return longest
}

// someYears hold every distance that days of months and weeks can have, the leap day's too.
const someYears = 5 * 365

// runDays numbers the days on which a rule runs, from a Saturday, 2000-01-01. A schedule
// with fewer than two of them has no rhythm.
func runDays(dom, month, dow string) ([]int, bool) {
	months, ok := timesOf(month, 1, 12, monthNames[:])
	if !ok {
		return nil, false
	}
	on, ok := dayTest(dom, dow)
	if !ok {
		return nil, false
	}
	var days []int
	for n := range someYears {
		day := time.Date(2000, 1, 1+n, 0, 0, 0, 0, time.UTC)
		if months>>day.Month()&1 == 1 && on(day) {
			days = append(days, n)
		}
	}
	return days, len(days) > 1
}

// dayTest reads the two fields of which one says the days: day of month, and day of week
// from 1 = Sunday (Amazon EventBridge: cron expressions).
func dayTest(dom, dow string) (func(time.Time) bool, bool) {
	lastOfMonth := func(d time.Time, within int) bool { return d.AddDate(0, 0, within).Month() != d.Month() }
	switch {
	case dom == "L" && (dow == "?" || dow == "*"):
		return func(d time.Time) bool { return lastOfMonth(d, 1) }, true
	case dow == "?" || dow == "*":
		set, ok := timesOf(dom, 1, 31, nil)
		return func(d time.Time) bool { return set>>d.Day()&1 == 1 }, ok
	case dom != "?" && dom != "*":
		return nil, false
	}
	nth := 0 // 2#3 is the third Monday, 2L the last
	if day, rest, ok := strings.Cut(dow, "#"); ok {
		n, ok := number(rest, 1, 5)
		if !ok {
			return nil, false
		}
		dow, nth = day, n
	} else if day, ok := strings.CutSuffix(dow, "L"); ok && day != "" {
		dow, nth = day, -1
	}
	set, ok := timesOf(dow, 1, 7, dayNames[:])
	return func(d time.Time) bool {
		return set>>(d.Weekday()+1)&1 == 1 && (nth == 0 || nth == (d.Day()+6)/7 || nth < 0 && lastOfMonth(d, 7))
	}, ok
}

// timesOf reads a field of a cron expression into a set of bits: "*", "?", "1,5", "8-18",
// "0/15", names in place of numbers.
func timesOf(field string, low, high int, names []string) (uint64, bool) {
	var set uint64
	for one := range strings.SplitSeq(field, ",") {
		span, step, stepped := strings.Cut(one, "/")
		every := 1
		if stepped {
			n, ok := number(step, 1, high)
			if !ok {
				return 0, false
			}
			every = n
		}
		from, to := low, high
		if span != "*" && span != "?" {
			first, last, ranged := strings.Cut(span, "-")
			var ok bool
			if from, ok = valueOf(first, low, high, names); !ok {
				return 0, false
			}
			switch {
			case ranged:
				if to, ok = valueOf(last, low, high, names); !ok {
					return 0, false
				}
			case !stepped:
				to = from
			}
		}
		for n := from; n <= to; n += every {
			set |= 1 << n
		}
	}
	return set, bits.OnesCount64(set) > 0
}

func valueOf(s string, low, high int, names []string) (int, bool) {
	if i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, s) }); i >= 0 {
		return low + i, true
	}
	return number(s, low, high)
}
