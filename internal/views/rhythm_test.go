package views

import (
	"testing"
	"time"
)

func TestTheLongestGapOfASchedule(t *testing.T) {
	const d = 24 * time.Hour
	for expr, want := range map[string]time.Duration{
		"":                                  d,
		"cron(0 5 ? * * *)":                 d,
		"cron(10 * ? * * *)":                time.Hour,
		"cron(0/15 * * * ? *)":              15 * time.Minute,
		"cron(0 0/12 ? * * *)":              12 * time.Hour,
		"cron(30 8-18 ? * MON-FRI *)":       3*d - 10*time.Hour,
		"cron(0 4 ? * SUN *)":               7 * d,
		"cron(0 4 ? * 2,5 *)":               4 * d,
		"cron(0 22 ? * 7L *)":               35 * d,
		"cron(0 22 ? * MON#1 *)":            35 * d,
		"cron(30 3 1 * ? *)":                31 * d,
		"cron(30 3 L * ? *)":                31 * d,
		"cron(0 2 1 1/3 ? *)":               92 * d,
		"0 5 * * ? *":                       d,
		"rate(12 hours)":                    12 * time.Hour,
		"rate(1 day)":                       d,
		"cron(0 5 ? * * 2026)":              0,
		"cron(0 5 15W * ? *)":               0,
		"cron(0 5 1 * MON *)":               0,
		"cron(0 25 ? * * *)":                0,
		"cron(0 5-99999999999999 ? * * *)":  0,
		"rate(0 days)":                      0,
		"rate(5 fortnights)":                0,
		"every day at five":                 0,
		"cron(0 5 30 2 ? *)":                0, // there is no such day
		"\x1b[31mcron(0 5 ? * * *)":         0,
		"cron(0 5/0 ? * * *)":               0,
		"cron(0 18-8 ? * * *)":              0, // AWS refuses it as well
		"cron(0 5 ? JAN,FEB,MAR * *) extra": 0,
	} {
		if got, ok := longestGap(expr); got != want || ok != (want > 0) {
			t.Errorf("%q: %v, %v, want %v", expr, got, ok, want)
		}
	}
}
