package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Prompt is an editing line at the bottom of the screen, with a line under it
// for what is wrong, the completions, or the keys. Every printable key is text.
// Its owner passes it keys and pastes while it is open, and draws it as the
// Bottom of the Frame. All calls are on the UI goroutine.
type Prompt struct {
	// Label stands before the text: "/".
	Label string
	// Change is called with every new text, for live filtering. Its error stands
	// under the line, and says what to do. Optional.
	Change func(text string) (tea.Cmd, error)
	// Whole says what is still missing from a text that Change has nothing against;
	// enter asks it before Accept. Optional.
	Whole func(text string) error
	// Accept is called on enter, unless the text has an error. Optional.
	Accept func(text string) tea.Cmd
	// Cancel is called on esc. Optional.
	Cancel func() tea.Cmd
	// Complete returns what may stand instead of text[:cursor]; cursor is in
	// bytes. Optional.
	Complete func(text string, cursor int) []string
	// History holds earlier texts, the newest last.
	History []string

	in       input
	err      error
	draft    string   // what was typed before going into the history
	past     int      // place in History, len(History) = the draft
	offers   []string // completions on show
	offer    int      // the chosen one, −1 = none
	offerEnd string   // the text behind what is completed
}

// NewPrompt opens a prompt with a text in it.
func NewPrompt(label, text string) *Prompt {
	return &Prompt{Label: label, in: newInput(text, false), past: -1, offer: -1}
}

// Text returns what is typed.
func (p *Prompt) Text() string { return p.in.text() }

// SetError shows what is wrong with the text until it changes; nil clears.
func (p *Prompt) SetError(err error) { p.err = err }

// Handle takes a key or a paste. done says that the prompt is to be closed.
func (p *Prompt) Handle(msg tea.Msg) (done bool, cmd tea.Cmd) {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return false, p.edit(msg)
	}
	switch k.String() {
	case "esc", "ctrl+c", "ctrl+g":
		if p.Cancel != nil {
			cmd = p.Cancel()
		}
		return true, cmd
	case "enter":
		if p.err == nil && p.Whole != nil {
			p.err = p.Whole(p.Text())
		}
		if p.err != nil {
			return false, nil
		}
		if p.Accept != nil {
			cmd = p.Accept(p.Text())
		}
		return true, cmd
	case "tab":
		return false, p.complete(1)
	case "shift+tab":
		return false, p.complete(-1)
	case "up", "ctrl+p":
		return false, p.recall(-1)
	case "down", "ctrl+n":
		return false, p.recall(1)
	}
	return false, p.edit(msg)
}

func (p *Prompt) edit(msg tea.Msg) tea.Cmd {
	if !p.in.edit(msg) {
		return nil
	}
	p.past, p.offers, p.offer = -1, nil, -1
	return p.changed()
}

func (p *Prompt) changed() tea.Cmd {
	p.err = nil
	if p.Change == nil {
		return nil
	}
	cmd, err := p.Change(p.Text())
	p.err = err
	return cmd
}

// recall goes through the history; below its newest entry is what was typed.
func (p *Prompt) recall(by int) tea.Cmd {
	n := len(p.History)
	if p.past < 0 {
		p.past, p.draft = n, p.Text()
	}
	to := p.past + by
	if to < 0 || to > n {
		return nil
	}
	p.past = to
	text := p.draft
	if to < n {
		text = p.History[to]
	}
	p.in.set(text, len(text))
	p.offers, p.offer = nil, -1
	return p.changed()
}

// complete asks for completions, or goes to the next one on show.
func (p *Prompt) complete(by int) tea.Cmd {
	if p.Complete == nil {
		return nil
	}
	if p.offers == nil {
		text, at := p.Text(), p.in.cursor()
		p.offers, p.offerEnd = slices.Clone(p.Complete(text, at)), text[at:]
		p.offer = -1
	}
	n := len(p.offers)
	if n == 0 {
		p.offers = nil
		return nil
	}
	if p.offer < 0 && by < 0 {
		by = 0
	}
	p.offer = ((p.offer+by)%n + n) % n
	head := p.offers[p.offer]
	p.in.set(head+p.offerEnd, len(head))
	if n == 1 {
		p.offers, p.offer = nil, -1 // the next tab completes further
	}
	return p.changed()
}
