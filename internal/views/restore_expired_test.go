package views

import (
	"crypto/sha1"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
)

// loginsWithSSO makes a home whose profile "ops" is a login by IAM Identity Center.
func loginsWithSSO(t *testing.T, account string) {
	t.Helper()
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			t.Setenv(name, "") // so that it is put back
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := filepath.Join(t.TempDir(), ".aws")
	t.Setenv("HOME", filepath.Dir(dir))
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(dir, "config"))
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "credentials"))
	until := time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC) // whichever clock reads it
	for name, text := range map[string]string{
		"config": "[profile ops]\nregion = us-east-1\nsso_session = corp\nsso_account_id = " + account + "\nsso_role_name = BackupReader\n" +
			"[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n",
		"credentials": "",
		fmt.Sprintf("sso/cache/%x.json", sha1.Sum([]byte("corp"))): fmt.Sprintf(`{"accessToken": %q, "expiresAt": %q}`, sim.SSOToken(until), until.Format(time.RFC3339)),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCredentialsThatExpireInAWizardNameTheCommand lets the login end at each step of a
// restore: what brings it back is a line of its own, to be copied. Where the session of the write role alone has
// ended there is nothing to bring back: the next try assumes the role anew.
func TestCredentialsThatExpireInAWizardNameTheCommand(t *testing.T) {
	const command = "aws sso login --profile ops --no-browser --use-device-code"
	for name, until := range map[string]func(u *user){
		"the form": func(u *user) { u.befalls("expired-token=100%").press("R") },
		"a look-up": func(u *user) {
			u.befalls("expired-token=100%@ec2,expired-token=100%@kms,expired-token=100%@cloudcontrol").press("R").rests(10*time.Second).fillsAtOnce("kmsKeyId", "alias/by hand")
		},
		"the checks": func(u *user) {
			u.press("R").rests(10 * time.Second).befalls("expired-token=100%").submits()
		},
		"who acts": func(u *user) {
			u.press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
			u.types(u.phrase()).befalls("expired-token=100%").press("enter")
		},
		"the request": func(u *user) {
			u.press("R").rests(10 * time.Second).submits().rests(15 * time.Second).press("enter").after(time.Second)
			u.types(u.phrase()).befalls("expired-token=100%@StartRestoreJob").press("enter")
		},
	} {
		t.Run(name, func(t *testing.T) {
			account := sim.New(oneAccount()).HomeAccount() // the same inside the bubble
			loginsWithSSO(t, account)
			synctest.Test(t, func(t *testing.T) {
				u := startBy(t, 100, 36, sim.New(oneAccount()), Options{Command: "points type:ebs status:completed vault:prod-daily"}, ops.Policy{}, func(o *aws.Options) {
					o.Profiles, o.WriteRole = []string{"ops"}, "BackupOperator"
				}).rests(10 * time.Second).arms()
				until(u)
				u.rests(30 * time.Second).answers()
				want := command
				if name == "the request" {
					want = "the session of role BackupOperator expired, not what assumes it: send it again, which assumes the role anew"
				}
				if words := strings.Join(strings.Fields(u.text()), " "); !strings.Contains(words, want) {
					u.t.Errorf("%q is not there:\n%s", want, u.text())
				}
			})
		})
	}
}
