package sim

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
)

// A denial is what an encoded authorization failure message says: who was denied what.
// The message carries it whole, scrambled, so that the simulator keeps no table of
// them; only the account that was denied can have it decoded.
type denial struct {
	account, region string
	principal       string // ARN of a role's session
	action, target  string
	statement       string // Sid of the one that denies, "" = none allows
}

const denialSalt = 71

// encoded writes the denial as services do: URL-safe base64 of what only AWS reads.
func (d denial) encoded() string {
	plain, err := json.Marshal(d.document())
	if err != nil {
		panic(err) // strings only
	}
	sealed := binary.BigEndian.AppendUint64(nil, hashText(denialSalt, d.account+string(plain)))
	return base64.RawURLEncoding.EncodeToString(scramble(append(sealed, plain...)))
}

// scramble is its own inverse but for the first eight bytes, which seed it and stay.
func scramble(b []byte) []byte {
	key := binary.BigEndian.Uint64(b)
	for i := 8; i < len(b); i++ {
		b[i] ^= byte(hash(key, uint64(i/8), denialSalt) >> (i % 8 * 8))
	}
	return b
}

// decodeDenial opens an encoded message of an account.
func decodeDenial(account, encoded string) (document string, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil || len(raw) <= 8 || strings.ContainsAny(encoded, "\r\n") { // which the decoder skips
		return "", false
	}
	plain := string(scramble(raw)[8:])
	return plain, binary.BigEndian.Uint64(raw) == hashText(denialSalt, account+plain)
}

// document is what DecodeAuthorizationMessage answers (AWS STS API: the decoded
// message; knowledge center: decode an authorization failure message).
func (d denial) document() any {
	type list struct {
		Items []any `json:"items"`
	}
	of := func(items ...any) list { return list{append([]any{}, items...)} }
	value := func(s string) any { return map[string]string{"value": s} }
	matched := of()
	if d.statement != "" {
		matched = of(map[string]any{
			"statementId": d.statement, "effect": "DENY", "principals": of(value(userID(d.principal))), "principalGroups": of(),
			"actions": of(value(d.action)), "resources": of(value("*")), "conditions": of(),
		})
	}
	conditions := of()
	for _, c := range [][2]string{
		{"aws:Region", d.region},
		{"aws:Account", d.account},
		{"aws:ARN", d.target},
		{"aws:Resource", resourcePart(d.target)},
		{"aws:Service", serviceOf(d.action)},
	} {
		conditions.Items = append(conditions.Items, map[string]any{"key": c[0], "values": of(value(c[1]))})
	}
	return struct {
		Allowed      bool `json:"allowed"`
		ExplicitDeny bool `json:"explicitDeny"`
		Matched      list `json:"matchedStatements"`
		Failures     list `json:"failures"`
		Context      any  `json:"context"`
	}{
		ExplicitDeny: d.statement != "", Matched: matched, Failures: of(),
		Context: map[string]any{
			"principal": map[string]string{"id": userID(d.principal), "name": d.principal[strings.LastIndexByte(d.principal, '/')+1:], "arn": d.principal},
			"action":    d.action, "resource": d.target, "conditions": conditions,
		},
	}
}

func resourcePart(arn string) string {
	if p := strings.SplitN(arn, ":", 6); len(p) == 6 {
		return p[5]
	}
	return arn
}

func serviceOf(action string) string {
	service, _, _ := strings.Cut(action, ":")
	return service
}

// encodedDenial is the message about the role that AWS Backup works with.
func (s *scope) encodedDenial(role, action, target string) string {
	return denial{account: s.account.id, region: s.region, action: action, target: target, principal: s.worker(role)}.encoded()
}

// worker is AWS Backup in the session of a role that it works with.
func (s *scope) worker(role string) string {
	name := role[strings.LastIndexByte(role, '/')+1:]
	return "arn:aws:sts::" + s.account.id + ":assumed-role/" + name + "/AWSBackup-" + name
}

// deniedFor is the encoded message of a restore that the seed makes fail: an instance
// needs a role to be passed, a volume to be made.
func (r *resource) deniedFor(in *scope) string {
	if r.kind.name == "EC2" {
		return in.encodedDenial(in.role, "iam:PassRole", "arn:aws:iam::"+in.account.id+":role/web-instance")
	}
	return in.encodedDenial(in.role, "ec2:CreateVolume", "arn:aws:ec2:"+in.region+":"+in.account.id+":volume/*")
}

func (w *World) decodeAuthorizationMessage(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	if e := w.permits(c, "sts:DecodeAuthorizationMessage"); e != nil {
		return e
	}
	message := form(r).Get("EncodedMessage")
	if message == "" {
		return refuse("ValidationException", "1 validation error detected: Value '' at 'encodedMessage' failed to satisfy constraint: Member must have length greater than or equal to 1")
	}
	document, ok := decodeDenial(c.Account, message)
	if !ok {
		return refuse("InvalidAuthorizationMessageException", "Invalid authorization message: the message is not valid, or was not encoded for this account.")
	}
	type result struct{ DecodedMessage string }
	writeXML(rw, http.StatusOK, struct {
		XMLName  xml.Name    `xml:"https://sts.amazonaws.com/doc/2011-06-15/ DecodeAuthorizationMessageResponse"`
		Result   result      `xml:"DecodeAuthorizationMessageResult"`
		Metadata stsMetadata `xml:"ResponseMetadata"`
	}{Result: result{document}, Metadata: metadata(rw)})
	return nil
}

// permits refuses what the identity policies of a caller do not allow on everything.
func (w *World) permits(c Caller, action string) *apiError {
	who := w.identity(c)
	if who == nil || identityPolicy(who).decide(query{action: action, resource: "*"}) == allowed {
		return nil // whom this world has no policies of, it believes
	}
	return refuse("AccessDeniedException", "User: %s is not authorized to perform: %s because no identity-based policy allows the %[2]s action", c.Principal, action)
}
