package restore

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// isoTime is how AWS Backup takes points in time (Developer Guide, "Point-in-time
// recovery").
const isoTime = "2006-01-02T15:04:05Z"

// parseTime reads what people type for a time: RFC 3339, or without a zone in UTC.
func parseTime(value string) (backup.Time, bool) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.Parse(layout, value); err == nil {
			return backup.TimeOf(t), true
		}
	}
	return 0, false
}

// refuses says why a value cannot be chosen from the window.
func (w Window) refuses(value string) string {
	if value == Latest {
		return ""
	}
	t, ok := parseTime(value)
	switch {
	case !ok:
		return "a time is needed, such as " + iso(w.To) + ", or " + Latest
	case w.From != 0 && t < w.From:
		return "the earliest is " + iso(w.From)
	case t > w.To:
		return "the latest is " + iso(w.To)
	}
	return ""
}

func iso(t backup.Time) string { return t.Time().Format(isoTime) }

// window is what a continuous recovery point can be restored to: from its creation,
// but no further back than it is kept, which is 35 days at most, up to lag before now
// (AWS Backup Developer Guide, "Point-in-time recovery").
func (f *Form) window(lag time.Duration) Window {
	back := 35
	if keep := int(f.point.Lifecycle.DeleteAfterDays); keep > 0 && keep < back {
		back = keep
	}
	w := Window{To: f.now.Add(-lag)}
	w.From = f.now.Add(-time.Duration(back) * 24 * time.Hour)
	w.Known = "reckoned from the retention: the service may hold less"
	if f.point.Created > w.From {
		w.From = f.point.Created
		w.Known = "reckoned from the point's creation: the service may hold less"
	}
	if f.point.Status == "STOPPED" {
		w.Known += "; the backup has stopped, its end may be earlier"
	}
	w.From = min(w.From, w.To)
	return w
}
