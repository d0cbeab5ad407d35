package restore

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// networkCheck looks whether what the restore is put into is there and fits together:
// all of one VPC, in the zone asked for, with addresses left.
func networkCheck() Check {
	return Check{
		Name: "network",
		Applies: func(p Plan) bool {
			n := p.Network
			return restoring(p) && (n.Zone != "" || n.SubnetGroup != "" || len(n.Subnets)+len(n.SecurityGroups)+len(n.Parts) > 0)
		},
		Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
			w := wiring{ctx: ctx, lookup: l, plan: p, vpc: p.Network.VPC}
			if w.vpc != "" {
				w.vpcOf = "the form"
			}
			return w.check()
		},
	}
}

// wiring gathers what is known of a network, piece by piece.
type wiring struct {
	ctx    context.Context
	lookup Lookup
	plan   Plan
	vpc    string // that all have to be of
	vpcOf  string // which piece said so
	seen   []string
	asked  []string // the actions of the look-ups
	found  []Finding
}

func (w *wiring) check() []Finding {
	n := w.plan.Network
	for _, id := range n.Subnets {
		if s, ok := w.find(Subnets, id); ok {
			w.subnet(s, id)
		}
	}
	if n.SubnetGroup != "" {
		kind := n.GroupKind
		if kind == "" {
			kind = DBSubnetGroups
		}
		if g, ok := w.find(kind, n.SubnetGroup); ok {
			w.group(kind, g)
		}
	}
	for _, id := range n.SecurityGroups {
		if g, ok := w.find(SecurityGroups, id); ok {
			w.inVPC(SecurityGroups, id, g)
		}
	}
	if n.Zone != "" {
		w.find(Zones, n.Zone)
	}
	where := ""
	if w.vpc != "" {
		where = ", all of " + w.vpc
	}
	if w.seen != nil && n.Parts != nil { // parts are of no VPC
		where += "; there too: "
	}
	wired := list(w.seen)
	w.seen = nil
	for _, part := range n.Parts {
		w.find(part.Kind, part.ID)
	}
	if len(w.found) > 0 {
		return w.found
	}
	if wired == "" {
		return []Finding{proven("", list(w.asked), "%s: there", list(w.seen))}
	}
	return []Finding{proven("", list(w.asked), "%s: there%s%s", wired, where, list(w.seen))}
}

// find looks for a piece, and notes it or what is wrong with it.
func (w *wiring) find(kind ChoiceKind, id string) (Choice, bool) {
	if action := lookedFor(kind); !slices.Contains(w.asked, action) {
		w.asked = append(w.asked, action)
	}
	c, err := w.lookup.Find(w.ctx, w.plan.Scope, kind, id)
	switch {
	case notFound(err) && incomplete(kind):
		w.found = append(w.found, doubts("", lookedFor(kind), "make sure that it is there", "%s %s is not among those that could be looked up in %s", string(kind), id, w.plan.region()))
	case notFound(err):
		w.found = append(w.found, blocks("", lookedFor(kind), "choose another "+string(kind), "there is no %s %s in %s", string(kind), id, w.plan.region()))
	case backup.KindOf(err) == backup.Unsupported: // the remedy of which is for whoever chooses
		w.found = append(w.found, doubts("", lookedFor(kind), "make sure that it is there", "%s %s can't be looked up here", string(kind), id))
	case err != nil:
		w.found = append(w.found, unanswered("", lookedFor(kind), w.plan.Scope, err))
	default:
		w.seen = append(w.seen, short(id))
	}
	return c, err == nil
}

// inVPC holds a piece against the VPC of those before.
func (w *wiring) inVPC(kind ChoiceKind, id string, c Choice) {
	switch vpc := c.Facts["vpc"]; {
	case vpc == "" && c.Facts[backup.Unseen] != "": // which group says
	case vpc == "":
		w.found = append(w.found, doubts("", lookedFor(kind), "look at it", "the VPC of %s %s is not known", string(kind), id))
	case w.vpc == "":
		w.vpc, w.vpcOf = short(vpc), id
	case vpc != w.vpc:
		w.found = append(w.found, blocks("", lookedFor(kind), "choose one of "+w.vpc, "%s %s is of %s, but %s of %s", string(kind), id, vpc, w.vpcOf, w.vpc))
	}
}

func (w *wiring) subnet(c Choice, id string) {
	w.inVPC(Subnets, id, c)
	n := w.plan.Network
	if zone := c.Facts["zone"]; n.Zone != "" && zone != "" && zone != n.Zone {
		w.found = append(w.found, blocks("", lookedFor(Subnets), "choose a subnet of "+n.Zone, "subnet %s is in %s, not in %s", id, zone, n.Zone))
	}
	if free, err := strconv.Atoi(c.Facts["free"]); err == nil && free == 0 {
		w.found = append(w.found, blocks("", lookedFor(Subnets), "choose another subnet", "subnet %s has no address left", id))
	}
}

func (w *wiring) group(kind ChoiceKind, c Choice) {
	n := w.plan.Network
	w.inVPC(kind, n.SubnetGroup, c)
	if action := lookedFor(Subnets); !slices.Contains(w.asked, action) {
		w.asked = append(w.asked, action) // which tell the group's VPC and zones
	}
	zones := strings.FieldsFunc(c.Facts["zones"], func(r rune) bool { return r == ',' || r == ' ' })
	switch unseen := c.Facts[backup.Unseen]; {
	case unseen != "":
		action, why, _ := strings.Cut(unseen, ": ")
		remedy := lookAgain
		if why == string(backup.AccessDenied) {
			remedy = "allow " + action + " to the role that reads, or look at it"
		}
		w.found = append(w.found, doubts("", action, remedy, "the VPC and the zones of %s %s are not known: %s", string(kind), n.SubnetGroup, unseen))
	case len(zones) == 0:
		w.found = append(w.found, doubts("", lookedFor(kind), "look at it", "the zones of %s are not known", n.SubnetGroup))
	case len(zones) < n.Zones:
		w.found = append(w.found, blocks("", lookedFor(kind), "choose one over more zones", "%s spans %s, and %d are needed", n.SubnetGroup, count(len(zones), "zone"), n.Zones))
	}
}
