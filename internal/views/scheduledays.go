package views

import (
	"fmt"
	"strconv"
	"strings"
)

// timesShown is how many times of a day, or days of a month, read better than the
// expression.
const timesShown = 4

// dayWords says on which days.
func dayWords(dom, month, dow string) (string, bool) {
	every := func(s string) bool { return s == "*" || s == "?" || s == "*/1" || s == "1/1" }
	months, ok := monthWords(month)
	switch {
	case !ok || !every(dom) && !every(dow):
		return "", false
	case every(dom) && every(dow) && months == "":
		return "daily", true
	case every(dom) && every(dow):
		return "daily " + months, true
	case every(dom):
		days, ok := weekdays(dow)
		return strings.TrimSpace(days + " " + months), ok
	}
	days, ok := monthDays(dom)
	switch {
	case !ok:
		return "", false
	case months == "":
		return "monthly " + days, true
	}
	return days + " " + months, true
}

func monthDays(dom string) (string, bool) {
	if dom == "L" {
		return "on the last day", true
	}
	var days []string
	for one := range strings.SplitSeq(dom, ",") {
		d, ok := number(one, 1, 31)
		if !ok || len(days) == timesShown {
			return "", false
		}
		days = append(days, strconv.Itoa(d))
	}
	return "on day " + strings.Join(days, ", "), true
}

// monthWords says which months, "" for all of them.
func monthWords(month string) (string, bool) {
	if month == "*" || month == "*/1" || month == "1/1" {
		return "", true
	}
	if from, every, ok := stepped(month, 13); ok && from >= 1 && 12%every == 0 {
		return fmt.Sprintf("every %d months from %s", every, monthNames[from-1]), true
	}
	return listed(month, monthNames[:], "of ")
}

func weekdays(dow string) (string, bool) {
	if strings.EqualFold(dow, "MON-FRI") || dow == "2-6" {
		return "Mon–Fri", true
	}
	if day, ok := strings.CutSuffix(dow, "L"); ok && day != "" {
		name, ok := listed(day, dayNames[:], "")
		return "the last " + name + " of the month", ok
	}
	return listed(dow, dayNames[:], "")
}

// listed says numbers from 1 or three-letter names, joined by commas.
func listed(s string, names []string, prefix string) (string, bool) {
	var words []string
	for one := range strings.SplitSeq(s, ",") {
		name := ""
		if n, ok := number(one, 1, len(names)); ok {
			name = names[n-1]
		}
		for _, known := range names {
			if strings.EqualFold(one, known) {
				name = known
			}
		}
		if name == "" {
			return "", false
		}
		words = append(words, name)
	}
	return prefix + strings.Join(words, ", "), true
}

// number reads a decimal number within bounds.
func number(s string, low, high int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= low && n <= high
}

// step reads "*/15" and "0/15" where the step divides the whole.
func step(s string, of int) (int, bool) {
	from, every, ok := stepped(s, of)
	return every, ok && from == 0 && of%every == 0
}

// stepped reads "6/12": from 6, every 12.
func stepped(s string, below int) (from, every int, ok bool) {
	first, rest, ok := strings.Cut(s, "/")
	if !ok {
		return 0, 0, false
	}
	if first != "*" {
		if from, ok = number(first, 0, below-1); !ok {
			return 0, 0, false
		}
	}
	every, ok = number(rest, 1, below-1)
	return from, every, ok
}

var (
	dayNames   = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"} // AWS counts from 1 = Sunday
	monthNames = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)
