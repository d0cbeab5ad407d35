//go:build unix

package main

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/sim"
)

// shows waits until the screen has text that came after the last keys, asking for all of
// it again and again: what the terminal gets otherwise is only what changed.
func (u *operator) shows(text string) {
	u.t.Helper()
	again := time.NewTicker(200 * time.Millisecond)
	defer again.Stop()
	late := time.After(patience)
	typed := u.typed
	for !strings.Contains(u.screen()[typed:], text) {
		select {
		case <-u.more:
		case <-again.C:
			u.types("\x0c") // ctrl+l
		case <-late:
			u.t.Fatalf("no %q on the screen, but %q", text, u.screen()[typed:])
		}
	}
}

// TestTheMainJobAtARealTerminal runs the program in a pseudo-terminal on a simulated
// organisation behind a real socket, with the real credential chain.
func TestTheMainJobAtARealTerminal(t *testing.T) {
	w := sim.New(sim.Options{Seed: 7})
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	for _, c := range []struct {
		name   string
		args   []string
		status int
		use    func(u *operator, h *home)
	}{
		{
			name: "from the fleet to a recovery point",
			args: []string{"--profile", "keys", "--org", "--role-name", "BackupReader", "--region", "us-east-1"},
			use: func(u *operator, _ *home) {
				u.shows("6 accounts") // which of them have a line depends on what fails at this hour
				u.shows("14 DAYS")
				u.types("4")
				u.shows("air-gapped")
				u.types("/name=prod-daily account:" + w.Account("payments") + "\r")
				u.shows("m1 of ")
				u.types("\r")
				u.shows("EXPIRES")
				u.shows("COMPLETED")
				u.types("d")
				u.shows("Encryption key ARN")
				u.types("y")
				u.shows("RecoveryPointArn")
				u.types(":q\r")
			},
		},
		{
			name: "several kinds of credentials at once",
			args: []string{"--profile", "role,sso,process", "-c", "accounts"},
			use: func(u *operator, _ *home) {
				for _, name := range []string{"data-lake", "sandbox", "identity"} {
					u.shows(w.Account(name))
				}
				u.types(":q\r")
			},
		},
		{
			name: "an MFA code asked for in the console",
			args: []string{"--profile", "mfa", "-c", "vaults"},
			use: func(u *operator, _ *home) {
				u.sees("needs an MFA code: M types it")
				u.types("M")
				u.sees("mfa/operator")
				u.types("123456\r")
				u.sees("prod-daily")
				u.types(":q\r")
			},
		},
		{
			name: "an MFA code asked for by get",
			args: []string{"get", "vaults", "--profile", "mfa"},
			use: func(u *operator, _ *home) {
				u.sees("MFA code of profile mfa")
				u.types("123456\n")
				u.sees("prod-daily")
			},
		},
		{
			name: "a login that comes back",
			args: []string{"--profile", "expired", "-c", "vaults"},
			use: func(u *operator, h *home) {
				u.sees("aws sso login --profile expired")
				h.login("old", time.Now().Add(time.Hour))
				u.sees("prod-daily")
				u.types(":q\r")
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := &home{t: t, dir: t.TempDir(), world: w, url: server.URL}
			h.furnish()
			u := sitAtHome(t, "run", h.variables(), c.args...)
			c.use(u, h)
			if got := u.ends(); got != c.status {
				t.Errorf("exit status %d, want %d; on the terminal: %q", got, c.status, u.screen())
			}
			if c.args[0] == "get" {
				return
			}
			u.leftClean()
			if strings.Contains(u.screen(), "123456") {
				t.Error("the MFA code is on the screen")
			}
		})
	}
}
