package views

// history is where the operator has been. Like a browser's: going somewhere new
// forgets what lay ahead.
type history struct {
	past, ahead []Target
}

const historyLimit = 200

// leave remembers from as the place before the one that is opened now.
func (h *history) leave(from Target) {
	if from.View == "" && from.form == nil {
		return // a text of the moment: there is no way back to it
	}
	h.past = append(h.past, from)
	if len(h.past) > historyLimit {
		h.past = h.past[len(h.past)-historyLimit:]
	}
	h.ahead = nil
}

// back returns the place before here, and remembers here as ahead.
func (h *history) back(here Target) (Target, bool) {
	if len(h.past) == 0 {
		return Target{}, false
	}
	t := h.past[len(h.past)-1]
	h.past = h.past[:len(h.past)-1]
	h.ahead = append(h.ahead, here)
	return t, true
}

// forward returns the place that was left by going back.
func (h *history) forward(here Target) (Target, bool) {
	if len(h.ahead) == 0 {
		return Target{}, false
	}
	t := h.ahead[len(h.ahead)-1]
	h.ahead = h.ahead[:len(h.ahead)-1]
	h.past = append(h.past, here)
	return t, true
}
