package restore

import (
	"slices"
	"strings"
	"time"
)

// rds restores a DB instance from a snapshot or to a point in time, or a Multi-AZ DB
// cluster (AWS Backup Developer Guide, "Restore an RDS database"; Amazon RDS API,
// RestoreDBInstanceFromDBSnapshot, RestoreDBInstanceToPointInTime).
func rds() []Spec {
	snapshot := Spec{
		Name: "rds", Of: "RDS", Type: "RDS", Title: "RDS instance from a snapshot",
		Fits:   func(p Point, m map[string]string) bool { return !isContinuous(p, m) && !isMultiAZCluster(p, m) },
		Fields: rdsFields(),
		Drops:  rdsDrops(),
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) { return DBInstances, lastName(p.ResourceARN) },
		Zones:  func(f *Form) int { return 1 + btoi(f.Is("MultiAZ")) },
		Under:  inherits,
		Tags:   TagRule{Always: "RDS copies the tags of the snapshot whatever is asked"},
		Actions: []string{
			"rds:RestoreDBInstanceFromDBSnapshot", "rds:AddTagsToResource", "rds:DescribeDBInstances", "rds:DescribeDBSnapshots",
			"rds:CreateDBInstance", "rds:CreateTenantDatabase",
		},
		NotRestored: []string{
			"the endpoint: the new instance has its own, and nothing is pointed at it",
			"read replicas, proxies, event subscriptions and alarms",
			"parameter, option and security groups: it gets those chosen here",
		},
		SetsOff: []string{"scheduled events and jobs within the database run; copied tags bring it into backup plans and automation"},
	}
	pitr := snapshot
	pitr.Name, pitr.Title, pitr.Fits = "rds-pitr", "RDS instance at a point in time", isContinuous
	pitr.Fields = append([]Field{rdsTime()}, snapshot.Fields...)
	pitr.Drops = append(rdsDrops(), Drop{"UseLatestRestorableTime", "chosen here"})
	pitr.Actions = append([]string{"rds:RestoreDBInstanceToPointInTime"}, snapshot.Actions[1:]...)
	return []Spec{snapshot, ofSource(pitr), multiAZCluster()}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// isMultiAZCluster reports whether the point is of a Multi-AZ DB cluster, which AWS
// Backup counts as RDS.
func isMultiAZCluster(p Point, _ map[string]string) bool {
	return strings.Contains(p.ARN, ":cluster-snapshot:") || strings.Contains(p.ResourceARN, ":cluster:")
}

// rdsDrops are returned, and refused or ignored: the new instance inherits them from
// the snapshot.
func rdsDrops() []Drop {
	const inherited = "inherited from the snapshot"
	return []Drop{
		{"DBSnapshotIdentifier", "the job fails if it is sent back"},
		{"DBClusterSnapshotIdentifier", "the job fails if it is sent back"},
		{"SnapshotIdentifier", "the job fails if it is sent back"},
		{"EnableCloudwatchLogsExports", "AWS Backup does not take it back: set it again afterwards"},
		{"EngineVersion", inherited},
		{"KmsKeyId", inherited},
		{"Encrypted", inherited},
		{"StorageEncrypted", inherited},
		{"VpcId", "information only: the subnet group decides"},
	}
}

func rdsFields() []Field {
	class := Field{
		Key: "DBInstanceClass", Label: "Class", Section: "Database", Kind: Text, Required: true, Fact: "class",
		Help: "db.m6g.large and so on; it must be orderable in the zone", Check: isClass,
	}
	zone := Field{
		Key: "AvailabilityZone", Label: "Zone", Section: "Network", Kind: Pick, Query: look(Zones), Bound: InRegion,
		Help: "where the instance stands", Empty: "AWS chooses", Shown: func(f *Form) bool { return !f.Is("MultiAZ") },
	}
	return append([]Field{
		identifierField("DBInstanceIdentifier", "Instance", DBInstances),
		{Key: "Engine", Label: "Engine", Section: "Database", Kind: Text, Fixed: "a restore keeps the engine", Help: "as backed up"},
		class,
		{Key: "MultiAZ", Label: "Standby in another zone", Section: "Database", Kind: YesNo, Help: "Multi-AZ: twice the cost, and longer to restore", Empty: "no"},
		zone,
	}, rdsShared("DBParameterGroupName", DBParameterGroups)...)
}

// rdsShared are asked for instances and for Multi-AZ clusters.
func rdsShared(params string, kind ChoiceKind) []Field {
	subnets := subnetGroupField("DBSubnetGroupName", DBSubnetGroups)
	subnets.Fact = "subnet group"
	return []Field{
		subnets,
		groupsField("VpcSecurityGroupIds", dbVPC("DBSubnetGroupName")),
		{
			Key: "PubliclyAccessible", Label: "Public address", Section: "Network", Kind: YesNo, Help: "reachable from outside the VPC",
			Empty: "as the subnet group has it", Preset: safely("PubliclyAccessible", "false"),
		},
		{Key: "Port", Label: "Port", Section: "Network", Kind: Number, Min: 1150, Max: 65535, Help: "where it listens", Empty: "as backed up"},
		{
			Key: "StorageType", Label: "Storage type", Section: "Storage", Kind: Pick, Options: []string{"gp2", "gp3", "io1", "io2", "standard"}, Open: true,
			Help: "kind of storage", Empty: "as backed up",
		},
		{
			Key: "Iops", Label: "IOPS", Section: "Storage", Kind: Number, Min: 1000, Help: "provisioned I/O operations a second; small gp3 volumes may refuse it", Empty: "the least of the storage",
			Shown: when("StorageType", "gp3", "io1", "io2"), RequiredIf: when("StorageType", "io1", "io2"),
		},
		parameterGroupField(params, kind, "Engine"),
		{
			Key: "OptionGroupName", Label: "Option group", Section: "Groups", Kind: Pick, Query: look(OptionGroups), Bound: InAccount, Suits: suitsEngine("Engine"),
			Help: "it must hold the options that the snapshot needs", Empty: "the default of the engine",
		},
		{Key: "LicenseModel", Label: "License", Section: "Database", Kind: Text, Help: "as backed up, or another that the engine allows", Empty: "the default of the engine"},
		{
			Key: "DBName", Label: "Database name", Section: "Left out unless set", Kind: Text, LeftOut: "the snapshot has it; most engines refuse it",
			Help: "Oracle and SQL Server take one", Empty: "as in the snapshot",
		},
		{Key: "DeletionProtection", Label: "Deletion protection", Section: "Database", Kind: YesNo, Help: "refuses to be deleted", Empty: "no"},
	}
}

func isClass(_ *Form, v string) string {
	if !strings.HasPrefix(v, "db.") {
		return "a DB instance class begins with db."
	}
	return ""
}

// subnetGroupField asks for the subnet group of a database: where it is left empty,
// AWS takes the default VPC, and fails the job where there is none.
func subnetGroupField(key string, kind ChoiceKind) Field {
	return Field{
		Key: key, Label: "Subnet group", Section: "Network", Kind: Pick, Query: look(kind), Bound: InAccount,
		Help: "decides the VPC; it must span enough zones", Empty: "the default VPC: the job fails where there is none",
		RequiredIf: func(f *Form) bool { return f.Elsewhere() != "" },
	}
}

// dbVPC is the VPC of a subnet group field.
func dbVPC(key string) func(f *Form) string {
	return func(f *Form) string { return f.vpcField(key, DBSubnetGroups) }
}

func parameterGroupField(key string, kind ChoiceKind, engine string) Field {
	return Field{
		Key: key, Label: "Parameter group", Section: "Groups", Kind: Pick, Query: look(kind), Bound: InAccount, Suits: suitsEngine(engine),
		Help: "of the engine's family, in this Region", Empty: "the default of the engine",
	}
}

// suitsEngine narrows groups to those of the engine, where the look-up tells: an
// option group's engine, a parameter group's family (postgres16, aurora-mysql8.0).
func suitsEngine(key string) func(f *Form, c Choice) bool {
	return func(f *Form, c Choice) bool {
		engine := f.Value(key)
		if e := c.Facts["engine"]; e != "" && engine != "" && e != engine {
			return false
		}
		family := c.Facts["family"]
		return family == "" || engine == "" || strings.HasPrefix(family, engine)
	}
}

// rdsTime asks for the moment: AWS takes either the latest, or a time that is not in
// the last five minutes.
func rdsTime() Field {
	return Field{
		Key: "RestoreTime", Label: "Point in time", Section: "What", Kind: Time, Required: true,
		Help:   "UTC; " + Latest + " is about five minutes ago",
		Window: func(f *Form) Window { return f.window(5 * time.Minute) }, Follows: true,
		Write: func(f *Form, out map[string]string, value string) {
			out[f.keyOf("UseLatestRestorableTime")] = "true"
			if t, ok := parseTime(value); ok {
				out[f.keyOf("UseLatestRestorableTime")], out[f.keyOf("RestoreTime")] = "false", iso(t)
			}
		},
		Preset: func(*Form) (string, Origin) { return Latest, Proposed },
	}
}

// ofClusters are those fields that RestoreDBClusterFromSnapshot has too.
func ofClusters(fields []Field) []Field {
	return slices.DeleteFunc(fields, func(fl Field) bool { return fl.Key == "LicenseModel" || fl.Key == "DBName" })
}

// multiAZCluster takes the parameters of RestoreDBClusterFromSnapshot.
func multiAZCluster() Spec {
	class := Field{
		Key: "DBClusterInstanceClass", Label: "Class", Section: "Database", Kind: Text, Required: true, Also: []string{"DBInstanceClass"},
		Help: "of the writer and both readers: db.m6gd.large and so on", Check: isClass,
	}
	return Spec{
		Name: "rds-cluster", Of: "RDS", Type: "RDS", Title: "RDS Multi-AZ DB cluster",
		Fits: func(p Point, m map[string]string) bool { return isMultiAZCluster(p, m) && !isContinuous(p, m) },
		Fields: append([]Field{
			identifierField("DBClusterIdentifier", "Cluster", DBClusters),
			{Key: "Engine", Label: "Engine", Section: "Database", Kind: Text, Required: true, Fixed: "a restore keeps the engine", Help: "as backed up"},
			class,
		}, ofClusters(rdsShared("DBClusterParameterGroupName", DBClusterParams))...),
		Drops: append(rdsDrops(),
			Drop{"AvailabilityZones", "the subnet group decides"}, Drop{"AvailabilityZone", "the subnet group decides"},
			Drop{"AllocatedStorage", "inherited from the snapshot"}, Drop{"DBName", "inherited from the snapshot"},
			Drop{"LicenseModel", "a cluster is not restored with it"}, Drop{"AutoMinorVersionUpgrade", "a cluster is not restored with it: set it again afterwards"},
			Drop{"MultiAZ", "a cluster of this kind always is"}, Drop{"DBInstanceClass", "a cluster has DBClusterInstanceClass"}),
		Source:  func(p Point, _ map[string]string) (ChoiceKind, string) { return DBClusters, lastName(p.ResourceARN) },
		Zones:   func(*Form) int { return 3 },
		Under:   inherits,
		Tags:    TagRule{Always: "RDS copies the tags of the snapshot whatever is asked"},
		Actions: []string{"rds:RestoreDBClusterFromSnapshot", "rds:AddTagsToResource", "rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots"},
		NotRestored: []string{
			"the endpoints: the new cluster has its own, and nothing is pointed at it",
			"proxies, event subscriptions and alarms",
		},
		SetsOff: []string{"scheduled events within the database run; copied tags bring it into backup plans and automation"},
	}
}

// ofSource is a restore to a point in time, where there is no snapshot to speak of.
func ofSource(s Spec) Spec {
	words := func(text string) string { return strings.ReplaceAll(text, "the snapshot", "the source") }
	s.Fields, s.Drops = slices.Clone(s.Fields), slices.Clone(s.Drops)
	for i := range s.Fields {
		fl := &s.Fields[i]
		fl.Help, fl.Empty, fl.LeftOut = words(fl.Help), words(fl.Empty), words(fl.LeftOut)
	}
	for i := range s.Drops {
		s.Drops[i].Why = words(s.Drops[i].Why)
	}
	s.Tags.Always = words(s.Tags.Always)
	return s
}
