package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// nobody is a loopback address where nobody listens.
func nobody(t *testing.T) string {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return "http://" + l.Addr().String()
}

// other is a server of something that is not AWS, but answers in JSON.
func other(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "application/json")
		rw.WriteHeader(http.StatusNotFound)
		_, _ = rw.Write([]byte(`{"message": "no route"}`))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestWhatCanNotBeAskedSaysTheWayOut(t *testing.T) {
	h := newHome(t, sim.Options{Seed: 7})
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("AWS_REGION", "us-east-1")
	h.write("config", "[profile staging]\nregion = us-east-1\n[profile prod]\n[profile loop]\nrole_arn = arn:aws:iam::1:role/R\nsource_profile = missing\n")
	for _, c := range []struct {
		name   string
		args   []string
		env    map[string]string
		config string
		status int
		says   []string
	}{
		{name: "flag", args: []string{"vaults", "--regoin", "us-east-1"}, status: exitUsage, says: []string{"unknown flag --regoin", "did you mean --region?"}},
		{name: "view", args: []string{"valuts"}, status: exitUsage, says: []string{`"valuts"`, "vaults"}},
		{name: "command of the console", args: []string{"vaults", "-c", "jobs"}, status: exitUsage, says: []string{"-c opens a view of the console", "--filter"}},
		{name: "screen", args: []string{"overview"}, status: exitUsage, says: []string{"overview is a screen", "no records: its parts have: failures, stale, jobs"}},
		{name: "column of a filter", args: []string{"vaults", "--filter", "sise>1"}, status: exitUsage, says: []string{`no column "sise"`, "quote it"}},
		{name: "value of a filter", args: []string{"points", "--filter", "size>much"}, status: exitUsage, says: []string{"needs a size such as", `"much"`}},
		{name: "age of a filter", args: []string{"points", "--filter", "age<soon"}, status: exitUsage, says: []string{"age<", `"soon"`}},
		{name: "open quotation", args: []string{"vaults", "--filter", `"prod da`}, status: exitUsage, says: []string{"a quotation is not closed"}},
		{name: "column without a value", args: []string{"points", "--filter", "vault:"}, status: exitUsage, says: []string{"vault: needs a value", "vault="}},
		{name: "order without a column", args: []string{"vaults", "--sort", "-"}, status: exitUsage, says: []string{"--sort - names no column"}},
		{name: "regular expression", args: []string{"vaults", "--filter", "name~("}, status: exitUsage, says: []string{"not a regular expression"}},
		{name: "column to sort by", args: []string{"vaults", "--sort", "-nam"}, status: exitUsage, says: []string{`no column "nam"`, "did you mean name?"}},
		{name: "format", args: []string{"vaults", "-o", "cvs"}, status: exitUsage, says: []string{`"cvs"`, "did you mean csv?"}},
		{name: "region", args: []string{"vaults", "--region", "eu-wets-1"}, status: exitUsage, says: []string{`"eu-wets-1"`, "did you mean eu-west-1?"}},
		{name: "region of the right shape", args: []string{"vaults", "--region", "eu-west-9"}, status: exitFailed, says: []string{"/eu-west-9: region disabled", "leave it out with --region"}},
		{name: "profile", args: []string{"vaults", "--profile", "prud"}, status: exitUsage, says: []string{`no profile "prud"`, "prod, staging"}},
		{name: "profile of a profile", args: []string{"vaults", "--profile", "loop"}, status: exitUsage, says: []string{"missing"}},
		{name: "AWS_PROFILE", args: []string{"vaults"}, env: map[string]string{"AWS_PROFILE": "prud"}, status: exitUsage, says: []string{`no profile "prud"`, "prod, staging"}},
		{name: "variable of no flag", args: []string{"vaults"}, env: map[string]string{"BKPUI_READ_ONLY": "1"}, status: exitUsage, says: []string{`BKPUI_READ_ONLY="1"`, "did you mean BKPUI_READONLY?"}},
		{name: "no region", args: []string{"vaults"}, env: map[string]string{"AWS_REGION": ""}, status: exitFailed, says: []string{"no region", "--region eu-west-1"}},
		{name: "key of the config", args: []string{"vaults"}, config: "defaults:\n  refersh: 5s\n", status: exitUsage, says: []string{"config.yaml:2:3:", `"refersh"`, "did you mean refresh?"}},
		{name: "view of the config", args: []string{"vaults"}, config: "columns: {pints: [created]}\n", status: exitUsage, says: []string{"config.yaml:1:", `"pints"`, "points"}},
		{name: "column of the config", args: []string{"vaults"}, config: "columns: {points: [craeted]}\n", status: exitUsage, says: []string{"config.yaml:1:", `"craeted"`, "created"}},
		{name: "config that is no YAML", args: []string{"vaults"}, config: "a: [b\n", status: exitUsage, says: []string{"config.yaml:", "not valid YAML"}},
		{name: "context", args: []string{"vaults", "--context", "prud"}, config: "contexts: {prod: {}}\n", status: exitUsage, says: []string{`no context "prud"`, "did you mean prod?"}},
		{name: "role", args: []string{"vaults", "--org", "--role-name", "Nobody"}, status: exitPartial, says: []string{"identity", "access denied sts:AssumeRole", "trust policy"}},
		{name: "account", args: []string{"vaults", "--org", "--role-name", "BackupReader", "--account", "paymenst"}, status: exitFailed, says: []string{`no account of the organisation is called "paymenst"; did you mean payments?`}},
		{name: "one of two accounts", args: []string{"vaults", "--org", "--role-name", "BackupReader", "--account", "payments,nosuch"}, status: exitPartial, says: []string{`no account of the organisation is called "nosuch"`}},
		{name: "account ID", args: []string{"accounts", "--org", "--role-name", "BackupReader", "--account", "999999999999"}, status: exitFailed, says: []string{`no account of the organisation is called "999999999999"`}},
		{name: "endpoint that is no URL", args: []string{"vaults"}, env: map[string]string{"AWS_ENDPOINT_URL": "localhost:4599"}, status: exitUsage, says: []string{"AWS_ENDPOINT_URL", `"localhost:4599"`, "http://127.0.0.1:4599"}},
		{name: "endpoint without a server", args: []string{"vaults"}, env: map[string]string{"AWS_ENDPOINT_URL": nobody(t)}, status: exitFailed, says: []string{"unreachable", "connection refused", "AWS_ENDPOINT_URL"}},
		{name: "endpoint of a web page", args: []string{"vaults"}, env: map[string]string{"AWS_ENDPOINT_URL": page(t, http.StatusOK)}, status: exitFailed, says: []string{"unreachable", "a web page (HTTP 200), not AWS", "AWS_ENDPOINT_URL"}},
		{name: "endpoint that AWS Backup is not at", args: []string{"vaults"}, env: map[string]string{"AWS_ENDPOINT_URL_BACKUP": page(t, http.StatusNotFound)}, status: exitFailed, says: []string{"not supported by this endpoint", "backup:ListBackupVaults", "AWS_ENDPOINT_URL"}},
		{name: "endpoint of something else", args: []string{"vaults"}, env: map[string]string{"AWS_ENDPOINT_URL_BACKUP": other(t)}, status: exitFailed, says: []string{"not supported by this endpoint", "AWS_ENDPOINT_URL"}},
		{name: "endpoint of another protocol", args: []string{"vaults"}, env: map[string]string{"AWS_ENDPOINT_URL": strings.Replace(h.url, "http:", "https:", 1)}, status: exitFailed, says: []string{"unreachable", "HTTPS", "AWS_ENDPOINT_URL"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, value := range c.env {
				t.Setenv(name, value)
			}
			h.configure(c.config)
			began := time.Now()
			status, out, errs := h.run(append([]string{"get"}, c.args...)...)
			if status != c.status {
				t.Errorf("exit status %d, want %d", status, c.status)
			}
			for _, s := range c.says {
				if !strings.Contains(errs, s) {
					t.Errorf("does not say %q: %s", s, errs)
				}
			}
			for line := range strings.Lines(errs) {
				if !strings.HasPrefix(line, "bkpui: ") && !strings.HasPrefix(line, "  ") {
					t.Errorf("a line of its own kind: %q", line)
				}
			}
			if c.status == exitUsage && out != "" {
				t.Errorf("%d bytes on standard output", len(out))
			}
			if d := time.Since(began); d > 10*time.Second {
				t.Errorf("said after %s", d)
			}
		})
	}
}
