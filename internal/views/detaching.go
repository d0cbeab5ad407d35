package views

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// disassociatePoint opens the review that makes AWS Backup forget a continuous backup.
func disassociatePoint(s *session, _ *Env, rows []*backup.RecoveryPoint) tea.Cmd {
	return s.change(func() { s.push(newWizard(s, newDisassociating(s, rowThing(rows[0])), nil)) })
}

// detachPoint opens the review that detaches a nested recovery point.
func detachPoint(s *session, _ *Env, rows []*backup.RecoveryPoint) tea.Cmd {
	return s.change(func() { s.push(newWizard(s, newDetaching(s, rowThing(rows[0])), nil)) })
}

func rowThing(p *backup.RecoveryPoint) backup.Thing { return pointThing(p.ARN.String(), p.In.Get()) }

func newDisassociating(s *session, t backup.Thing) *doing {
	d := letGo(s, t, ops.Disassociate, "disassociate", &backup.DisassociateRecoveryPoint{BackupVaultName: t.Vault, RecoveryPointArn: t.ID}, restore.GuardDisassociate)
	d.stakes = func(d *doing, _ *Env) ops.Circumstances {
		return ops.Circumstances{Stays: restore.StaysStopped(d.pointOf())}
	}
	return d
}

func newDetaching(s *session, t backup.Thing) *doing {
	return letGo(s, t, ops.DetachChild, "detach",
		&backup.DisassociateRecoveryPointFromParent{BackupVaultName: t.Vault, RecoveryPointArn: t.ID}, restore.GuardDetach)
}

// letsGo is what happens to the point, at the head of the review, and what that means.
func letsGo(k ops.Kind, p restore.Point) (label, note string) {
	switch {
	case k == ops.DetachChild:
		return "Detaches", "it lives on alone, and can't be put back"
	case restore.StaysStopped(p):
		return "Stops", "it stays, STOPPED: nothing is added to it any more, and what it holds ages out"
	}
	return "Forgets", "AWS Backup forgets it; its own service goes on keeping and billing it"
}

// letGo is a change of one point that takes no values.
func letGo(s *session, t backup.Thing, k ops.Kind, verb string, c backup.Change, guard func(restore.Point) []restore.Finding) *doing {
	name := backup.ShortARN(t.ID)
	return &doing{
		s: s, k: k, of: t, name: verb + " " + name, look: glanceAt(t),
		change: func(*doing) []ops.Item { return []ops.Item{{Change: c, Thing: t, Name: name}} },
		checks: func(*doing) []restore.Check {
			return []restore.Check{
				guarded(t, verb, func(_ context.Context, _ restore.Lookup, p restore.Point) []restore.Finding { return guard(p) }),
				restore.VaultPolicyCheck(t), restore.CallerCheck(c, t),
			}
		},
		head: func(d *doing, e *Env) ui.Facts {
			label, note := letsGo(k, d.pointOf())
			return ui.Facts{
				{Label: label, Value: name, Tone: ui.Strong},
				{Label: "of", Value: t.Vault + " in " + e.place(t.Scope)},
				{Label: "note", Value: note, Tone: ui.Warn},
			}
		},
	}
}
