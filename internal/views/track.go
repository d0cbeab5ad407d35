package views

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// tracked is a job that the operator waits for. The lists that it is in stay wanted
// wherever the operator goes, and its end is said and rings the bell.
type tracked struct {
	parts []state.Part
	thing backup.Thing
	name  string
	quiet bool // nobody asked for it: its end is not said
}

// track begins to follow a job, or lets go of one that is followed.
func (s *session) track(t tracked) {
	if i := slices.IndexFunc(s.tracked, func(have tracked) bool { return have.thing == t.thing }); i >= 0 && !s.tracked[i].quiet {
		s.tracked = slices.Delete(s.tracked, i, i+1)
		s.say(ui.Plain, "no longer tracking "+t.name)
	} else {
		s.tracked = append(s.tracked, t)
		words := "tracking " + t.name + ": the bell rings when it ends"
		if s.o.NoBell {
			words = "tracking " + t.name + ": its end is said here"
		}
		s.say(ui.Plain, words)
	}
	s.want()
}

// heed looks after the jobs that are followed.
func (s *session) heed() tea.Cmd {
	var cmd tea.Cmd
	s.tracked = slices.DeleteFunc(s.tracked, func(t tracked) bool {
		j := t.find(s.env.Snap)
		if j == nil {
			return false // not read again yet, or no longer in AWS's list
		}
		s.seen.see(t.thing, j.State.String(), s.env.Now)
		if !j.Terminal() || t.quiet {
			return j.Terminal()
		}
		tone := ui.Good
		if j.Problem() {
			tone = ui.Bad
		}
		words := t.name + " ended: " + j.State.String()
		if m := j.Message.String(); m != "" {
			words += ", " + m
		}
		cmd = s.alert(tone, words)
		return true
	})
	return cmd
}

// find looks for the job in its lists.
func (t *tracked) find(snap *state.Snapshot) *backup.Job {
	for _, p := range t.parts {
		if _, j := state.Lookup[backup.Job](snap, p, t.thing.ID); j != nil && j.Kind == t.thing.Job {
			return j
		}
	}
	return nil
}

// alert says what the operator has waited for, wherever that is on the screen, and rings
// the bell: a tracked job has ended, a change did not go well, a new cause of failures has appeared.
func (s *session) alert(tone ui.Tone, words string) tea.Cmd {
	s.say(tone, words)
	return s.ring()
}

// ring rings the bell, where there is one.
func (s *session) ring() tea.Cmd {
	if s.o.NoBell {
		return nil
	}
	return tea.Raw("\a")
}

// trackJob follows the job under the cursor.
func (l *list[V]) trackJob() tea.Cmd {
	j, ok := any(l.current()).(*backup.Job)
	rows, stored := l.source.(storeRows[V])
	id, _, _ := l.grid.Cursor()
	switch {
	case !ok || !stored:
	case j.Terminal():
		l.s.say(ui.Muted, "this job has ended: "+j.State.String())
	default:
		name := j.Kind.String() + " of " + resourceWords(j.Of.Get())
		l.s.track(tracked{parts: []state.Part{rows.rows.Part(state.RowID(id))}, thing: jobThing(j), name: name})
	}
	return nil
}

func (l *list[V]) needsJob() string {
	if _, ok := any((*V)(nil)).(*backup.Job); !ok {
		return "only jobs can be tracked: 3 opens them"
	}
	return l.needsRow()
}
