package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// Picker is a dialog to choose one option, or several, out of very many. What is
// typed searches: every word has to be in the value, the name or a fact, of either
// case. The last line takes what is typed as it is.
type Picker struct {
	title   string
	multi   bool
	sep     string
	fixed   bool
	begun   string // what was being typed before it was opened, for the first search
	check   func(text string) error
	done    func(value string, ok bool) tea.Cmd
	current []string // values at the beginning
	marks   []string // of several, in the order they were marked
	marked  bool     // the operator has changed the marks

	in      input
	all     []Option // the options, before them current values that are not among them
	loading bool
	refused string
	find    pickerSearch
	at      int  // the chosen line: of find.hits, or len(find.hits) for what is typed
	moved   bool // the operator has chosen it
	err     string
	cols    pickerColumns
	room    int // lines for options, as last drawn
	top     int
}

// PickerOptions describe what is chosen from.
type PickerOptions struct {
	Title   string
	Options []Option
	Value   string // what is chosen now; with Multi the entries
	Sep     string // between the entries of Multi; "" = a line break
	Text    string // what is searched for at first; as a part of Value it only counts as chosen if it is an option
	Multi   bool   // several can be chosen
	Fixed   bool   // nothing but the options can be chosen
	Loading bool   // more options may come, through SetOptions
	Refused string // why they can't be looked up: "ec2:DescribeSubnets denied"

	Check func(text string) error             // on what is typed by hand: nil accepts. Optional
	Done  func(value string, ok bool) tea.Cmd // called once, with Multi with all entries; ok is false when cancelled
}

// NewPicker opens the dialog.
func NewPicker(o PickerOptions) *Picker {
	p := &Picker{
		title: o.Title, multi: o.Multi, sep: "\n", fixed: o.Fixed, begun: o.Text, check: o.Check, done: o.Done,
		in: newInput(o.Text, false),
	}
	if o.Sep != "" {
		p.sep = o.Sep
	}
	switch {
	case p.multi:
		p.current = splitEntries(o.Value, p.sep)
	case o.Value != "":
		p.current = []string{o.Value}
	}
	if p.multi {
		p.marks = slices.Clone(p.current)
	}
	p.SetOptions(o.Options, o.Loading, o.Refused)
	return p
}

// SetOptions replaces the options. What is typed and marked stays, and so does the
// chosen line, on its value. The picker keeps the slice; it must not change.
func (p *Picker) SetOptions(options []Option, loading bool, refused string) {
	value, had := p.chosen()
	moved := p.moved
	p.loading, p.refused = loading, refused
	p.all = options
	if !loading {
		p.forget(options)
	}
	if missing := p.missing(options); len(missing) > 0 && !loading {
		p.all = append(missing, options...)
	}
	p.cols, p.find = pickerColumns{}, pickerSearch{}
	p.search()
	if !moved {
		return
	}
	switch i := p.place(value); {
	case had && i >= 0:
		p.at, p.moved = i, true
	case !had && p.byHand() != "":
		p.at, p.moved = len(p.find.hits), true
	}
}

// forget drops what was being typed from what is chosen, unless it is an option.
func (p *Picker) forget(options []Option) {
	begun := p.begun
	p.begun = ""
	if begun == "" || slices.ContainsFunc(options, func(o Option) bool { return o.Value == begun }) {
		return
	}
	is := func(s string) bool { return s == begun }
	p.current, p.marks = slices.DeleteFunc(p.current, is), slices.DeleteFunc(p.marks, is)
}

// missing returns what is chosen now and is not among the options.
func (p *Picker) missing(options []Option) []Option {
	left := slices.Clone(p.current)
	for _, m := range p.marks {
		if !slices.Contains(left, m) {
			left = append(left, m)
		}
	}
	for i := 0; i < len(options) && len(left) > 0; i++ {
		if j := slices.Index(left, options[i].Value); j >= 0 {
			left = slices.Delete(left, j, j+1)
		}
	}
	var out []Option
	for _, v := range left {
		out = append(out, Option{Value: v, Facts: []string{"not in this list"}})
	}
	return out
}

// search finds the options that match what is typed. Until the operator moves, the
// cursor is on the best: the first found, or what is chosen now.
func (p *Picker) search() {
	p.find.run(p.all, p.in.text())
	p.at, p.top, p.moved, p.err = 0, 0, false, ""
	if len(p.current) > 0 && strings.TrimSpace(p.in.text()) == "" {
		p.at = max(p.place(p.current[0]), 0)
	}
}

// place returns the line of a value, −1 for none.
func (p *Picker) place(value string) int {
	return slices.IndexFunc(p.find.hits, func(i int32) bool { return p.all[i].Value == value })
}

// chosen returns the value of the chosen line.
func (p *Picker) chosen() (value string, ok bool) {
	if p.at < len(p.find.hits) {
		return p.all[p.find.hits[p.at]].Value, true
	}
	return "", false
}

// byHand returns what is typed, where it may be taken as it is.
func (p *Picker) byHand() string {
	text := strings.TrimSpace(p.in.text())
	if p.fixed || text == "" || p.find.exact {
		return ""
	}
	return text
}
