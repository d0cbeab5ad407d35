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
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/sim"
)

// home points the whole environment at w on a loopback port, with these files
// in ~/.aws.
func home(t *testing.T, w *sim.World, files map[string]string) {
	t.Helper()
	srv := httptest.NewServer(w)
	t.Cleanup(srv.Close)
	dir := filepath.Join(t.TempDir(), ".aws")
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "") // for its clean-up
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Setenv("HOME", filepath.Dir(dir))
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(dir, "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "credentials"))
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	// The credential chain of the SDK does not look at AWS_ENDPOINT_URL, only at
	// the variables of the services.
	for _, name := range []string{"AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC", "AWS_ENDPOINT_URL_STS"} {
		t.Setenv(name, srv.URL)
	}
}

// ssoHome has one SSO profile and its cached token, as `aws sso login` leaves
// them.
func ssoHome(t *testing.T, w *sim.World, account, role string, access, refresh time.Time) {
	t.Helper()
	token, err := json.Marshal(map[string]string{
		"accessToken": sim.SSOToken(access), "expiresAt": access.UTC().Format(time.RFC3339),
		"refreshToken": sim.SSORefreshToken(refresh), "clientId": "client", "clientSecret": "secret",
	})
	if err != nil {
		t.Fatal(err)
	}
	home(t, w, map[string]string{
		fmt.Sprintf("sso/cache/%x.json", sha1.Sum([]byte("corp"))): string(token),
		"config": fmt.Sprintf(`[profile ops]
region = us-east-1
sso_session = corp
sso_account_id = %s
sso_role_name = %s
[sso-session corp]
sso_region = eu-west-1
sso_start_url = https://example.awsapps.com/start
sso_registration_scopes = sso:account:access
`, account, role),
	})
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

func TestProfilesOfEveryKindAreWhoTheySay(t *testing.T) {
	w := sim.New(sim.Options{})
	member := w.Account("web-prod")
	home(t, w, map[string]string{
		"credentials": "[keys]\naws_access_key_id = AKIA" + w.HomeAccount() + "\naws_secret_access_key = x\n",
		"config": `[profile keys]
region = us-east-1
[profile role]
region = us-east-1
role_arn = arn:aws:iam::` + member + `:role/BackupOperator
source_profile = keys
role_session_name = bkpui-ana
[profile mfa]
region = us-east-1
role_arn = arn:aws:iam::` + member + `:role/BackupReader
source_profile = keys
role_session_name = bkpui-ana
mfa_serial = arn:aws:iam::` + w.HomeAccount() + `:mfa/ana
[profile process]
region = us-east-1
credential_process = echo '{"Version":1,"AccessKeyId":"AKIA` + member + `","SecretAccessKey":"x"}'
`,
	})
	for profile, want := range map[string]string{
		"keys":    "arn:aws:iam::" + w.HomeAccount() + ":user/operator",
		"role":    "arn:aws:sts::" + member + ":assumed-role/BackupOperator/bkpui-ana",
		"mfa":     "arn:aws:sts::" + member + ":assumed-role/BackupReader/bkpui-ana",
		"process": "arn:aws:iam::" + member + ":user/operator",
	} {
		t.Run(profile, func(t *testing.T) {
			cfg, err := config.LoadDefaultConfig(t.Context(), config.WithSharedConfigProfile(profile),
				config.WithAssumeRoleCredentialOptions(func(o *stscreds.AssumeRoleOptions) {
					o.TokenProvider = func() (string, error) { return "123456", nil }
				}))
			if err != nil {
				t.Fatal(err)
			}
			out, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), nil)
			if err != nil || *out.Arn != want {
				t.Errorf("got %v %v, want %s", out, err, want)
			}
		})
	}
}
