package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/bkpui/bkpui/internal/triage"
)

// diagnosisRecord is what scripts get of a diagnosis. Fields may be added; they are never
// renamed.
type diagnosisRecord struct {
	Class      triage.Class   `json:"class"`
	ID         string         `json:"id"` // of the entry of the catalogue; "" = unknown
	Cause      string         `json:"cause"`
	Meaning    string         `json:"meaning,omitempty"`
	Remedy     []string       `json:"remedy"`
	Facts      []factRecord   `json:"facts"`
	Root       *factRecord    `json:"root,omitempty"` // what the cause hangs on
	Confidence string         `json:"confidence"`
	Also       []string       `json:"also,omitempty"`
	Denial     *triage.Denial `json:"denial,omitempty"`
	Shape      string         `json:"shape,omitempty"`
	Message    string         `json:"message"`
}

type factRecord struct {
	Name   string        `json:"name"`
	Value  string        `json:"value"`
	Source triage.Source `json:"source"`
}

func recordOf(d *triage.Diagnosis, message string) diagnosisRecord {
	r := diagnosisRecord{
		Class: d.Class, ID: d.ID, Cause: d.Cause, Meaning: d.Meaning, Remedy: append([]string{}, d.Remedy...), Facts: []factRecord{},
		Confidence: d.Confidence.String(), Also: d.Also, Denial: d.Denial, Shape: d.Shape, Message: message,
	}
	for _, f := range d.Facts {
		r.Facts = append(r.Facts, factRecord{f.Name, f.Value, f.From})
	}
	if d.Root != (triage.Fact{}) {
		r.Root = &factRecord{d.Root.Name, d.Root.Value, d.Root.From}
	}
	return r
}

// appendJSON appends a record and a line break. What could act on a terminal is escaped in
// it, which is the same JSON.
func appendJSON(b []byte, record any, indented bool) []byte {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if indented {
		enc.SetIndent("", "  ")
	}
	if err := enc.Encode(record); err != nil {
		panic(err) // a record that is no JSON
	}
	for rest := text.Bytes(); len(rest) > 0; {
		r, n := utf8.DecodeRune(rest)
		switch {
		case r == '\n' || unicode.IsPrint(r):
			b = append(b, rest[:n]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			b = fmt.Appendf(b, `\u%04x\u%04x`, high, low)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
		rest = rest[n:]
	}
	return b
}
