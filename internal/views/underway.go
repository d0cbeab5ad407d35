package views

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

// underway is an op between its confirmation and its outcome. The runner reports from its
// own goroutine; what is not guarded is never written after it was made.
type underway struct {
	title string
	w     *wizard
	op    ops.Op
	since time.Time

	mu      sync.Mutex
	results []ops.Result // of each item, as far as it is known; guarded by mu
	remark  string       // what could not be seen before the sending; guarded by mu
}

// remarks takes what could not be seen before the sending.
func (u *underway) remarks(words string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.remark = words
}

// remarked returns it.
func (u *underway) remarked() string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.remark
}

// report takes what the runner says of an item.
func (u *underway) report(r ops.Result) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if i := min(r.Item, len(u.results)) - 1; i >= 0 { // one that is sent again keeps its number
		u.results[i] = r
	}
}

// known returns what is known of each item.
func (u *underway) known() []ops.Result {
	u.mu.Lock()
	defer u.mu.Unlock()
	return slices.Clone(u.results)
}

// reached counts the items that were sent, and those that AWS has answered or left without
// an answer.
func reached(results []ops.Result) (sent, answered int) {
	for i := range results {
		if results[i].Sent {
			sent++
		}
		if results[i].Outcome != "" {
			answered++
		}
	}
	return sent, answered
}

// words say how far it has come, and since when.
func (u *underway) words() string {
	return u.title + ", confirmed " + ui.Duration(time.Since(u.since)) + " ago: " + u.come()
}

// come says how far it has come.
func (u *underway) come() string {
	results := u.known()
	switch sent, answered := reached(results); {
	case len(results) == 1 && sent == 0:
		return "about to be sent"
	case len(results) == 1 && answered == 0:
		return goingOut(&results[0])
	case len(results) == 1 && results[0].Outcome == ops.Unsure:
		return unanswered(&results[0]) + "; what came of it is looked for"
	case len(results) == 1:
		return "AWS has answered; what came of it is looked for"
	default:
		words := ui.Count(answered) + " of " + ui.Count(len(results)) + " answered, "
		if n := silent(results); n > 0 {
			words = ui.Count(answered-n) + " of " + ui.Count(len(results)) + " answered, " + ui.Count(n) + " without an answer, "
		}
		switch left := len(results) - sent; {
		case left == 0:
			return words + "all sent"
		case stopped(results):
			return words + ui.Count(left) + " not sent"
		case held(results) > 0:
			return words + ui.Count(left) + " held back: not sent"
		default:
			return words + ui.Count(left) + " still to be sent"
		}
	}
}

// goingOut says how far a request is that nothing is known of.
func goingOut(r *ops.Result) string {
	if left := time.Until(r.Again); left > 0 {
		return "AWS throttles, trying again in " + strconv.Itoa(int(math.Ceil(left.Seconds()))) + " s"
	}
	if !r.Again.IsZero() {
		return "AWS throttled it: being sent again, with the same token"
	}
	if !r.Out {
		return "not sent yet: getting the credentials for it (the write role, where there is one)"
	}
	return "being sent, AWS has not answered yet"
}

// unanswered says why it is not certain what came of a request.
func unanswered(r *ops.Result) string {
	if backup.KindOf(r.Err) == backup.InternalError {
		return "AWS's answer does not say whether it took it"
	}
	return "no answer came"
}

// silent counts the items that were sent and of which AWS did not say whether it took them.
func silent(results []ops.Result) (n int) {
	for i := range results {
		if results[i].Outcome == ops.Unsure {
			n++
		}
	}
	return n
}

// begins notes an op that was confirmed in a wizard; ends forgets it.
func (s *session) begins(w *wizard) *underway {
	op := w.review.op
	u := &underway{w: w, title: w.act.title(), op: op, results: make([]ops.Result, len(op.Items)), since: time.Now()}
	if s.underway == nil {
		s.underway = map[ScreenID]*underway{}
	}
	s.underway[w.id] = u
	s.toldUnderway()
	return u
}

// toldUnderway lets the screens know which ops are under way.
func (s *session) toldUnderway() {
	next := *s.env
	next.sending = nil
	for _, u := range s.underway {
		next.sending = append(next.sending, u.op.ID)
	}
	s.env, s.dirty = &next, true
}

// ends forgets an op that has its outcome, and returns its wizard, nil where it is unknown.
func (s *session) ends(id ScreenID) *wizard {
	u := s.underway[id]
	delete(s.underway, id)
	s.toldUnderway()
	if u == nil {
		return nil
	}
	return u.w
}

// running are the ops under way, the one confirmed last at the end.
func (s *session) running() []*underway {
	return slices.SortedFunc(maps.Values(s.underway), func(a, b *underway) int { return a.since.Compare(b.since) })
}

// underwayWords say on every other screen that something is under way.
func (s *session) underwayWords() []ui.Piece {
	var all []*underway
	for _, u := range s.running() {
		if len(s.stack) == 0 || u.w.id != s.top().ID() {
			all = append(all, u)
		}
	}
	var words string
	switch len(all) {
	case 0:
		return nil
	case 1:
		results := all[0].known()
		_, answered := reached(results)
		words = string(all[0].op.Kind) + " under way"
		if len(results) > 1 {
			words += " " + ui.Count(answered) + "/" + ui.Count(len(results))
		}
	default:
		words = ui.Count(len(all)) + " under way"
	}
	return []ui.Piece{{Sign: s.env.Theme.Sign(ui.Loading), SignTone: ui.Busy, Text: words, Tone: ui.Busy}}
}

// underwayKeys lead back to what is under way.
func (s *session) underwayKeys() []ui.Binding {
	return []ui.Binding{{
		ID: "underway", Help: "under way", Tip: "The progress of what was confirmed last and has no outcome yet", Group: "Go",
		Why: func() string {
			if len(s.underway) > 0 {
				return ""
			}
			return "nothing is under way; 9 shows what was sent"
		},
		Run: func() tea.Cmd {
			all := s.running()
			w := all[len(all)-1].w
			if s.top().ID() != w.id {
				s.went.leave(s.here())
				s.reopen(w)
			}
			return nil
		},
	}}
}

// leave quits, unless something is under way: then it asks first.
func (s *session) leave() {
	var lines []string
	for _, u := range s.running() {
		lines = append(lines, u.words())
	}
	if left := s.left(); len(lines) == 0 && left > 0 {
		lines = []string{counted2(left, "change is", "changes are") + " under way"}
	}
	if len(lines) == 0 {
		s.quit = true
		return
	}
	s.dialogs = append(s.dialogs, ui.NewConfirm(ui.ConfirmOptions{
		Title: "Something is under way", Phrase: "quit", Verb: "quit",
		Lines: append(lines, "Nothing more is sent once you quit. What was sent is in the journal; where AWS has not answered, the next start looks for what came of it, and for the end of what is being deleted."),
		Done: func(ok bool) tea.Cmd {
			s.quit = ok
			return nil
		},
	}))
	s.dirty = true
}

// left is how many items of running ops are still to be sent or answered.
func (s *session) left() int {
	if s.b.Changes == nil || s.b.Changes.Runner == nil {
		return 0
	}
	return s.b.Changes.Runner.Left()
}
