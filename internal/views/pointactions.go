package views

import (
	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/restore"
)

// pointActions are what can be done to recovery points.
func pointActions() []Action[backup.RecoveryPoint] {
	type point = backup.RecoveryPoint
	return []Action[point]{
		{
			ID: "restore", Keys: []string{"R"}, Help: "restore", Footer: 88,
			Tip: "Restore the recovery point: form, pre-flight, review; nothing is sent before it is confirmed",
			Why: func(e *Env, p []*point) string { return notRestorable(p[0]) },
			Run: func(s *session, _ *Env, p []*point) tea.Cmd {
				return s.change(func() { restorePoint(s, pointThing(p[0].ARN.String(), p[0].In.Get())) })
			},
			OnThing: func(s *session, t backup.Thing) tea.Cmd { return s.change(func() { restorePoint(s, t) }) },
		},
		{
			ID: "copy", Keys: []string{"C"}, Help: "copy to vault", Footer: 86,
			Tip: "Copy the recovery point to another vault, in this or another account or Region",
			Why: func(e *Env, p []*point) string { return notRestorable(p[0]) },
			Run: func(s *session, _ *Env, p []*point) tea.Cmd {
				return copyPoint(s, pointThing(p[0].ARN.String(), p[0].In.Get()))
			},
			OnThing: copyPoint,
		},
		{
			ID: "lifecycle", Help: "lifecycle", Tip: "Change for how many days the recovery point is kept: both values are sent",
			Why: func(e *Env, p []*point) string { return noLifecycle(p[0]) }, Run: lifecyclePoint,
		},
		{ID: "delete", Help: "delete", Tip: "Delete recovery points of one vault; of several, three first", Many: true, Why: oneVault, Run: deletePoints},
		{
			ID: "disassociate", Help: "disassociate", Tip: "Make AWS Backup forget a continuous backup, which its own service goes on keeping",
			Why: func(e *Env, p []*point) string { return notContinuous(p[0]) }, Run: disassociatePoint,
		},
		{
			ID: "detach-child", Help: "detach child", Tip: "Detach a nested recovery point from its composite, for good",
			Why: func(e *Env, p []*point) string { return notNested(p[0]) }, Run: detachPoint,
		},
	}
}

// notRestorable says why a point of that status can't be restored, "" when it may be.
func notRestorable(p *backup.RecoveryPoint) string {
	switch p.Status.String() {
	case "CREATING":
		return "the recovery point is still being made"
	case "DELETING":
		return "the recovery point is being deleted"
	}
	return ""
}

// notHere says that a point of a shared vault is changed by the vault's owner.
func notHere(p *backup.RecoveryPoint) string {
	if !p.In.Get().SeenFrom.Empty() {
		return "the vault is another account's: it is changed from there"
	}
	return ""
}

// noLifecycle says that a continuous backup is kept as its plan says (AWS Backup API:
// UpdateRecoveryPointLifecycle).
func noLifecycle(p *backup.RecoveryPoint) string {
	if restore.ContinuousStatus(p.Status.String()) {
		return "a continuous backup has no lifecycle of its own: change its plan"
	}
	return notHere(p)
}

func notContinuous(p *backup.RecoveryPoint) string {
	if !restore.ContinuousStatus(p.Status.String()) {
		return "it is " + p.Status.String() + ", and no continuous backup"
	}
	return notHere(p)
}

func notNested(p *backup.RecoveryPoint) string {
	if p.Parent.Empty() {
		return "it is not nested in another recovery point"
	}
	return notHere(p)
}

// change opens a form, unless this console only reads.
func (s *session) change(open func()) tea.Cmd {
	if why := s.cannotChange(); why != "" {
		s.say(0, why)
		return nil
	}
	open()
	return nil
}
