package views

import (
	"strconv"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// appendShort appends a number for the table, in the shortest unit that still
// tells; a dash where AWS gave none, which is never the same as 0.
func appendShort(b []byte, kind query.Kind, n int64, e *Env) []byte {
	if n == query.None {
		return append(b, e.Theme.Sign(ui.None)...)
	}
	switch kind {
	case query.Bytes:
		return ui.AppendSize(b, n)
	case query.Time:
		return ui.AppendTime(b, backup.Time(n).Time().In(e.Zone))
	case query.Age:
		return ui.AppendAge(b, e.Now.Sub(backup.Time(n)))
	case query.Percent:
		return ui.AppendPercent(b, float64(n)/100)
	case query.Duration:
		return ui.AppendAge(b, time.Duration(n)*time.Millisecond)
	default:
		return ui.AppendCount(b, n)
	}
}

// appendExact appends a number for the page, with its unit; nothing where AWS gave
// none.
func appendExact(b []byte, kind query.Kind, n int64, e *Env) []byte {
	if n == query.None {
		return b
	}
	switch kind {
	case query.Bytes:
		return append(b, ui.ExactSize(n)...)
	case query.Time, query.Age:
		return append(b, ui.ExactTime(backup.Time(n).Time().In(e.Zone), e.Now.Time())...)
	case query.Duration:
		return ui.AppendDuration(b, time.Duration(n)*time.Millisecond)
	default:
		return appendShort(b, kind, n, e)
	}
}

// appendSigned appends a state: its sign and its word.
func appendSigned(b []byte, e *Env, s ui.Sign, word string) []byte {
	b = append(b, e.Theme.Sign(s)...)
	return append(append(b, ' '), word...)
}

// appendARN appends what tells one ARN from the next.
func appendARN(b []byte, arn string) []byte { return append(b, backup.ShortARN(arn)...) }

// appendNamed appends an ARN's own part and the name that people know it by:
// "vol-0c4f21aa00 orders-db".
func appendNamed(b []byte, r backup.ResourceRef) []byte {
	b = appendARN(b, r.ARN.String())
	if name := r.Name.String(); name != "" && name != string(b) {
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = append(b, name...)
	}
	return b
}

// appendDays appends a number of days as AWS counts retention: "35 d".
func appendDays(b []byte, days int64) []byte {
	return append(strconv.AppendInt(b, days, 10), " d"...)
}

// positive is n as the query engine counts it, where AWS leaves 0 out.
func positive[N int32 | int64](n N) int64 {
	if n <= 0 {
		return query.None
	}
	return int64(n)
}

// counted is n as the query engine counts it, where -1 means not read yet.
func counted(n int32) int64 {
	if n < 0 {
		return query.None
	}
	return int64(n)
}

// appendRange appends "20–40".
func appendRange(b []byte, low, high int64, e *Env) []byte {
	b = strconv.AppendInt(b, low, 10)
	return strconv.AppendInt(append(b, rangeDash(e)...), high, 10)
}

// rangeDash is between the ends of a range.
func rangeDash(e *Env) string {
	if e.Theme.ASCII() {
		return "-"
	}
	return "–"
}
