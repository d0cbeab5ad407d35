package ui

import (
	"encoding/base64"
	"strings"
	"testing"
)

func TestClipboardWays(t *testing.T) {
	const text = "arn:aws:backup:us-east-1:111122223333:recovery-point:1"
	osc := "\x1b]52;c;" + base64.StdEncoding.EncodeToString([]byte(text)) + "\a"
	tmux := osc + "\x1bPtmux;\x1b" + osc + "\x1b\\"
	for name, c := range map[string]struct {
		env            map[string]string
		native, server bool
		want           string
	}{
		"at the machine":            {map[string]string{"TERM": "xterm-256color"}, true, false, osc},
		"over SSH":                  {map[string]string{"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/1"}, false, false, osc},
		"in tmux":                   {map[string]string{"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, true, true, tmux},
		"over SSH from tmux":        {map[string]string{"TERM": "tmux-256color", "SSH_CONNECTION": "x"}, false, false, tmux},
		"in screen":                 {map[string]string{"TERM": "screen", "STY": "1.pts"}, true, false, osc + "\x1bP" + osc + "\x1b\\"},
		"over SSH from screen":      {map[string]string{"TERM": "screen-256color", "SSH_TTY": "x"}, false, false, osc + "\x1bP" + osc + "\x1b\\"},
		"tmux that calls it screen": {map[string]string{"TERM": "screen-256color", "TMUX": "x"}, true, true, tmux},
	} {
		clip := ClipboardOf(func(k string) string { return c.env[k] })
		if got := clip.sequence(text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
		if clip.native != c.native || clip.server != c.server {
			t.Errorf("%s: native %v, tmux here %v", name, clip.native, clip.server)
		}
	}
}

// Screen drops strings above 768 bytes: long text goes through in pieces.
func TestScreenGetsShortStrings(t *testing.T) {
	seq := Clipboard{screen: true}.sequence(strings.Repeat("x", 5000))
	_, wrapped, _ := strings.Cut(seq, "\a")
	for part := range strings.SplitSeq(wrapped, "\x1b\\") {
		if len(part) > 768 {
			t.Errorf("a string of %d bytes", len(part))
		}
	}
}

func TestCopyBringsSomethingToRun(t *testing.T) {
	remote := Clipboard{}
	if remote.Copy("vol-1") == nil {
		t.Error("nothing is sent")
	}
	long := strings.Repeat("x", clipLimit+1)
	if remote.Reaches(long) || remote.Copy(long) != nil {
		t.Error("too long for the terminal, yet it is sent")
	}
	if !(Clipboard{native: true}).Reaches(long) {
		t.Error("the native clipboard takes any length")
	}
}
