package sim

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// fires reports whether a field of a cron expression holds a value: *, ?, 7, 1/3, MON.
func fires(field string, value int, names ...string) bool {
	from, every, stepped := strings.Cut(field, "/")
	if stepped {
		first, _ := strconv.Atoi(from)
		step, _ := strconv.Atoi(every)
		return value >= first && (value-first)%step == 0
	}
	if field == "*" || field == "?" {
		return true
	}
	for i, name := range names {
		if name == field {
			return i == value
		}
	}
	n, err := strconv.Atoi(field)
	return err == nil && n == value
}

func TestTheCronOfARuleIsWhenItRuns(t *testing.T) {
	w := New(Options{Seed: 7})
	weekdays := []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}
	rules := 0
	for _, s := range w.scopes {
		for _, p := range s.plans {
			for _, r := range p.rules {
				rules++
				expr := r.sched.cron()
				f := strings.Fields(strings.TrimSuffix(strings.TrimPrefix(expr, "cron("), ")"))
				if len(f) != 6 {
					t.Fatalf("%s: %q", r.name, expr)
				}
				runs := map[string]bool{}
				first := r.sched.before(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli())
				for n := first; n < first+12; n++ {
					at := time.UnixMilli(r.sched.at(n))
					if r.sched.zone != nil {
						at = at.In(r.sched.zone)
					} else {
						at = at.UTC()
					}
					runs[at.Format(time.DateOnly)] = true
					for i, value := range []int{at.Minute(), at.Hour(), at.Day(), int(at.Month()), int(at.Weekday())} {
						names := weekdays
						if i < 4 {
							names = nil
						}
						if !fires(f[i], value, names...) {
							t.Errorf("%s: %s does not fire at %s, when it runs", r.name, expr, at)
						}
					}
				}
				// Nor does it fire where it does not run: on the first of a month.
				if r.sched.months > 0 {
					for m := range 12 {
						day := time.Date(2026, time.Month(2+m), 1, 0, 0, 0, 0, time.UTC)
						if last := time.UnixMilli(r.sched.at(first + 11)); fires(f[3], int(day.Month())) && day.Before(last) && !runs[day.Format(time.DateOnly)] {
							t.Errorf("%s: %s fires on %s, when it does not run", r.name, expr, day.Format(time.DateOnly))
						}
					}
				}
			}
		}
	}
	if rules == 0 {
		t.Fatal("no rules")
	}
}
