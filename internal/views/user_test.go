package views

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
)

// screen keeps what the model last showed. The test looks at it and into the model while
// the program is idle; the lock tells the race detector that it has looked.
type screen struct {
	tea.Model
	last   tea.View
	mu     sync.Mutex
	spares atomic.Int32 // frames left out between two that are drawn
	left   int          // out since the last one that was
}

// looked hands the screen back to the program.
func (s *screen) looked() {
	s.mu.Lock()
	defer s.mu.Unlock()
}

func (s *screen) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if do, ok := msg.(deed); ok {
		do(s.Model.(*root).s)
	}
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		s.left = int(s.spares.Load()) // a frame of another size is no frame
	}
	m, cmd := s.Model.Update(msg)
	s.Model = m
	return s, cmd
}

func (s *screen) View() tea.View {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left++; s.left > int(s.spares.Load()) {
		s.last, s.left = s.Model.View(), 0
	}
	return s.last
}

// user drives the whole console with keys over the real SDK client against the
// simulator, inside a bubble where time is virtual.
type user struct {
	t       *testing.T
	p       *tea.Program
	screen  *screen
	world   *sim.World
	wire    *wire
	journal *ops.Journal
	out     *tap
	w, h    int
	fitted  []string // lines that were found to fit, at their width
	wide    int
	cells   uv.ScreenBuffer
	read    string // the frame that words are of
	words   string
	done    chan error
	leave   func() // ends the console, as a test's end does
}

// start runs the console on a world until the test ends.
func start(t *testing.T, w, h int, so sim.Options, o Options) *user {
	t.Helper()
	return startOn(t, w, h, sim.New(so), o)
}

// startOn is start on a world that is there already.
func startOn(t *testing.T, w, h int, world *sim.World, o Options, also ...func(*Backend)) *user {
	t.Helper()
	return startAs(t, w, h, world, o, ops.Policy{ReadOnly: o.ReadOnly}, "", also...)
}

// startAs is startOn under a policy, with a write role or without; also changes the backend.
func startAs(t *testing.T, w, h int, world *sim.World, o Options, policy ops.Policy, writeRole string, also ...func(*Backend)) *user {
	t.Helper()
	return startBy(t, w, h, world, o, policy, func(a *aws.Options) {
		a.Isolated, a.Org, a.RoleName, a.AllRegions, a.WriteRole = true, true, "BackupReader", true, writeRole
	}, also...)
}

// startBy is startAs for an identity of one's own choice.
func startBy(t *testing.T, w, h int, world *sim.World, o Options, policy ops.Policy, by func(*aws.Options), also ...func(*Backend)) *user {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	store := state.NewStore()
	wire, out := newWire(world), &tap{}
	options := aws.Options{
		Transport: wire, SessionName: "bkpui-ana",
		Record: func(c backup.Call) { state.Publish(store, state.Part{Feed: "calls"}, nil, []backup.Call{c}, 1000) },
	}
	by(&options)
	client, err := aws.New(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	poller := state.NewPoller(store, client, state.Feeds(), state.PollerOptions{Refresh: o.Refresh})
	ran := make(chan error, 1)
	go func() { ran <- poller.Run(ctx) }()

	if o.Name == "" {
		o.Name = "demo"
	}
	if o.Theme == "" {
		o.Theme = "dark"
	}
	dir := t.TempDir()
	journal := ops.NewJournal(filepath.Join(dir, "journal.jsonl"))
	runner := ops.NewRunner(ops.Options{API: client, Finder: client, Journal: journal, Policy: policy, User: "ana", Host: "seat", Wake: func(in backup.Scope, _ ops.Kind) {
		poller.Refresh(jobParts(&Env{Snap: store.Snapshot(), Fleet: &Fleet{Scopes: []backup.Scope{in}}}, Target{Scope: in}, jobFeeds()...))
	}})
	b := Backend{Store: store, Poller: poller, Source: client, Describe: client, Evidence: client, Changes: &Changes{
		Lookup: client, Arming: runner.Arming, Runner: runner, Journal: journal, Drafts: ops.NewDrafts(filepath.Join(dir, "drafts"), "ana", "seat"),
		Shell: func(in backup.Scope, reason string) ops.Shell {
			profile, role, session := client.Hands(in, reason)
			return ops.Shell{Profile: profile, Role: role, Session: session}
		},
	}}
	go func() {
		var rows ops.Rows
		_ = journal.Watch(ctx, 2*time.Second, func(b ops.Batch) {
			state.Publish(store, actionsPart(), (*ops.Action).Key, rows.Add(&b), 0)
		}, func(error) {})
	}()
	for _, change := range also {
		change(&b)
	}
	s := &screen{Model: New(ctx, b, o)}
	u := &user{t: t, screen: s, journal: journal, world: world, wire: wire, out: out, w: w, h: h, done: make(chan error, 1)}
	u.p = tea.NewProgram(s, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(out), tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(), tea.WithWindowSize(w, h), tea.WithFPS(1), tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	go func() {
		_, err := u.p.Run()
		u.done <- err
	}()
	u.leave = sync.OnceFunc(func() {
		cancel()
		if err := <-u.done; err != nil && !errors.Is(err, tea.ErrProgramKilled) && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if err := <-ran; err != nil {
			t.Error(err)
		}
		synctest.Wait()
	})
	t.Cleanup(u.leave)
	synctest.Wait()
	return u
}

// named are the keys that have no character.
var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete,
	"up": tea.KeyUp, "down": tea.KeyDown, "left": tea.KeyLeft, "right": tea.KeyRight,
	"pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd, "f1": tea.KeyF1,
}

// keyOf is the key that a terminal sends for a name, as Bubble Tea reads it.
func keyOf(name string) (k tea.Key, ok bool) {
	rest := name
	for prefix, mod := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if after, has := strings.CutPrefix(rest, prefix); has && after != "" {
			rest, k.Mod = after, k.Mod|mod
		}
	}
	if code, has := named[rest]; has {
		k.Code = code
		if rest == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return k, tea.KeyPressMsg(k).String() == name
	}
	r := []rune(rest)
	if len(r) != 1 {
		return k, false
	}
	k.Code = r[0]
	if k.Mod == 0 {
		k.Text = rest
	}
	if r[0] >= 'A' && r[0] <= 'Z' {
		k.Code, k.ShiftedCode, k.Mod = r[0]+'a'-'A', r[0], tea.ModShift
	}
	return k, tea.KeyPressMsg(k).String() == name
}

// press sends keys one by one and waits until the console is idle after each.
func (u *user) press(keys ...string) *user {
	u.t.Helper()
	for _, name := range keys {
		k, ok := keyOf(name)
		if !ok {
			u.t.Fatalf("no key %q", name)
		}
		u.send(tea.KeyPressMsg(k))
	}
	return u
}

// send passes a message to the program and waits until it is idle. Whatever it was,
// the frame must fit the terminal.
func (u *user) send(msg tea.Msg) *user {
	u.t.Helper()
	u.screen.looked()
	u.p.Send(msg)
	synctest.Wait()
	u.fits()
	return u
}

// resize makes the terminal another size.
func (u *user) resize(w, h int) *user {
	u.t.Helper()
	u.w, u.h = w, h
	return u.send(tea.WindowSizeMsg{Width: w, Height: h})
}

// fits fails when the frame is not exactly as large as the terminal lets it be.
func (u *user) fits() {
	u.t.Helper()
	defer u.screen.looked()
	frame := u.screen.last.Content
	if u.w == 0 || u.h == 0 {
		if frame != "" {
			u.t.Fatalf("there is no room, yet it drew %q", frame)
		}
		return
	}
	lines := strings.Split(frame, "\n")
	if len(lines) != u.h {
		u.t.Fatalf("%d lines on a terminal of %d:\n%s", len(lines), u.h, u.text())
	}
	for i, line := range lines {
		if u.wide == u.w && i < len(u.fitted) && u.fitted[i] == line {
			continue
		}
		if w := ansi.StringWidth(line); w > u.w {
			u.t.Fatalf("line %d is %d cells wide on a terminal of %d: %q", i, w, u.w, line)
		}
	}
	u.fitted, u.wide = lines, u.w
}

// deed is something that no key does alone. It runs where a key would: on the
// program's goroutine, before the Update that sends its commands off.
type deed func(*session)

// does runs a deed and waits until the program is idle.
func (u *user) does(do deed) *user {
	u.t.Helper()
	return u.send(do)
}

// session looks into the model once the program is idle, also where the test let time
// pass by waiting for something else.
func (u *user) session() *session {
	synctest.Wait()
	return u.screen.Model.(*root).s
}

// goes runs a command of the palette. It is pasted: typed, every letter would be a frame.
func (u *user) goes(command string) *user {
	u.t.Helper()
	return u.press(":").pastes(command).press("enter")
}

// opens goes to a view by its name and waits until its lists are read.
func (u *user) opens(command string) *user {
	u.t.Helper()
	return u.goes(command).after(3 * time.Second)
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

// pastes sends a text as a terminal passes a paste on.
func (u *user) pastes(text string) *user {
	u.t.Helper()
	return u.send(tea.PasteMsg{Content: text})
}

// after lets time pass.
func (u *user) after(d time.Duration) *user {
	u.screen.looked()
	time.Sleep(d)
	synctest.Wait()
	return u
}

// rests lets much time pass, through which nobody looks: of its frames only those of the
// last seconds are drawn.
func (u *user) rests(d time.Duration) *user {
	const looks = 3 * time.Second
	u.screen.spares.Store(unseen)
	u.after(d - looks)
	u.screen.spares.Store(0)
	return u.after(looks)
}

// text is the screen as characters.
func (u *user) text() string {
	synctest.Wait()
	defer u.screen.looked()
	frame := u.screen.last.Content
	if sized := u.cells.RenderBuffer != nil && u.cells.Bounds() == uv.Rect(0, 0, u.w, u.h); !sized {
		u.cells = uv.NewScreenBuffer(u.w, u.h)
	} else if frame == u.read {
		return u.words
	}
	uv.NewStyledString(frame).Draw(u.cells, u.cells.Bounds())
	var b, line strings.Builder
	for y := range u.h {
		line.Reset()
		for x := range u.w {
			if c := u.cells.CellAt(x, y); c != nil {
				line.WriteString(c.Content)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	u.read, u.words = frame, b.String()
	return u.words
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
