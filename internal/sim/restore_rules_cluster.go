package sim

// multiAZ checks a Multi-AZ DB cluster of RDS, which is restored with instances.
func (r *restoring) multiAZ() *apiError {
	if err := r.flags("PubliclyAccessible"); err != nil {
		return err
	}
	if _, err := r.number("Iops", 0, 256000); err != nil {
		return err
	}
	if err := r.required("DBClusterInstanceClass"); err != nil {
		return err
	}
	if class := r.text("DBClusterInstanceClass"); !dbClass.MatchString(class) {
		return invalid("Invalid restore metadata. Invalid DB instance class: %s", class)
	}
	return r.cluster()
}

// cluster checks a cluster of Aurora, DocumentDB or Neptune.
func (r *restoring) cluster() *apiError {
	r.knows("EngineVersion", "EngineMode", "ScalingConfiguration", "EnableCloudwatchLogsExports", "VpcId", "NetworkType", "StorageType",
		"ServerlessV2ScalingConfiguration")
	if err := r.flags("CopyTagsToSnapshot", "EnableIAMDatabaseAuthentication", "DeletionProtection"); err != nil {
		return err
	}
	for key, most := range map[string]int{"Port": 65535, "BacktrackWindow": 259200} {
		if _, err := r.number(key, 0, most); err != nil {
			return err
		}
	}
	name, err := r.identifier("AWS::RDS::DBCluster", "DB Cluster", "dbClusterIdentifier")
	if err != nil {
		return err
	}
	if err := r.required("engine"); err != nil {
		return err
	}
	if r.kind == "DocumentDB" {
		r.key = r.p.key()
		r.encrypts("kmsKeyId")
	} else if err := r.inherited("kmsKeyId"); err != nil {
		return err
	}
	if err := r.pointInTime(5*minute, "restoreToTime", "UseLatestRestorableTime"); err != nil {
		return err
	}
	for _, key := range []string{"availabilityZones", "databaseName"} {
		if r.has(key) && r.p.s.kind == continuous {
			return invalid("Invalid restore metadata. %s cannot be set for a restore to a point in time.", key)
		}
	}
	engine, before := r.text("engine"), r.p.metadata()
	r.leftover("DBSnapshotIdentifier", "SnapshotIdentifier")
	r.failsIf(engine != before["Engine"], "The engine "+engine+" does not match the snapshot's: "+before["Engine"]+".")
	zones, err := r.list("availabilityZones")
	if err != nil {
		return err
	}
	for _, zone := range zones {
		r.failsIf(!r.scope.zone(zone), zone+" is not a valid availability zone.")
	}
	if err := r.databaseNetwork(); err != nil {
		return err
	}
	r.exists("AWS::RDS::DBClusterParameterGroup", r.text("dbClusterParameterGroupName"), "DBClusterParameterGroup not found: ")
	r.exists("AWS::RDS::OptionGroup", r.text("optionGroupName"), "Specified OptionGroupName not found: ")
	r.made("AWS::RDS::DBCluster", name, r.arnOf("rds", "cluster:"+name), r.encrypted("StorageEncrypted", map[string]any{
		"DBClusterIdentifier": name, "Engine": engine, "EngineVersion": before["EngineVersion"], "DBSubnetGroupName": r.text("DBSubnetGroupName"),
	}))
	return nil
}
