package ui

import (
	"math"
	"testing"
	"time"
)

func TestAge(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 400 * time.Millisecond: "0s", -400 * time.Millisecond: "0s", 59 * time.Second: "59s", time.Minute: "1m",
		59*time.Minute + 59*time.Second: "59m", time.Hour: "1h", 23*time.Hour + 59*time.Minute: "23h", 24 * time.Hour: "1d",
		999 * day: "999d", 1000 * day: "2y", 3650 * day: "10y", -3 * time.Hour: "-3h", math.MinInt64: "-292y", math.MaxInt64: "292y",
	} {
		if got := Age(d); got != want {
			t.Errorf("Age(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0 s", 45 * time.Second: "45 s", 12*time.Minute + 30*time.Second: "12 min", 2*time.Hour + 12*time.Minute: "2 h 12 min",
		2 * time.Hour: "2 h", 3*day + 4*time.Hour: "3 d 4 h", 35*day + 4*time.Hour: "35 d", -time.Minute: "-1 min",
		math.MinInt64: "-106751 d", math.MaxInt64: "106751 d",
	} {
		if got := Duration(d); got != want {
			t.Errorf("Duration(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestAgo(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "now", 999 * time.Millisecond: "now", -999 * time.Millisecond: "now", time.Second: "1 s ago",
		12 * time.Minute: "12 min ago", -35 * day: "in 35 d", math.MinInt64: "in 106751 d",
	} {
		if got := Ago(d); got != want {
			t.Errorf("Ago(%v) = %q, want %q", d, got, want)
		}
	}
}

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 512: "512 B", 999: "999 B", 1000: "1 KiB", 1024: "1 KiB", 1536: "1.5 KiB", 10 << 10: "10 KiB",
		249 << 30: "249 GiB", 1023 << 30: "1 TiB", 5 << 40: "5 TiB", math.MaxInt64: "8 EiB", math.MinInt64: "-8 EiB", -1536: "-1.5 KiB",
	} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
}

// A size in a table never takes more than three digits and a point.
func TestSizesAreShort(t *testing.T) {
	for n := int64(1); n > 0; n = n*3/2 + 1 {
		if got := Size(n); len(got) > len("999 KiB") {
			t.Errorf("Size(%d) = %q", n, got)
		}
		if n > math.MaxInt64/2 {
			break
		}
	}
}

func TestExactSize(t *testing.T) {
	for n, want := range map[int64]string{
		512: "512 B", 267361714176: "249 GiB (267,361,714,176 bytes)", -2048: "-2 KiB (-2,048 bytes)",
		math.MinInt64: "-8 EiB (-9,223,372,036,854,775,808 bytes)",
	} {
		if got := ExactSize(n); got != want {
			t.Errorf("ExactSize(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1000: "-1,000", 12345678: "12,345,678"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestPercentIsNeverRoundedUp(t *testing.T) {
	for p, want := range map[float64]string{
		0: "0%", 41.5: "41.5%", 8: "8%", 99.99: "99.9%", 100: "100%", 0.3: "0.3%", 33.333: "33.3%", -1: "-1%", math.Inf(1): "?",
	} {
		if got := Percent(p); got != want {
			t.Errorf("Percent(%v) = %q, want %q", p, got, want)
		}
	}
	if got := Percent(math.NaN()); got != "?" {
		t.Errorf("Percent(NaN) = %q", got)
	}
}

func TestTimes(t *testing.T) {
	at := time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC)
	if got := string(AppendTime(nil, at)); got != "2026-11-22 01:00:00" {
		t.Errorf("AppendTime: %q", got)
	}
	if got := ExactTime(at, at.Add(2*time.Hour+12*time.Minute)); got != "2026-11-22 01:00:00 UTC (2 h 12 min ago)" {
		t.Errorf("ExactTime: %q", got)
	}
	if got := string(AppendTime(nil, time.Time{})) + ExactTime(time.Time{}, at); got != "" {
		t.Errorf("the zero time shows as %q", got)
	}
}
