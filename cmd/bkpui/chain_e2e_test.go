package main

import (
	"encoding/pem"
	"io"
	"log"
	"maps"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// chainConfig has a profile of every kind. The name of an account stands for its ID.
const chainConfig = `[profile keys]
region = us-east-1
[profile other]
region = eu-west-1
[profile role]
region = us-east-1
role_arn = arn:aws:iam::data-lake:role/BackupReader
source_profile = keys
[profile chained]
region = us-east-1
role_arn = arn:aws:iam::identity:role/BackupReader
source_profile = role-home
[profile role-home]
role_arn = arn:aws:iam::payments:role/BackupOperator
source_profile = keys
[profile process]
region = us-east-1
credential_process = sh -c 'echo "{\"Version\": 1, \"AccessKeyId\": \"AKIAidentityX\", \"SecretAccessKey\": \"x\"}"'
[profile mfa]
region = us-east-1
role_arn = arn:aws:iam::web-prod:role/BackupReader
source_profile = keys
mfa_serial = arn:aws:iam::payments:mfa/operator
[profile sso]
region = us-east-1
sso_session = corp
sso_account_id = sandbox
sso_role_name = BackupReader
[profile expired]
region = us-east-1
sso_session = old
sso_account_id = web-prod
sso_role_name = BackupReader
[sso-session corp]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
sso_registration_scopes = sso:account:access
[sso-session old]
sso_region = us-east-1
sso_start_url = https://example.awsapps.com/start
sso_registration_scopes = sso:account:access
`

const chainKeys = `[keys]
aws_access_key_id = AKIApayments
aws_secret_access_key = x
[other]
aws_access_key_id = AKIAdata-lake
aws_secret_access_key = x
`

// newChain is a home with profiles of every kind.
func newChain(t *testing.T, w *sim.World, url string) *home {
	t.Helper()
	h := homeOf(t, w, url)
	h.furnish()
	return h
}

// furnish writes profiles of every kind.
func (h *home) furnish() {
	h.t.Helper()
	var ids []string
	for _, name := range []string{"payments", "data-lake", "identity", "web-prod", "sandbox"} {
		ids = append(ids, name, h.world.Account(name))
	}
	named := strings.NewReplacer(ids...)
	h.write("config", named.Replace(chainConfig))
	h.write("credentials", named.Replace(chainKeys))
	h.login("corp", time.Now().Add(time.Hour))
	h.login("old", time.Now().Add(-time.Hour))
}

func TestEveryKindOfCredentialsReadsItsAccountOverASocket(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	server := httptest.NewServer(w)
	defer server.Close()
	for _, c := range []struct {
		name     string
		args     []string
		env      map[string]string
		config   string
		accounts []string
	}{
		{name: "keys in the environment", env: map[string]string{"AWS_ACCESS_KEY_ID": "AKIA" + w.Account("identity"), "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "us-west-2"}, accounts: []string{"identity"}},
		{name: "AWS_PROFILE", env: map[string]string{"AWS_PROFILE": "other"}, accounts: []string{"data-lake"}, args: []string{"--region", "us-east-1"}},
		{name: "a profile with keys", args: []string{"--profile", "keys"}, accounts: []string{"payments"}},
		{name: "several profiles", args: []string{"--profile", "keys,process,sso"}, accounts: []string{"payments", "identity", "sandbox"}},
		{name: "a role", args: []string{"--profile", "role"}, accounts: []string{"data-lake"}},
		{name: "a role of a role", args: []string{"--profile", "chained"}, accounts: []string{"identity"}},
		{name: "a credential process", args: []string{"--profile", "process"}, accounts: []string{"identity"}},
		{name: "a login", args: []string{"--profile", "sso"}, accounts: []string{"sandbox"}},
		{name: "accounts by a role", args: []string{"--profile", "keys", "--account", w.Account("identity") + "," + w.Account("sandbox"), "--role-name", "BackupReader"}, accounts: []string{"identity", "sandbox"}},
		{name: "a context of the config file", config: "contexts: {two: {profiles: [keys, sso], regions: [us-west-2]}}\ndefaults: {context: two}\n", accounts: []string{"payments", "sandbox"}},
		{name: "accounts of the organisation by name", args: []string{"--org", "--role-name", "BackupReader", "--profile", "keys", "--region", "us-east-1", "--account", "payments,web-prod"}, accounts: []string{"payments", "web-prod"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newChain(t, w, server.URL)
			for name, value := range c.env {
				t.Setenv(name, value)
			}
			if c.config != "" {
				h.configure(c.config)
			}
			rows, errs := h.rows(exitDone, "vaults", c.args...)
			var want []string
			for _, name := range c.accounts {
				want = append(want, w.Account(name))
			}
			slices.Sort(want)
			if got := slices.Sorted(maps.Keys(readers(rows))); !slices.Equal(got, want) {
				t.Errorf("vaults of %v, want %v", got, want)
			}
			if errs != "" {
				t.Errorf("on standard error: %s", errs)
			}
		})
	}
}

func TestTheWholeOrganisationIsReadOverASocket(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	server := httptest.NewServer(w)
	defer server.Close()
	h := newChain(t, w, server.URL)
	rows, errs := h.rows(exitPartial, "vaults", "--profile", "keys", "--org", "--role-name", "BackupReader", "--region", "all")
	if n := readers(rows); len(n) != 5 || n[w.RefusingAccount()] != 0 {
		t.Errorf("vaults of %v", n)
	}
	account, region := w.DeniedScope()
	for _, r := range rows {
		if r.Account == account && r.SeenFrom == "" && r.Region == region {
			t.Errorf("a vault of the denied scope: %+v", r)
		}
	}
	lines := strings.Split(strings.TrimSpace(errs), "\n")
	slices.Sort(lines)
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "bkpui: audit: access denied sts:AssumeRole") ||
		!strings.HasPrefix(lines[1], "bkpui: data-lake/"+region+": access denied backup:ListBackupVaults (service control policy)") {
		t.Errorf("on standard error:\n%s", errs)
	}
	for _, line := range lines {
		if _, remedy, ok := strings.Cut(line, " - "); !ok || remedy == "" {
			t.Errorf("no way out: %s", line)
		}
	}
}

func TestCredentialsThatAreMissingAreNamedWithTheCommandThatMendsThem(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	server := httptest.NewServer(w)
	defer server.Close()
	for _, c := range []struct {
		name   string
		args   []string
		status int
		says   []string
	}{
		{"an expired login", []string{"--profile", "expired"}, exitFailed, []string{"credentials", "aws sso login --profile expired --no-browser --use-device-code"}},
		{"none", []string{"--region", "us-east-1"}, exitFailed, []string{"credentials", "none found", "aws configure sso"}},
		{"a code that nobody is there to give", []string{"--profile", "mfa"}, exitFailed, []string{"credentials", "mfa/operator", "type the MFA code"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newChain(t, w, server.URL)
			rows, errs := h.rows(c.status, "vaults", c.args...)
			if len(rows) != 0 {
				t.Errorf("rows %v", rows)
			}
			for _, s := range c.says {
				if !strings.Contains(errs, s) {
					t.Errorf("does not say %q: %s", s, errs)
				}
			}
			if n := strings.Count(errs, "bkpui: "); n != 2 || !strings.HasSuffix(errs, "bkpui: nothing could be read\n") {
				t.Errorf("%d lines: %s", n, errs)
			}
		})
	}
	t.Run("one of two profiles", func(t *testing.T) {
		h := newChain(t, w, server.URL)
		rows, errs := h.rows(exitPartial, "vaults", "--profile", "expired,keys")
		if n := readers(rows); len(n) != 1 || n[w.Account("payments")] == 0 {
			t.Errorf("vaults of %v", n)
		}
		if !strings.Contains(errs, "aws sso login --profile expired") {
			t.Errorf("on standard error: %s", errs)
		}
	})
}

func TestCertificatesOfTheBundleAreTrusted(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	server := httptest.NewUnstartedServer(w)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it would say that its certificate was refused
	server.StartTLS()
	defer server.Close()
	h := newChain(t, w, server.URL)
	_, errs := h.rows(exitFailed, "vaults", "--profile", "role")
	if !strings.Contains(errs, "unreachable") || !strings.Contains(errs, "certificate") || !strings.Contains(errs, "AWS_CA_BUNDLE") {
		t.Errorf("without the bundle: %s", errs)
	}
	h.write("ca.pem", string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
	t.Setenv("AWS_CA_BUNDLE", h.dir+"/.aws/ca.pem")
	rows, _ := h.rows(exitDone, "vaults", "--profile", "role")
	if n := readers(rows); n[w.Account("data-lake")] == 0 {
		t.Errorf("vaults of %v", n)
	}
}

func TestProfilesOfOneAccountReadTheUnionOfTheirRegions(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	server := httptest.NewServer(w)
	defer server.Close()
	h := newChain(t, w, server.URL)
	h.write("config", "[profile keys]\nregion = us-east-1\n[profile cp]\nregion = eu-west-1\n")
	h.write("credentials", "[keys]\naws_access_key_id = AKIA"+w.Account("payments")+"\naws_secret_access_key = x\n[cp]\naws_access_key_id = AKIA"+w.Account("payments")+"CP\naws_secret_access_key = x\n")
	rows, errs := h.rows(exitDone, "vaults", "--profile", "keys,cp")
	in := map[string]bool{}
	for _, r := range rows {
		in[r.Region] = true
	}
	if !in["us-east-1"] || !in["eu-west-1"] || len(in) != 2 || errs != "" {
		t.Errorf("vaults of %v: %s", in, errs)
	}
	_, out, _ := h.run("get", "regions", "--profile", "keys,cp", "-o", "csv")
	if !strings.Contains(out, ",us-east-1,") || !strings.Contains(out, "keys") || !strings.Contains(out, "cp") {
		t.Errorf("who reads which Region is not said:\n%s", out)
	}
}
