//go:build unix

package main

import (
	"net/http/httptest"
	"os"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/charmbracelet/x/term"

	"github.com/bkpui/bkpui/internal/sim"
)

// TestSIGINTLeavesTheTerminalOfWatchClean follows a running job over a real socket in a
// pseudo-terminal.
func TestSIGINTLeavesTheTerminalOfWatchClean(t *testing.T) {
	w := sim.New(sim.Options{Seed: 1})
	server := httptest.NewServer(w)
	t.Cleanup(server.Close)
	h := homeOf(t, w, server.URL)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	i := slices.IndexFunc(w.Regions(), func(region string) bool { // at any hour one runs in one of them
		t.Setenv("AWS_REGION", region)
		rows, _ := h.rows(exitDone, "jobs", "--filter", "state:running", "--limit", "1")
		return len(rows) > 0
	})
	if i < 0 {
		t.Fatal("no job runs")
	}
	rows, _ := h.rows(exitDone, "jobs", "--filter", "state:running", "--limit", "1")
	env := append(h.variables(), "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test", "AWS_REGION="+w.Regions()[i])
	u := sitAtHome(t, "run", env, "watch", "--refresh", "1s", rows[0].ID)
	u.sees("job " + rows[0].ID)
	u.sees("RUNNING")
	if err := u.cmd.Process.Signal(os.Signal(syscall.SIGINT)); err != nil {
		t.Fatal(err)
	}
	if status := u.ends(); status != 130 {
		t.Errorf("exit status %d: %q", status, u.screen())
	}
	if screen := u.screen(); mode.MatchString(screen) || !strings.Contains(screen, "\n<end of output>") {
		t.Errorf("a mode was set, or the line was not ended: %q", screen)
	}
	after, err := term.GetState(u.tty.Fd())
	if err != nil || !reflect.DeepEqual(u.before, after) {
		t.Errorf("line discipline: %+v before, %+v after, %v", u.before, after, err)
	}
}
