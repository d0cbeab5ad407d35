package main

import (
	"context"
	"io"
	"log/slog"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
	"github.com/bkpui/bkpui/internal/views"
)

// show runs the console on what options tells to read, until it is quit or ctx ends.
// They are asked for while the first frame is drawn.
func (a *app) show(ctx context.Context, name string, s settings, options func() aws.Options) error {
	terminal, err := a.terminal()
	if err != nil {
		return err
	}
	file, logPath, told := io.Writer(io.Discard), a.places.Log, ""
	if l, err := openLog(a.places.Log); err != nil { // there is something to see all the same
		logPath, told = "no file: "+err.Error(), unkept(err)
	} else {
		defer func() { _ = l.Close() }()
		file = l
	}
	defer keepCrash(a.places.Crash)()

	rec, level := newRecorder(), logLevel(s.LogLevel)
	log := slog.New(slog.NewMultiHandler(
		slog.NewJSONHandler(file, &slog.HandlerOptions{Level: level}),
		newLogHandler(rec, level),
	))
	asks := make(chan views.AskMFA)
	store, l := state.NewStore(), newLate()
	change, err := a.newChanging(l, s)
	if err != nil {
		return err
	}
	defer change.settle(log) // after the screen is gone
	return play{terminal, log, logPath}.run(ctx, func(g *group) tea.Model {
		g.run(func(ctx context.Context) error {
			o := options()
			o.Asked, o.Record, o.Log, o.Screen = askConsole(asks, l), rec.call, log, true
			return l.run(ctx, o, store, state.PollerOptions{Refresh: s.Refresh})
		})
		g.run(func(ctx context.Context) error { return rec.run(ctx, store) })
		g.run(func(ctx context.Context) error { return change.follow(ctx, store, log) })
		return views.New(g.ctx, views.Backend{Store: store, Poller: l, Source: l, Describe: l, Evidence: l, Memory: rememberedIn(a.places.State), Changes: change.forViews(l)}, views.Options{
			Name: name, Version: version(), Theme: s.Theme, NoColor: a.env["NO_COLOR"] != "", ASCII: s.ASCII, NoBell: s.NoBell, NoTitle: s.NoTitle,
			Refresh: s.Refresh, Command: s.Command, Columns: s.Columns, ReadOnly: s.ReadOnly, Told: told,
			Ask: asks, Facts: a.facts(s), Clipboard: ui.ClipboardOf(func(name string) string { return a.env[name] }),
		})
	})
}

// unkept says what a console does without its state folder.
func unkept(err error) string {
	return "no log, no drafts, nothing is kept: " + err.Error() + ". Changes are refused until :journal-path FILE names a file that can be written"
}

// awsUsage makes wrong usage of what aws.New can tell without a network.
func awsUsage(err error) error {
	return &usageError{msg: err.Error(), hint: "see bkpui info for what is used"}
}
