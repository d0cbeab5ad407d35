// Package views is what the operator meets: the root model, one generic list
// screen and one page screen that serve every entry of the catalogue, and the
// few screens made by hand.
//
// It reads immutable snapshots of internal/state and never calls AWS: what a
// screen needs it names as parts, and a command asks for what only a page shows.
// Nothing here is package-level state, so that several consoles can run in one
// process.
package views
