package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"sync"
)

// The log is two files at most: this one and the one before it.
const logMax = 5 << 20

// openLog opens the log file for appending.
func openLog(path string) (*logFile, error) {
	l := &logFile{path: path, most: logMax}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l, l.open()
}

// logFile is a file that only its owner may read and that starts anew when it is
// full; what was in it is kept once, with .1 behind its name. It may be written
// from any goroutine.
type logFile struct {
	path string
	most int64

	mu   sync.Mutex
	file *os.File
	size int64
}

func (l *logFile) open() error {
	if info, err := os.Stat(l.path); err == nil && info.Size() >= l.most {
		if err := os.Rename(l.path, l.path+".1"); err != nil {
			return err
		}
	}
	file, err := os.OpenFile(l.path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return err
	}
	l.file, l.size = file, info.Size()
	return nil
}

func (l *logFile) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return 0, os.ErrClosed
	}
	if l.size >= l.most {
		_ = l.file.Close()
		l.file = nil
		if err := l.open(); err != nil {
			return 0, err
		}
	}
	n, err := l.file.Write(b)
	l.size += int64(n)
	return n, err
}

func (l *logFile) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	return err
}

func logLevel(name string) slog.Level {
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return slog.LevelInfo
	}
	return level
}
