package restore

// redshift restores a cluster, or a table into one that is there (AWS Backup Developer
// Guide, "Restore an Amazon Redshift cluster").
func redshift() []Spec {
	whole := Spec{
		Name: "redshift", Of: "Redshift", Type: "Redshift", Title: "Redshift cluster",
		Fixed:  map[string]string{"RestoreType": "CLUSTER_RESTORE"},
		Fields: redshiftFields(),
		Drops: []Drop{
			{"RestoreType", "chosen here"},
			{"SnapshotIdentifier", "AWS Backup knows the snapshot"},
			{"SnapshotArn", "AWS Backup knows the snapshot"},
			{"VpcId", "information only: the subnet group decides"},
		},
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) {
			return RedshiftClusters, lastName(p.ResourceARN)
		},
		Under: inheritsUnless("KmsKeyId"),
		Tags:  TagRule{Always: "Redshift copies the tags of the snapshot whatever is asked"},
		Actions: []string{
			"redshift:RestoreFromClusterSnapshot", "redshift:DescribeClusters",
		},
		NotRestored: []string{
			"the endpoint: the new cluster has its own, and nothing is pointed at it",
			"snapshot schedules, usage limits, data shares, endpoints and alarms",
		},
		SetsOff: []string{"scheduled queries and what is copied by its tags: they bring it into backup plans and automation"},
	}
	return []Spec{whole, redshiftTable()}
}

func redshiftFields() []Field {
	subnets := subnetGroupField("ClusterSubnetGroupName", RedshiftSubnets)
	zone := Field{
		Key: "AvailabilityZone", Label: "Zone", Section: "Network", Kind: Pick, Query: look(Zones), Bound: InRegion, Help: "where the nodes stand", Empty: "AWS chooses",
	}
	secret := keyField("MasterPasswordSecretKmsKeyId", "Access", "secretsmanager", "aws/secretsmanager")
	secret.Label, secret.Shown = "Key of the password", when("ManageMasterPassword", "true")
	key := keyField("KmsKeyId", "Encryption", "redshift", "the snapshot's")
	return []Field{
		identifierField("ClusterIdentifier", "Cluster", RedshiftClusters),
		{Key: "NodeType", Label: "Node type", Section: "Settings", Kind: Text, Help: "ra3.xlplus and so on", Empty: "as in the snapshot"},
		{Key: "NumberOfNodes", Label: "Nodes", Section: "Settings", Kind: Number, Min: 1, Max: 128, Help: "the node type says how many may be chosen", Empty: "as in the snapshot"},
		subnets,
		groupsField("VpcSecurityGroupIds", func(f *Form) string { return f.vpcField("ClusterSubnetGroupName", RedshiftSubnets) }),
		zone,
		{
			Key: "PubliclyAccessible", Label: "Public address", Section: "Network", Kind: YesNo, Help: "reachable from outside the VPC",
			Empty: "no", Preset: safely("PubliclyAccessible", "false"),
		},
		{Key: "Port", Label: "Port", Section: "Network", Kind: Number, Min: 1115, Max: 65535, Help: "where it listens", Empty: "as in the snapshot"},
		{
			Key: "ClusterParameterGroupName", Label: "Parameter group", Section: "Groups", Kind: Text, Bound: InAccount, Help: "of Redshift, in this Region", Empty: "the default",
		},
		{Key: "Encrypted", Label: "Encrypted", Section: "Encryption", Kind: YesNo, Help: "at rest", Empty: "as the snapshot"},
		key,
		{
			Key: "ManageMasterPassword", Label: "Password in Secrets Manager", Section: "Settings", Kind: YesNo, Empty: "no",
			Help: "yes where the backup had it so; the role then needs rights on Secrets Manager",
		},
		secret,
		{Key: "IamRoles", Label: "Roles", Section: "Settings", Kind: List, Bound: InAccount, Help: "that the cluster may assume", Empty: "none"},
		{Key: "DefaultIamRoleArn", Label: "Default role", Section: "Settings", Kind: Text, Bound: InAccount, Help: "one of the roles", Empty: "none"},
		{Key: "EnhancedVpcRouting", Label: "Traffic in the VPC", Section: "Network", Kind: YesNo, Help: "COPY and UNLOAD go through the VPC", Empty: "no"},
		{
			Key: "AutomatedSnapshotRetentionPeriod", Label: "Automatic snapshots", Section: "Maintenance", Kind: Number, Max: 35,
			Help: "days that Redshift keeps its own snapshots; 0 = none", Empty: "as in the snapshot",
		},
		{Key: "PreferredMaintenanceWindow", Label: "Maintenance window", Section: "Maintenance", Kind: Text, Help: "ddd:hh:mm-ddd:hh:mm, UTC", Empty: "AWS chooses"},
		{Key: "AllowVersionUpgrade", Label: "Upgrades", Section: "Maintenance", Kind: YesNo, Help: "new versions during maintenance", Empty: "yes"},
	}
}

// redshiftTable restores one table into a cluster.
func redshiftTable() Spec {
	text := func(key, label, help, otherwise string) Field {
		return Field{Key: key, Label: label, Section: "What", Kind: Text, Required: otherwise == "", Help: help, Empty: otherwise}
	}
	target := func(key, label, help, otherwise string) Field {
		f := text(key, label, help, otherwise)
		f.Section = "Target"
		return f
	}
	table := target("NewTableName", "New table", "a name that the schema does not have yet", "")
	table.Check = isName(1, 127, "_$", false)
	return Spec{
		Name: "redshift-table", Of: "Redshift", Type: "Redshift", Title: "table of a Redshift cluster", Only: true,
		Fixed: map[string]string{"RestoreType": "TABLE_RESTORE"},
		Fields: []Field{
			text("SourceDatabaseName", "Database", "that holds the table in the backup", ""),
			text("SourceSchemaName", "Schema", "that holds the table in the backup", "public"),
			text("SourceTableName", "Table", "to be restored", ""),
			{
				Key: "ClusterIdentifier", Label: "Cluster", Section: "Target", Kind: Pick, Required: true, Query: look(RedshiftClusters), Bound: InAccount,
				Help: "the one that the table goes into; it is there already", Check: isIdentifier, Lower: true,
			},
			target("TargetDatabaseName", "Into database", "that the table goes into", ""),
			target("TargetSchemaName", "Into schema", "that the table goes into", "public"),
			table,
			{
				Key: "EnableCaseSensitiveIdentifier", Label: "Case matters", Section: "What", Kind: YesNo, Help: "names are taken in their case", Empty: "no",
			},
		},
		Target: func(f *Form) Target {
			return Target{Kind: RedshiftClusters, ID: f.Value("ClusterIdentifier"), Effect: WritesInto}
		},
		Tags:        TagRule{Never: "a table has no tags"},
		Actions:     []string{"redshift:RestoreTableFromClusterSnapshot", "redshift:DescribeTableRestoreStatus", "redshift:DescribeClusters"},
		NotRestored: []string{"dependent views, keys and permissions of the table"},
		SetsOff:     []string{"the cluster that it goes into fills up; its load rises while the table is restored"},
	}
}
