package aws

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"

	"github.com/bkpui/bkpui/internal/backup"
)

// longestText is what the console keeps of a text of AWS: more than any real
// message, little enough that a hostile one costs nothing.
const longestText = 64 << 10

// bounded interns s, cut with a mark when it is too long.
func bounded(s string) backup.Text {
	if len(s) <= longestText {
		return backup.Intern(s)
	}
	cut := longestText
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return backup.Intern(fmt.Sprintf("%s … (cut: %d bytes in all)", s[:cut], len(s)))
}

func text[S ~string](s *S) backup.Text {
	if s == nil {
		return backup.Text{}
	}
	return bounded(string(*s))
}

func word[S ~string](s S) backup.Text { return bounded(string(s)) }

func at(t *time.Time) backup.Time {
	if t == nil {
		return 0
	}
	return backup.TimeOf(*t)
}

func number(n *int64) int64 { return sdkaws.ToInt64(n) }

// days makes a count of days or minutes compact; what does not fit is its bound.
func days(n *int64) int32 { return int32(min(max(number(n), -1<<31), 1<<31-1)) }

// optional is nil for "", so that an unset filter is not sent.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func moment(t backup.Time) *time.Time {
	if t == 0 {
		return nil
	}
	u := t.Time()
	return &u
}

// packed copies the IDs of a page into one string and returns its pieces, so that
// a million rows hold a thousand strings for the collector to look at.
func packed[V any](rows []V, id func(*V) *string) []string {
	n := 0
	for i := range rows {
		n += len(sdkaws.ToString(id(&rows[i])))
	}
	var b strings.Builder
	b.Grow(n)
	for i := range rows {
		b.WriteString(sdkaws.ToString(id(&rows[i])))
	}
	all, out := b.String(), make([]string, len(rows))
	for i := range rows {
		k := len(sdkaws.ToString(id(&rows[i])))
		out[i], all = all[:k], all[k:]
	}
	return out
}

// packedARNs is packed for ARNs.
func packedARNs[V any](rows []V, arn func(*V) *string) []backup.ARN {
	names := make([]string, len(rows))
	for i := range rows {
		names[i] = sdkaws.ToString(arn(&rows[i]))
	}
	return backup.PackARNs(names)
}

func vaultName(arn string) string {
	if p, ok := backup.SplitARN(arn); ok {
		if _, name, ok := strings.Cut(p.Resource, ":"); ok {
			return name
		}
	}
	return arn
}
