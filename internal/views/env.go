package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// Env is what a cell, a link or a list of parts may depend on: one moment of the
// session. It is made anew when any of it changes and never written afterwards,
// so commands may hold it.
type Env struct {
	Now    backup.Time
	Snap   *state.Snapshot
	Fleet  *Fleet
	Focus  Focus
	Theme  *ui.Theme
	Zone   *time.Location // of the times on screen
	Usual  usuals         // how long jobs took before; nil = not known yet
	Course *course        // how the jobs come along that run; nil = not known yet
	Causes *causes        // what failed in the window; nil = not known yet
	Drafts []draftRow     // forms that were not sent

	silent backup.Time // since when AWS has answered nothing at all; zero = it does, or nothing is asked
	dead   *trouble    // why, where that is known

	journal journalState             // what is wrong with the journal itself
	sending []string                 // ops that are under way here
	begun   map[backup.Thing]seenJob // the jobs that changes have started, as far as they were told of

	refused map[state.Part]*backup.Error // by a run without a poller, where it asked itself
	read    map[state.Part]bool          // by such a run: the lists that it has asked for
}

// AccountName returns the name of an account, its ID where it has none.
func (e *Env) AccountName(id backup.Text) string {
	if e.Fleet != nil {
		if name, ok := e.Fleet.names[id]; ok {
			return name
		}
	}
	return id.String()
}

// Scopes returns the scopes in focus: every enabled Region of every account that
// belongs to the fleet.
func (e *Env) Scopes() []backup.Scope {
	if e.Fleet == nil {
		return nil
	}
	if e.Focus.Empty() {
		return e.Fleet.Scopes
	}
	var in []backup.Scope
	for _, s := range e.Fleet.Scopes {
		if e.Focus.Has(s) {
			in = append(in, s)
		}
	}
	return in
}

// Health returns how well a part is known; the zero Health for one never read.
func (e *Env) Health(p state.Part) state.Health {
	h, _ := e.Snap.Health(p)
	if err := e.refused[p]; err != nil {
		h.Err = err
	}
	return h
}

// settled reports whether a list has been read to its end, or will not be for now.
func (e *Env) settled(p state.Part) bool {
	h := e.Health(p)
	_, asked := e.read[p]
	return h.Whole || h.Err != nil || h.Stopped || h.Cut || asked
}

// Clock returns t for a page: date and time in the zone of the session.
func (e *Env) Clock(t backup.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Time().In(e.Zone).Format("2006-01-02 15:04:05 MST")
}
