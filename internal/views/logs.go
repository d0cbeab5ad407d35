package views

import (
	"strconv"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

func logPart() state.Part { return state.Part{Feed: "log"} }

func logs() Opener {
	type line = backup.LogLine
	return &Resource[line]{
		Name: "logs", ScreenOnly: true, Aliases: []string{"log"},
		Tip:     "The log of the console itself",
		Feeds:   []string{"log"},
		Parts:   func(*Env, Target) []state.Part { return []state.Part{logPart()} },
		Columns: logColumns(),
		Table:   []string{"time", "level", "text"},
		Sort:    []SortBy{{Column: "time", Desc: true}},
		Key: func(l *line) string {
			return strconv.FormatInt(int64(l.At), 10) + "/" + l.Level.String() + "/" + l.Text
		},
		Problem: func(l *line, _ *Env) bool { return logTone(l, nil) == ui.Bad || logTone(l, nil) == ui.Warn },
		ID:      func(l *line) string { return l.Text },
		Crumb:   func(l *line, e *Env) string { return e.Clock(l.At) },
		Empty:   func(*Env, Target) string { return "the log is empty" },
	}
}

func logColumns() []Column[backup.LogLine] {
	type line = backup.LogLine
	return []Column[line]{
		timeColumn("time", "TIME", func(l *line) backup.Time { return l.At }).dropped(0).sized(8, 0, 0).shown(func(b []byte, l *line, e *Env) []byte {
			return l.At.Time().In(e.Zone).AppendFormat(b, time.TimeOnly)
		}),
		textColumn("level", "LEVEL", func(l *line) string { return l.Level.String() }).sized(5, 0, 0).toned(logTone),
		{
			Name: "text", Title: "TEXT", Min: 20, Flex: 1,
			Text: func(b []byte, l *line, _ *Env) []byte { return append(b, l.Text...) },
		},
	}
}

func logTone(l *backup.LogLine, _ *Env) ui.Tone {
	switch l.Level.String() {
	case "ERROR":
		return ui.Bad
	case "WARN":
		return ui.Warn
	case "DEBUG":
		return ui.Muted
	}
	return ui.Plain
}
