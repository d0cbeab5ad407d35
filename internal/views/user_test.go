package views

import (
	"context"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
)

// screen keeps what the model last showed.
type screen struct {
	tea.Model
	last tea.View
}

func (s *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := s.Model.Update(msg)
	s.Model = m
	return s, cmd
}

func (s *screen) View() tea.View {
	s.last = s.Model.View()
	return s.last
}

// user drives the whole console with keys over the real SDK client against the
// simulator, inside a bubble where time is virtual.
type user struct {
	t      *testing.T
	p      *tea.Program
	screen *screen
	world  *sim.World
	w, h   int
	done   chan error
}

// start runs the console on a world until the test ends.
func start(t *testing.T, w, h int, so sim.Options, o Options) *user {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	world := sim.New(so)
	store := state.NewStore()
	client, err := aws.New(ctx, aws.Options{
		Isolated: true, Org: true, RoleName: "BackupReader", AllRegions: true, Transport: sim.InProcess{Handler: world},
		Record: func(c backup.Call) { state.Publish(store, state.Part{Feed: "calls"}, nil, []backup.Call{c}, 1000) },
	})
	if err != nil {
		t.Fatal(err)
	}
	poller := state.NewPoller(store, client, state.Feeds(), state.PollerOptions{Refresh: 5 * time.Second})
	ran := make(chan error, 1)
	go func() { ran <- poller.Run(ctx) }()

	if o.Name == "" {
		o.Name = "demo"
	}
	if o.Theme == "" {
		o.Theme = "dark"
	}
	s := &screen{Model: New(ctx, Backend{Store: store, Poller: poller, Source: client, Describe: client}, o)}
	u := &user{t: t, screen: s, world: world, w: w, h: h, done: make(chan error, 1)}
	u.p = tea.NewProgram(s, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(), tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	go func() {
		_, err := u.p.Run()
		u.done <- err
	}()
	t.Cleanup(func() {
		cancel()
		<-u.done
		if err := <-ran; err != nil {
			t.Error(err)
		}
		synctest.Wait()
	})
	synctest.Wait()
	return u
}

// keys that are not one character.
var named = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "tab": {Code: tea.KeyTab}, "up": {Code: tea.KeyUp}, "down": {Code: tea.KeyDown},
	"left": {Code: tea.KeyLeft}, "right": {Code: tea.KeyRight}, "pgdown": {Code: tea.KeyPgDown}, "pgup": {Code: tea.KeyPgUp},
	"home": {Code: tea.KeyHome}, "end": {Code: tea.KeyEnd}, "space": {Code: tea.KeySpace, Text: " "}, "backspace": {Code: tea.KeyBackspace},
	"ctrl+c": {Code: 'c', Mod: tea.ModCtrl}, "ctrl+d": {Code: 'd', Mod: tea.ModCtrl}, "ctrl+u": {Code: 'u', Mod: tea.ModCtrl},
	"ctrl+r": {Code: 'r', Mod: tea.ModCtrl}, "ctrl+l": {Code: 'l', Mod: tea.ModCtrl},
}

// press sends keys one by one and waits until the console is idle after each.
func (u *user) press(keys ...string) *user {
	u.t.Helper()
	for _, k := range keys {
		key, ok := named[k]
		if !ok {
			r := []rune(k)
			if len(r) != 1 {
				u.t.Fatalf("no key %q", k)
			}
			key = tea.Key{Code: r[0], Text: k}
			if r[0] >= 'A' && r[0] <= 'Z' {
				key = tea.Key{Code: r[0] + 'a' - 'A', ShiftedCode: r[0], Mod: tea.ModShift, Text: k}
			}
		}
		u.p.Send(tea.KeyPressMsg(key))
		synctest.Wait()
	}
	return u
}

// types sends the characters of a text.
func (u *user) types(text string) *user {
	u.t.Helper()
	for _, r := range text {
		if r == ' ' {
			u.press("space")
		} else {
			u.press(string(r))
		}
	}
	return u
}

// after lets time pass.
func (u *user) after(d time.Duration) *user {
	time.Sleep(d)
	synctest.Wait()
	return u
}

// text is the screen as characters.
func (u *user) text() string {
	buf := uv.NewScreenBuffer(u.w, u.h)
	uv.NewStyledString(u.screen.last.Content).Draw(buf, buf.Bounds())
	var b strings.Builder
	for y := range u.h {
		line := ""
		for x := range u.w {
			if c := buf.CellAt(x, y); c != nil {
				line += c.Content
			}
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// sees fails unless every text is on the screen.
func (u *user) sees(texts ...string) *user {
	u.t.Helper()
	screen := u.text()
	for _, want := range texts {
		if !strings.Contains(screen, want) {
			u.t.Fatalf("%q is not on the screen:\n%s", want, screen)
		}
	}
	return u
}

// misses fails when one of the texts is on the screen.
func (u *user) misses(texts ...string) *user {
	u.t.Helper()
	screen := u.text()
	for _, no := range texts {
		if strings.Contains(screen, no) {
			u.t.Fatalf("%q is on the screen:\n%s", no, screen)
		}
	}
	return u
}
