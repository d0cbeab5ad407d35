package restore

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// targetCheck looks for what the restore makes or writes to.
func targetCheck() Check {
	return Check{
		Name: "target",
		Applies: func(p Plan) bool {
			return restoring(p) && (p.Target.Effect != MakesNew || p.Target.ID != "" && p.Target.Kind != "")
		},
		Run: checkTarget,
	}
}

func checkTarget(ctx context.Context, l Lookup, p Plan) []Finding {
	t := p.Target
	what := strings.TrimSpace(string(t.Kind) + " " + short(t.Called()))
	switch {
	case t.Effect == Unsure && t.ID == "":
		return []Finding{doubts("", fromRequest, "make sure of it in AWS's documentation of the type", "whether it makes something new or writes into what is there is not known here")}
	case t.Effect == Unsure:
		return []Finding{doubts("", fromRequest, "make sure of it in AWS's documentation of the type", "whether it makes %s or writes into it is not known here", what)}
	case t.ID == "":
		return []Finding{doubts("", fromRequest, "name it in the form", "it writes into what is there, and the request does not say into what")}
	case t.Kind == "" && t.Overwrites != "":
		return []Finding{warns("", fromRequest, "make sure that nothing in it is needed", "the restore overwrites %s of %s; whether that exists is not looked up", t.Overwrites, what)}
	case t.Kind == "":
		return []Finding{warns("", fromRequest, cmp.Or(t.Instead, "make sure that it is the one that is meant"), "it writes into %s; whether that exists is not looked up", what)}
	}
	_, err := l.Find(ctx, p.Scope, t.Kind, t.ID)
	source := lookedFor(t.Kind)
	switch {
	case notFound(err) && t.Effect == WritesInto:
		return []Finding{blocks("", source, "choose one that exists", "there is no %s", what)}
	case notFound(err) && t.Kind == Buckets:
		return []Finding{doubts("", source, "should AWS say that it is taken, choose another name", "%s is not among those of this account; another account may have the name, which is not looked up", what)}
	case notFound(err):
		return []Finding{proven("", source, "%s is free", what)}
	case err != nil:
		return []Finding{unanswered("", source, p.Scope, err)}
	case t.Effect == MakesNew:
		return []Finding{blocks("", source, "choose another name", "%s exists already", what)}
	case t.Overwrites != "":
		return []Finding{warns("", source, "make sure that nothing in it is needed", "%s exists, and the restore overwrites %s", what, t.Overwrites)}
	}
	return []Finding{proven("", source, "%s exists; nothing in it is overwritten", what)}
}

// lookedFor is the call by which one thing of that kind is looked for, as IAM names it. Where that
// is Cloud Control API's, its handler asks the service with the same permissions.
func lookedFor(kind ChoiceKind) string {
	direct := map[ChoiceKind]string{
		Zones: "ec2:DescribeAvailabilityZones", VPCs: "ec2:DescribeVpcs", Subnets: "ec2:DescribeSubnets",
		SecurityGroups: "ec2:DescribeSecurityGroups", InstanceTypes: "ec2:DescribeInstanceTypeOfferings",
		KeyPairs: "ec2:DescribeKeyPairs", Instances: "ec2:DescribeInstances", Volumes: "ec2:DescribeVolumes",
		Keys: "kms:DescribeKey", Roles: "iam:GetRole", Gateways: "storagegateway:ListGateways",
	}
	beneath := map[ChoiceKind]string{
		Buckets: "s3:ListBucket", FileSystems: "elasticfilesystem:DescribeFileSystems",
		FSxFileSystems: "fsx:DescribeFileSystems", StorageVMs: "fsx:DescribeStorageVirtualMachines", Directories: "ds:DescribeDirectories",
		DBInstances: "rds:DescribeDBInstances", DBClusters: "rds:DescribeDBClusters", DBSubnetGroups: "rds:DescribeDBSubnetGroups",
		DBParameterGroups: "rds:DescribeDBParameterGroups", DBClusterParams: "rds:DescribeDBClusterParameterGroups",
		OptionGroups: "rds:DescribeOptionGroups", Tables: "dynamodb:DescribeTable", RedshiftClusters: "redshift:DescribeClusters",
		RedshiftSubnets: "redshift:DescribeClusterSubnetGroups",
		TimestreamDBs:   "timestream:DescribeDatabase", TimestreamTables: "timestream:DescribeTable",
	}
	if a := direct[kind]; a != "" {
		return a
	}
	if a := beneath[kind]; a != "" {
		return throughControl(a)
	}
	return "the look-up of a " + string(kind)
}

// throughControl is the call by which Cloud Control API is asked, and the one that its handler
// makes.
func throughControl(action string) string { return "cloudformation:GetResource, which asks " + action }

// optInCheck says whether the Region is opted in for the type.
func optInCheck() Check {
	return Check{Name: "opt-in", Applies: restoring, Run: func(ctx context.Context, l Lookup, p Plan) []Finding {
		const source = "backup:DescribeRegionSettings"
		types, err := l.OptIn(ctx, p.Scope)
		if err != nil {
			return []Finding{unanswered("", source, p.Scope, err)}
		}
		switch on, listed := types[p.kind()]; {
		case on:
			return []Finding{proven("", source, "%s is opted in for %s", p.region(), p.kind())}
		case listed:
			return []Finding{warns("", source, "opt in: AWS Backup settings of "+p.Scope.String(), "%s is not opted in for %s", p.region(), p.kind())}
		}
		return []Finding{doubts("", source, "look at the AWS Backup settings of "+p.Scope.String(), "the settings do not name %s", p.kind())}
	}}
}

// instanceCheck says whether the zone offers the instance type.
func instanceCheck() Check {
	return Check{
		Name:    "instance type",
		Applies: func(p Plan) bool { return restoring(p) && p.Network.InstanceType != "" },
		Run:     checkInstance,
	}
}

func checkInstance(ctx context.Context, l Lookup, p Plan) []Finding {
	const source = "ec2:DescribeInstanceTypeOfferings"
	n := p.Network
	zone := n.Zone
	if zone == "" && len(n.Subnets) > 0 {
		s, err := l.Find(ctx, p.Scope, Subnets, n.Subnets[0])
		if err != nil {
			return []Finding{unanswered("", lookedFor(Subnets), p.Scope, err)}
		}
		zone = s.Facts["zone"]
	}
	if zone == "" {
		return []Finding{doubts("", fromRequest, "choose a subnet", "in which zone it will be is not known")}
	}
	types, err := l.Choices(ctx, p.Scope, Query{Kind: InstanceTypes, Within: map[string]string{"zone": zone}})
	switch {
	case err != nil:
		return []Finding{unanswered("", source, p.Scope, err)}
	case slices.ContainsFunc(types, func(c Choice) bool { return strings.EqualFold(c.Value, n.InstanceType) }):
		return []Finding{proven("", source, "%s offers %s; whether it has any left is not known", zone, n.InstanceType)}
	case len(types) == 0:
		return []Finding{doubts("", source, "look again", "no instance type at all is listed for %s", zone)}
	}
	return []Finding{blocks("", source, "choose another type or a subnet of another zone", "%s does not offer %s", zone, n.InstanceType)}
}
