package sim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Caller is who signed a request, for which service and region. Signatures
// are believed.
type Caller struct {
	Account   string // 12 digits
	Region    string
	Service   string // the signing name: "backup", "sts", …
	AccessKey string
	Principal string // ARN of the user or of the assumed role's session
}

// A session is what temporary credentials stand for. It travels whole in the
// session token, so that the simulator keeps no table of them.
type session struct {
	Account string
	Role    string
	Name    string
	Expires time.Time
}

const sessionPrefix = "IQoJb3JpZ2luX2Vj" // session tokens of AWS begin like this

// token writes the session as a session token.
func (s session) token() string {
	body, err := json.Marshal(s)
	if err != nil {
		panic(fmt.Sprintf("sim: session cannot be written: %v", err))
	}
	return sessionPrefix + base64.RawURLEncoding.EncodeToString(body)
}

// accessKey names the account and, by a hash, the role and session.
func (s session) accessKey() string {
	return fmt.Sprintf("ASIA%s%04X", s.Account, uint16(hashText(1, s.Role+"/"+s.Name)))
}

func (s session) principal() string {
	return fmt.Sprintf("arn:aws:sts::%s:assumed-role/%s/%s", s.Account, s.Role, s.Name)
}

// credentials are what AssumeRole and the SSO portal hand out.
func (s session) credentials() (key, secret, token string) {
	return s.accessKey(), base64.RawStdEncoding.EncodeToString([]byte("simulated-secret-of-" + s.Account)), s.token()
}

func parseSession(token string) (session, bool) {
	var s session
	rest, ok := strings.CutPrefix(token, sessionPrefix)
	if !ok {
		return s, false
	}
	body, err := base64.RawURLEncoding.DecodeString(rest)
	if err != nil || json.Unmarshal(body, &s) != nil {
		return session{}, false
	}
	return s, true
}

// claim reads the credential scope of a SigV4 Authorization header:
// Credential=KEY/yyyymmdd/REGION/SERVICE/aws4_request. It reports whether
// there is one; who it is stays open.
func claim(r *http.Request) (Caller, bool) {
	_, rest, ok := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	if !ok {
		return Caller{}, false
	}
	credential, _, _ := strings.Cut(rest, ",")
	parts := strings.Split(strings.TrimSpace(credential), "/")
	if len(parts) != 5 || parts[4] != "aws4_request" {
		return Caller{}, false
	}
	return Caller{AccessKey: parts[0], Region: parts[2], Service: parts[3]}, true
}

// identify fills in whose credentials they are. ASIA keys need the session
// token they were issued with; AKIA followed by an account's number is a user of that
// account, any other key a user of the management account.
func (w *World) identify(c *Caller, r *http.Request) *apiError {
	if r.Header.Get("Authorization") == "" {
		return refuse("MissingAuthenticationTokenException", "Missing Authentication Token")
	}
	if c.AccessKey == "" {
		return &apiError{Code: "IncompleteSignatureException", Message: "Authorization header requires 'Credential' parameter with a scope of KEY/DATE/REGION/SERVICE/aws4_request."}
	}
	if token := r.Header.Get("X-Amz-Security-Token"); token != "" || strings.HasPrefix(c.AccessKey, "ASIA") {
		s, ok := parseSession(token)
		if !ok || s.accessKey() != c.AccessKey || w.account(s.Account) == nil {
			return invalidToken()
		}
		c.Account, c.Principal = s.Account, s.principal()
		if !time.Now().Before(s.Expires) {
			return expiredToken()
		}
		return nil
	}
	c.Account = w.HomeAccount()
	if number := strings.TrimPrefix(c.AccessKey, "AKIA"); len(number) >= 12 && w.account(number[:12]) != nil {
		c.Account = number[:12]
	}
	c.Principal = fmt.Sprintf("arn:aws:iam::%s:user/operator", c.Account)
	return nil
}

func invalidToken() *apiError {
	return refuse("UnrecognizedClientException", "The security token included in the request is invalid.")
}

func expiredToken() *apiError {
	return refuse("ExpiredTokenException", "The security token included in the request is expired")
}

func (w *World) account(id string) *account {
	for _, a := range w.accounts {
		if a.id == id {
			return a
		}
	}
	return nil
}
