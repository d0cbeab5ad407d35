package restore

import (
	"strings"
	"time"
)

// clusters restores Aurora, DocumentDB and Neptune, which share their keys (AWS Backup
// Developer Guide, "Restore an Aurora cluster"; Amazon RDS API,
// RestoreDBClusterFromSnapshot, RestoreDBClusterToPointInTime).
func clusters() []Spec {
	aurora := cluster("aurora", "Aurora", "Aurora cluster from a snapshot", "rds")
	aurora.Fits = isSnapshot
	pitr := aurora
	pitr.Name, pitr.Title, pitr.Fits = "aurora-pitr", "Aurora cluster at a point in time", isContinuous
	pitr.Fields = append([]Field{clusterTime()}, clusterFields("Aurora", true)...)
	pitr.Drops = append(clusterDrops("Aurora"),
		Drop{"UseLatestRestorableTime", "chosen here"},
		Drop{"AvailabilityZones", "a restore to a point in time does not take it"},
		Drop{"DatabaseName", "a restore to a point in time does not take it"})
	pitr.Actions = append([]string{"rds:RestoreDBClusterToPointInTime"}, aurora.Actions[1:]...)
	return []Spec{
		aurora, ofSource(pitr),
		cluster("documentdb", "DocumentDB", "DocumentDB cluster", "docdb"),
		cluster("neptune", "Neptune", "Neptune cluster", "neptune"),
	}
}

// cluster is one of the three; service is the command that makes its instances.
func cluster(name, kind, title, service string) Spec {
	return Spec{
		Name: name, Of: kind, Type: kind, Title: title,
		Fields: clusterFields(kind, false),
		Drops:  clusterDrops(kind),
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) { return DBClusters, lastName(p.ResourceARN) },
		Zones:  func(*Form) int { return 2 },
		Under:  inheritsUnless("kmsKeyId"),
		Tags:   TagRule{Always: "RDS copies the tags of the snapshot whatever is asked"},
		Actions: []string{
			"rds:RestoreDBClusterFromSnapshot", "rds:AddTagsToResource", "rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots",
		},
		NotRestored: []string{
			"instances: the cluster has none, and its endpoints stay \"creating\" until one is made",
			"the endpoints: the new cluster has its own, and nothing is pointed at it",
			"replicas, custom endpoints, proxies, auto scaling, event subscriptions and alarms",
		},
		SetsOff: []string{"nothing runs until an instance is made; then scheduled events within the database do"},
		After:   func(f *Form) []Command { return firstInstance(f, service) },
	}
}

// firstInstance is the command without which a restored cluster serves nobody.
func firstInstance(f *Form, service string) []Command {
	name := f.Value("dbClusterIdentifier")
	class := "DB_INSTANCE_CLASS"
	if strings.Contains(f.original[f.keyOf("ServerlessV2ScalingConfiguration")], "Capacity") {
		class = "db.serverless"
	}
	return []Command{{"Make an instance, or the cluster serves nobody", command("aws "+service+" create-db-instance",
		[2]string{"--db-instance-identifier", name + "-1"}, [2]string{"--db-cluster-identifier", name},
		[2]string{"--engine", f.Value("engine")}, [2]string{"--db-instance-class", class}, [2]string{"--region", f.in.Region.String()})}}
}

func clusterDrops(kind string) []Drop {
	drops := []Drop{
		{"SnapshotIdentifier", "the job fails if it is sent back"},
		{"DBSnapshotIdentifier", "the job fails if it is sent back"},
		{"DBClusterSnapshotIdentifier", "the job fails if it is sent back"},
		{"Encrypted", "inherited from the snapshot"},
		{"StorageEncrypted", "inherited from the snapshot"},
		{"VpcId", "information only: the subnet group decides"},
	}
	if kind != "DocumentDB" {
		drops = append(drops, Drop{"KmsKeyId", "inherited from the snapshot"})
	}
	return drops
}

func clusterFields(kind string, pitr bool) []Field {
	aurora := kind == "Aurora"
	subnets := subnetGroupField("dbSubnetGroupName", DBSubnetGroups)
	subnets.Fact = "subnet group"
	fields := []Field{
		identifierField("dbClusterIdentifier", "Cluster", DBClusters),
		{Key: "engine", Label: "Engine", Section: "Database", Kind: Text, Required: true, Fixed: "a restore keeps the engine", Help: "as backed up", Else: engineOf(kind)},
		{Key: "engineVersion", Label: "Engine version", Section: "Database", Kind: Text, Help: "as backed up, or a later one that the snapshot can go to", Empty: "as in the snapshot"},
		subnets,
		groupsField("vpcSecurityGroupIds", dbVPC("dbSubnetGroupName")),
		{Key: "port", Label: "Port", Section: "Network", Kind: Number, Min: 1150, Max: 65535, Help: "where it listens", Empty: "as in the snapshot"},
		parameterGroupField("dbClusterParameterGroupName", DBClusterParams, "engine"),
		{
			Key: "enableCloudwatchLogsExports", Label: "Logs to CloudWatch", Section: "Database", Kind: List, Help: "log types; costs of CloudWatch", Empty: "none",
		},
		{Key: "deletionProtection", Label: "Deletion protection", Section: "Database", Kind: YesNo, Help: "refuses to be deleted", Empty: "no"},
	}
	if !pitr {
		fields = append(fields, Field{
			Key: "availabilityZones", Label: "Zones", Section: "Left out unless set", Kind: List, Query: look(Zones), Bound: InRegion, Items: 3,
			LeftOut: "the subnet group decides", Help: "of the storage", Empty: "AWS chooses",
		})
	}
	if kind == "DocumentDB" {
		key := keyField("kmsKeyId", "Left out unless set", "rds", "as the snapshot; aws/rds where that has none")
		key.LeftOut = "inherited from the snapshot"
		fields = append(fields, key)
	}
	if aurora {
		fields = append(fields, auroraFields(pitr)...)
	}
	return fields
}

func engineOf(kind string) string {
	switch kind {
	case "DocumentDB":
		return "docdb"
	case "Neptune":
		return "neptune"
	}
	return ""
}

func auroraFields(pitr bool) []Field {
	fields := []Field{
		{Key: "engineMode", Label: "Engine mode", Section: "Database", Kind: Pick, Options: []string{"provisioned", "serverless"}, Open: true, Help: "serverless is v1", Empty: "provisioned"},
		{
			Key: "scalingConfiguration", Label: "Scaling", Section: "Database", Kind: Text, Check: jsonOf('{'), Shown: when("engineMode", "serverless"),
			Help: "JSON, of serverless v1", Empty: "the defaults of serverless",
		},
		{
			Key: "enableIAMDatabaseAuthentication", Label: "IAM authentication", Section: "Database", Kind: YesNo, Help: "log in with IAM", Empty: "no",
		},
		{Key: "copyTagsToSnapshot", Label: "Tags to snapshots", Section: "Database", Kind: YesNo, Help: "copy tags to its snapshots", Empty: "no"},
		{
			Key: "optionGroupName", Label: "Option group", Section: "Groups", Kind: Pick, Query: look(OptionGroups), Bound: InAccount, Suits: suitsEngine("engine"),
			Help: "of the engine, in this Region", Empty: "the default of the engine",
		},
		{
			Key: "backtrackWindow", Label: "Backtrack", Section: "Database", Kind: Number, Max: 259200, Help: "seconds; at most three days", Empty: "none",
			Shown: func(f *Form) bool { return strings.HasPrefix(f.Value("engine"), "aurora-mysql") },
		},
	}
	if !pitr {
		fields = append(fields, Field{Key: "databaseName", Label: "Database name", Section: "Database", Kind: Text, Help: "of the first database", Empty: "as in the snapshot"})
	}
	return fields
}

// clusterTime asks for the moment: a time, or the latest.
func clusterTime() Field {
	t := rdsTime()
	t.Key = "restoreToTime"
	t.Window = func(f *Form) Window { return f.window(5 * time.Minute) }
	t.Write = func(f *Form, out map[string]string, value string) {
		if t, ok := parseTime(value); ok {
			out[f.keyOf("restoreToTime")] = iso(t)
			return
		}
		out[f.keyOf("UseLatestRestorableTime")] = "true"
	}
	return t
}
