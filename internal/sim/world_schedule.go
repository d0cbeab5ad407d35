package sim

import (
	"fmt"
	"time"
	_ "time/tzdata" // the same world on a machine without a zone database
)

// A schedule is a cron rule whose n-th run can be computed: run 0 lies in 1990,
// before any world, so that run numbers are never negative.
type schedule struct {
	once   int64         // a single run, in milliseconds since 1970
	every  time.Duration // less than a day: counted from 1990-01-01 UTC plus hour and minute
	days   int           // 1 daily, 7 weekly on weekday
	months int           // 1 monthly on the first, 3 quarterly
	hour   int
	minute int
	second int // an offset that cron cannot say, for what people start by hand
	week   time.Weekday
	zone   *time.Location
}

var firstRun = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC) // a Monday

// zone is the same one for the whole world, while it is being made.
func (w *worldState) zone(name string) *time.Location {
	if loc := w.zones[name]; loc != nil {
		return loc
	}
	w.zones[name] = zone(name)
	return w.zones[name]
}

func zone(name string) *time.Location {
	if loc, err := time.LoadLocation(name); err == nil {
		return loc
	}
	return time.UTC
}

// at is the time of run n in milliseconds since 1970.
func (s schedule) at(n int) int64 {
	loc := s.zone
	if loc == nil {
		loc = time.UTC
	}
	switch {
	case s.once != 0:
		return s.once + int64(n)*1000*365*day
	case s.every > 0:
		return firstRun.UnixMilli() + int64(s.hour)*hour + int64(s.minute)*minute + int64(s.second)*second + int64(n)*s.every.Milliseconds()
	case s.months > 0:
		return time.Date(1990, time.Month(1+n*s.months), 1, s.hour, s.minute, 0, 0, loc).UnixMilli()
	default:
		shift := (int(s.week) + 6) % 7 // days after Monday
		if s.days == 1 {
			shift = 0
		}
		return time.Date(1990, 1, 1+shift+n*s.days, s.hour, s.minute, 0, 0, loc).UnixMilli()
	}
}

// period is about the time between two runs.
func (s schedule) period() int64 {
	switch {
	case s.once != 0:
		return 1000 * 365 * day
	case s.every > 0:
		return s.every.Milliseconds()
	case s.months > 0:
		return int64(s.months) * 30 * day
	default:
		return int64(s.days) * day
	}
}

// before is the number of the last run at or before t.
func (s schedule) before(t int64) int {
	n := int((t - s.at(0)) / s.period())
	if s.months > 0 {
		at := time.UnixMilli(t).UTC()
		n = ((at.Year()-1990)*12 + int(at.Month()) - 1) / s.months
	}
	for s.at(n) > t {
		n--
	}
	for s.at(n+1) <= t {
		n++
	}
	return n
}

// cron is the schedule as AWS writes it.
func (s schedule) cron() string {
	switch {
	case s.every == time.Hour:
		return fmt.Sprintf("cron(%d * ? * * *)", s.minute)
	case s.every > 0:
		return fmt.Sprintf("cron(%d %d/%d ? * * *)", s.minute, s.hour, int(s.every.Hours()))
	case s.months > 1:
		return fmt.Sprintf("cron(%d %d 1 1/%d ? *)", s.minute, s.hour, s.months)
	case s.months == 1:
		return fmt.Sprintf("cron(%d %d 1 * ? *)", s.minute, s.hour)
	case s.days == 7:
		return fmt.Sprintf("cron(%d %d ? * %s *)", s.minute, s.hour, [...]string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}[s.week])
	default:
		return fmt.Sprintf("cron(%d %d ? * * *)", s.minute, s.hour)
	}
}

func (s schedule) zoneName() string {
	if s.zone == nil {
		return "Etc/UTC"
	}
	return s.zone.String()
}
