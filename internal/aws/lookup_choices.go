package aws

import (
	"context"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// finder lists and finds the things of one kind.
type finder struct {
	list func(looker, backup.ChoiceQuery) ([]backup.Choice, error)
	find func(looker, string) (backup.Choice, error)
}

// finders is how each kind of choice is looked up.
func finders() map[backup.ChoiceKind]finder {
	all := map[backup.ChoiceKind]finder{
		backup.Zones:          {looker.zones, looker.zone},
		backup.VPCs:           {looker.vpcs, looker.vpc},
		backup.Subnets:        {looker.subnets, looker.subnet},
		backup.SecurityGroups: {looker.securityGroups, looker.securityGroup},
		backup.InstanceTypes:  {looker.instanceTypes, looker.instanceType},
		backup.KeyPairs:       {looker.keyPairs, looker.keyPair},
		backup.Instances:      {looker.instances, looker.instance},
		backup.Volumes:        {looker.volumes, looker.volume},
		backup.Keys:           {looker.keys, looker.findKey},
		backup.Roles:          {looker.roles, looker.findRole},
	}
	for kind, t := range controlledTypes() {
		all[kind] = finder{
			list: func(l looker, _ backup.ChoiceQuery) ([]backup.Choice, error) { return l.controlled(t) },
			find: func(l looker, id string) (backup.Choice, error) { return l.findControlled(t, id) },
		}
	}
	return all
}

// Choices lists what a field can be set to. Where there is more than a person reads,
// the beginning comes with an error of kind Cut; kinds that no service here lists are
// Unsupported.
func (c *Client) Choices(ctx context.Context, in backup.Scope, q backup.ChoiceQuery) ([]backup.Choice, error) {
	f, l, err := c.finder(ctx, in, q.Kind)
	if err != nil {
		return nil, err
	}
	choices, err := f.list(l, q)
	return slices.DeleteFunc(choices, func(c backup.Choice) bool { return !within(c, q) }), err
}

// Find looks one thing up by name or ID. NotFound means that there is none.
func (c *Client) Find(ctx context.Context, in backup.Scope, kind backup.ChoiceKind, id string) (backup.Choice, error) {
	if kind == backup.Roles {
		in = of(id, in)
	}
	f, l, err := c.finder(ctx, in, kind)
	if err != nil {
		return backup.Choice{}, err
	}
	if id == "" {
		return backup.Choice{}, &backup.Error{Kind: backup.Invalid, Op: "the look-up of a " + string(kind), Scope: in, Message: "no name is given"}
	}
	return f.find(l, id)
}

func (c *Client) finder(ctx context.Context, in backup.Scope, kind backup.ChoiceKind) (finder, looker, error) {
	f, ok := finders()[kind]
	if !ok {
		return f, looker{}, &backup.Error{
			Kind: backup.Unsupported, Op: "the look-up of a " + string(kind), Scope: in, Message: "no service lists them here", Remedy: "type it by hand",
		}
	}
	l, err := c.look(ctx, in)
	return f, l, err
}

// within says whether a choice has the facts that are asked for. What is not known of
// it does not rule it out.
func within(c backup.Choice, q backup.ChoiceQuery) bool {
	for name, want := range q.Within {
		if have := c.Facts[name]; have != "" && want != "" && have != want {
			return false
		}
	}
	return true
}

// one is the only choice of a list about one thing.
func (l looker) one(op string, choices []backup.Choice, err error) (backup.Choice, error) {
	switch {
	case err != nil:
		return backup.Choice{}, err
	case len(choices) == 0:
		return backup.Choice{}, &backup.Error{Kind: backup.NotFound, Op: op, Scope: l.sc.at, Message: "there is none of that name"}
	}
	return choices[0], nil
}
