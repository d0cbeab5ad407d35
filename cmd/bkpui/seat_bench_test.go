//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
)

// seat is a program in a pseudo-terminal of 120×40, and what it writes there.
type seat struct {
	b      *testing.B
	cmd    *exec.Cmd
	master *os.File
	began  time.Time

	mu    sync.Mutex
	out   []byte
	last  time.Time // of the last byte
	more  chan struct{}
	ended chan struct{}
}

// built returns the binary of a package, built as a user would; of the console itself
// the one that TEST_BKPUI_BINARY names, where it does.
func built(b *testing.B, pkg string) string {
	b.Helper()
	if binary := os.Getenv("TEST_BKPUI_BINARY"); binary != "" && pkg == "." {
		return binary
	}
	binary := filepath.Join(b.TempDir(), "program")
	if out, err := exec.CommandContext(b.Context(), "go", "build", "-o", binary, pkg).CombinedOutput(); err != nil {
		b.Fatalf("go build %s: %v\n%s", pkg, err, out)
	}
	return binary
}

// program returns a command that runs a binary, with nothing of the machine's own
// configuration.
func program(b *testing.B, binary string, env []string, args ...string) *exec.Cmd {
	b.Helper()
	home := b.TempDir()
	cmd := exec.CommandContext(b.Context(), binary, args...)
	cmd.Env = append([]string{
		"TERM=xterm-256color", "COLORTERM=truecolor", "HOME=" + home, "PATH=" + os.Getenv("PATH"),
		"XDG_STATE_HOME=" + filepath.Join(home, "state"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"),
	}, env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

func sitAt(b *testing.B, binary string, env []string, args ...string) *seat {
	b.Helper()
	return sitAtLines(b, 40, binary, env, args...)
}

func sitAtLines(b *testing.B, lines uint16, binary string, env []string, args ...string) *seat {
	b.Helper()
	s := &seat{b: b, cmd: program(b, binary, env, args...), more: make(chan struct{}, 1), ended: make(chan struct{})}
	s.began = time.Now()
	var err error
	if s.master, err = pty.StartWithSize(s.cmd, &pty.Winsize{Rows: lines, Cols: 120}); err != nil {
		b.Fatal(err)
	}
	go s.watch()
	return s
}

func (s *seat) watch() {
	defer close(s.ended)
	buf := make([]byte, 64<<10)
	for {
		n, err := s.master.Read(buf)
		s.mu.Lock()
		s.out, s.last = append(s.out, buf[:n]...), time.Now()
		s.mu.Unlock()
		select {
		case s.more <- struct{}{}:
		default:
		}
		if err != nil {
			return
		}
	}
}

// leave ends the program and waits for it.
func (s *seat) leave() {
	s.b.Helper()
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	_ = s.cmd.Wait()
	_ = s.master.Close()
	<-s.ended
}

// since returns what was written after the first n bytes.
func (s *seat) since(n int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.out[n:])
}

func (s *seat) written() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.out)
}

// until waits for text among what is written after the first n bytes, and returns
// when it was there.
func (s *seat) until(n int, text string) time.Time {
	s.b.Helper()
	late := time.After(3 * time.Minute)
	for !strings.Contains(plain(s.since(n)), text) {
		select {
		case <-s.more:
		case <-late:
			s.b.Fatalf("no %q on the terminal, but %q", text, tail(plain(s.since(n))))
		case <-s.ended:
			s.b.Fatalf("the program ended without %q: %q", text, tail(plain(s.since(n))))
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.last
}

// screen is what is on the terminal: the program draws all of it anew.
func (s *seat) screen() string {
	s.b.Helper()
	before := s.written()
	s.press("\x0c")
	return plain(s.since(before))
}

// whole waits until every list on the screen has been read to its end, or refused.
func (s *seat) whole() {
	s.b.Helper()
	late := time.Now().Add(4 * time.Minute)
	screen := s.screen()
	read := func() bool { return strings.Contains(screen, "live") || strings.Contains(screen, "unread") }
	for ; !read() || strings.Contains(screen, "loading"); screen = s.screen() {
		if time.Now().After(late) {
			s.b.Fatalf("still loading: %s", screen)
		}
		pause(s.b.Context(), time.Second)
	}
}

func tail(s string) string { return s[max(0, len(s)-2000):] }

var escapes = regexp.MustCompile("\x1b(\\[[0-9;:?<=>]*[a-zA-Z]|\\][^\x07\x1b]*(\x07|\x1b\\\\)|[()][0-9A-B]|[=>])")

// plain is what was written without what moves and colours.
func plain(b []byte) string { return escapes.ReplaceAllString(string(b), "") }

// quiet waits until nothing was written for so long.
func (s *seat) quiet(d time.Duration) {
	for s.mu.Lock(); time.Since(s.last) < d; s.mu.Lock() {
		rest := d - time.Since(s.last)
		s.mu.Unlock()
		pause(s.b.Context(), rest)
	}
	s.mu.Unlock()
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// press types keys and returns how many bytes answered, and when the last came.
func (s *seat) press(keys string) (n int, took time.Duration) {
	s.b.Helper()
	before, began := s.written(), time.Now()
	if _, err := s.master.WriteString(keys); err != nil {
		s.b.Fatal(err)
	}
	for s.written() == before && time.Since(began) < 10*time.Second {
		select {
		case <-s.more:
		case <-time.After(time.Second):
		}
	}
	s.quiet(60 * time.Millisecond)
	return s.written() - before, s.last.Sub(began)
}

// resident is the memory of the program in MiB, from the kernel; 0 where it does
// not tell.
func (s *seat) resident() float64 {
	status, _ := os.ReadFile(filepath.Join("/proc", strconv.Itoa(s.cmd.Process.Pid), "status"))
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
			return float64(kb) / 1024
		}
	}
	return 0
}

// simulator starts `bkpui sim` on a free port and returns the environment that leads
// there.
func simulator(b *testing.B, binary string, args ...string) []string {
	b.Helper()
	cmd := program(b, binary, nil, append([]string{"sim", "--listen", "127.0.0.1:0"}, args...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url := regexp.MustCompile(`http://[\d.:]+`).FindString(lines.Text()); url != "" {
			go func() {
				for lines.Scan() {
				}
			}()
			return credentialsFor(url)
		}
	}
	b.Fatal("the simulator says no address")
	return nil
}

func credentialsFor(url string) []string {
	return []string{"AWS_ENDPOINT_URL=" + url, "AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test", "AWS_EC2_METADATA_DISABLED=true"}
}
