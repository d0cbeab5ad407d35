package aws_test

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

func TestTheCredentialChainCallsTheEndpointToo(t *testing.T) {
	for name, from := range map[string]string{"environment": "", "profile": "endpoint_url = http://127.0.0.1:4599/sim\n"} {
		t.Run(name, func(t *testing.T) {
			w := sim.New(sim.Options{Seed: 7})
			h := newHouse(t, `[profile ops]
region = us-east-1
role_arn = arn:aws:iam::`+w.HomeAccount()+`:role/BackupReader
source_profile = login
`+from+`[profile login]
sso_session = corp
sso_account_id = `+w.HomeAccount()+`
sso_role_name = BackupReader
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
`)
			if from == "" {
				t.Setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:4599/sim")
			}
			h.login("corp", time.Now().Add(time.Hour))
			var mu sync.Mutex
			hosts := map[string]int{}
			c := h.client(roundTripper(func(r *http.Request) (*http.Response, error) {
				mu.Lock()
				hosts[r.URL.Scheme+"://"+r.URL.Host]++
				mu.Unlock()
				return sim.InProcess{Handler: http.StripPrefix("/sim", w)}.RoundTrip(r)
			}), nil)
			account := all(t, c.Accounts(t.Context()))[0].ID.String()
			if err := vaults(c, account); err != nil {
				t.Error(err)
			}
			if len(hosts) != 1 || hosts["http://127.0.0.1:4599"] != 4 { // a login, a role, who we are, the vaults
				t.Errorf("calls went to %v", hosts)
			}
		})
	}
}
