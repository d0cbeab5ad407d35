package views

// visited is where the operator has been: a screen, and the ones that it lay on, so that the
// path above it is whole when it is come back to.
type visited struct {
	at    Target
	below []Target
	line  lineAt // of a page, where its cursor is
}

// known reports whether there is a way back to it: there is none to a text of the moment.
func (p visited) known() bool { return p.at.returns() }

// returns reports whether a target can be opened again.
func (t Target) returns() bool { return t.View != "" || t.form != nil }

// history is where the operator has been. Like a browser's: going somewhere new
// forgets what lay ahead.
type history struct {
	past, ahead []visited
	last        visited // that was left last, whichever way
}

const historyLimit = 200

// leave remembers from as the place before the one that is opened now.
func (h *history) leave(from visited) {
	if !from.known() {
		return
	}
	h.last = from
	h.past = append(h.past, from)
	if len(h.past) > historyLimit {
		h.past = h.past[len(h.past)-historyLimit:]
	}
	h.ahead = nil
}

// back returns the place before here, and remembers here as ahead.
func (h *history) back(here visited) (visited, bool) { return h.step(&h.past, &h.ahead, here) }

// forward returns the place that was left by going back.
func (h *history) forward(here visited) (visited, bool) { return h.step(&h.ahead, &h.past, here) }

func (h *history) step(from, onto *[]visited, here visited) (visited, bool) {
	if len(*from) == 0 {
		return visited{}, false
	}
	p := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	if here.known() {
		h.last = here
		*onto = append(*onto, here)
	}
	return p, true
}
