package sim

import "strings"

// redshift checks a cluster, or a table of one that is there.
func (r *restoring) redshift() *apiError {
	for _, key := range strings.Fields(redshiftKeys) {
		r.knows(key)
	}
	if err := r.required("RestoreType", "ClusterIdentifier"); err != nil {
		return err
	}
	if err := r.oneOf("RestoreType", "CLUSTER_RESTORE", "TABLE_RESTORE", "NAMESPACE_RESTORE"); err != nil {
		return err
	}
	if err := r.flags("PubliclyAccessible", "Encrypted", "EnhancedVpcRouting", "AllowVersionUpgrade", "AvailabilityZoneRelocation", "ManageMasterPassword"); err != nil {
		return err
	}
	if _, err := r.number("NumberOfNodes", 1, 128); err != nil {
		return err
	}
	if _, err := r.number("AutomatedSnapshotRetentionPeriod", 0, 35); err != nil {
		return err
	}
	name := r.text("ClusterIdentifier")
	switch {
	case r.text("RestoreType") == "TABLE_RESTORE":
		return r.table(name)
	case r.text("RestoreType") == "NAMESPACE_RESTORE":
		return invalid("Restore metadata must contain NamespaceIdentifier, and ResourceType be Redshift Serverless, for RestoreType NAMESPACE_RESTORE.")
	case len(name) > 63 || !dbIdentifier.MatchString(name) || strings.ToLower(name) != name:
		return invalid("Invalid restore metadata. ClusterIdentifier must be of at most 63 lower-case letters, digits and hyphens: %s", name)
	}
	r.encrypts("KmsKeyId")
	r.failsIf(r.scope.taken("AWS::Redshift::Cluster", name), "Cluster already exists: "+name)
	group := r.text("ClusterSubnetGroupName")
	r.failsIf(group == "", noVPC)
	r.exists("AWS::Redshift::ClusterSubnetGroup", group, "Cluster subnet group not found: ")
	r.exists("AWS::Redshift::ClusterParameterGroup", r.text("ClusterParameterGroupName"), "Cluster parameter group not found: ")
	zone := r.text("AvailabilityZone")
	r.failsIf(zone != "" && !r.scope.zone(zone), zone+" is not a valid availability zone.")
	if r.key == "" {
		r.key = r.p.key()
	}
	r.made("AWS::Redshift::Cluster", name, r.arnOf("redshift", "cluster:"+name), r.encrypted("Encrypted", map[string]any{
		"ClusterIdentifier": name, "NodeType": r.text("NodeType"), "ClusterSubnetGroupName": group,
	}))
	return nil
}

// redshiftKeys are those that are taken as they are.
const redshiftKeys = `AdditionalInfo AquaConfigurationStatus ClusterSecurityGroups DefaultIamRoleArn ElasticIp HsmClientCertificateIdentifier
	HsmConfigurationIdentifier IamRoles MaintenanceTrackName ManualSnapshotRetentionPeriod MasterPasswordSecretKmsKeyId NodeType OwnerAccount Port
	PreferredMaintenanceWindow ReservedNodeId SnapshotClusterIdentifier SnapshotIdentifier SnapshotScheduleIdentifier TargetReservedNodeOfferingId
	VpcSecurityGroupIds KmsKeyId EnableCaseSensitiveIdentifier SourceDatabaseName SourceSchemaName SourceTableName TargetDatabaseName TargetSchemaName
	NewTableName ClusterSubnetGroupName ClusterParameterGroupName AvailabilityZone`

// table checks a table that is restored into a cluster that is there.
func (r *restoring) table(cluster string) *apiError {
	if err := r.required("SourceDatabaseName", "SourceTableName", "TargetDatabaseName", "NewTableName"); err != nil {
		return err
	}
	r.failsIf(!r.scope.holds("AWS::Redshift::Cluster", cluster), "Cluster "+cluster+" not found.")
	table := strings.Join([]string{cluster, r.text("TargetDatabaseName"), r.text("TargetSchemaName"), r.text("NewTableName")}, "|")
	r.failsIf(r.scope.taken("AWS::Redshift::Table", table), "The table "+r.text("NewTableName")+" already exists")
	r.made("AWS::Redshift::Table", table, r.arnOf("redshift", "cluster:"+cluster), map[string]any{"TableName": r.text("NewTableName")})
	return nil
}

// redshiftServerless checks a namespace, whose databases are all replaced, or a table.
func (r *restoring) redshiftServerless() *apiError {
	r.knows("SnapshotArn", "AdminUsername", "WorkgroupName", "SourceDatabaseName", "SourceSchemaName", "SourceTableName", "TargetDatabaseName",
		"TargetSchemaName", "NewTableName")
	if err := r.required("RestoreType", "NamespaceIdentifier"); err != nil {
		return err
	}
	if err := r.oneOf("RestoreType", "NAMESPACE_RESTORE", "TABLE_RESTORE"); err != nil {
		return err
	}
	name := r.text("NamespaceIdentifier")
	arn, found := r.arnOf("redshift-serverless", "namespace/"+name), false
	for _, t := range r.scope.thingsOf("AWS::RedshiftServerless::Namespace") {
		if t.id == name || t.of != nil && t.of.id == name {
			arn, found = r.arnOf("redshift-serverless", "namespace/"+t.id), true
		}
	}
	r.failsIf(!found, "The namespace "+name+" does not exist.")
	r.arn = arn
	if r.byCaller() {
		return r.permitted("redshift-serverless:RestoreFromSnapshot", "*", nil)
	}
	return r.required("SourceDatabaseName", "SourceTableName", "TargetDatabaseName", "NewTableName")
}
