package restore

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// Plan returns what checks look at for a request of this form. Who sends it, and what
// is known of the fleet, is for the caller to add.
func (f *Form) Plan(r *backup.StartRestoreJob) Plan {
	target := f.Target()
	p := Plan{
		Request: r, Scope: f.in, Now: f.now, Point: f.point, Metadata: f.original, Type: f.spec.Type,
		RoleActions: needed(f.spec.Actions, target.Effect), Policies: f.spec.managed(), Target: target, Moment: f.Moment(),
	}
	if f.spec.NoRole {
		p.RoleActions, p.Policies, p.CallerActions = nil, nil, f.spec.Actions
	}
	f.addKeys(&p, f.metadata())
	for _, fl := range f.fields {
		v, _ := f.value(fl)
		if q, ok := f.query(fl); ok && f.shown(fl) && v != "" && !fl.New {
			f.place(&p, fl, q.Kind, v)
		}
	}
	if f.spec.Zones != nil {
		p.Network.Zones = f.spec.Zones(f)
	}
	return p
}

// place notes where a value puts what is restored.
func (f *Form) place(p *Plan, fl *Field, kind ChoiceKind, v string) {
	n := &p.Network
	items := fl.split(v)
	if len(items) == 0 {
		return
	}
	switch kind {
	case VPCs:
		n.VPC = v
	case Subnets:
		n.Subnets = append(n.Subnets, items...)
		n.VPC = f.fact(Subnets, n.Subnets[0], "vpc")
	case SecurityGroups:
		n.SecurityGroups = append(n.SecurityGroups, items...)
	case DBSubnetGroups, RedshiftSubnets:
		n.SubnetGroup, n.GroupKind = v, kind
		n.VPC = f.fact(kind, v, "vpc")
	case Zones:
		if fl.Kind == Pick {
			n.Zone = v
		}
	case InstanceTypes:
		n.InstanceType = v
	case Directories, OptionGroups, DBParameterGroups, DBClusterParams, StorageVMs, Gateways, TimestreamDBs:
		n.Parts = append(n.Parts, Part{kind, v})
	case Keys:
		p.Keys = append(p.Keys, KeyUse{ARN: f.keyARN(v), Use: "that of " + fl.Label, Own: fl.Own, Writes: true})
	default:
	}
}

// keyARN is the ARN of a key that may be named by ID or alias.
func (f *Form) keyARN(v string) string {
	if _, ok := backup.SplitARN(v); ok {
		return v
	}
	if arn := f.fact(Keys, v, "arn"); arn != "" {
		return arn
	}
	resource := "key/" + v
	if strings.HasPrefix(v, "alias/") {
		resource = v
	}
	return "arn:" + f.partition() + ":kms:" + f.in.Region.String() + ":" + f.in.Account.String() + ":" + resource
}

// managed are the managed policies that allow what the restore does.
func (s *Spec) managed() []string {
	return append([]string{forRestores}, s.Policies...)
}
