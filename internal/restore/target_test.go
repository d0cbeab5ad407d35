package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func finds(there bool) func(backup.Scope, ChoiceKind, string) (Choice, error) {
	return func(_ backup.Scope, _ ChoiceKind, id string) (Choice, error) {
		if !there {
			return Choice{}, missing("Find")
		}
		return Choice{Value: id}, nil
	}
}

func TestTargetMustBeFreeOrThere(t *testing.T) {
	for name, c := range map[string]struct {
		target Target
		find   func(backup.Scope, ChoiceKind, string) (Choice, error)
		want   Outcome
	}{
		"a free name":                                {Target{Kind: DBInstances, ID: "orders", Effect: MakesNew}, finds(false), OK},
		"a bucket that is not here":                  {Target{Kind: Buckets, ID: "orders", Effect: MakesNew}, finds(false), CannotTell},
		"a taken name":                               {Target{Kind: DBInstances, ID: "orders", Effect: MakesNew}, finds(true), Blocks},
		"an existing one":                            {Target{Kind: Buckets, ID: "orders", Effect: WritesInto}, finds(true), OK},
		"one that is not":                            {Target{Kind: Buckets, ID: "orders", Effect: WritesInto}, finds(false), Blocks},
		"one that it replaces":                       {Target{Kind: Buckets, ID: "orders", Effect: WritesInto, Overwrites: "its objects"}, finds(true), Warning},
		"one that cannot be looked up":               {Target{ID: "shop", Effect: WritesInto}, finds(true), Warning},
		"one that cannot be looked up, and replaces": {Target{ID: "sales", Effect: WritesInto, Overwrites: "its databases"}, finds(true), Warning},
		"one that is there and not named":            {Target{Effect: WritesInto}, finds(true), CannotTell},
		"nobody knows":                               {Target{}, finds(false), CannotTell},
		"nobody knows, with a name":                  {Target{ID: "web", Effect: Unsure}, finds(false), CannotTell},
		"refused":                                    {Target{Kind: Buckets, ID: "orders", Effect: MakesNew}, nil, CannotTell},
	} {
		p := plan()
		p.Target = c.target
		expect(t, name, runs(t, targetCheck(), &answers{find: c.find}, p), verdict{"target", c.want})
	}
	named := plan()
	named.Target = Target{Effect: MakesNew}
	if targetCheck().Applies(named) {
		t.Error("a target that AWS names is looked for")
	}
}

func TestEveryKindOfTargetIsLookedUpByAnActionOfItsOwn(t *testing.T) {
	for _, k := range []ChoiceKind{
		Zones, VPCs, Subnets, SecurityGroups, InstanceTypes, KeyPairs, Instances, Volumes, Keys, Roles, Buckets, FileSystems, FSxFileSystems,
		StorageVMs, Directories, DBInstances, DBClusters, DBSubnetGroups, DBParameterGroups, DBClusterParams, OptionGroups, Tables,
		RedshiftClusters, RedshiftSubnets, Gateways, TimestreamDBs, TimestreamTables,
	} {
		if a := lookedFor(k); a == "the look-up of a "+string(k) {
			t.Errorf("%s has no action", k)
		}
	}
	for kind, want := range map[ChoiceKind]string{
		DBInstances: "cloudformation:GetResource, which asks rds:DescribeDBInstances", Subnets: "ec2:DescribeSubnets",
	} {
		if got := lookedFor(kind); got != want {
			t.Errorf("a %s is looked for by %s", kind, got)
		}
	}
	if lookedFor("moon") != "the look-up of a moon" {
		t.Error(lookedFor("moon"))
	}
}

func TestOptInIsReadForTheTypeRestored(t *testing.T) {
	settings := map[string]bool{"EBS": true, "Storage Gateway": false}
	a := &answers{optIn: func(backup.Scope) (map[string]bool, error) { return settings, nil }}
	for kind, want := range map[string]Outcome{"EBS": OK, "Storage Gateway": Warning, "New": CannotTell} {
		p := plan()
		p.Request = &backup.StartRestoreJob{ResourceType: kind}
		expect(t, kind, runs(t, optInCheck(), a, p), verdict{"opt-in", want})
	}
	expect(t, "refused", runs(t, optInCheck(), &answers{}, plan()), verdict{"opt-in", CannotTell})
}

func TestTheZoneMustOfferTheInstanceType(t *testing.T) {
	offers := func(_ backup.Scope, q Query) ([]Choice, error) {
		if q.Kind != InstanceTypes {
			return nil, missing("Choices")
		}
		return map[string][]Choice{"eu-west-1a": {{Value: "m7i.large"}}, "eu-west-1b": {{Value: "m6i.large"}}}[q.Within["zone"]], nil
	}
	subnet := func(backup.Scope, ChoiceKind, string) (Choice, error) {
		return Choice{Facts: map[string]string{"zone": "eu-west-1b"}}, nil
	}
	for name, c := range map[string]struct {
		network Network
		a       *answers
		want    Outcome
	}{
		"offered":               {Network{Zone: "eu-west-1a"}, &answers{choices: offers}, OK},
		"not offered":           {Network{Zone: "eu-west-1b"}, &answers{choices: offers}, Blocks},
		"a zone without a list": {Network{Zone: "eu-west-1c"}, &answers{choices: offers}, CannotTell},
		"the subnet's zone":     {Network{Subnets: []string{"subnet-1"}}, &answers{choices: offers, find: subnet}, Blocks},
		"no zone":               {Network{}, &answers{choices: offers}, CannotTell},
		"a subnet without zone": {Network{Subnets: []string{"subnet-1"}}, &answers{choices: offers, find: finds(true)}, CannotTell},
		"a subnet not read":     {Network{Subnets: []string{"subnet-1"}}, &answers{choices: offers}, CannotTell},
		"refused":               {Network{Zone: "eu-west-1a"}, &answers{}, CannotTell},
	} {
		p := plan()
		c.network.InstanceType, p.Network = "m7i.large", c.network
		p.Network.InstanceType = "m7i.large"
		expect(t, name, runs(t, instanceCheck(), c.a, p), verdict{"instance type", c.want})
	}
}
