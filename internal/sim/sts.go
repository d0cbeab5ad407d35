package sim

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Roles that exist in every account whose roles can be assumed, with the
// longest session each allows.
var assumableRoles = map[string]time.Duration{
	"BackupReader":                  12 * time.Hour,
	"BackupOperator":                12 * time.Hour,
	"OrganizationAccountAccessRole": time.Hour,
}

const (
	shortestSession = 15 * time.Minute
	usualSession    = time.Hour
	longestSession  = 12 * time.Hour
	chainedSession  = time.Hour // AWS STS: the bound of a role assumed by a role
	refusedMFACode  = "000000"  // any other six digits are right
)

var (
	sessionName = regexp.MustCompile(`^[\w+=,.@-]{2,64}$`)
	mfaCode     = regexp.MustCompile(`^\d{6}$`)
)

func (w *World) stsOperations() map[string]handler {
	return map[string]handler{"GetCallerIdentity": w.getCallerIdentity, "AssumeRole": w.assumeRole, "DecodeAuthorizationMessage": w.decodeAuthorizationMessage}
}

// form reads a form body and leaves it readable.
func form(r *http.Request) url.Values {
	if err := r.ParseForm(); err != nil {
		return url.Values{}
	}
	return r.Form
}

type stsMetadata struct {
	RequestID string `xml:"RequestId"`
}

func metadata(rw http.ResponseWriter) stsMetadata {
	return stsMetadata{RequestID: rw.Header().Get(requestIDHeader)}
}

func (w *World) getCallerIdentity(c Caller, rw http.ResponseWriter, _ *http.Request) *apiError {
	type result struct{ Arn, UserId, Account string } // the member's name at AWS
	writeXML(rw, http.StatusOK, struct {
		XMLName  xml.Name    `xml:"https://sts.amazonaws.com/doc/2011-06-15/ GetCallerIdentityResponse"`
		Result   result      `xml:"GetCallerIdentityResult"`
		Metadata stsMetadata `xml:"ResponseMetadata"`
	}{Result: result{Arn: c.Principal, UserId: userID(c.Principal), Account: c.Account}, Metadata: metadata(rw)})
	return nil
}

// userID is what AWS calls a principal in GetCallerIdentity: AIDA… of a user,
// AROA…:session of an assumed role.
func userID(principal string) string {
	id := strings.ToUpper(string(hex16(nil, hashText(2, principal[:strings.LastIndex(principal, "/")]))))
	if strings.Contains(principal, ":assumed-role/") {
		return "AROA" + id + ":" + principal[strings.LastIndex(principal, "/")+1:]
	}
	return "AIDA" + id
}

func (w *World) assumeRole(c Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	in := form(r)
	arn, name := in.Get("RoleArn"), in.Get("RoleSessionName")
	for member, value := range map[string]string{"roleArn": arn, "roleSessionName": name} {
		if value == "" {
			return refuse("ValidationException", "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null", member)
		}
	}
	if !sessionName.MatchString(name) {
		return refuse("ValidationException", `1 validation error detected: Value '%s' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+=,.@-]* and have length between 2 and 64`, name)
	}
	role, ok := w.assumable(c, arn)
	w.overlay.record.assume(c, arn, name, ok)
	if !ok {
		return refuse("AccessDeniedException", "User: %s is not authorized to perform: sts:AssumeRole on resource: %s", c.Principal, arn)
	}
	if e := checkMFA(in); e != nil {
		return e
	}
	lasts, e := sessionLength(c, in.Get("DurationSeconds"), assumableRoles[role.Role])
	if e != nil {
		return e
	}
	role.Name, role.Expires = name, time.Now().Add(lasts).UTC().Truncate(time.Second)
	writeAssumedRole(rw, role)
	return nil
}

// assumable finds the role of an ARN if the caller may assume it: callers of
// the management and the delegated administrator account may assume everywhere,
// others at home, nobody in the account that refuses.
func (w *World) assumable(c Caller, arn string) (session, bool) {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[2] != "iam" || !strings.HasPrefix(parts[5], "role/") {
		return session{}, false
	}
	role := parts[5][strings.LastIndex(parts[5], "/")+1:]
	target := w.account(parts[4])
	_, exists := assumableRoles[role]
	trusted := slices.Contains([]string{w.HomeAccount(), w.delegatedAdministrator(), parts[4]}, c.Account)
	return session{Account: parts[4], Role: role}, target != nil && !target.refuses && exists && trusted
}

func checkMFA(in url.Values) *apiError {
	code := in.Get("TokenCode")
	if code == "" && in.Get("SerialNumber") == "" {
		return nil
	}
	if !mfaCode.MatchString(code) {
		return refuse("ValidationException", `1 validation error detected: Value '%s' at 'tokenCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [\d]* and have length 6`, code)
	}
	if code == refusedMFACode {
		return refuse("AccessDeniedException", "MultiFactorAuthentication failed with invalid MFA one time pass code. ")
	}
	return nil
}

func sessionLength(c Caller, seconds string, most time.Duration) (time.Duration, *apiError) {
	lasts := usualSession
	if seconds != "" {
		n, err := strconv.Atoi(seconds)
		if lasts = time.Duration(n) * time.Second; err != nil || lasts < shortestSession || lasts > longestSession {
			return 0, refuse("ValidationException", "1 validation error detected: Value '%s' at 'durationSeconds' failed to satisfy constraint: Member must have value between 900 and 43200", seconds)
		}
	}
	if strings.Contains(c.Principal, ":assumed-role/") && lasts > chainedSession {
		return 0, refuse("ValidationException", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining")
	}
	if lasts > most {
		return 0, refuse("ValidationException", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
	}
	return lasts, nil
}

func writeAssumedRole(rw http.ResponseWriter, s session) {
	type credentials struct {
		AccessKeyId     string // the member's name at AWS
		SecretAccessKey string
		SessionToken    string
		Expiration      string
	}
	type user struct{ Arn, AssumedRoleId string } // the member's name at AWS
	type result struct {
		AssumedRoleUser user
		Credentials     credentials
	}
	key, secret, token := s.credentials()
	writeXML(rw, http.StatusOK, struct {
		XMLName  xml.Name    `xml:"https://sts.amazonaws.com/doc/2011-06-15/ AssumeRoleResponse"`
		Result   result      `xml:"AssumeRoleResult"`
		Metadata stsMetadata `xml:"ResponseMetadata"`
	}{
		Result: result{
			AssumedRoleUser: user{Arn: s.principal(), AssumedRoleId: userID(s.principal())},
			Credentials:     credentials{AccessKeyId: key, SecretAccessKey: secret, SessionToken: token, Expiration: s.Expires.Format(time.RFC3339)},
		},
		Metadata: metadata(rw),
	})
}
