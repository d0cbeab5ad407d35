package triage

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// ofText appends the ARNs, IDs and endpoints in the text, and the account and Region that
// all its ARNs agree on. denied is the denial in it.
func (f *facts) ofText(w words, denied *Denial) {
	var account, region agreed
	for at := 0; ; {
		i := strings.Index(w.low[at:], "arn:")
		if i < 0 {
			break
		}
		i += at
		end := arnEnd(w.low, i)
		if strings.HasPrefix(w.text[i:], denied.Resource) { // which its quotes may say to go on
			end = max(end, i+len(denied.Resource))
		}
		at = max(end, i+4)
		if i > 0 && alnum(w.low[i-1]) {
			continue
		}
		arn := w.text[i:end]
		p, ok := backup.SplitARN(w.low[i:end])
		if !ok || p.Service == "" || p.Resource == "" {
			continue
		}
		name := arnName(p)
		if (name == "role" || name == "principal") && strings.HasSuffix(arn, "/") { // its name is left out
			continue
		}
		if name == "role" && arn == denied.Resource {
			name = denied.roleName()
		}
		f.add(name, arn, FromMessage)
		if isAccount(p.Account) {
			account.see(p.Account)
		}
		region.see(p.Region)
		if b, ok := bucketOf(p); ok {
			start := end - len(p.Resource)
			f.add("bucket", w.text[start:start+len(b)], FromMessage)
		}
	}
	f.ids(w)
	f.add("endpoint", endpointIn(w), FromMessage)
	f.add("account", account.value(), FromMessage)
	f.add("region", region.value(), FromMessage)
}

// endpointIn returns the name of the first endpoint of AWS in the text. Service principals
// look alike: "backup.amazonaws.com" is an endpoint only where something goes there.
func endpointIn(w words) string {
	for _, domain := range [...]string{".amazonaws.com", ".api.aws"} {
		for at := 0; ; {
			i := strings.Index(w.low[at:], domain)
			if i < 0 {
				break
			}
			i += at
			at = i + len(domain)
			start := i
			for start > 0 && inHost(w.low[start-1]) {
				start--
			}
			if before := w.low[:start]; strings.Contains(w.low[start:i], ".") || strings.HasSuffix(before, "://") || strings.HasSuffix(before, "lookup ") {
				for at < len(w.low) && inHost(w.low[at]) {
					at++
				}
				return strings.Trim(w.low[start:at], ".-")
			}
		}
	}
	return ""
}

func inHost(c byte) bool { return c < 0x80 && alnum(c) || c == '.' || c == '-' }

// inWords reports whether a fact of that name may be in the words of a message without a
// pattern that captures it. Grouping saves the look for what only a row can tell.
func inWords(name string) bool {
	switch name {
	case "scope", "vault in scope", "destination vault", "destination account", "plan", "rule", "rule in plan", "type", "job":
		return false
	}
	return true
}

// agreed is a value that everybody who names one names.
type agreed struct {
	first string
	other bool
}

func (a *agreed) see(s string) {
	if s == "" {
		return
	}
	a.other = a.other || a.first != "" && a.first != s
	a.first = s
}

func (a *agreed) value() string {
	if a.other {
		return ""
	}
	return a.first
}

// endsARN are the bytes that no ARN has.
var endsARN = marked(" \"'`<>(){}|,;")

// arnEnd is where the ARN that begins at i ends, without the points of the sentence.
func arnEnd(s string, i int) int {
	end := i
	for end < len(s) && !endsARN[s[end]] && s[end] < 0x80 {
		end++
	}
	for end > i && strings.IndexByte(".:!?[]", s[end-1]) >= 0 {
		end--
	}
	return end
}

// arnName is the name of the fact that an ARN is.
func arnName(p backup.ARNParts) string {
	kind, _, _ := strings.Cut(p.Resource, "/")
	switch p.Service + ":" + kind {
	case "kms:key", "kms:alias":
		return "key"
	case "iam:role":
		return "role"
	case "sts:assumed-role", "sts:federated-user", "iam:user", "iam:root":
		return "principal"
	case "iam:instance-profile":
		return "instance profile"
	case "iam:policy", "organizations:policy":
		return "policy"
	}
	switch {
	case p.Service == "backup" && strings.HasPrefix(p.Resource, "backup-vault:"):
		return "vault"
	case p.Service == "ec2" && kind == "vpc-endpoint":
		return "vpc endpoint"
	case p.Service == "backup" && strings.HasPrefix(p.Resource, "recovery-point:"):
		return "point"
	case p.Service == "ec2" && (kind == "image" || kind == "snapshot" || kind == "volume" || kind == "subnet" || kind == "instance"):
		return kind
	}
	return "resource"
}

// bucketOf returns the name of the bucket that an S3 ARN is of or in.
func bucketOf(p backup.ARNParts) (string, bool) {
	if p.Service != "s3" || p.Account != "" {
		return "", false
	}
	b, _, _ := strings.Cut(p.Resource, "/")
	return b, b != "" && b != "*"
}

func isAccount(s string) bool {
	if len(s) != 12 {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// idNames are the facts that the IDs of EC2 and file systems are, by their prefix
// (Amazon EC2 User Guide, "Resource IDs": 8 or 17 hexadecimal digits).
var idNames = map[string]string{
	"i": "instance", "vol": "volume", "snap": "snapshot", "ami": "image", "subnet": "subnet", "sg": "security group",
	"vpc": "vpc", "eni": "network interface", "fs": "file system", "vpce": "vpc endpoint",
}

// ids appends the IDs of EC2 and file systems in the text.
func (f *facts) ids(w words) {
	for at := 1; at < len(w.low); at++ {
		i := strings.IndexByte(w.low[at:], '-')
		if i < 0 {
			return
		}
		at += i
		start := at
		for start > 0 && letter(w.low[start-1]) && at-start < 8 {
			start--
		}
		name := idNames[w.low[start:at]]
		if name == "" || start > 0 && strings.IndexByte("-_/:", w.low[start-1]) >= 0 {
			continue
		}
		end := at + 1
		for end < len(w.low) && hex(w.low[end]) {
			end++
		}
		if n := end - at - 1; (n == 8 || n == 17) && (end == len(w.low) || !alnum(w.low[end]) && w.low[end] != '-') {
			f.add(name, w.text[start:end], FromMessage)
		}
		at = end - 1
	}
}

func hex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' }
