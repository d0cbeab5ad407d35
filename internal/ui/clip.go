package ui

import (
	"context"
	"os/exec"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/atotto/clipboard"
	"github.com/charmbracelet/x/ansi"
)

// Clipboard knows the ways from a session to its operator's clipboard.
type Clipboard struct {
	tmux   bool // the terminal is tmux, on this machine or another
	server bool // that tmux runs on this machine
	screen bool // the terminal is GNU screen, or an old tmux
	native bool // the operator sits at this machine
}

// ClipboardOf reads the ways from the session's environment, as tea.EnvMsg gives
// it. Nothing on this machine is touched when the session came over SSH.
func ClipboardOf(getenv func(string) string) Clipboard {
	term := getenv("TERM")
	ssh := getenv("SSH_TTY") != "" || getenv("SSH_CONNECTION") != ""
	c := Clipboard{server: getenv("TMUX") != "", native: !ssh}
	c.tmux = c.server || strings.HasPrefix(term, "tmux")
	c.screen = !c.tmux && (getenv("STY") != "" || strings.HasPrefix(term, "screen"))
	return c
}

// clipLimit is the longest OSC 52 payload that common terminals take, in bytes
// before base64.
const clipLimit = 54 << 10

// Reaches reports whether a text is short enough for every way. A longer one
// goes by the native clipboard and tmux only.
func (c Clipboard) Reaches(text string) bool { return len(text) <= clipLimit || c.native || c.server }

// Copy returns a command that puts text into the clipboard by every way there
// is: OSC 52 to the terminal, through tmux and screen, and the native one. It
// brings no message: no terminal says whether it took the text.
func (c Clipboard) Copy(text string) tea.Cmd {
	var cmds []tea.Cmd
	if len(text) <= clipLimit {
		cmds = append(cmds, tea.Raw(c.sequence(text)))
	}
	if c.server {
		cmds = append(cmds, loadTmux(text))
	}
	if c.native && !clipboard.Unsupported {
		cmds = append(cmds, func() tea.Msg {
			_ = clipboard.WriteAll(text) // OSC 52 is on its way as well
			return nil
		})
	}
	return tea.Batch(cmds...)
}

// sequence is OSC 52, also wrapped so that a multiplexer passes it on.
func (c Clipboard) sequence(text string) string {
	osc := ansi.SetSystemClipboard(text)
	switch {
	case c.tmux: // plain for set-clipboard on, wrapped for allow-passthrough on
		return osc + ansi.TmuxPassthrough(osc)
	case c.screen: // 768 bytes is the longest string screen passes
		return osc + ansi.ScreenPassthrough(osc, 760)
	}
	return osc
}

// loadTmux hands the text to tmux itself, which sends it on to the terminal also
// where its options refuse the sequences of programs, as they do by default.
func loadTmux(text string) tea.Cmd {
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		load := exec.CommandContext(ctx, "tmux", "load-buffer", "-w", "-")
		load.Stdin = strings.NewReader(text)
		_ = load.Run() // an old tmux does not know -w; the sequences remain
		return nil
	}
}
