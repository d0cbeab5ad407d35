package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/views"
)

// remembered keeps which failures were looked at and which are known: a file of JSON
// lines, the last of a cause counts, so that several consoles may append at once.
type remembered struct{ path string }

func rememberedIn(state string) remembered {
	return remembered{filepath.Join(state, "failures.jsonl")}
}

// What is kept: causes that were not seen for so long are forgotten unless they are known,
// and the file is written anew when so many lines are not needed any more.
const (
	rememberFor    = 90 * 24 * time.Hour
	spareLines     = 1000
	rememberedLine = 8 << 10 // bytes; longer ones were not written by bkpui
)

// Recall reads what is kept. Lines that are no record, or torn ones, are passed over.
func (r remembered) Recall() ([]views.Remembered, error) {
	text, err := os.ReadFile(r.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	last, lines := map[string]views.Remembered{}, 0
	for line := range bytes.Lines(text) {
		var c views.Remembered
		if lines++; len(line) <= rememberedLine && json.Unmarshal(line, &c) == nil && c.Cause != "" {
			last[c.Cause] = c
		}
	}
	causes := make([]views.Remembered, 0, len(last))
	for _, c := range last {
		if c.Known != "" || time.Since(c.Seen) < rememberFor {
			causes = append(causes, c)
		}
	}
	slices.SortFunc(causes, func(a, b views.Remembered) int { return strings.Compare(a.Cause, b.Cause) })
	if lines > len(causes)+spareLines {
		return causes, r.rewrite(causes)
	}
	return causes, nil
}

// Version is when the file was written last, and how long it is.
func (r remembered) Version() string {
	info, err := os.Stat(r.path)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.ModTime().UnixNano(), info.Size())
}

// Remember appends.
func (r remembered) Remember(causes []views.Remembered) error {
	text, err := rememberedLines(causes)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(r.path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(r.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// rewrite puts what is needed in place of the file: a crash leaves one or the other.
func (r remembered) rewrite(causes []views.Remembered) error {
	text, err := rememberedLines(causes)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(r.path), "failures-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), r.path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s anew: %w", r.path, err), os.Remove(f.Name()))
	}
	return nil
}

func rememberedLines(causes []views.Remembered) ([]byte, error) {
	var b []byte
	for _, c := range causes {
		line, err := json.Marshal(c)
		if err != nil {
			return nil, err
		}
		if len(line) < rememberedLine {
			b = append(append(b, line...), '\n')
		}
	}
	return b, nil
}
