package views

import (
	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// Screen is one place an operator can be. Screens are structs with methods, not
// Bubble Tea models: the root calls them, on the UI goroutine only, and every
// method returns at once.
type Screen interface {
	ID() ScreenID
	Target() Target                     // how to come here again, for history
	Crumbs() []string                   // breadcrumb, outermost first
	Needs(e *Env) []state.Part          // the lists that must be fresh while this is on top
	Refresh(e *Env) tea.Cmd             // the snapshot, the focus or the theme changed, or it came to the top
	Handle(e *Env, msg tea.Msg) tea.Cmd // results of its own commands, and keys that no binding took
	Bindings(e *Env) []ui.Binding
	Status(e *Env) []ui.Piece        // right side of the breadcrumb line, most important first
	Back(e *Env) (tea.Cmd, bool)     // esc: stop the load, clear the filter; false = nothing left to undo here
	Render(e *Env, r ui.Rect) string // exactly r.H lines
	Close()                          // it left the stack for good: end its commands
}

// typist is a screen that can be typed into: while it is, every key goes there first,
// and printable ones are text.
type typist interface {
	Typing() bool
	Type(e *Env, msg tea.Msg) (cmd tea.Cmd, taken bool) // a key or a paste
	Cursor() *tea.Cursor                                // as last rendered, relative to the content; nil = none
}

// ScreenID names a screen of a session; results find their owner by it.
type ScreenID uint64

// result is what a command of a screen brings back. It reaches that screen
// wherever it is in the stack and is dropped when it is gone or moved on.
type result struct {
	to    ScreenID
	gen   uint64
	value any
}
