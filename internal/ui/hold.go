package ui

import (
	"cmp"
	"time"
)

// ConfirmQuiet is how long no key may come, from the moment the dialog is on the screen,
// before it takes any; a form takes no text as long.
const ConfirmQuiet = 400 * time.Millisecond

// Hold keeps keys from a dialog, or from the text of a form, that were typed before it could be
// read. The zero value is ready for use.
type Hold struct {
	Of    string    // what could not be read, in Words; "" = this
	since time.Time // of the last key, or of the first frame; zero = not on the screen yet
	ready bool      // it was quiet for a moment
	early int       // keys left out
}

// Seen notes that the dialog is on the screen.
func (h *Hold) Seen() {
	if h.since.IsZero() {
		h.since = time.Now()
	}
}

// Takes reports whether a key is taken: from the first one on that came a moment after the
// frame and after any other key. Those that are not are counted.
func (h *Hold) Takes() bool {
	if !h.ready && !h.since.IsZero() {
		now := time.Now()
		h.ready = now.Sub(h.since) >= ConfirmQuiet
		h.since = now
	}
	if !h.ready {
		h.early++
	}
	return h.ready
}

// Words say what happens to keys, "" where they are taken as ever.
func (h *Hold) Words() string {
	switch of := cmp.Or(h.Of, "this"); {
	case h.early == 1:
		return "1 key typed before " + of + " could be read was left out"
	case h.early > 0:
		return Count(h.early) + " keys typed before " + of + " could be read were left out"
	case !h.ready && time.Since(h.since) < ConfirmQuiet:
		return "keys are taken in a moment"
	}
	return ""
}
