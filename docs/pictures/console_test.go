package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/views"
)

// moment is when the pictures are taken.
var moment = time.Date(2026, 11, 18, 3, 40, 0, 0, time.UTC)

// console is the whole program in a bubble where time is virtual.
type console struct {
	t    *testing.T
	p    *tea.Program
	w, h int
	last *lastView
}

// lastView is a model that keeps what it last showed.
type lastView struct {
	tea.Model
	view tea.View
}

func (l *lastView) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := l.Model.Update(msg)
	l.Model = m
	return l, cmd
}

func (l *lastView) View() tea.View {
	l.view = l.Model.View()
	return l.view
}

// open starts the console at the moment of the pictures; it ends with the test.
func open(t *testing.T) *console {
	t.Helper()
	time.Sleep(time.Until(moment)) // nothing runs yet: the years cost nothing
	ctx, cancel := context.WithCancel(t.Context())
	store := state.NewStore()
	client, err := aws.New(ctx, aws.Options{
		Isolated: true, Org: true, RoleName: "BackupReader", AllRegions: true,
		Transport: sim.InProcess{Handler: sim.New(sim.Options{Seed: 1, Jobs: 20_000, Tonight: true})},
		Record:    func(c backup.Call) { state.Publish(store, state.Part{Feed: "calls"}, nil, []backup.Call{c}, 1000) },
	})
	if err != nil {
		t.Fatal(err)
	}
	poller := state.NewPoller(store, client, state.Feeds(), state.PollerOptions{})
	runner := ops.NewRunner(ops.Options{API: client, Finder: client, Journal: ops.NewJournal(filepath.Join(t.TempDir(), "journal.jsonl"))})
	b := views.Backend{Store: store, Poller: poller, Source: client, Describe: client, Evidence: client, Changes: &views.Changes{
		Lookup: client, Arming: runner.Arming, Runner: runner, Journal: runner.Journal(),
	}}
	last := &lastView{Model: views.New(ctx, b, views.Options{Name: "demo", Theme: "dark"})}
	c := &console{t: t, last: last}
	c.p = tea.NewProgram(last, tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(), tea.WithWindowSize(80, 24), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	polled, shown := make(chan error, 1), make(chan struct{})
	go func() { polled <- poller.Run(ctx) }()
	go func() {
		defer close(shown)
		_, _ = c.p.Run() // ends with an error: its context is cancelled
	}()
	t.Cleanup(func() {
		cancel()
		<-shown
		if err := <-polled; err != nil {
			t.Error(err)
		}
		synctest.Wait()
	})
	return c.after(10 * time.Second)
}

// after lets time pass.
func (c *console) after(d time.Duration) *console {
	time.Sleep(d)
	synctest.Wait()
	return c
}

var named = map[string]tea.Key{
	"enter": {Code: tea.KeyEnter}, "esc": {Code: tea.KeyEscape}, "down": {Code: tea.KeyDown}, "space": {Code: tea.KeySpace, Text: " "}, "\x13": {Code: 's', Mod: tea.ModCtrl},
}

// press presses keys, each when the one before has been dealt with.
func (c *console) press(keys ...string) *console {
	for _, k := range keys {
		key, ok := named[k]
		if !ok {
			key = tea.Key{Code: []rune(k)[0], Text: k}
		}
		c.p.Send(tea.KeyPressMsg(key))
		synctest.Wait()
	}
	return c
}

// types presses the keys of a text, and then waits for what it led to.
func (c *console) types(text string) *console {
	for _, r := range text {
		switch r {
		case ' ':
			c.press("space")
		case '\n':
			c.press("enter").after(2 * time.Second)
		case 'R', '\x13': // what a form looks up takes a while
			c.press(string(r)).after(15 * time.Second)
		default:
			c.press(string(r))
		}
	}
	return c.after(2 * time.Second)
}

// looks gives the terminal a size and the console a theme.
func (c *console) looks(w, h int, theme string) *console {
	c.w, c.h = w, h
	c.p.Send(tea.WindowSizeMsg{Width: w, Height: h})
	return c.types(":theme " + theme + "\n")
}

// cells returns the screen.
func (c *console) cells() uv.ScreenBuffer {
	buf := uv.NewScreenBuffer(c.w, c.h)
	uv.NewStyledString(c.last.view.Content).Draw(buf, buf.Bounds())
	return buf
}

// sees fails unless every text is on the screen, so that no picture shows
// something else than it should.
func (c *console) sees(texts ...string) *console {
	c.t.Helper()
	var b strings.Builder
	buf := c.cells()
	for y := range c.h {
		for x := range c.w {
			if cell := buf.CellAt(x, y); cell != nil {
				b.WriteString(cell.Content)
			}
		}
		b.WriteByte('\n')
	}
	for _, want := range texts {
		if !strings.Contains(b.String(), want) {
			c.t.Fatalf("%q is not on the screen:\n%s", want, b.String())
		}
	}
	return c
}
