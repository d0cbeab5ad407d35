package views

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

// saved is what came of writing a table to a file.
type saved struct {
	path   string
	rows   int
	marked bool // only the marked ones
	err    error
}

// save writes the rows as they stand, filter and order included, to a new file.
// Marked rows are what is saved where there are any.
func (l *list[V]) save(path string) tea.Cmd {
	path = strings.TrimSpace(path)
	format := formatOf(path)
	switch {
	case path == "":
		l.s.say(ui.Warn, "name a file: :save points.csv (also .json, .jsonl, .yaml, .txt)")
		return nil
	case format == "":
		l.s.say(ui.Warn, "the ending says the format: .csv, .json, .jsonl, .yaml or .txt")
		return nil
	case l.found == nil:
		l.s.say(ui.Warn, "nothing to save yet")
		return nil
	}
	marks := map[uint64]bool{}
	for id := range l.grid.Marks() {
		marks[id] = true
	}
	id, found, source, e, cols := l.id, l.found, l.source, l.s.env, l.res.recordColumns()
	return func() tea.Msg {
		n, err := saveRows(expandHome(path), format, cols, found, source, marks, e)
		return result{to: id, value: saved{path, n, len(marks) > 0, err}}
	}
}

func formatOf(path string) string {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		return "csv"
	case ".json":
		return "json"
	case ".jsonl", ".ndjson":
		return "jsonl"
	case ".yaml", ".yml":
		return "yaml"
	case ".txt":
		return "table"
	}
	return ""
}

// expandHome reads "~/" as people mean it.
func expandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

// saveRows writes a new file, readable by its owner only, and removes it again
// where it could not be written whole. An existing file is never touched.
func saveRows[V comparable](path, format string, cols []*Column[V], found *query.Result[V], source rowSource[V], marks map[uint64]bool, e *Env) (n int, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return 0, fmt.Errorf("%s exists: name another file", path)
	}
	if err != nil {
		return 0, err
	}
	defer func() {
		if err = errors.Join(err, f.Close()); err != nil {
			err = errors.Join(err, os.Remove(path))
		}
	}()
	w, err := newRecordWriter(format, cols, f)
	if err != nil {
		return 0, err
	}
	for i := range found.Len() {
		id := found.At(i)
		v := source.At(id)
		if v == nil || (len(marks) > 0 && !marks[id]) {
			continue
		}
		if err := w.write(v, e); err != nil {
			return 0, err
		}
	}
	return w.rows, w.close()
}

// told says how saving went.
func (l *list[V]) told(s saved) {
	if s.err != nil {
		l.s.say(ui.Bad, "not saved: "+s.err.Error())
		return
	}
	words := counted2(s.rows, "row", "rows")
	if s.marked {
		words = counted2(s.rows, "marked row", "marked rows")
	}
	l.s.say(ui.Good, words+" saved to "+s.path)
}
