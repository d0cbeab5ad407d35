package views

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// accept is enter on the review: it opens the confirmation when everything that keeps
// from it is out of the way, and says what does otherwise.
func (w *wizard) accept() tea.Cmd {
	v := w.review
	switch {
	case v.done.IsZero():
		v.withhold()
		w.s.say(ui.Warn, "the checks are still running; what they can't find out becomes “can't tell” by itself")
		return nil
	case v.stale():
		return w.checkFirst()
	}
	return w.confirm()
}

// checkFirst runs checks again that are too old to confirm on, also where they grew old
// while the confirmation stood open: what they find now may be another thing.
func (w *wizard) checkFirst() tea.Cmd {
	cmd := w.check()
	w.review.wants = true
	w.s.say(ui.Plain, "the checks are older than five minutes: they run again, then the confirmation opens")
	return cmd
}

// cannotConfirm says why enter on the review opens no confirmation, "" where it may.
func (w *wizard) cannotConfirm() string {
	if w.act == nil { // its keys are listed for the documentation
		return ""
	}
	if why := w.act.never(); why != "" {
		return "not sent from here; c copies the command: " + why
	}
	if n := restore.Count(w.review.findings()).Blocks; n > 0 && !w.review.done.IsZero() {
		return counted2(n, "check says", "checks say") + " that it would fail: " + w.wayBack()
	}
	return ""
}

// confirm asks for what must be typed. A console that is not armed asks for a reason
// first.
func (w *wizard) confirm() tea.Cmd {
	s, v := w.s, w.review
	if st := s.b.Changes.Arming.State(); !st.Armed {
		if st.Why != "" && s.o.ReadOnly {
			s.say(ui.Warn, st.Why)
			return nil
		}
		s.askReason(func() tea.Cmd { return w.confirm() })
		return nil
	}
	c := w.act.circumstances(s.env)
	demand := s.b.Changes.Runner.Demand(v.op, c)
	phrase := demand.Phrase
	if n := v.unsettled(); n > 0 {
		phrase += " " + strconv.Itoa(n) // what is not settled is acknowledged by its number
	}
	s.dialogs = append(s.dialogs, ui.NewConfirm(ui.ConfirmOptions{
		Title: w.act.title(), Phrase: phrase, Lines: append([]string{demand.Why}, w.last()...), Verb: verbOf(v.op.Kind),
		Done: func(ok bool) tea.Cmd {
			switch {
			case !ok:
				return nil
			case v.stale():
				return w.checkFirst()
			}
			return w.send(c, demand.Phrase)
		},
	}))
	return nil
}

// verbOf is what enter does in the confirmation.
func verbOf(k ops.Kind) string {
	switch k {
	case ops.Stop, ops.Delete, ops.Disassociate:
		return string(k)
	case ops.DetachChild:
		return "detach"
	case ops.SetLifecycle:
		return "change"
	case ops.Validate:
		return "record"
	case ops.Restore, ops.Copy, ops.BackUp:
	}
	return "start"
}

// unsettled counts what the checks warn of or can't tell.
func (v *review) unsettled() int {
	t := restore.Count(v.findings())
	return t.Warnings + t.CannotTell
}

// last are the lines of the confirmation that say what is about to happen, and where.
func (w *wizard) last() []string {
	e, op := w.s.env, w.review.op
	lines := []string{fmt.Sprintf("%s in %s/%s", op.Items[0].Change.Operation(), e.AccountName(op.Scope.Account), op.Scope.Region)}
	if c, ok := op.Items[0].Change.(*backup.StartCopyJob); ok {
		to := backup.VaultOfARN(c.DestinationBackupVaultArn)
		lines = append(lines, fmt.Sprintf("into %s in %s/%s", to.Name, e.AccountName(to.Account), to.Region))
	}
	if t := restore.Count(w.review.findings()); t.Warnings+t.CannotTell > 0 {
		var left []string
		if t.Warnings > 0 {
			left = append(left, counted2(t.Warnings, "warning", "warnings"))
		}
		if t.CannotTell > 0 {
			left = append(left, counted2(t.CannotTell, "check can't tell", "checks can't tell"))
		}
		lines = append(lines, "not settled: "+strings.Join(left, ", "))
	}
	return lines
}

// sent is what became of the request.
type sent struct {
	results []ops.Result
	err     error
}

// send hands the op to the runner. From here on it is the runner's: leaving the screen
// does not take it back.
func (w *wizard) send(c ops.Circumstances, typed string) tea.Cmd {
	s, runner := w.s, w.s.b.Changes.Runner
	op := w.review.op
	op.Beside, op.Draft = *w.review.beside, w.drafts.draft.ID
	confirmed, err := runner.Confirm(op, c, typed)
	if err != nil {
		s.say(ui.Warn, err.Error())
		return nil
	}
	w.stage = sending
	id, ctx, way, look := w.id, s.ctx, s.begins(w), w.lastLook()
	w.begun = way.since
	return func() tea.Msg {
		remark, err := look(ctx)
		if err != nil {
			return result{to: id, value: sent{nil, err}}
		}
		confirmed.Remark = remark
		way.remarks(remark)
		results, err := runner.Do(ctx, confirmed, way.report)
		return result{to: id, value: sent{results, err}}
	}
}

// sentAll shows what became of the request: the job's page, or why there is none.
func (w *wizard) sentAll(e *Env, v sent) {
	w.stage, w.came = ended, cameWord(v.results)
	if len(v.results) == 0 || v.results[0].Outcome != ops.Accepted && v.results[0].Outcome != ops.Unsure {
		w.mend = true // the form is still there, and so is its draft
	} else {
		w.dropDraft()
	}
	if len(v.results) == 0 {
		w.notes = append([]string{e.Theme.Sign(ui.Failed) + " nothing was sent: " + v.err.Error()}, journalWay(v.err)...)
		w.notes = append(append(w.notes, wayOut(v.err)...), "", w.wayBack())
		return
	}
	w.s.renewPoints(w.review.op, v.results)
	if len(v.results) > 1 {
		w.rest = w.restOf(v)
		w.many = &v
		return
	}
	r := &v.results[0]
	kind, starts := jobOfKind(w.act.kind())
	if job := r.Job(); starts && job != "" {
		w.s.submitted(w, w.act.thing().Scope, kind, job)
		return
	}
	if r.TurnedAway() {
		w.away = r
	}
	w.notes = w.outcomeWords(r, v.err, e)
}

// cameWord is what became of an op, as its title says it.
func cameWord(results []ops.Result) string {
	went, refused, unsure := 0, 0, 0
	for i := range results {
		if results[i].Sent {
			went++
		}
		switch {
		case results[i].Outcome == ops.Refused:
			refused++
		case uncertain(results[i]):
			unsure++
		}
	}
	switch {
	case went == 0:
		return "not sent"
	case refused == len(results):
		return "refused"
	case unsure > 0:
		return "not certain"
	case held(results) > 0:
		return "EXPIRED"
	case went < len(results):
		return "sent in part"
	case refused > 0:
		return "refused in part"
	}
	return "sent"
}

// submitted gives the wizard's place to the page of the job that it started.
func (s *session) submitted(w *wizard, in backup.Scope, kind backup.JobKind, job string) {
	thing := backup.Thing{Kind: backup.JobThing, Job: kind, Scope: in, ID: job}
	w.job = thing
	s.expectPoint(thing)
	how := submitted
	if _, again := w.act.(*resending); again {
		how = sentAgain
	}
	s.seen.see(thing, how, backup.TimeOf(w.begun))
	s.say(ui.Good, "submitted: "+kind.String()+" job "+job)
	for i, screen := range s.stack {
		if screen.ID() != w.id {
			continue
		}
		v, ok := findView(s.views, "jobs")
		if !ok {
			return
		}
		w.Close()
		s.stack[i] = v.Open(s, jobTarget(thing))
		if i == len(s.stack)-1 {
			s.surface()
		}
	}
}

// lookWords is what a look found. Of a point that is gone, found is the wrong word: what it
// came to speaks for itself.
func lookWords(f ops.Finding) string {
	if f.Verdict == ops.Found {
		return "a look says: " + f.Evidence
	}
	return "a look says: " + string(f.Verdict) + ": " + f.Evidence
}

// outcomeWords say what became of a request that started no job.
func (w *wizard) outcomeWords(r *ops.Result, err error, e *Env) []string {
	th := e.Theme
	var words []string
	switch r.Outcome {
	case ops.Accepted:
		words = []string{th.Sign(ui.Done) + " AWS took it"}
		if w.act.kind() == ops.Stop { // it asks for it: what came of that, only the job says
			words = append(words, "the job is ABORTING until it is ABORTED; its row and its page show it")
		}
		switch f := r.Finding; f.Verdict {
		case ops.Found:
			words = append(words, lookWords(f))
		case ops.Failed:
			words = []string{th.Sign(ui.Failed) + " AWS took it, and it came to nothing: " + f.Evidence}
		case ops.NotFound, ops.CantTell:
			words = []string{th.Sign(ui.Unknown) + " AWS took it, but that it worked is not seen: " + f.Evidence, "look at it again in a while"}
		}
	case ops.Refused:
		what, remedy := problemWords(r.Err)
		words = []string{th.Sign(ui.Failed) + " AWS refused it: " + what, remedy}
		switch {
		case r.TurnedAway():
			words = append(words, "nothing came of it. enter opens the review of the very same request, with the same token: it starts nothing twice; R on its line in 9 makes another")
		case w.review.op.Items[0].Change.Token() != "":
			words = append(words, "AWS may have used its token up: sent again it gets a new one")
		}
	case ops.Unsure:
		words = []string{th.Sign(ui.Unknown) + " it is not certain whether AWS took it: " + r.Err.Error()}
		words = append(append(words, wayOut(r.Err)...), lookWords(r.Finding), "9 shows it in the journal; :resend sends it once more from there, for a while")
	default:
		if r.Err != nil {
			err = r.Err
		}
		words = append([]string{th.Sign(ui.Failed) + " nothing was sent: " + err.Error()}, journalWay(err)...)
		words = append(words, wayOut(err)...)
		if errors.Is(err, ops.ErrRival) {
			words = append(words, "reviewed again, it is among the checks and can be acknowledged")
		}
	}
	if r.Unwritten != nil {
		words = append(words, th.Sign(ui.Attention)+" the outcome is not in the journal: "+r.Unwritten.Error())
		words = append(words, journalWay(r.Unwritten)...)
	}
	back := "esc goes back"
	if r.Outcome == ops.Refused || r.Outcome == "" {
		back = w.wayBack()
	}
	return append(words, "", back)
}

// wayBack says where esc leads from a review: to the form, where there is one.
func (w *wizard) wayBack() string {
	if len(w.act.fields()) == 0 {
		return "esc goes back"
	}
	return "esc goes back to the form"
}
