package ui

import "time"

// ConfirmQuiet is how long no key may come, from the moment the dialog is on the screen,
// before it takes any.
const ConfirmQuiet = 400 * time.Millisecond

// hold keeps keys from a dialog that were typed before it could be read.
type hold struct {
	since time.Time // of the last key, or of the first frame; zero = not on the screen yet
	ready bool      // it was quiet for a moment
	early int       // keys left out
}

// seen notes that the dialog is on the screen.
func (h *hold) seen() {
	if h.since.IsZero() {
		h.since = time.Now()
	}
}

// takes reports whether a key is taken: from the first one on that came a moment after the
// frame and after any other key. Those that are not are counted.
func (h *hold) takes() bool {
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

// words say what happens to keys, "" where they are taken as ever.
func (h *hold) words() string {
	switch {
	case h.early == 1:
		return "1 key typed before this could be read was left out"
	case h.early > 0:
		return Count(h.early) + " keys typed before this could be read were left out"
	case !h.ready && time.Since(h.since) < ConfirmQuiet:
		return "keys are taken in a moment"
	}
	return ""
}
