package main

import (
	"bytes"
	"cmp"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// home is a machine of an operator: the files of AWS's tools in a home directory, a
// simulated organisation behind a real loopback socket, and no AWS_ variable but those
// that point at them.
type home struct {
	t     *testing.T
	dir   string
	world *sim.World
	url   string
}

func newHome(t *testing.T, o sim.Options) *home {
	t.Helper()
	w := sim.New(o)
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	return homeOf(t, w, server.URL)
}

// homeOf is a home whose AWS answers at a URL; w may be nil.
func homeOf(t *testing.T, w *sim.World, url string) *home {
	t.Helper()
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "BKPUI_") || strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			t.Setenv(name, "") // so that it is put back
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
	h := &home{t: t, dir: t.TempDir(), world: w, url: url}
	for _, variable := range h.variables() {
		name, value, _ := strings.Cut(variable, "=")
		t.Setenv(name, value)
	}
	h.write("config", "")
	return h
}

// variables are the environment of programs at home.
func (h *home) variables() []string {
	return []string{
		"HOME=" + h.dir,
		"XDG_STATE_HOME=" + filepath.Join(h.dir, "state"),
		"XDG_CONFIG_HOME=" + filepath.Join(h.dir, "config"),
		"AWS_CONFIG_FILE=" + filepath.Join(h.dir, ".aws", "config"),
		"AWS_SHARED_CREDENTIALS_FILE=" + filepath.Join(h.dir, ".aws", "credentials"),
		"AWS_EC2_METADATA_DISABLED=true",
		"AWS_ENDPOINT_URL=" + h.url,
	}
}

// write writes a file of ~/.aws.
func (h *home) write(path, text string) {
	h.t.Helper()
	h.writeAt(filepath.Join(h.dir, ".aws", path), text)
}

// configure writes the config file of bkpui.
func (h *home) configure(text string) {
	h.t.Helper()
	h.writeAt(filepath.Join(h.dir, "config", "bkpui", "config.yaml"), text)
}

func (h *home) writeAt(path, text string) {
	h.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

// login leaves the cached token of an SSO session, as `aws sso login` does.
func (h *home) login(session string, until time.Time) {
	h.t.Helper()
	h.write(fmt.Sprintf("sso/cache/%x.json", sha1.Sum([]byte(session))),
		fmt.Sprintf(`{"accessToken": %q, "expiresAt": %q}`, sim.SSOToken(until), until.UTC().Format(time.RFC3339)))
}

// run runs the program.
func (h *home) run(args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(h.t.Context(), args, os.Environ(), &o, &e)
	return status, o.String(), e.String()
}

// row is a record of `get -o jsonl`.
type row struct{ Account, SeenFrom, Region, Name, ARN, ID string }

// rows runs `get` of a view and returns its records; the status must be the given one.
func (h *home) rows(want int, view string, args ...string) (rows []row, errs string) {
	h.t.Helper()
	status, out, errs := h.run(append([]string{"get", view, "-o", "jsonl"}, args...)...)
	if status != want {
		h.t.Fatalf("get %s %v: exit status %d, want %d: %s", view, args, status, want, errs)
	}
	for line := range strings.Lines(out) {
		var r row
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			h.t.Fatalf("%v: %s", err, line)
		}
		rows = append(rows, r)
	}
	return rows, errs
}

// readers returns how many rows were read from each account.
func readers(rows []row) map[string]int {
	n := map[string]int{}
	for _, r := range rows {
		n[cmp.Or(r.SeenFrom, r.Account)]++
	}
	return n
}

// page is a server that answers every request with the same web page.
func page(t *testing.T, status int) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html")
		rw.WriteHeader(status)
		_, _ = rw.Write([]byte("<!DOCTYPE html><html><body>Sign in to the network</body></html>"))
	}))
	t.Cleanup(server.Close)
	return server.URL
}
