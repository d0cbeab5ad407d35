package views

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// tracked is a job that the operator waits for. Its list stays wanted wherever the
// operator goes, and its end is said and rings the bell.
type tracked struct {
	part state.Part
	row  state.RowID
	id   string
	name string
}

// track begins to follow a job, or lets go of one that is followed.
func (s *session) track(t tracked) {
	if i := slices.IndexFunc(s.tracked, func(have tracked) bool { return have.id == t.id }); i >= 0 {
		s.tracked = slices.Delete(s.tracked, i, i+1)
		s.say(ui.Plain, "no longer tracking "+t.name)
	} else {
		s.tracked = append(s.tracked, t)
		s.say(ui.Plain, "tracking "+t.name+": the bell rings when it ends")
	}
	s.want()
}

// heed looks after the jobs that are followed.
func (s *session) heed() tea.Cmd {
	var cmd tea.Cmd
	s.tracked = slices.DeleteFunc(s.tracked, func(t tracked) bool {
		rows := state.Select[backup.Job](s.env.Snap, func(p state.Part) bool { return p == t.part }, t.part.Feed)
		id, ok := rows.Moved(t.row)
		if !ok {
			return false // not read again yet, or no longer in AWS's list
		}
		j := rows.At(id)
		if j == nil || j.ID != t.id || !j.Terminal() {
			return false
		}
		tone := ui.Good
		if j.Problem() {
			tone = ui.Bad
		}
		words := t.name + " ended: " + j.State.String()
		if m := j.Message.String(); m != "" {
			words += ", " + m
		}
		s.say(tone, words)
		cmd = tea.Raw("\a")
		return true
	})
	return cmd
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
		l.s.track(tracked{part: rows.rows.Part(state.RowID(id)), row: state.RowID(id), id: j.ID, name: name})
	}
	return nil
}

func (l *list[V]) needsJob() string {
	if _, ok := any((*V)(nil)).(*backup.Job); !ok {
		return "only jobs can be tracked: 3 opens them"
	}
	return l.needsRow()
}
