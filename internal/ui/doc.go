// Package ui holds the widgets of the console: theme and signs, key bindings
// with the help, footer and palette that derive from them, the frame, dialogs,
// prompt, pager, the grid of every list, and what a change to AWS is led through:
// form, picker, document with its checks and differences, confirmation.
//
// It knows nothing of backups and nothing of AWS. A widget is a struct with
// imperative methods that its owner calls on the UI goroutine; only the root
// model is a [tea.Model]. Nothing here changes at package level, so that two
// sessions with different themes run in one process. Widgets render at every
// size, 0×0 among them, and text that came from outside passes [Clean] before
// it meets a terminal.
package ui
