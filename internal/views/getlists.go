package views

import (
	"errors"
	"maps"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// fleet reads the accounts and their Regions, on which every other list hangs.
func (g *getRun) fleet() error {
	if err := gather(g, []state.Part{accountsPart()}, publish(g, (*backup.Account).Key)); err != nil {
		return err
	}
	g.observe()
	return g.regions()
}

func (g *getRun) regions() error {
	err := gather(g, g.env.Fleet.parts()[1:], publish(g, func(r *backup.Region) string { return r.Name.String() }))
	g.observe()
	return err
}

// prepare reads the lists that the parts of a view are computed from.
func (g *getRun) prepare(parts []state.Part) error {
	var vaults, plans, restores []state.Part
	for _, p := range parts {
		switch p.Feed {
		case "vaults":
			vaults = append(vaults, p)
		case "plans":
			plans = append(plans, p)
		case "restore-keys":
			restores = append(restores, p)
		}
	}
	err := errors.Join(
		gather(g, vaults, publish(g, vaultKey)),
		gather(g, plans, publish(g, func(p *backup.Plan) string { return p.ID.String() })),
		gather(g, restores, publish(g, func(k *backup.RestoreKey) string { return k.Job })),
	)
	g.observe()
	return err
}

func (g *getRun) observe() {
	g.b.Store.Flush()
	next := *g.env
	next.Snap = g.b.Store.Snapshot()
	next.Fleet = fleetOf(next.Snap, nil)
	g.env = &next
}

// publish puts pages into the store, for lists that others hang on.
func publish[V comparable](g *getRun, key func(*V) string) func(state.Part, []V) error {
	return func(p state.Part, rows []V) error {
		state.Publish(g.b.Store, p, key, rows, 1<<30)
		return nil
	}
}

// gather streams parts side by side and remembers which could not be read. The
// error is one of each, or of the context.
func gather[V comparable](g *getRun, parts []state.Part, each func(state.Part, []V) error) error {
	failed, err := state.Gather(g.ctx, g.b.Source, parts, func(p state.Part, rows []V) error {
		g.read[p] = true
		return each(p, rows)
	})
	maps.Copy(g.refused, failed)
	for _, p := range parts {
		g.read[p] = g.read[p] || failed[p] == nil
	}
	return err
}
