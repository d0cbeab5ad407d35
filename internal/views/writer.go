package views

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/ui"
)

// Formats are the output formats of records.
func Formats() []string { return []string{"table", "json", "jsonl", "csv", "yaml"} }

// recordWriter writes records one by one. Only "table", which has to know its
// widths, keeps them until close.
type recordWriter[V comparable] struct {
	format  string
	cols    []*Column[V]
	out     *bufio.Writer
	csv     *csv.Writer
	table   [][]string
	rows    int
	buf     []byte
	scratch []byte
	cells   []string
}

func newRecordWriter[V comparable](format string, cols []*Column[V], out io.Writer) (*recordWriter[V], error) {
	if !slices.Contains(Formats(), format) {
		return nil, &UsageError{fmt.Sprintf("no output format %q; there are: %s", format, strings.Join(Formats(), ", "))}
	}
	if format == "table" { // a line of it is read by a person
		cols = slices.DeleteFunc(slices.Clone(cols), func(c *Column[V]) bool { return c.Nested || c.NoTable })
	}
	w := &recordWriter[V]{format: format, cols: cols, out: bufio.NewWriterSize(out, 64<<10)}
	w.csv = csv.NewWriter(w.out)
	switch format {
	case "csv":
		return w, w.csv.Write(w.names())
	case "json":
		_, err := w.out.WriteString("[")
		return w, err
	}
	return w, nil
}

func (w *recordWriter[V]) names() []string {
	names := make([]string, len(w.cols))
	for i, c := range w.cols {
		names[i] = c.Name
	}
	return names
}

// write writes one record.
func (w *recordWriter[V]) write(v *V, e *Env) error {
	w.rows++
	switch w.format {
	case "csv":
		return w.csv.Write(w.plain(v, e))
	case "table":
		row := slices.Clone(w.plain(v, e))
		for i := range row {
			row[i] = ui.Clean(row[i])
		}
		w.table = append(w.table, row)
		return nil
	case "yaml":
		w.buf = w.members(w.buf[:0], v, e, "- ", "\n  ", "\n", ": ")
	case "json":
		lead := "\n"
		if w.rows > 1 {
			lead = ",\n"
		}
		w.buf = w.members(append(w.buf[:0], lead...), v, e, "{", ",", "}", ":")
	default:
		w.buf = w.members(w.buf[:0], v, e, "{", ",", "}\n", ":")
	}
	_, err := w.out.Write(w.buf)
	return err
}

// members appends the fields that have a value; absent ones are left out.
func (w *recordWriter[V]) members(b []byte, v *V, e *Env, open, sep, end, colon string) []byte {
	b = append(b, open...)
	first := true
	for _, c := range w.cols {
		mark := len(b)
		if !first {
			b = append(b, sep...)
		}
		if w.format == "yaml" {
			b = append(b, c.Name...)
		} else {
			b = appendQuoted(b, []byte(c.Name))
		}
		b = append(b, colon...)
		var ok bool
		if b, ok = c.appendScalar(b, v, e, &w.scratch); !ok {
			b = b[:mark]
			continue
		}
		first = false
	}
	if first && w.format == "yaml" {
		b = append(b, "{}"...)
	}
	return append(b, end...)
}

func (w *recordWriter[V]) plain(v *V, e *Env) []string {
	w.cells = w.cells[:0]
	for _, c := range w.cols {
		w.buf = c.appendPlain(w.buf[:0], v, e)
		if w.format == "csv" {
			w.scratch = appendSafe(w.scratch[:0], w.buf)
			w.buf, w.scratch = w.scratch, w.buf
		}
		w.cells = append(w.cells, string(w.buf))
	}
	return w.cells
}

// flush hands on what was written so far.
func (w *recordWriter[V]) flush() error {
	w.csv.Flush()
	if err := w.csv.Error(); err != nil {
		return err
	}
	return w.out.Flush()
}

// close writes what the format needs at its end.
func (w *recordWriter[V]) close() error {
	switch {
	case w.format == "json" && w.rows == 0:
		_, _ = w.out.WriteString("]\n") // bufio keeps the error for Flush
	case w.format == "json":
		_, _ = w.out.WriteString("\n]\n")
	case w.format == "yaml" && w.rows == 0:
		_, _ = w.out.WriteString("[]\n")
	case w.format == "table":
		w.writeTable()
	}
	return w.flush()
}

// writeTable lays the kept rows out in columns; columns without any value are left
// out, which for a person reading is what matters.
func (w *recordWriter[V]) writeTable() {
	names := w.names()
	widths := make([]int, len(names))
	for _, row := range w.table {
		for i, cell := range row {
			if cell != "" {
				widths[i] = max(widths[i], len(names[i]), ui.Width(cell))
			}
		}
	}
	line := func(cells []string) {
		var b strings.Builder
		for i, cell := range cells {
			if widths[i] > 0 {
				b.WriteString(cell)
				b.WriteString(strings.Repeat(" ", widths[i]-ui.Width(cell)+2))
			}
		}
		_, _ = w.out.WriteString(strings.TrimRight(b.String(), " ") + "\n")
	}
	if len(w.table) > 0 {
		line(names)
	}
	for _, row := range w.table {
		line(row)
	}
}
