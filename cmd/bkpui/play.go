package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"

	"github.com/bkpui/bkpui/internal/ui"
)

// grace is how long the parts of a program may take to end; a terminal that
// takes no more bytes must not hold the process.
const grace = 3 * time.Second

// play runs a model on the terminal, and leaves the terminal as it was however
// that ends.
type play struct {
	terminal terminal
	log      *slog.Logger
	logPath  string
}

// run runs the model that start makes until it quits, a part of the group ends
// with an error or a panic, or ctx ends.
func (p play) run(ctx context.Context, start func(*group) tea.Model) error {
	g := newGroup(ctx)
	g.run(limitMemory)
	g.run(func(ctx context.Context) error {
		program, ran := tea.NewProgram(guard{model: start(g), group: g}, tea.WithOutput(ui.Wholes{File: p.terminal.out}), tea.WithFPS(120), tea.WithoutSignalHandler()), make(chan struct{})
		defer close(ran)
		endWith(g, program, ran)
		if _, err := program.Run(); err != nil && ctx.Err() == nil {
			return err
		}
		return errDone
	})
	p.log.Info("console started", "version", version())
	ended, err := g.end(grace)
	if !ended {
		p.terminal.restore()
	}
	var bug *panicError
	if errors.As(err, &bug) {
		p.log.Error("panic", "value", fmt.Sprint(bug.value), "stack", string(bug.stack))
		return fmt.Errorf("stopped by a bug: %w; the stack is in %s", bug, p.logPath)
	}
	return err
}

// endWith ends a program with its group. It is asked to quit, so that it waits for
// its reader of keys before it closes the terminal; one that can't is killed.
func endWith(g *group, program *tea.Program, ran <-chan struct{}) {
	g.run(func(ctx context.Context) error {
		<-ctx.Done()
		program.Quit() // returns when it is taken, or the program is over
		return nil
	})
	g.run(func(ctx context.Context) error {
		<-ctx.Done()
		patience := time.NewTimer(grace / 2)
		defer patience.Stop()
		select {
		case <-ran:
		case <-patience.C:
			program.Kill()
		}
		return nil
	})
}

// terminal is a terminal as it was before the console.
type terminal struct {
	out   *os.File
	state *term.State
}

// terminal returns the terminal of the console, which its output must be.
func (a *app) terminal() (terminal, error) {
	out, ok := a.out.(*os.File)
	if !ok || !term.IsTerminal(out.Fd()) {
		return terminal{}, usagef("bkpui get NAME prints a view without one", "the console needs a terminal")
	}
	if a.env["TERM"] == "dumb" {
		return terminal{}, usagef("set TERM to what it is, or use bkpui get NAME", "the console needs a terminal that can move its cursor, and TERM is dumb")
	}
	state, err := term.GetState(out.Fd())
	if err != nil {
		return terminal{}, fmt.Errorf("read the terminal's modes: %w", err)
	}
	return terminal{out, state}, nil
}

// restore puts the line discipline back, for when the program could not. What is
// on the screen can't be mended through a terminal that takes no bytes.
func (t terminal) restore() { _ = term.Restore(t.out.Fd(), t.state) }
