package views

import (
	"fmt"
	"strings"
)

// schedule says an AWS cron or rate expression in words, with its time zone:
// "daily at 05:00 UTC", "Sun at 04:00 Europe/Paris". What it can't say in full comes
// back as it is, since half a schedule would be a lie. Empty is AWS Backup's default,
// cron(0 5 ? * * *).
func schedule(expr, zone string) string {
	switch zone {
	case "", "Etc/UTC", "Etc/GMT", "GMT":
		zone = "UTC"
	}
	plain := strings.TrimSpace(expr)
	if plain == "" {
		return "daily at 05:00 " + zone + " (the default)"
	}
	if inner, ok := call(plain, "rate"); ok && inner != "" {
		return "every " + inner
	}
	inner, ok := call(plain, "cron")
	if !ok {
		inner = plain // older plans leave the function out
	}
	if f := strings.Fields(inner); len(f) == 6 {
		if words, ok := cronWords(f, zone); ok {
			return words
		}
	}
	return expr
}

// call returns what stands between name( and the last ).
func call(s, name string) (inner string, ok bool) {
	inner, ok = strings.CutPrefix(s, name+"(")
	if !ok {
		return "", false
	}
	inner, ok = strings.CutSuffix(inner, ")")
	return strings.TrimSpace(inner), ok
}

// cronWords reads minutes, hours, day of month, month, day of week and year.
func cronWords(f []string, zone string) (string, bool) {
	minute, hour, dom, month, dow, year := f[0], f[1], f[2], f[3], f[4], f[5]
	if year != "*" {
		return "", false
	}
	days, ok := dayWords(dom, month, dow)
	if !ok {
		return "", false
	}
	clock, ok := clockWords(minute, hour, zone)
	switch {
	case !ok:
		return "", false
	case days == "daily" && !strings.HasPrefix(clock, "at "):
		return clock, true // a rhythm, on every day
	}
	return days + " " + clock, true
}

// clockWords says the times of a day: "at 05:00 UTC", or their rhythm: "hourly at
// :10".
func clockWords(minute, hour, zone string) (string, bool) {
	m, ok := number(minute, 0, 59)
	if !ok {
		every, ok := step(minute, 60)
		return fmt.Sprintf("every %d min", every), ok && hour == "*"
	}
	if hour == "*" || hour == "*/1" || hour == "0/1" {
		return fmt.Sprintf("hourly at :%02d", m), true
	}
	var times []string
	if from, every, ok := stepped(hour, 24); ok {
		for h := from; h < 24; h += every {
			times = append(times, fmt.Sprintf("%02d:%02d", h, m))
		}
		if len(times) > timesShown {
			return fmt.Sprintf("every %d h from %s %s", every, times[0], zone), 24%every == 0
		}
		return "at " + strings.Join(times, ", ") + " " + zone, true
	}
	for one := range strings.SplitSeq(hour, ",") {
		h, ok := number(one, 0, 23)
		if !ok || len(times) == timesShown {
			return "", false
		}
		times = append(times, fmt.Sprintf("%02d:%02d", h, m))
	}
	return "at " + strings.Join(times, ", ") + " " + zone, true
}
