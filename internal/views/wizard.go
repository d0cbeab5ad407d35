package views

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// stage is how far a wizard has come.
type stage uint8

const (
	loading   stage = iota
	stuck           // what the form needs can't be had
	filling         // the form
	reviewing       // the checks run, or have run
	sending         // confirmed; the request is on its way
	ended           // AWS answered, or may have
)

// wizard is the screen that leads to one change in AWS: form, pre-flight, review,
// confirmation. Until that, it only reads.
type wizard struct {
	ahead  ui.Hold // keys typed before the form could be read
	s      *session
	id     ScreenID
	ctx    context.Context
	cancel context.CancelFunc
	act    activity

	stage   stage
	trouble error
	form    *ui.Form
	asking  map[string]bool // look-ups under way
	review  *review
	cursor  *tea.Cursor
	mend    bool // nothing came of the request: esc goes back to the form
	drafts  drafting
	again   map[string]string // values of a draft or of an earlier request, to be filled in
	redo    []byte            // an earlier request to be filled in, AWS's JSON
	notes   []string          // what became of the request
	came    string            // of it in a word or two: "sent", "not sent", "refused"
	enough  bool              // its operator does not want it tried again
	away    *ops.Result       // AWS was too busy for it: the same may be sent once more
	many    *sent             // what became of several
	text    ui.Document       // of what is under way, and of many
	rest    *doing            // what was not sent and may be, by another op
	begun   time.Time         // it was confirmed
	job     backup.Thing      // that AWS started for it; zero = none
}

// newWizard opens a wizard; values, of a draft or an earlier request, may be nil.
func newWizard(s *session, act activity, values map[string]string) *wizard {
	w := &wizard{s: s, id: s.newID(), act: act, again: values, text: *ui.NewDocument(), asking: map[string]bool{}, form: ui.NewForm("Review")}
	w.ctx, w.cancel = context.WithCancel(s.ctx)
	return w
}

func (w *wizard) ID() ScreenID { return w.id }

// Close ends its look-ups and keeps its draft; history may open it again.
func (w *wizard) Close() {
	if w.review != nil && w.review.stop != nil {
		w.review.stop()
	}
	w.cancel()
	w.leaveDraft()
	w.releaseDraft()
}

// Target is the wizard itself, so that history leads back to all that was typed.
func (w *wizard) Target() Target { return Target{form: w} }

// Needs are the lists that choices and checks are made of: the vaults, and the jobs of
// the place.
func (w *wizard) Needs(e *Env) []state.Part {
	return append(vaultParts(e, Target{}), jobParts(e, Target{Scope: w.act.thing().Scope}, jobFeeds()...)...)
}

func (w *wizard) Crumbs() []string {
	switch title := w.act.title(); w.stage { // one step: the last one stays where the way is too long
	case reviewing:
		return []string{"review: " + title}
	case sending:
		return []string{"sending: " + title}
	case ended:
		return []string{w.came + ": " + title}
	default:
		return []string{title}
	}
}

// Refresh begins to load when the wizard comes to the top the first time, and takes
// what the lists bring.
func (w *wizard) Refresh(e *Env) tea.Cmd {
	if w.stage == loading && !w.asking["load"] {
		return w.load()
	}
	if r, ok := w.act.(refresher); ok && w.stage == filling && r.refresh(e) {
		w.show()
	}
	return nil
}

// refresher is an activity whose form hangs on the lists; refresh reports a change.
type refresher interface{ refresh(e *Env) bool }

// loaded is what load brought.
type loaded struct {
	take func()
	err  error
}

func (w *wizard) load() tea.Cmd {
	w.stage, w.trouble, w.asking["load"] = loading, nil, true
	ctx, id, act, l := backup.Urgent(w.ctx), w.id, w.act, w.s.b.Changes.Lookup
	return func() tea.Msg {
		take, err := act.load(ctx, l)
		return result{to: id, value: loaded{take, err}}
	}
}

// Again reads once more what could not be read.
func (w *wizard) Again(*Env) tea.Cmd {
	switch w.stage {
	case stuck:
		return w.load()
	case reviewing:
		return w.check()
	case loading, filling, sending, ended:
	}
	return nil
}

// Handle takes what look-ups, checks and the runner bring.
func (w *wizard) Handle(e *Env, msg tea.Msg) tea.Cmd {
	r, ok := msg.(result)
	if !ok {
		return nil
	}
	switch v := r.value.(type) {
	case loaded:
		return w.loadedAll(v)
	case answered:
		delete(w.asking, v.id)
		v.take()
		w.show()
		if v.id == safeValues { // they are set, as if they were typed
			return tea.Batch(w.inquire(), w.saveDraft())
		}
		return w.inquire()
	case found:
		return w.found(r.gen, v)
	case sent:
		return w.over(e, v)
	}
	return nil
}

func (w *wizard) loadedAll(v loaded) tea.Cmd {
	delete(w.asking, "load")
	if v.err != nil {
		w.stage, w.trouble = stuck, v.err
		return nil
	}
	v.take()
	w.stage, w.ahead = filling, ui.Hold{Of: "the form"}
	w.ahead.Seen()
	if w.again != nil {
		w.act.fill(w.again)
		w.again = nil
	}
	if r, ok := w.act.(recaller); ok && len(w.redo) > 0 {
		r.recall(w.redo)
	}
	w.show()
	if len(w.act.fields()) == 0 { // nothing is asked
		return w.beginReview()
	}
	w.toFirstNeed()
	if d := &w.drafts.draft; d.ID != "" && d.Thing != w.act.thing() { // it is that of another point as yet
		return tea.Batch(w.inquire(), w.saveDraft())
	}
	return w.inquire()
}

// toFirstNeed puts the cursor on the first field that needs something.
func (w *wizard) toFirstNeed() {
	for _, f := range w.act.fields() {
		if f.Problem != "" || f.Required && f.Value == "" && !f.ReadOnly {
			w.form.Focus(f.Key)
			return
		}
	}
}

// Back leaves the review for the form; leaving the form keeps its draft.
func (w *wizard) Back(*Env) (tea.Cmd, bool) {
	switch {
	case w.stage == sending && w.jammed() && !w.enough:
		w.giveUp()
		return nil, true
	case w.stage != reviewing && w.stage != ended, len(w.act.fields()) == 0: // there is no form to go back to
		return nil, false
	case w.stage == reviewing:
		w.review.stop()
		w.review.wants, w.review.hush = false, time.Time{}
	case w.stage == ended && w.mend:
		w.mend, w.review, w.many, w.away = false, nil, nil, nil // AWS uses a token up even when it refuses the body
	default:
		return nil, false
	}
	w.stage = filling
	return nil, true
}

// wayOut is what mends an error, where that is known.
func wayOut(err error) []string {
	if _, remedy := problemWords(err); remedy != "" {
		return []string{remedy}
	}
	return nil
}

// remedied is an error in one line, with what mends it.
func remedied(err error) string {
	what, remedy := problemWords(err)
	if remedy == "" {
		return what
	}
	return what + ": " + remedy
}

// problemWords are an error as an operator reads it: where, what, and the way out.
func problemWords(err error) (what, remedy string) {
	var e *backup.Error
	if errors.As(err, &e) {
		return e.Error(), e.Remedy
	}
	return err.Error(), ""
}
