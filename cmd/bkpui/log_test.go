package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

func TestLogIsPrivateAndBounded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "bkpui.log")
	l, err := openLog(path)
	if err != nil {
		t.Fatal(err)
	}
	l.most = 1000
	line := []byte(strings.Repeat("x", 99) + "\n")
	for range 35 {
		if _, err := l.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	for file, size := range map[string]int64{path: 500, path + ".1": 1000} {
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if info.Size() != size || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %d bytes, %v", file, info.Size(), info.Mode())
		}
	}
	if _, err := l.Write(line); !errors.Is(err, os.ErrClosed) {
		t.Errorf("write after close: %v", err)
	}
}

func TestCallsAndLogLinesReachTheirTables(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		store, rec := state.NewStore(), newRecorder()
		ended := make(chan error)
		go func() { ended <- rec.run(ctx, store) }()

		log := slog.New(newLogHandler(rec, slog.LevelInfo))
		for range 3 * recordKeep {
			rec.call(backup.Call{Op: backup.Intern("backup:ListBackupJobs")})
		}
		log.Debug("not this")
		log.With("a", 1).WithGroup("g").Warn("slow answer", "took", time.Second)
		log.Info("slow answer")
		time.Sleep(time.Second)
		synctest.Wait()

		snap := store.Snapshot()
		if n := state.Select[backup.Call](snap, nil, "calls").Len(); n == 0 || n > recordKeep {
			t.Errorf("%d calls", n)
		}
		var lines []string
		for _, l := range state.Select[backup.LogLine](snap, nil, "log").All() {
			lines = append(lines, l.Level.String()+" "+l.Text)
		}
		if got := strings.Join(lines, "|"); got != "WARN slow answer a=1 g.took=1s|INFO slow answer" {
			t.Errorf("%q", got)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}
