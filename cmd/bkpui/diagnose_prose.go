package main

import (
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// prose is text for a person: short lines, ARNs and commands whole so that they can be
// copied, headings bold on a terminal.
type prose struct {
	width int
	bold  func(string) string
	b     []byte
}

const (
	pageWidth = 80  // where there is no terminal
	pageMost  = 100 // more is hard to read
	factShown = 160 // cells of a fact; an encoded message has thousands
)

func newProse(a *app) *prose {
	p := &prose{width: pageWidth, bold: func(s string) string { return s }}
	if a.onTerminal() {
		p.width = min(a.terminalWidth(), pageMost)
		if a.env["TERM"] != "dumb" {
			theme := ui.NewTheme("", true, false) // bold alone, which shows on every background
			p.bold = func(s string) string { return string(theme.Paint(nil, ui.Strong, s)) }
		}
	}
	return p
}

// diagnosis is the whole of a diagnosis.
func (p *prose) diagnosis(d *triage.Diagnosis, message string) []byte {
	p.heading(d.Cause)
	p.field("class", string(d.Class))
	p.field("confidence", d.Confidence.String())
	p.field("meaning", d.Meaning)
	switch {
	case d.Known():
	case strings.TrimSpace(message) == "":
		p.field("meaning", "There are no words that could be looked up, and no cause is guessed.")
	default:
		p.field("shape", d.Shape)
		p.field("meaning", "No cause in the catalogue fits these words, and none is guessed. Read them as they are; the shape is what such messages have in common.")
	}
	if len(d.Remedy) > 0 {
		p.heading("What to do")
		for i, step := range d.Remedy {
			lead := strconv.Itoa(i+1) + ". "
			p.text("  "+lead, strings.Repeat(" ", len(lead)+2), step)
		}
	}
	if d.Denial != nil {
		p.heading("Denied")
		p.denial(d.Denial)
	}
	if len(d.Facts) > 0 {
		p.heading("Facts")
		for _, f := range d.Facts {
			p.field(f.Name, shortened(f.Value)+" ("+string(f.From)+")")
		}
	}
	if len(d.Also) > 0 {
		p.heading("Look at")
		for _, also := range d.Also {
			p.text("  - ", "    ", also)
		}
	}
	if strings.TrimSpace(message) != "" {
		p.heading("AWS says")
		p.text("  ", "  ", message)
	}
	return p.b
}

func (p *prose) denial(d *triage.Denial) {
	p.field("principal", d.Principal)
	p.field("action", d.Action)
	p.field("resource", d.Resource)
	switch {
	case d.Explicit && d.Policy != "":
		p.field("by", "a Deny in the "+string(d.Policy)+" "+d.PolicyARN)
	case d.Explicit:
		p.field("by", "a Deny; AWS does not say in which policy")
	case d.Policy != "":
		p.field("by", "no Allow in the "+string(d.Policy)+" "+d.PolicyARN)
	}
	if d.Encoded != "" {
		p.field("encoded", "aws sts decode-authorization-message --encoded-message, with what -o json gives as denial.encoded")
	}
}

func (p *prose) heading(words string) {
	if len(p.b) > 0 {
		p.b = append(p.b, '\n')
	}
	p.b = append(p.b, p.bold(ui.Clean(words))+"\n"...)
}

const nameWidth = 17

func (p *prose) field(name, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	pad := strings.Repeat(" ", max(nameWidth-len(name), 1))
	p.text("  "+name+pad, strings.Repeat(" ", nameWidth+2), value)
}

// text appends words broken at blanks, the first line behind lead, the others behind
// indent. A word that is too long for a line stays whole.
func (p *prose) text(lead, indent, words string) {
	line, at := lead, ui.Width(lead)
	fresh := true
	for word := range strings.FieldsSeq(ui.Clean(words)) {
		n := ui.Width(word)
		switch {
		case fresh:
			line, at = line+word, at+n
		case at+1+n > p.width:
			p.b = append(p.b, line+"\n"...)
			line, at = indent+word, len(indent)+n
		default:
			line, at = line+" "+word, at+1+n
		}
		fresh = false
	}
	p.b = append(p.b, strings.TrimRight(line, " ")+"\n"...)
}

// shortened keeps the beginning of a fact that nobody reads to its end.
func shortened(s string) string {
	if len(s) <= factShown {
		return s
	}
	return strings.ToValidUTF8(s[:factShown], "") + "... (-o json has all of it)"
}
