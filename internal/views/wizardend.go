package views

import (
	"errors"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/ui"
)

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
	s.begun(thing, w.act.kind(), w.act.title())
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
		case backup.KindOf(r.Err) != backup.Credentials && w.review.op.Items[0].Change.Token() != "":
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
