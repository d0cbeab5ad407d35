package views

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/goccy/go-yaml"

	"github.com/bkpui/bkpui/internal/ui"
)

// record is one record of `bkpui get` as a reader of its format takes it: the fields
// that have a value, in words.
type record map[string]string

// recordReaders are the formats as other programs read them.
var recordReaders = map[string]func(string) ([]record, error){
	"csv": readCSV, "json": readJSON, "jsonl": readJSONLines, "yaml": readYAML, "table": readTable,
}

// readRecords fails the test when a format's reader does not take the text.
func readRecords(t *testing.T, format, text string) []record {
	t.Helper()
	records, err := recordReaders[format](text)
	if err != nil {
		t.Fatalf("%s that cannot be read: %v", format, err)
	}
	return records
}

func readCSV(text string) ([]record, error) {
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(lines) == 0 {
		return nil, fmt.Errorf("%d lines: %w", len(lines), err)
	}
	var out []record
	for _, line := range lines[1:] {
		r := record{}
		for i, name := range lines[0] {
			r.put(name, line[i])
		}
		out = append(out, r)
	}
	return out, nil
}

func readJSON(text string) ([]record, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var rows []map[string]any
	if err := d.Decode(&rows); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("more than one array")
	}
	return recordsOf(rows), nil
}

func readJSONLines(text string) ([]record, error) {
	var rows []map[string]any
	for line := range strings.Lines(text) {
		d := json.NewDecoder(strings.NewReader(line))
		d.UseNumber()
		var row map[string]any
		if err := d.Decode(&row); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return recordsOf(rows), nil
}

func readYAML(text string) ([]record, error) {
	var rows []map[string]any
	err := yaml.Unmarshal([]byte(text), &rows)
	return recordsOf(rows), err
}

// readTable cuts the lines where the words of the first one begin.
func readTable(text string) ([]record, error) {
	var names []string
	var at []int
	var out []record
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if names == nil {
			names = strings.Fields(line)
			for i, name := range names {
				from := 0
				if i > 0 {
					from = at[i-1] + len(names[i-1])
				}
				at = append(at, from+strings.Index(line[from:], name))
			}
			continue
		}
		r := record{}
		for i, name := range names[:len(names)-1] {
			cell := cells(line, at[i+1]-at[i])
			r.put(name, strings.TrimRight(cell, " "))
			line = line[len(cell):]
		}
		r.put(names[len(names)-1], line)
		out = append(out, r)
	}
	return out, nil
}

// cells is the beginning of a line that fills so many cells of a terminal.
func cells(line string, width int) string {
	end := 0
	for rest := line; width > 0 && rest != ""; rest = line[end:] {
		cluster, w := ansi.FirstGraphemeCluster(rest, ansi.GraphemeWidth)
		end, width = end+len(cluster), width-w
	}
	return line[:end]
}

func recordsOf(rows []map[string]any) []record {
	out := make([]record, len(rows))
	for i, row := range rows {
		out[i] = record{}
		for name, value := range row {
			out[i].put(name, fmt.Sprint(value))
		}
	}
	return out
}

// put adds a field, unless it has no value.
func (r record) put(name, value string) {
	if value != "" {
		r[name] = value
	}
}

func (r record) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(r)) {
		fmt.Fprintf(&b, "%s=%q ", name, r[name])
	}
	return b.String()
}

// in is the record as a format gives it: what acts on a terminal is escaped in the others,
// and made visible in tables and CSV.
func (r record) in(format string) record {
	out := record{}
	for name, value := range r {
		switch format {
		case "table":
			value = strings.TrimRight(ui.Clean(value), " ")
		case "csv":
			value = string(appendSafe(nil, []byte(value)))
		}
		out.put(name, value)
	}
	return out
}

// key is what makes a record of a view another one.
func (r record) key() string {
	var b strings.Builder
	for _, name := range []string{"kind", "planId", "seenFrom", "id", "arn", "account", "region", "name", "vault"} {
		fmt.Fprintf(&b, "%q ", r[name])
	}
	return b.String()
}
