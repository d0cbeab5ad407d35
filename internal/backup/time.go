package backup

import "time"

// Time is a moment in milliseconds since 1970 UTC, the precision that AWS
// Backup reports. The zero value means that AWS gave no time.
type Time int64

// TimeOf returns t, or zero for the zero time.Time.
func TimeOf(t time.Time) Time {
	if t.IsZero() {
		return 0
	}
	return Time(t.UnixMilli())
}

// IsZero reports whether AWS gave no time.
func (t Time) IsZero() bool { return t == 0 }

// Time returns the moment in UTC, the zero time.Time for zero.
func (t Time) Time() time.Time {
	if t == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(t)).UTC()
}

// Before reports whether t is earlier than u.
func (t Time) Before(u Time) bool { return t < u }

// Sub returns t − u.
func (t Time) Sub(u Time) time.Duration { return time.Duration(t-u) * time.Millisecond }

// Add returns t + d.
func (t Time) Add(d time.Duration) Time { return t + Time(d.Milliseconds()) }

// AppendRFC3339 appends the moment as RFC 3339 in UTC, nothing for zero.
func (t Time) AppendRFC3339(b []byte) []byte {
	if t == 0 {
		return b
	}
	return t.Time().AppendFormat(b, "2006-01-02T15:04:05.999Z07:00")
}
