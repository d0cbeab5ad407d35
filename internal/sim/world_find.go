package sim

import (
	"strings"
	"time"
)

// memberOf is the position among the stream's members of a resource, or of the
// one that it is nested in; -1 when the stream takes no such resource.
func (s *stream) memberOf(arn string) int {
	members := s.members()
	number, ok := s.home.byARN[arn]
	if !ok {
		number, ok = s.home.nested[arn]
	}
	if !ok {
		return -1
	}
	low, high := 0, len(members)
	for low < high {
		if mid := (low + high) / 2; members[mid] < number {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low < len(members) && members[low] == number {
		return low
	}
	return -1
}

// find looks a recovery point up by its ARN. Most ARNs carry the point's place;
// those of S3, EKS and DynamoDB the second it was made in.
func (c *call) find(v *vault, arn string) (point, bool) {
	v = v.sourceVault()
	if code, ok := codeInARN(arn); ok {
		if it, ok := c.w.item(code); ok && it.vault() == v && it.s.kind <= copies && it.at <= c.now {
			p, ok := it.point(c.now)
			return p, ok && p.arn() == arn
		}
		return point{}, false
	}
	streams, sp := v.pointsIn(), span{}
	if at, ok := stampInARN(arn); ok {
		sp.from, sp.to = at, at+second-1
	} else {
		streams, sp.to = nil, c.now
		for _, s := range v.streams {
			if s.kind == continuous {
				streams = append(streams, s)
			}
		}
	}
	for it := range items(streams, sp, c.now) {
		if p, ok := it.point(c.now); ok && p.arn() == arn {
			return p, true
		}
	}
	return point{}, false
}

func codeInARN(arn string) (uint64, bool) {
	arn = strings.TrimSuffix(arn, "_beta")
	if n := len(arn); n > 36 {
		if code, ok := codeOfUUID(arn[n-36:]); ok {
			return code, true
		}
		if strings.HasSuffix(arn[:n-16], "-0") {
			return codeOfHex(arn[n-16:])
		}
	}
	return 0, false
}

func stampInARN(arn string) (int64, bool) {
	for part := range strings.FieldsFuncSeq(arn, func(r rune) bool { return r == '-' || r == '/' || r == ':' }) {
		switch len(part) {
		case 14:
			if t, err := time.Parse("20060102150405", part); err == nil && strings.Trim(part, "0123456789") == "" {
				if t.Year() >= 1990 {
					return t.UnixMilli(), true
				}
				if ms, ok := digits(part); ok {
					return ms - ms%second, true
				}
			} else if ms, ok := digits(part); ok {
				return ms - ms%second, true
			}
		}
	}
	return 0, false
}

func digits(s string) (n int64, ok bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(s[i]-'0')
	}
	return n, true
}
