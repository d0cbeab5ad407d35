package views

import (
	"cmp"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// sightings are the states in which this console has seen jobs, and when: AWS tells the
// dates of a job's creation, start and end, and no other history. The zero value is empty.
// It belongs to the UI goroutine.
type sightings struct {
	of    map[backup.Thing][]sighting
	order []backup.Thing // oldest first, to forget them
}

type sighting struct {
	state string // AWS's word; "submitted" when it was sent from here
	at    backup.Time
}

const (
	sightingsKept = 300
	submitted     = "submitted"
	sentAgain     = "sent again"
)

// see notes the state of a job, if it is not the one it was seen in last.
func (s *sightings) see(t backup.Thing, state string, at backup.Time) {
	if s.of == nil {
		s.of = map[backup.Thing][]sighting{}
	}
	seen, known := s.of[t]
	if n := len(seen); state == "" || n > 0 && seen[n-1].state == state {
		return
	}
	if len(seen) > 0 {
		at = max(at, seen[len(seen)-1].at)
	}
	if !known {
		if len(s.order) == sightingsKept {
			delete(s.of, s.order[0])
			s.order = s.order[1:]
		}
		s.order = append(s.order, t)
	}
	s.of[t] = append(seen, sighting{state, at})
}

// lines are the timeline of a job: what AWS dates, and what was seen in between.
func (s *sightings) lines(j *backup.Job, e *Env) []line {
	type event struct {
		at    backup.Time
		order backup.Time // what it is sorted by: a request comes before the job that it makes, whatever two clocks say
		words string
		tone  ui.Tone
	}
	var events []event
	add := func(at backup.Time, words string, tone ui.Tone) {
		if !at.IsZero() {
			events = append(events, event{at, at, words, tone})
		}
	}
	add(j.Created, "created", ui.Plain)
	if startedAt(j) > j.Created {
		add(j.Started, "started", ui.Plain)
	}
	if j.Terminal() {
		add(j.Completed, j.State.String(), jobTone(j, e))
	} else {
		if j.Waits() { // once it has started, when it had to is past
			add(j.StartBy, startByWords(j, e), ui.Muted)
		}
		add(j.ExpectedEnd, "AWS expects the end, an estimate", ui.Muted)
	}
	for i, seen := range inOrder(s.of[jobThing(j)]) {
		switch {
		case seen.state == submitted:
			order := seen.at
			if !j.Created.IsZero() {
				order = min(order, j.Created-1)
			}
			events = append(events, event{seen.at, order, "submitted from here", ui.Plain})
		case seen.state == sentAgain: // the job was made by an attempt before
			add(seen.at, "sent again from here, with the same token", ui.Plain)
		case j.Terminal() && seen.state == j.State.String() && i == 0:
			// It had ended before anybody looked: AWS's date says more.
		case i == 0:
			add(seen.at, seen.state+", as first seen here", ui.Muted)
		default:
			add(seen.at, seen.state+", as seen here", ui.Muted)
		}
	}
	if len(events) == 0 {
		return nil
	}
	slices.SortStableFunc(events, func(a, b event) int { return cmp.Compare(a.order, b.order) })
	lines := []line{{label: "Timeline", heading: true}}
	for _, ev := range events {
		lines = append(lines, line{label: e.Clock(ev.at), value: ev.words, tone: ev.tone})
	}
	return lines
}

// inOrder puts states that were seen in the same second into the order in which AWS goes through
// them: two lists may answer at once, the older news last.
func inOrder(seen []sighting) []sighting {
	out := slices.Clone(seen)
	for from, to := 0, 0; from < len(out); from = to {
		var states []string
		for to < len(out) && out[to].at.Time().Unix() == out[from].at.Time().Unix() {
			states = append(states, out[to].state)
			to++
		}
		slices.SortStableFunc(states, func(a, b string) int { return cmp.Compare(stateRank(a), stateRank(b)) })
		for i, state := range states { // the moments stay in order as well
			out[from+i].state = state
		}
	}
	return slices.CompactFunc(out, func(a, b sighting) bool { return a.state == b.state })
}

// stateRank is where a state stands in the course of a job.
func stateRank(state string) int {
	switch state {
	case submitted, sentAgain:
		return 0
	case "CREATED":
		return 1
	case "PENDING":
		return 2
	case "RUNNING":
		return 3
	case "ABORTING":
		return 4
	}
	return 5 // its end
}

// startByWords name the end of the start window.
func startByWords(j *backup.Job, e *Env) string {
	if j.StartBy < e.Now {
		return "its start window closed"
	}
	return "its start window closes"
}
