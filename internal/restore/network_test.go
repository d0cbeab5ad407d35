package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// lan answers for a small network.
func lan(_ backup.Scope, kind ChoiceKind, id string) (Choice, error) {
	facts, ok := map[string]map[string]string{
		"subnet-a":    {"vpc": "vpc-1", "zone": "eu-west-1a", "free": "10"},
		"subnet-b":    {"vpc": "vpc-1", "zone": "eu-west-1b", "free": "10"},
		"subnet-full": {"vpc": "vpc-1", "zone": "eu-west-1a", "free": "0"},
		"subnet-far":  {"vpc": "vpc-2", "zone": "eu-west-1a", "free": "10"},
		"subnet-mute": {},
		"sg-1":        {"vpc": "vpc-1"},
		"sg-2":        {"vpc": "vpc-2"},
		"db":          {"vpc": "vpc-1", "zones": "eu-west-1a,eu-west-1b"},
		"db-unseen":   {backup.Unseen: "ec2:DescribeSubnets: access denied"},
		"db-mute":     {"vpc": "vpc-1"},
		"eu-west-1a":  {},
	}[id]
	switch {
	case id == "subnet-refused":
		return Choice{}, refused("ec2:DescribeSubnets")
	case id == "d-refused":
		return Choice{}, &backup.Error{Kind: backup.Unsupported, Op: "ds:DescribeDirectories"}
	case !ok || kind == RedshiftSubnets:
		return Choice{}, missing("Find")
	}
	return Choice{Value: id, Facts: facts}, nil
}

func TestNetworkMustFitTogether(t *testing.T) {
	for name, c := range map[string]struct {
		network Network
		want    []Outcome
	}{
		"fits":                                 {Network{Subnets: []string{"subnet-a", "subnet-b"}, SecurityGroups: []string{"sg-1"}}, []Outcome{OK}},
		"fits, with its VPC":                   {Network{VPC: "vpc-1", Subnets: []string{"subnet-a"}, Zone: "eu-west-1a"}, []Outcome{OK}},
		"a zone alone":                         {Network{Zone: "eu-west-1a"}, []Outcome{OK}},
		"a zone that is not":                   {Network{Zone: "eu-west-1z"}, []Outcome{Blocks}},
		"another VPC":                          {Network{VPC: "vpc-2", Subnets: []string{"subnet-a"}}, []Outcome{Blocks}},
		"a group of another VPC":               {Network{Subnets: []string{"subnet-a"}, SecurityGroups: []string{"sg-2"}}, []Outcome{Blocks}},
		"subnets of two VPCs":                  {Network{Subnets: []string{"subnet-a", "subnet-far"}}, []Outcome{Blocks}},
		"a subnet of another zone":             {Network{Subnets: []string{"subnet-b"}, Zone: "eu-west-1a"}, []Outcome{Blocks}},
		"a full subnet":                        {Network{Subnets: []string{"subnet-full"}}, []Outcome{Blocks}},
		"a subnet that is not":                 {Network{Subnets: []string{"subnet-z"}}, []Outcome{Blocks}},
		"a subnet without a VPC":               {Network{Subnets: []string{"subnet-mute"}}, []Outcome{CannotTell}},
		"a subnet that is not read":            {Network{Subnets: []string{"subnet-refused", "subnet-a"}}, []Outcome{CannotTell}},
		"a group over zones enough":            {Network{SubnetGroup: "db", SecurityGroups: []string{"sg-1"}, Zones: 2}, []Outcome{OK}},
		"a group over too few":                 {Network{SubnetGroup: "db", Zones: 3}, []Outcome{Blocks}},
		"a group without zones":                {Network{SubnetGroup: "db-mute"}, []Outcome{CannotTell}},
		"a group of another VPC 2":             {Network{SubnetGroup: "db", SecurityGroups: []string{"sg-2"}}, []Outcome{Blocks}},
		"a group of another kind":              {Network{SubnetGroup: "db", GroupKind: RedshiftSubnets}, []Outcome{Blocks}},
		"a directory that nobody tells of":     {Network{Subnets: []string{"subnet-a"}, Parts: []Part{{Directories, "d-refused"}}}, []Outcome{CannotTell}},
		"a directory that may be a shared one": {Network{Subnets: []string{"subnet-a"}, Parts: []Part{{Directories, "d-1"}}}, []Outcome{CannotTell}},
		"an option group that is not":          {Network{SubnetGroup: "db", Parts: []Part{{OptionGroups, "mine"}}}, []Outcome{Blocks}},
		"two things wrong":                     {Network{Subnets: []string{"subnet-full"}, SecurityGroups: []string{"sg-2", "sg-z"}}, []Outcome{Blocks, Blocks, Blocks}},
	} {
		p := plan()
		p.Network = c.network
		var want []verdict
		for _, o := range c.want {
			want = append(want, verdict{"network", o})
		}
		expect(t, name, runs(t, networkCheck(), &answers{find: lan}, p), want...)
	}
	p := plan()
	p.Network = Network{Subnets: []string{"subnet-a"}, SecurityGroups: []string{"sg-2"}}
	if f := runs(t, networkCheck(), &answers{find: lan}, p)[0]; !strings.Contains(f.Evidence, "sg-2 is of vpc-2, but subnet-a of vpc-1") {
		t.Errorf("%q", f.Evidence)
	}
	p.Network = Network{SubnetGroup: "db"}
	if f := runs(t, networkCheck(), &answers{find: lan}, p)[0]; f.Source != "cloudformation:GetResource, which asks rds:DescribeDBSubnetGroups, ec2:DescribeSubnets" {
		t.Errorf("a group is looked for by %s", f.Source)
	}
	p.Network = Network{SubnetGroup: "db-unseen"}
	denied := runs(t, networkCheck(), &answers{find: lan}, p)
	if len(denied) != 1 || denied[0].Source != "ec2:DescribeSubnets" || !strings.Contains(denied[0].Evidence, "not known: ec2:DescribeSubnets: access denied") || !strings.HasPrefix(denied[0].Remedy, "allow ec2:DescribeSubnets") {
		t.Errorf("of a group whose subnets may not be listed it says %+v", denied)
	}
	p.Network = Network{Subnets: []string{"subnet-a"}, Parts: []Part{{DBSubnetGroups, "db"}}}
	if f := runs(t, networkCheck(), &answers{find: lan}, p)[0]; f.Evidence != "subnet-a: there, all of vpc-1; there too: db" {
		t.Errorf("%q", f.Evidence)
	}
	if networkCheck().Applies(plan()) {
		t.Error("a restore without a network has one checked")
	}
}
