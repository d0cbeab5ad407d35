//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// patience is how long a console may take to show something; only a broken one
// takes nearly so long.
const patience = time.Minute

// operator sits before a pseudo-terminal with the program in it.
type operator struct {
	t      *testing.T
	cmd    *exec.Cmd
	master *os.File
	tty    *os.File
	before *term.State
	typed  int // bytes seen when keys were typed last

	mu   sync.Mutex
	seen bytes.Buffer
	more chan struct{} // capacity 1
	done chan struct{} // nothing more comes
}

// sit starts the program: the binary named by TEST_BKPUI_BINARY, else this test
// binary in its place.
func sit(t *testing.T, child string, args ...string) *operator {
	t.Helper()
	home := t.TempDir()
	return sitAtHome(t, child, []string{
		"HOME=" + home, "XDG_STATE_HOME=" + filepath.Join(home, "state"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
	}, args...)
}

// sitAtHome is sit with the variables of a home.
func sitAtHome(t *testing.T, child string, home []string, args ...string) *operator {
	t.Helper()
	binary := os.Getenv("TEST_BKPUI_BINARY")
	if binary == "" || child != "run" {
		binary = os.Args[0]
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, binary, args...)
	cmd.Env = append([]string{childVariable + "=" + child, "TERM=xterm-256color", "PATH=" + os.Getenv("PATH")}, home...)
	master, tty, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(master, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	before, err := term.GetState(tty.Fd())
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = tty, tty, tty
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	u := &operator{t: t, cmd: cmd, master: master, tty: tty, before: before, more: make(chan struct{}, 1), done: make(chan struct{})}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go u.watch()
	t.Cleanup(func() {
		_ = tty.Close()
		_ = master.Close()
		<-u.done
	})
	return u
}

func (u *operator) watch() {
	defer close(u.done)
	buf := make([]byte, 4096)
	for {
		n, err := u.master.Read(buf)
		u.mu.Lock()
		u.seen.Write(buf[:n])
		u.mu.Unlock()
		select {
		case u.more <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

func (u *operator) screen() string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.seen.String()
}

// sees waits until the terminal got text.
func (u *operator) sees(text string) {
	u.t.Helper()
	late := time.After(patience)
	for !strings.Contains(u.screen(), text) {
		select {
		case <-u.more:
		case <-late:
			u.t.Fatalf("no %q on the terminal, but %q", text, u.screen())
		}
	}
}

func (u *operator) types(keys string) {
	u.t.Helper()
	u.typed = len(u.screen())
	if _, err := u.master.WriteString(keys); err != nil {
		u.t.Fatal(err)
	}
}

// ends waits for the program and returns its exit status.
func (u *operator) ends() int {
	u.t.Helper()
	err := u.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		u.t.Fatal(err)
	}
	if !u.cmd.ProcessState.Exited() {
		u.t.Fatalf("%v; on the terminal: %q", u.cmd.ProcessState, u.screen())
	}
	u.settle()
	return u.cmd.ProcessState.ExitCode()
}

// settle waits until all that the program wrote has been read: the terminal
// gives bytes in order, so it ends with a mark.
func (u *operator) settle() {
	u.t.Helper()
	const mark = "<end of output>"
	if _, err := u.tty.WriteString(mark); err != nil {
		u.t.Fatal(err)
	}
	u.sees(mark)
}

var mode = regexp.MustCompile(`\x1b\[\?([\d;]+)([hl])`)

// leftClean checks that every mode that was set is reset, the cursor is shown and
// the line discipline is as before.
func (u *operator) leftClean() {
	u.t.Helper()
	atFirst := map[string]bool{"7": true, "25": true} // lines wrap, the cursor is shown
	on := maps.Clone(atFirst)
	for _, m := range mode.FindAllStringSubmatch(u.screen(), -1) {
		for n := range strings.SplitSeq(m[1], ";") {
			on[n] = m[2] == "h"
		}
	}
	for n, set := range on {
		if set != atFirst[n] {
			u.t.Errorf("mode %s: set is %t at the end", n, set)
		}
	}
	if !strings.Contains(u.screen(), "\x1b[?1049h") {
		u.t.Error("the alternate screen was never used: the test shows nothing")
	}
	after, err := term.GetState(u.tty.Fd())
	if err != nil {
		u.t.Fatal(err)
	}
	if !reflect.DeepEqual(u.before, after) {
		u.t.Errorf("line discipline: %+v before, %+v after", u.before, after)
	}
}

func TestConsoleLeavesTheTerminalClean(t *testing.T) {
	for _, c := range []struct {
		name   string
		signal os.Signal
		keys   string
		status int
	}{
		{"quit", nil, ":q\r", 0},
		{"ctrl+c twice", nil, "\x03\x03", 0},
		{"SIGINT", syscall.SIGINT, "", 130},
		{"SIGTERM", syscall.SIGTERM, "", 143},
		{"SIGHUP", syscall.SIGHUP, "", 129},
		{"SIGQUIT", syscall.SIGQUIT, "", 131},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.signal == syscall.SIGHUP && signal.Ignored(syscall.SIGHUP) {
				t.Skip("these tests run under nohup, and what runs under nohup ignores SIGHUP")
			}
			u := sit(t, "run", "demo", "--latency", "1ms")
			u.sees("READ-ONLY")
			if c.signal != nil {
				if err := u.cmd.Process.Signal(c.signal); err != nil {
					t.Fatal(err)
				}
			}
			u.types(c.keys)
			if got := u.ends(); got != c.status {
				t.Errorf("exit status %d, want %d; on the terminal: %q", got, c.status, u.screen())
			}
			u.leftClean()
		})
	}
}

func TestPanicAnywhereLeavesTheTerminalCleanAndTheStackInTheLog(t *testing.T) {
	for _, where := range []string{"update", "view", "command", "batch", "sequence", "goroutine"} {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			u := sit(t, where)
			u.sees("READ-ONLY")
			u.types("x")
			if got := u.ends(); got != exitFailed {
				t.Errorf("exit status %d, want %d", got, exitFailed)
			}
			u.leftClean()
			screen := u.screen()
			if !strings.Contains(screen, "stopped by a bug: panic: on purpose") || strings.Contains(screen, "goroutine ") {
				t.Errorf("no short message: %q", screen)
			}
			var state string
			for _, kv := range u.cmd.Env {
				if v, ok := strings.CutPrefix(kv, "XDG_STATE_HOME="); ok {
					state = v
				}
			}
			log, err := os.ReadFile(filepath.Join(state, "bkpui", "bkpui.log"))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(log, []byte("crash_test.go")) {
				t.Errorf("no stack in the log: %s", log)
			}
		})
	}
}
