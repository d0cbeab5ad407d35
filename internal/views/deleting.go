package views

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// deletePoints opens the review that deletes recovery points of one vault. There is no
// form: which ones was decided with the marks.
func deletePoints(s *session, _ *Env, rows []*backup.RecoveryPoint) tea.Cmd {
	things, names := make([]backup.Thing, len(rows)), make([]string, len(rows))
	for i, p := range rows {
		things[i], names[i] = pointThing(p.ARN.String(), p.In.Get()), backup.ShortARN(p.ARN.String())
	}
	return s.change(func() {
		d := newDeleting(s, things, names)
		if len(rows) > 1 {
			d.what = pointsInWords(s.env, rows)
		}
		s.push(newWizard(s, d, nil))
	})
}

// oneVault says why points can't be deleted together, "" where they can.
func oneVault(_ *Env, rows []*backup.RecoveryPoint) string {
	if len(rows) > ops.MostItems {
		return fmt.Sprintf("%s points are marked: one confirmation takes %s, the rest can follow", ui.Count(len(rows)), ui.Count(ops.MostItems))
	}
	for _, p := range rows[1:] {
		if p.In.Get() != rows[0].In.Get() {
			return "the marked points lie in several vaults: mark those of one"
		}
	}
	if !rows[0].In.Get().SeenFrom.Empty() {
		return "the vault is another account's: it is deleted from there"
	}
	return ""
}

func newDeleting(s *session, things []backup.Thing, names []string) *doing {
	d := &doing{s: s, k: ops.Delete, of: things[0], name: "delete " + names[0]}
	if len(things) == 1 {
		d.look = glanceAt(things[0])
	} else {
		d.name = fmt.Sprintf("delete %d points of %s", len(things), things[0].Vault)
	}
	d.goOn = func(ahead []backup.Thing, left []int) *doing {
		of, called := make([]backup.Thing, len(left)), make([]string, len(left))
		for i, at := range left {
			of[i], called[i] = things[at], names[at]
		}
		rest := newDeleting(s, of, called)
		rest.ahead = ahead
		return rest
	}
	d.change = func(*doing) []ops.Item {
		var items []ops.Item
		for i, t := range things {
			items = append(items, ops.Item{
				Change: &backup.DeleteRecoveryPoint{BackupVaultName: t.Vault, RecoveryPointArn: t.ID}, Thing: t, Name: names[i],
			})
		}
		return items
	}
	d.checks = func(*doing) []restore.Check { return deleteChecks(s.env.Snap, things, names) }
	d.plans = func(*doing) restore.Plan {
		p := restore.Plan{Scope: d.of.Scope, Now: s.env.Now}
		p.Point.Thing, p.Point.ARN = d.of, d.of.ID
		return p
	}
	d.head = func(d *doing, e *Env) ui.Facts {
		facts := ui.Facts{
			{Label: "Deletes", Value: names[0], Tone: ui.Strong},
			{Label: "from", Value: d.of.Vault + " in " + e.place(d.of.Scope)},
		}
		if d.what != "" && len(things) > 1 {
			facts = append(facts, ui.Fact{Label: "of", Value: d.what, Tone: ui.Strong})
		}
		if words := compositeWords(e.Snap, knownOf[seenPoint](d).point); words != "" {
			facts = append(facts, ui.Fact{Label: "which is", Value: words, Tone: ui.Strong})
		}
		how := "AWS answers as if it were done even where it may not: it is described again until it is gone, or EXPIRED"
		if len(things) > 1 {
			facts[0].Value = fmt.Sprintf("%d recovery points", len(things))
			how = "AWS answers as if it were done even where it may not: each is described again until it is gone, or EXPIRED"
		}
		if len(things) > 3 {
			how = "three first, which are described until they are gone; none of the rest where one comes back EXPIRED; where one is still DELETING after five minutes you are asked; the rest is described as well, once all of it is sent"
		}
		if n := len(d.ahead); n > 0 {
			how = fmt.Sprintf("the rest, at once: of what went first %s still DELETING when you were asked; described once more before, and none of the rest is sent where one is EXPIRED; then the rest is described until it is gone, or EXPIRED", counted2(n, "is", "are"))
		}
		facts = append(facts, ui.Fact{Label: "how", Value: how})
		return append(facts, ui.Fact{Label: "note", Value: "what is deleted can't be brought back by anyone", Tone: ui.Warn})
	}
	d.stakes = func(d *doing, e *Env) ops.Circumstances { return ops.Circumstances{Place: d.of.Vault} }
	return d
}

// deleteChecks look at every point again, and at what keeps the vault.
func deleteChecks(snap *state.Snapshot, things []backup.Thing, names []string) []restore.Check {
	var checks []restore.Check
	for i, t := range things {
		checks = append(checks, guarded(t, names[i], func(ctx context.Context, l restore.Lookup, p restore.Point) []restore.Finding {
			found := restore.GuardDelete(p, heldBy(ctx, l, snap, t, p))
			if len(things) > 1 {
				return worst(names[i], found)
			}
			return found
		}))
	}
	points := make([]string, len(things))
	for i, t := range things {
		points[i] = t.ID
	}
	return append(
		checks, restore.RemainsCheck(doomed(snap, things)), restore.DeleterCheck(),
		restore.VaultPolicyCheck(things[0]), restore.InUseCheck(points), // they lie in one vault
	)
}

// doomed are the points by their resource, as the lists know it.
func doomed(snap *state.Snapshot, things []backup.Thing) []restore.Doomed {
	byARN := make(map[string]backup.Thing, len(things))
	for _, t := range things {
		byARN[t.ID] = t
	}
	var all []restore.Doomed
	at := map[string]int{}
	for _, p := range state.Select[backup.RecoveryPoint](snap, func(part state.Part) bool { return part.Scope == things[0].Scope }, "points").All() {
		t, ok := byARN[p.ARN.String()]
		of := p.Of.Get()
		if !ok || of.ARN.Empty() || p.In.Get().Name.String() != t.Vault {
			continue
		}
		delete(byARN, t.ID) // it may stand in several lists
		i, known := at[of.ARN.String()]
		if !known {
			i = len(all)
			at[of.ARN.String()] = i
			all = append(all, restore.Doomed{Resource: of.ARN.String(), Name: resourceWords(of)})
		}
		all[i].Points = append(all[i].Points, t)
	}
	return all
}

// heldBy asks what keeps a point. What is nested in it is known from the lists: where
// they have nothing, they may not be read.
func heldBy(ctx context.Context, l restore.Lookup, snap *state.Snapshot, t backup.Thing, p restore.Point) restore.Held {
	held := restore.Held{Children: restore.Unknown}
	if n := nestedIn(snap, p); n > 0 {
		held.Children = n
	}
	if v, err := l.Vault(ctx, t.Scope, p.VaultARN); err == nil {
		held.Vault = &v
	}
	held.Holds, held.HoldsErr = l.Holds(ctx, t)
	return held
}

// worst sums the findings about one of many points up: what is not fine, under its name.
func worst(name string, found []restore.Finding) []restore.Finding {
	var bad []restore.Finding
	for _, f := range found {
		if f.Outcome != restore.OK {
			f.Check, f.Evidence = name, f.Check+": "+f.Evidence
			bad = append(bad, f)
		}
	}
	if len(bad) == 0 {
		var looked []string
		for _, f := range found {
			looked = append(looked, f.Check)
		}
		return []restore.Finding{{Check: name, Outcome: restore.OK, Evidence: "nothing that was looked at keeps it: " + strings.Join(looked, ", "), Source: "backup:DescribeRecoveryPoint"}}
	}
	return bad
}
