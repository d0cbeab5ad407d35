package triage

import "strings"

// PolicyKind is which kind of policy denied.
type PolicyKind string

// The kinds of policies (IAM User Guide, "Troubleshoot access denied error messages").
const (
	IdentityPolicy    PolicyKind = "identity-based policy"
	ResourcePolicy    PolicyKind = "resource-based policy"
	ServiceControl    PolicyKind = "service control policy"
	ResourceControl   PolicyKind = "resource control policy"
	Boundary          PolicyKind = "permissions boundary"
	SessionPolicy     PolicyKind = "session policy"
	VPCEndpointPolicy PolicyKind = "VPC endpoint policy"
	TrustPolicy       PolicyKind = "role trust policy"
)

func policyKinds() [8]PolicyKind {
	return [...]PolicyKind{
		IdentityPolicy, ResourcePolicy, ServiceControl, ResourceControl, Boundary, SessionPolicy, VPCEndpointPolicy, TrustPolicy,
	}
}

// Denial is an answer of AWS that denies access, taken apart. What its words do not say
// is empty.
type Denial struct {
	Principal string     `json:"principal,omitempty"`
	Action    string     `json:"action,omitempty"` // as IAM spells it: "kms:Decrypt"
	Resource  string     `json:"resource,omitempty"`
	Policy    PolicyKind `json:"policy,omitempty"` // which kind denied
	PolicyARN string     `json:"policyArn,omitempty"`
	Explicit  bool       `json:"explicit"`          // a policy says Deny; false: none says Allow, or AWS does not tell
	Encoded   string     `json:"encoded,omitempty"` // what sts:DecodeAuthorizationMessage takes
}

// ParseDenial takes the words of a denial apart; ok is false where text is none:
//
//	User: PRINCIPAL is not authorized to perform: ACTION on resource: RESOURCE
//	with an explicit deny in a service control policy
//
// It reads the first 16 kB.
func ParseDenial(text string) (d Denial, ok bool) {
	if !strings.ContainsAny(text, "zZ") { // of "authorized", rare in other words: most messages need no reading
		return d, false
	}
	return denialIn(wordsOf(text))
}

const notAuthorized = "not authorized to perform"

func denialIn(w words) (d Denial, ok bool) {
	if strings.IndexByte(w.low, 'z') < 0 || !strings.Contains(w.low, "authoriz") { // the z is rare, and quickly found
		return d, false
	}
	d.Encoded = encodedIn(w)
	i := strings.Index(w.low, notAuthorized)
	for i >= 0 && d.Action == "" {
		at := i + len(notAuthorized)
		d.Action = actionAt(w, at)
		if d.Action != "" {
			d.Principal = principalBefore(w, i)
			d.Resource = resourceAfter(w, at)
			d.policyIn(w, at)
		}
		if i = strings.Index(w.low[at:], notAuthorized); i >= 0 {
			i += at
		}
	}
	return d, d.Action != "" || d.Encoded != ""
}

// actionAt returns the action after "to perform", with or without a colon.
func actionAt(w words, i int) string {
	i = skip(w.low, i, ": \"'")
	c := trimmed(w.low, capture{"", i, wordEnd(w.low, i)})
	service, name, ok := strings.Cut(w.low[c.start:c.end], ":")
	if !ok || service == "" || name == "" || strings.ContainsAny(name, ":/") || c.end-c.start > maxFact {
		return ""
	}
	return w.text[c.start:c.end]
}

// principalBefore returns the ARN before "is not authorized".
func principalBefore(w words, i int) string {
	i = strings.LastIndex(w.low[:i], "arn:")
	if i < 0 {
		return ""
	}
	p := w.text[i:arnEnd(w.low, i)]
	if len(p) > maxFact || strings.HasSuffix(p, "/") { // somebody has left the name out
		return ""
	}
	return p
}

// resourceAfter returns what follows "on resource:", or "on" before an ARN.
func resourceAfter(w words, i int) string {
	rest := w.low[i:]
	k := strings.Index(rest, "on resource")
	if k >= 0 {
		k += len("on resource")
		k = skip(rest, k, "s")
	} else if k = strings.Index(rest, " on arn:"); k >= 0 {
		k += len(" on ")
	} else if k = strings.Index(rest, ` on "arn:`); k >= 0 {
		k += len(" on ")
	} else {
		return ""
	}
	i = skip(w.low, i+k, ": \"'")
	end := wordEnd(w.low, i)
	if strings.HasPrefix(w.low[i:], "arn:") {
		end = arnEnd(w.low, i)
		if n := strings.IndexByte(w.low[i:], '"'); w.low[i-1] == '"' && n > 0 { // a key of S3 may have blanks
			end = i + n
		}
	}
	c := trimmed(w.low, capture{"", i, end})
	if c.end-c.start > maxFact {
		return ""
	}
	return w.text[c.start:c.end]
}

// policyIn finds which kind of policy denied. AWS says "because no … policy allows the …
// action" or "with an explicit deny in a … policy", lately with the policy's ARN.
func (d *Denial) policyIn(w words, i int) {
	rest := w.low[i:]
	at := strings.Index(rest, "explicit deny")
	d.Explicit = at >= 0
	if at < 0 {
		if at = strings.Index(rest, "because no "); at < 0 {
			return
		}
	}
	reason := rest[at:min(len(rest), at+200)]
	nearest := len(reason)
	for _, kind := range policyKinds() {
		if k := strings.Index(reason, lower(string(kind))); k >= 0 && k < nearest {
			nearest, d.Policy = k, kind
		}
	}
	if k := strings.Index(reason[nearest:], "arn:"); k >= 0 && k < 40 && strings.Contains(reason[nearest+k:], "policy/") {
		start := i + at + nearest + k
		d.PolicyARN = w.text[start:arnEnd(w.low, start)]
	}
}

// encodedIn returns the blob of an "Encoded authorization failure message".
func encodedIn(w words) string {
	const intro = "encoded authorization failure message:"
	i := strings.Index(w.low, intro)
	if i < 0 {
		return ""
	}
	i = skip(w.low, i+len(intro), " \"'")
	end := i
	for end < len(w.low) && (alnum(w.low[end]) && w.low[end] < 0x80 || strings.IndexByte("-_+/=", w.low[end]) >= 0) {
		end++
	}
	if end-i > maxEncoded {
		return ""
	}
	return w.text[i:end]
}

func skip(s string, i int, set string) int {
	for i < len(s) && strings.IndexByte(set, s[i]) >= 0 {
		i++
	}
	return i
}

// roleName is the name of the fact that a role is which a denial is about: the caller's
// is the fact "role", what the caller wanted of another one tells the other's name.
func (d *Denial) roleName() string {
	if strings.EqualFold(d.Action, "iam:PassRole") {
		return "passed role"
	}
	return "target role"
}

// ofDenial appends what a denial says.
func (f *facts) ofDenial(d *Denial) {
	f.add("principal", d.Principal, FromMessage)
	f.add("role", roleOf(d.Principal), FromMessage)
	f.add("action", d.Action, FromMessage)
	f.add("denied resource", d.Resource, FromMessage)
	f.add("policy kind", string(d.Policy), FromMessage)
	f.add("policy", d.PolicyARN, FromMessage)
	f.add(Encoded, d.Encoded, FromMessage)
}
