package sim

import (
	"strings"
	"time"
)

// window is when a continuous point can be restored to: until a lag ago, or until it
// was stopped.
func (p point) window(now, lag int64) (from, to int64) {
	return max(p.at, now-int64(p.keep)*day), now - lag
}

// pointInTime reads when a continuous point is to be restored to: key is the time,
// latest the key that asks for the newest there is, "" where the service has none. A
// snapshot has one time only.
func (r *restoring) pointInTime(lag int64, key, latest string) *apiError {
	newest := false
	if latest != "" {
		var err *apiError
		if newest, err = r.flag(latest); err != nil {
			return err
		}
	}
	text := r.text(key)
	switch {
	case r.p.s.kind != continuous:
		if text != "" || newest {
			return invalid("Invalid restore metadata. %s is for continuous backups only.", key)
		}
		return nil
	case newest && text != "":
		return invalid("Invalid restore metadata. %s and %s cannot be set together.", key, latest)
	case newest:
		return nil
	case text == "":
		return r.required(key)
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || !strings.HasSuffix(text, "Z") {
		return invalid("Invalid restore metadata. %s must be a time in UTC such as 2021-11-27T03:30:27Z: %s", key, text)
	}
	from, to := r.p.window(r.now, lag)
	if ms := at.UnixMilli(); ms < from || ms > to {
		return invalid("Invalid restore metadata. %s must be between %s and %s: %s", key, stamp(from), stamp(to), text)
	}
	return nil
}

func stamp(ms int64) string { return utc(ms).Format(time.RFC3339) }
