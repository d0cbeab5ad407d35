package backup

import "strings"

// ARN is an Amazon Resource Name split in two: the part that many share, kept
// once, and the part that is its own. It compares with == and takes any text,
// since AWS's names are not always of the documented shape.
type ARN struct {
	prefix Text
	id     string
}

// ParseARN splits s. Joining the halves always gives s again.
func ParseARN(s string) ARN {
	cut := arnCut(s)
	return ARN{Intern(s[:cut]), s[cut:]}
}

// arnCut is where the shared half ends: after the last ":" or "/" and the word
// before a "-" that follows, as in snapshot/snap-; 0 for text that is no ARN, so that
// IDs with separators in them stay whole. UUIDs have more such hyphens, but no two
// share what is before them.
func arnCut(s string) int {
	if !strings.HasPrefix(s, "arn:") {
		return 0
	}
	cut := strings.LastIndexAny(s, ":/") + 1
	for i, c := range []byte(s[cut:]) {
		switch {
		case c == '-':
			return cut + i + 1
		case c < 'a' || c > 'z':
			return cut
		}
	}
	return cut
}

// String returns the whole name.
func (a ARN) String() string {
	if a.prefix.Empty() {
		return a.id
	}
	return a.prefix.String() + a.id
}

// Append appends the whole name to b without making a string.
func (a ARN) Append(b []byte) []byte {
	b = append(b, a.prefix.String()...)
	return append(b, a.id...)
}

// Empty reports whether there is no name.
func (a ARN) Empty() bool { return a == ARN{} }

// MarshalText makes ARN a JSON string.
func (a ARN) MarshalText() ([]byte, error) { return a.Append(nil), nil }

// ARNParts are the fields of an Amazon Resource Name:
// arn:partition:service:region:account:resource. Account is empty for EBS
// snapshots and AMIs, which is why the account of a recovery point comes from
// its vault.
type ARNParts struct{ Partition, Service, Region, Account, Resource string }

// SplitARN returns the fields of s, ok false for text that is no ARN.
func SplitARN(s string) (p ARNParts, ok bool) {
	rest, ok := strings.CutPrefix(s, "arn:")
	for _, field := range [...]*string{&p.Partition, &p.Service, &p.Region, &p.Account} {
		if ok {
			*field, rest, ok = strings.Cut(rest, ":")
		}
	}
	if !ok {
		return ARNParts{}, false
	}
	p.Resource = rest
	return p, true
}

// ShortARN returns what tells one ARN from the next in a narrow column: the last
// name or ID of the resource part. Other text comes back as it is.
func ShortARN(s string) string {
	p, ok := SplitARN(s)
	if !ok {
		return s
	}
	r := p.Resource
	if i := strings.IndexAny(r, ":/"); i >= 0 && i+1 < len(r) {
		r = r[i+1:]
	}
	return r
}
