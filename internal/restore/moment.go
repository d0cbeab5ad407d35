package restore

import (
	"strconv"

	"github.com/bkpui/bkpui/internal/backup"
)

// Moment is of which time the data is that a restore brings back.
type Moment struct {
	At     backup.Time // zero = not known
	Latest bool        // the end of the window as it is when AWS begins: At is about it
	Window Window      // that could be chosen from; zero = the point is of one moment
	Why    string      // where At is zero: why it is not known
}

// Passed reports a time that could be chosen once and has left the window: AWS refuses it.
func (m Moment) Passed() bool { return !m.Latest && !m.At.IsZero() && m.At < m.Window.From }

// Moment returns of which time the data will be with the values as they are: what was
// chosen of a continuous backup, else the creation of the point.
func (f *Form) Moment() Moment {
	if f.spec.Moment != nil {
		return f.spec.Moment(f)
	}
	for _, fl := range f.fields {
		if fl.Kind == Time && f.shown(fl) {
			v, _ := f.value(fl)
			return momentOf(v, fl.Window(f), fl.Follows)
		}
	}
	if isContinuous(f.point, f.original) {
		return Moment{Why: "a continuous backup, and the form asks for no time"}
	}
	return Moment{At: f.point.Created}
}

// momentOf reads the value of a Time. The latest is sent as a time where AWS has no
// word for it.
func momentOf(value string, w Window, follows bool) Moment {
	if value == Latest {
		return Moment{At: w.To, Latest: follows, Window: w}
	}
	if t, ok := parseTime(value); ok {
		return Moment{At: t, Window: w}
	}
	return Moment{Window: w, Why: "no time is chosen"}
}

// hanaMoment follows from the kind of recovery. AWS returns the window of a continuous
// point in milliseconds (AWS Backup Developer Guide, "SAP HANA databases on Amazon EC2").
func hanaMoment(f *Form) Moment {
	at := func(key string) backup.Time {
		n, err := strconv.ParseInt(f.original[f.keyOf(key)], 10, 64)
		if err != nil || n <= 0 {
			return 0
		}
		return backup.Time(n)
	}
	w := Window{From: at("EarliestRestorablePitrTimestamp"), To: at("LatestRestorablePitrTimestamp"), Known: "as AWS returned it with the point"}
	if w.To == 0 {
		w = Window{}
	}
	switch f.Value("RecoveryType") {
	case "FULL_DATA_BACKUP_RECOVERY":
		if isContinuous(f.point, f.original) {
			return Moment{Window: w, Why: "that of the full backup that AWS takes of a continuous one"}
		}
		return Moment{At: f.point.Created}
	case "MOST_RECENT_TIME_RECOVERY":
		return Moment{At: w.To, Latest: true, Window: w, Why: "the most recent that there is: AWS does not say how recent"}
	case "POINT_IN_TIME_RECOVERY":
		return Moment{Window: w, Why: "that of the time that is put into the command by hand"}
	}
	return Moment{Window: w, Why: "the kind of recovery is not chosen"}
}
