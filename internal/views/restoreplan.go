package views

import (
	"cmp"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// plan is what the checks of a restore look at.
func (r *restoring) plan(e *Env) (restore.Plan, []restore.Check) {
	request, err := r.form.Request()
	if err != nil {
		request = &backup.StartRestoreJob{RecoveryPointArn: r.point.ARN, ResourceType: r.point.Type}
	}
	p := r.form.Plan(request)
	p.Moment = r.asked(e.Now)
	p.Now, p.By, p.Jobs, p.Vaults = e.Now, r.s.sender(r.of.Scope), jobsKnown(e, r.of.Scope), vaultsKnown(e)
	return p, restore.RestoreChecks()
}

// jobsKnown are the jobs that the store holds, for how long things take and for what
// runs now; whether those of a place are all there is said with them.
func jobsKnown(e *Env, in backup.Scope) restore.Jobs {
	known := restore.Jobs{Whole: true}
	for _, p := range jobParts(e, Target{Scope: in}, jobFeeds()...) {
		known.Whole = known.Whole && e.Health(p).Whole
	}
	for _, j := range state.Select[backup.Job](e.Snap, nil, jobFeeds()...).All() {
		switch {
		case !j.Terminal():
			known.Running = append(known.Running, *j)
		case j.Kind == backup.RestoreJob || j.Kind == backup.CopyJob:
			known.Finished = append(known.Finished, *j)
		}
	}
	return known
}

// reader is the ARN of who reads a place, "" where it is not known.
func (e *Env) reader(in backup.Scope) string {
	for i := range e.Fleet.Accounts {
		if a := &e.Fleet.Accounts[i]; a.ID == in.Account && !a.Role.Empty() {
			return a.Role.String()
		} else if a.ID == in.Account {
			return a.Principal.String()
		}
	}
	return ""
}

// sender is the ARN of who sends a request to a place: the write role where there is one,
// else who reads there.
func (s *session) sender(in backup.Scope) string {
	if shell := s.b.Changes.Shell; shell != nil {
		if role := shell(in, s.armed().Reason).Role; role != "" {
			return role
		}
	}
	return s.env.reader(in)
}

// vaultsKnown are the vaults that the store holds, each once: a shared one is in the lists
// of all that see it, and its owner's says most.
func vaultsKnown(e *Env) []restore.Vault {
	var known []restore.Vault
	at := map[string]int{}
	for _, v := range state.Select[backup.Vault](e.Snap, nil, "vaults").All() {
		i, again := at[v.ARN.String()]
		if again && !v.In.Get().SeenFrom.Empty() {
			continue
		}
		if !again {
			i = len(known)
			at[v.ARN.String()], known = i, append(known, restore.Vault{})
		}
		known[i] = restore.Vault{
			ARN: v.ARN.String(), Name: v.In.Get().Name.String(), Type: v.In.Get().Type.String(), State: v.State.String(), Key: v.Key.String(),
			KeyType: v.KeyType.String(), Locked: v.Locked, LockDate: v.LockDate, MinRetention: v.MinRetention, MaxRetention: v.MaxRetention,
		}
	}
	return known
}

// about is what the review of a restore says beside the request and the checks.
func (r *restoring) about(e *Env) []ui.Block {
	blocks := []ui.Block{r.what(e)}
	if words := compositeWords(e.Snap, r.point); words != "" {
		blocks = append(blocks, ui.Facts{{Label: "Nesting", Value: words, Tone: ui.Strong}})
	}
	var changes ui.Changes
	for _, d := range r.form.Diff() {
		changes = append(changes, ui.Change{Label: d.Label, Was: cmp.Or(d.Was, "not recorded"), Now: cmp.Or(d.Is, "not sent"), Why: d.Why})
	}
	if len(changes) > 0 {
		blocks = append(blocks, ui.Heading("Not as it was"), changes)
	} else {
		blocks = append(blocks, joined("nothing that the backup records is changed"))
	}
	notes := map[string][]string{}
	for _, n := range r.form.Notes() {
		notes[n.Topic] = append(notes[n.Topic], n.Text)
	}
	blocks = append(blocks, bullets("Mind", notes[restore.MindNote], ui.Attention, ui.Warn)...)
	blocks = append(blocks, bullets("It sets off", notes[restore.SetsOffNote], ui.Attention, ui.Warn)...)
	blocks = append(blocks, bullets("It does not bring back", notes[restore.NotRestoredNote], ui.None, ui.Plain)...)
	for _, c := range r.form.After() {
		blocks = append(blocks, ui.Heading("Afterwards: "+c.Title), ui.Code(c.Line))
	}
	var dropped ui.Facts
	for _, d := range r.form.Dropped() {
		dropped = append(dropped, ui.Fact{Label: d.Key, Value: d.Why, Tone: ui.Muted})
	}
	if len(dropped) > 0 {
		blocks = append(blocks, ui.Heading("Not sent back"), dropped)
	}
	return blocks
}

// what is the restore in a few lines.
func (r *restoring) what(e *Env) ui.Facts {
	facts := ui.Facts{
		{Label: "Restores", Value: r.form.Spec().Title + " " + pointName(r.point, r.of), Tone: ui.Strong},
		{Label: "in", Value: e.AccountName(r.of.Scope.Account) + "/" + r.of.Scope.Region.String()},
	}
	facts = append(facts, momentFacts(r.asked(e.Now), e.Now)...)
	switch t := r.form.Target(); {
	case t.Effect == restore.MakesNew && t.ID != "":
		facts = append(facts, ui.Fact{Label: "as", Value: t.Called() + r.novelty, Tone: r.doubt})
	case t.Effect == restore.MakesNew:
		facts = append(facts, ui.Fact{Label: "as", Value: "something new, under a name that AWS chooses"})
	case t.Effect == restore.WritesInto && t.ID != "":
		facts = append(facts, ui.Fact{Label: "into", Value: t.ID + r.novelty, Tone: ui.Warn})
		if t.Overwrites != "" {
			facts = append(facts, ui.Fact{Label: "replaces", Value: t.Overwrites, Tone: ui.Warn})
		}
	case t.ID != "":
		facts = append(facts, ui.Fact{Label: "into", Value: t.ID + ", or as it: nothing here can tell whether it exists", Tone: ui.Warn})
	default:
		facts = append(facts, ui.Fact{Label: "into", Value: "not known: nothing here can tell whether it makes something new", Tone: ui.Warn})
	}
	return append(facts, ui.Fact{Label: "note", Value: "AWS can't cancel a restore once it has begun", Tone: ui.Muted})
}

// asked is of which time the data is that the request asks for. The latest moves on
// with the clock until AWS begins, and so does the beginning of the window.
func (r *restoring) asked(now backup.Time) restore.Moment {
	r.form.SetNow(now)
	moves := r.form.Moment()
	if r.moment.Latest {
		return moves
	}
	m := r.moment
	m.Window.From = moves.Window.From
	return m
}

// momentFacts say of which time the data is, and from when to when it could be.
func momentFacts(m restore.Moment, now backup.Time) ui.Facts {
	exact := func(t backup.Time) string { return ui.ExactTime(t.Time(), now.Time()) }
	of := ui.Fact{Label: "with data of", Value: exact(m.At)}
	switch {
	case m.At.IsZero():
		of.Value, of.Tone = "a time that is not known", ui.Warn
		if m.Why != "" {
			of.Value = "not known here: " + m.Why
		}
	case m.Latest:
		of.Value = "the latest there is when AWS begins: about " + of.Value
	}
	facts := ui.Facts{of}
	if w := m.Window; !w.To.IsZero() {
		facts = append(facts, ui.Fact{Label: "restorable", Value: "from " + exact(w.From) + " to " + exact(w.To) + ", " + w.Known, Tone: ui.Muted})
	}
	return facts
}

func (r *restoring) circumstances(e *Env) ops.Circumstances {
	t := r.form.Target()
	c := ops.Circumstances{Account: e.AccountName(r.of.Scope.Account), New: t.Effect == restore.MakesNew, Sure: t.Effect == restore.WritesInto}
	c.Unseen = c.Sure && !r.seen
	if !c.New {
		c.Into = t.ID
	}
	return c
}
