package sim

import (
	"fmt"
	"strings"
)

// A resource is something that AWS Backup protects.
type resource struct {
	kind    *resourceKind
	scope   *scope
	number  int
	id      string // its name in ARNs
	name    string // ResourceName, "" when nobody named it
	arn     string
	tier    string
	seed    uint64
	bytes   int64
	key     string // of its own encryption; "" = unencrypted
	trouble *failure

	restored bool // a restore made it
	absent   bool // it is not there
}

var (
	nameHeads = []string{"ledger", "orders", "checkout", "catalog", "events", "clicks", "sessions", "invoices", "profile", "mail", "search", "reports", "metrics", "risk", "vault", "queue"}
	nameTails = []string{"db", "data", "api", "archive", "cache", "primary", "replica", "store", "web", "worker", "etl", "log"}
	// Names as people and attackers write them: wide runes, joined emoji,
	// combining marks, right-to-left text, and one that tries to take the
	// terminal over.
	oddNames = []string{
		"データ湖-ログ", "👩‍💻 dev box", "Zürich–Käse", "e\u0301toile", "נתונים-ישנים", "结算 数据库 (主)",
		"pwn\x1b[2J\x1b]0;owned\x07\u202etxt.exe\u2066\r\nroot", "a name that goes on and on, as long as the console lets it, because someone pasted a whole sentence into the Name tag",
	}
)

// load makes the resources and tells the streams which of them are theirs.
func (s *scope) load() {
	s.once.Do(func() {
		s.resources = make([]*resource, s.want)
		s.byARN, s.nested = make(map[string]int32, s.want), map[string]int32{}
		for i := range s.resources {
			r := s.newResource(i)
			s.resources[i], s.byARN[r.arn] = r, int32(i)
			for child := 1; child <= r.kind.children; child++ {
				if arn := r.nestedARN(child); arn != r.arn {
					s.nested[arn] = int32(i)
				}
			}
		}
		for _, t := range s.w.streams {
			if t.home != s {
				continue
			}
			for i, r := range s.resources {
				if t.takes == nil || t.takes(r) {
					t.member = append(t.member, int32(i))
				}
			}
		}
	})
}

func (s *scope) newResource(i int) *resource {
	h := hash(s.seed, uint64(i), 42)
	r := &resource{kind: kindFor(s, i), scope: s, number: i, seed: h}
	head, tail := nameHeads[h%uint64(len(nameHeads))], nameTails[h>>8%uint64(len(nameTails))]
	r.id = fmt.Sprintf("%s-%s-%s-%02d", s.prefix, head, tail, i)
	r.name = r.id
	switch {
	case h>>16%100 < 8:
		r.name = ""
	case h>>16%100 < 11 || s.account.name == "sandbox" && i%9 == 4:
		r.name = oddNames[h>>24%uint64(len(oddNames))]
	case h>>16%100 < 16:
		r.name = head + "-" + tail // not unique
	}
	r.arn = r.fill(r.kind.arn, s, h, 0)
	switch h >> 32 % 20 {
	case 0, 1, 2, 3, 4:
		r.tier = tierCritical
	case 5, 6, 7, 8, 9, 10:
		r.tier = tierPolicy
	default:
		r.tier = tierDaily
	}
	if r.kind.name == "RDS" && r.tier == tierPolicy && h>>56%3 == 0 {
		r.kind = multiAZCluster
		r.arn = r.fill(r.kind.arn, s, h, 0)
	}
	r.bytes = (1 << 30) << (h >> 40 % 11) // 1 GiB … 1 TiB
	r.bytes += int64(h % uint64(r.bytes))
	if r.kind.size == sizeVolume {
		r.bytes = (r.bytes>>33 + 1) << 33
	}
	if r.kind.encrypted || h>>48%100 < 80 {
		r.key = s.keyARN(100 + h%5)
	}
	if h>>52%41 == 0 {
		r.trouble = failureFor(r.kind, h)
	}
	return r
}

// fill writes an ARN, message or setting from a template of resourceKind; other
// braces stay as they are.
func (r *resource) fill(template string, in *scope, code uint64, at int64) string {
	b := make([]byte, 0, 112)
	for {
		i := strings.IndexByte(template, '{')
		if i < 0 || i+2 >= len(template) {
			return string(append(b, template...))
		}
		b = append(b, template[:i]...)
		name := template[i+1]
		if template[i+2] != '}' || strings.IndexByte("RAnxuhtme", name) < 0 {
			b, template = append(b, '{'), template[i+1:]
			continue
		}
		switch name {
		case 'R':
			b = append(b, in.region...)
		case 'A':
			b = append(b, in.account.id...)
		case 'n':
			b = append(b, r.id...)
		case 'x':
			b = hex16(append(b, '0'), code)
		case 'u':
			b = append(b, uuid(code)...)
		case 'h':
			b = append(b, hex16(nil, code)[:8]...)
		case 't':
			b = appendStamp(b, at)
		case 'e':
			b = append(b, r.deniedFor(in)...)
		case 'm':
			b = fmt.Appendf(b, "%013d", at) // as many digits as today's have, also in tests' year 2000
		}
		template = template[i+3:]
	}
}

// tags of the resource, which its points carry too.
func (r *resource) tags() map[string]string {
	tags := map[string]string{"backup": r.tier, "env": "prod", "team": r.scope.account.name}
	if r.name != "" {
		tags["Name"] = r.name
	}
	return tags
}
