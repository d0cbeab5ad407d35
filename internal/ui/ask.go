package ui

import tea "charm.land/bubbletea/v2"

// Ask is a dialog with one editing line: a code, a name, a reason. Every
// printable key is text; enter accepts, esc cancels.
type Ask struct {
	title string
	lines []string
	label string
	in    input
	hold  *Hold // nil = keys typed ahead are taken
	hide  bool
	err   error
	wait  string // what is waited for
	check func(text string) error
	done  func(text string, ok bool) tea.Cmd
}

// AskOptions describe what is asked.
type AskOptions struct {
	Title  string
	Lines  []string                           // what it is about; may come from outside
	Label  string                             // before the line: "MFA code"
	Text   string                             // what stands in it at first
	Secret bool                               // shown as stars
	Hold   bool                               // keys typed before it could be read are left out, as in a confirmation
	Check  func(text string) error            // on enter: nil accepts. Optional
	Done   func(text string, ok bool) tea.Cmd // called once; ok is false when cancelled
}

// NewAsk opens the dialog.
func NewAsk(o AskOptions) *Ask {
	a := &Ask{title: o.Title, lines: o.Lines, label: o.Label, in: newInput(o.Text, o.Secret), hide: o.Secret, check: o.Check, done: o.Done}
	if o.Hold {
		a.hold = &Hold{}
	}
	return a
}

// Bindings returns its keys.
func (a *Ask) Bindings() []Binding {
	return []Binding{
		{ID: "ask.accept", Keys: []string{"enter"}, Help: "accept", Tip: "Accept what is typed", Group: "Dialog", Footer: 20, Palette: "-"},
		{ID: "ask.cancel", Keys: []string{"esc", "ctrl+c"}, Help: "cancel", Tip: "Cancel", Group: "Dialog", Footer: 10, Palette: "-"},
	}
}

// Handle takes a key or a paste.
func (a *Ask) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	k, isKey := msg.(tea.KeyPressMsg)
	_, isPaste := msg.(tea.PasteMsg)
	if isKey && (k.String() == "esc" || k.String() == "ctrl+c") {
		return true, a.end("", false)
	}
	if a.hold != nil && (isKey || isPaste) {
		if !a.hold.Takes() {
			a.wait = a.hold.Words()
			return false, nil
		}
		a.wait = ""
	}
	if isKey && k.String() == "enter" {
		if a.check != nil {
			if a.err = a.check(a.in.text()); a.err != nil {
				return false, nil
			}
		}
		return true, a.end(a.in.text(), true)
	}
	if a.in.edit(msg) {
		a.err = nil
	}
	return false, nil
}

func (a *Ask) end(text string, ok bool) tea.Cmd {
	if a.done == nil {
		return nil
	}
	return a.done(text, ok)
}

// Text is what stands in the line.
func (a *Ask) Text() string { return a.in.text() }

// Wait says under the line what is waited for.
func (a *Ask) Wait(words string) { a.wait = words }

// Refuse says under the line why what stood there did not do, and empties it.
func (a *Ask) Refuse(err error) { a.in, a.wait, a.err = newInput("", a.hide), "", err }

// Render draws the box with the cursor in the editing line.
func (a *Ask) Render(r Rect, th *Theme) (string, *tea.Cursor) {
	if a.hold != nil {
		a.hold.Seen()
	}
	x := newBox(th, r, 60)
	var lines []string
	for _, l := range a.lines {
		lines = append(lines, wrap(l, x.inner)...)
	}
	tone, under := Muted, []string{a.wait}
	if a.err != nil { // AWS's own words may take several lines
		tone, under = Warn, wrap(th.Sign(Attention)+" "+a.err.Error(), x.inner)
	}
	under = under[:min(len(under), max(r.H-boxFrameH-1, 0))]
	room := max(r.H-boxFrameH-1-len(under), 0) // the editing line and those under it stay
	x.say(Plain, lines[:min(len(lines), room)])
	l := x.line()
	l.add(Accent, a.label)
	l.space(1)
	start := x.inner - l.room
	cursor := tea.NewCursor(2+start+a.in.draw(l), 1+len(x.lines))
	x.add(l)
	x.say(tone, under)
	s := x.render(r, a.title, "enter accepts "+th.Sign(Dot)+" esc cancels")
	if s == "" {
		return "", nil
	}
	return s, cursor
}
