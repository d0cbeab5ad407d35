package sim_test

import (
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/sim"
)

// ssoHome is a home directory with one SSO profile and its cached token, as
// `aws sso login` leaves them. It points the whole environment at w.
func ssoHome(t *testing.T, w *sim.World, account, role string, access, refresh time.Time) {
	t.Helper()
	srv := httptest.NewServer(w)
	t.Cleanup(srv.Close)
	home := t.TempDir()
	write := func(path, text string) {
		path = filepath.Join(home, ".aws", path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("config", fmt.Sprintf(`[profile ops]
region = us-east-1
sso_session = corp
sso_account_id = %s
sso_role_name = %s
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start
sso_registration_scopes = sso:account:access
`, account, role))
	token, err := json.Marshal(map[string]string{
		"accessToken": sim.SSOToken(access), "expiresAt": access.UTC().Format(time.RFC3339),
		"refreshToken": sim.SSORefreshToken(refresh), "clientId": "client", "clientSecret": "secret",
	})
	if err != nil {
		t.Fatal(err)
	}
	write(fmt.Sprintf("sso/cache/%x.json", sha1.Sum([]byte("corp"))), string(token))

	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "")
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(home, ".aws", "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(home, ".aws", "credentials"))
	// The credential chain of the SDK does not look at AWS_ENDPOINT_URL, only at
	// the variables of the services.
	for _, name := range []string{"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS"} {
		t.Setenv(name, srv.URL)
	}
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
}

func TestSSOProfileWorksWithItsCachedToken(t *testing.T) {
	now := time.Now()
	for name, c := range map[string]struct {
		access, refresh time.Time
		role            string
		fails           string
	}{
		"a token that is good":              {access: now.Add(time.Hour), role: "BackupReader"},
		"an expired token is refreshed":     {access: now.Add(-time.Hour), refresh: now.Add(time.Hour), role: "BackupReader"},
		"an expired token, refresh refused": {access: now.Add(-time.Hour), refresh: now.Add(-time.Minute), role: "BackupReader", fails: "InvalidGrantException"},
		"a role the user is not assigned":   {access: now.Add(time.Hour), role: "Admin", fails: "ForbiddenException"},
	} {
		t.Run(name, func(t *testing.T) {
			w := sim.New(sim.Options{})
			account := w.Account("web-prod")
			ssoHome(t, w, account, c.role, c.access, c.refresh)
			cfg, err := config.LoadDefaultConfig(t.Context(), config.WithSharedConfigProfile("ops"))
			if err != nil {
				t.Fatal(err)
			}
			out, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), nil)
			switch {
			case c.fails != "" && (err == nil || !strings.Contains(err.Error(), c.fails)):
				t.Errorf("got %v, want %s", err, c.fails)
			case c.fails == "" && err != nil:
				t.Error(err)
			case c.fails == "" && (*out.Account != account || !strings.Contains(*out.Arn, ":assumed-role/AWSReservedSSO_BackupReader_")):
				t.Errorf("got %s %s", *out.Account, *out.Arn)
			}
		})
	}
}
