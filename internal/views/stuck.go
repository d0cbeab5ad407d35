package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// suspicion is why a job that has not ended may not end well. It is an assumption, and
// its evidence says what it rests on.
type suspicion struct {
	word     string // beside the state: "slow"
	short    string // in a line: "2 h, usually 20–40 min"
	evidence string
}

// What makes a job suspect. AWS names no such limits: they are this console's own.
const (
	farTimes   = 2                // so many times the longest usual time of the same resource
	farAtLeast = 15 * time.Minute // and so much more than it
	stillFor   = 30 * time.Minute // nothing moved, as observed
	waitsFor   = 5 * time.Minute  // behind another job of the resource
	waitsLong  = time.Hour        // behind nothing that is seen
	closesIn   = 30 * time.Minute // until the start window closes
)

// suspicions says why a job looks stuck, the worst first; none for one that has ended.
// It depends on nothing but the job and what e learned of others.
func suspicions(j *backup.Job, e *Env) []suspicion {
	if j.Terminal() || e == nil {
		return nil
	}
	var found []suspicion
	add := func(word string, of func(*backup.Job, *Env) (short, evidence string)) {
		if short, evidence := of(j, e); evidence != "" {
			found = append(found, suspicion{word, short, evidence})
		}
	}
	if j.Waits() {
		add("window", closingWindow)
		add("behind", waitsBehind)
		if len(found) == 0 {
			add("waits", waitsTooLong)
		}
		return found
	}
	add("stalled", standsStill)
	add("slow", farTooLong)
	return found
}

// looksStuck reports whether a job looks stuck.
func looksStuck(j *backup.Job, e *Env) bool { return len(suspicions(j, e)) > 0 }

// closingWindow: a job that does not start in time is EXPIRED (AWS Backup API: StartBy).
func closingWindow(j *backup.Job, e *Env) (short, evidence string) {
	if j.StartBy.IsZero() {
		return "", ""
	}
	left := j.StartBy.Sub(e.Now)
	switch {
	case left > closesIn:
		return "", ""
	case left <= 0:
		return "start window closed " + ui.Duration(-left) + " ago", "its start window closed " + ui.Duration(-left) + " ago and it has not started: it will be EXPIRED, and nothing backed up, if AWS keeps to the window"
	}
	return "start window closes in " + ui.Duration(left), "its start window closes in " + ui.Duration(left) + "; if it has not started by then it will be EXPIRED and nothing backed up"
}

// waitsTooLong: what it waits for may be the limit of jobs at a time, which AWS does not tell.
func waitsTooLong(j *backup.Job, e *Env) (short, evidence string) {
	waited := e.Now.Sub(j.Created)
	if j.Created.IsZero() || waited < waitsLong {
		return "", ""
	}
	return "waits " + ui.Duration(waited), "it has waited for " + ui.Duration(waited) + ", and no other job of the same resource is seen: AWS may run as many as it allows at a time"
}

// waitsBehind: AWS Backup runs one backup of a resource at a time.
func waitsBehind(j *backup.Job, e *Env) (short, evidence string) {
	waited := e.Now.Sub(j.Created)
	first, ok := e.Course.ahead(j)
	if !ok || j.Created.IsZero() || waited < waitsFor {
		return "", ""
	}
	short = "waits " + ui.Duration(waited) + " behind another"
	words := "it has waited for " + ui.Duration(waited) + ", presumably behind " + first.kind.String() + " job " + first.id + " of the same resource"
	if !first.since.IsZero() {
		words += ", which has run for " + ui.Duration(e.Now.Sub(first.since))
	}
	return short, words
}

// standsStill: only for jobs whose bytes or percent AWS has ever reported.
func standsStill(j *backup.Job, e *Env) (short, evidence string) {
	m, ok := e.Course.moved(j)
	still := m.seen.Sub(m.since)
	if !ok || still < stillFor || j.Transferred != m.bytes || j.Percent != m.percent {
		return "", ""
	}
	short = "stands still for " + ui.Duration(still)
	what := "its percent has not moved"
	if m.bytes > 0 {
		what = "no byte has moved"
	}
	return short, what + " for " + ui.Duration(still) + ", as observed from here; it may be stuck"
}

// farTooLong: against finished jobs of the same resource only.
func farTooLong(j *backup.Job, e *Env) (short, evidence string) {
	d, ok := e.Usual.ofResource(j)
	elapsed := time.Duration(jobElapsed(j, e.Now)) * time.Millisecond
	if !ok || elapsed < farTimes*d.to || elapsed < d.to+farAtLeast {
		return "", ""
	}
	usual := string(d.append(nil, e))
	return ui.Duration(elapsed) + ", usually " + usual, "it has run for " + ui.Duration(elapsed) + "; finished ones of the same resource took " + usual + "; it may be stuck"
}
