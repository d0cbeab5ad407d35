package main

import (
	"context"
	"log/slog"
	"os"
	"os/signal"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// childVariable makes the test binary behave as the program ("run"), or as a
// console that panics somewhere.
const childVariable = "TEST_BKPUI_CHILD"

func TestMain(m *testing.M) {
	switch where := os.Getenv(childVariable); where {
	case "":
		os.Exit(m.Run())
	case "run":
		main()
	default:
		os.Exit(crash(where))
	}
}

// crash runs a console that panics at the first key.
func crash(where string) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	a := &app{out: os.Stdout, errs: os.Stderr, env: readEnvironment(os.Environ())}
	a.places = findPlaces(a.env)
	term, err := a.terminal()
	if err != nil {
		report(os.Stderr, err)
		return exitStatus(err)
	}
	file, err := openLog(a.places.Log)
	if err != nil {
		report(os.Stderr, err)
		return exitStatus(err)
	}
	log := slog.New(slog.NewJSONHandler(file, nil))
	err = play{term, log, a.places.Log}.run(ctx, func(g *group) tea.Model { return fragile{where: where, group: g} })
	report(os.Stderr, err)
	return exitStatus(err)
}

// fragile panics where it is told to, at the first key.
type fragile struct {
	where string
	group *group
	broke bool
}

func (fragile) Init() tea.Cmd { return nil }

func (m fragile) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, key := msg.(tea.KeyPressMsg); !key {
		return m, nil
	}
	fail := func() tea.Msg { panic("on purpose") }
	switch m.where {
	case "update":
		fail()
	case "view":
		m.broke = true
	case "command":
		return m, fail
	case "batch":
		return m, tea.Batch(fail, func() tea.Msg { return nil })
	case "sequence":
		return m, tea.Sequence(func() tea.Msg { return nil }, tea.Batch(fail, fail))
	case "goroutine":
		m.group.run(func(context.Context) error { panic("on purpose") })
	}
	return m, nil
}

func (m fragile) View() tea.View {
	if m.broke {
		panic("on purpose")
	}
	v := tea.NewView("ready for READ-ONLY")
	v.AltScreen, v.MouseMode, v.ReportFocus = true, tea.MouseModeCellMotion, true
	return v
}
