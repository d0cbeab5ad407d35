package query

import (
	"testing"
	"time"
)

func FuzzClockIsThatOfPackageTime(f *testing.F) {
	for _, t := range []string{"1970-01-01", "2000-02-29", "2026-11-22", "1900-03-01", "0000-01-01", "9999-12-31", "2024-12-31", "2100-02-28"} {
		at, err := time.Parse(time.DateOnly, t)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(at.UnixMilli())
		f.Add(at.UnixMilli() - 1)
		f.Add(at.Add(24*time.Hour).UnixMilli() - 1)
	}
	f.Fuzz(func(t *testing.T, ms int64) {
		if !clockFits(ms) {
			return
		}
		want := time.UnixMilli(ms).UTC().Format(time.DateTime)
		if got := string(appendClock(nil, ms)); got != want {
			t.Errorf("%d: %s, want %s", ms, got, want)
		}
	})
}

func TestClockOfEveryDayOfFourCenturies(t *testing.T) {
	at := time.Date(1800, 1, 1, 23, 59, 59, 0, time.UTC)
	for range 400 * 366 {
		if got, want := string(appendClock(nil, at.UnixMilli())), at.Format(time.DateTime); got != want {
			t.Fatalf("%s, want %s", got, want)
		}
		at = at.AddDate(0, 0, 1)
	}
}
