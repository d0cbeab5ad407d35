package sim

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// SSO tokens of the simulator carry the moment they expire; others are refused.
const (
	accessTokenPrefix  = "aoaAAAAA"
	refreshTokenPrefix = "aorAAAAA"
	ssoTokenLife       = 8 * time.Hour
)

// SSOToken makes an access token of an IAM Identity Center session, as it
// stands in a file of ~/.aws/sso/cache.
func SSOToken(expires time.Time) string { return ssoToken(accessTokenPrefix, expires) }

// SSORefreshToken makes the refresh token that belongs beside it.
func SSORefreshToken(expires time.Time) string { return ssoToken(refreshTokenPrefix, expires) }

func ssoToken(prefix string, expires time.Time) string {
	return prefix + base64.RawURLEncoding.EncodeToString([]byte(expires.UTC().Format(time.RFC3339)))
}

func validSSOToken(prefix, token string) bool {
	rest, ok := strings.CutPrefix(token, prefix)
	raw, err := base64.RawURLEncoding.DecodeString(rest)
	expires, bad := time.Parse(time.RFC3339, string(raw))
	return ok && err == nil && bad == nil && time.Now().Before(expires)
}

// findSSO finds an operation of the SSO portal or its OIDC service, which are called
// unsigned.
func (w *World) findSSO(r *http.Request) (operation, bool) {
	switch r.Method + " " + r.URL.Path {
	case "GET /federation/credentials":
		return operation{Service: "sso", Name: "GetRoleCredentials", Serve: w.getRoleCredentials}, true
	case "POST /token":
		return operation{Service: "sso-oidc", Name: "CreateToken", Serve: w.createToken}, true
	}
	return operation{Name: r.Method + " " + r.URL.Path}, false
}

func (w *World) getRoleCredentials(_ Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	if !validSSOToken(accessTokenPrefix, r.Header.Get("X-Amz-Sso_bearer_token")) {
		return refuse("UnauthorizedException", "Session token not found or invalid")
	}
	id, role := r.URL.Query().Get("account_id"), r.URL.Query().Get("role_name")
	if id == "" || role == "" {
		return refuse("InvalidRequestException", "account_id and role_name are required")
	}
	_, exists := assumableRoles[role]
	if a := w.account(id); a == nil || a.refuses || !exists {
		return refuse("ForbiddenException", "No access")
	}
	s := session{
		Account: id, Name: "operator", Expires: time.Now().Add(usualSession),
		Role: fmt.Sprintf("AWSReservedSSO_%s_%s", role, hex16(nil, hashText(w.seed, role))),
	}
	key, secret, token := s.credentials()
	writeJSON(rw, http.StatusOK, map[string]any{"roleCredentials": map[string]any{
		"accessKeyId": key, "secretAccessKey": secret, "sessionToken": token, "expiration": s.Expires.UnixMilli(),
	}})
	return nil
}

func (w *World) createToken(_ Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	var in struct {
		ClientID     string `json:"clientId"`
		ClientSecret string `json:"clientSecret"`
		GrantType    string `json:"grantType"`
		RefreshToken string `json:"refreshToken"`
	}
	switch err := json.NewDecoder(r.Body).Decode(&in); {
	case err != nil || in.ClientID == "" || in.ClientSecret == "":
		return writeOAuth(rw, "InvalidRequestException", "invalid_request", "The request is missing a required parameter")
	case in.GrantType != "refresh_token":
		return writeOAuth(rw, "UnsupportedGrantTypeException", "unsupported_grant_type", "Only refresh_token is supported")
	case !validSSOToken(refreshTokenPrefix, in.RefreshToken):
		return writeOAuth(rw, "InvalidGrantException", "invalid_grant", "Invalid refresh token provided")
	}
	now := time.Now()
	writeJSON(rw, http.StatusOK, map[string]any{
		"accessToken": SSOToken(now.Add(ssoTokenLife)), "tokenType": "Bearer", "expiresIn": int(ssoTokenLife / time.Second),
		"refreshToken": SSORefreshToken(now.Add(90 * 24 * time.Hour)),
	})
	return nil
}

// writeOAuth answers with an error in OAuth's words, as SSO OIDC does.
func writeOAuth(rw http.ResponseWriter, code, oauth, description string) *apiError {
	rw.Header().Set("X-Amzn-ErrorType", code)
	writeJSON(rw, http.StatusBadRequest, map[string]string{"error": oauth, "error_description": description})
	return nil
}
