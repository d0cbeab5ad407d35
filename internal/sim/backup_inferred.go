package sim

// getInferredMetadata answers with what restore testing would restore a point with:
// closed-down settings under a name of its own (AWS Backup Developer Guide: restore
// testing inferred metadata). What cannot be inferred is left out, as AWS leaves it.
func getInferredMetadata(c *call) *apiError {
	for _, name := range []string{"BackupVaultName", "RecoveryPointArn"} {
		if c.query.Get(name) == "" {
			return refuse("MissingParameterValueException", "%s is required.", name)
		}
	}
	c.query.Set("backupVaultAccountId", c.query.Get("BackupVaultAccountId"))
	c.labels = []string{c.query.Get("BackupVaultName"), c.query.Get("RecoveryPointArn")}
	p, _, err := c.named()
	if err != nil {
		return err
	}
	inferred, ok := p.inferred()
	if !ok {
		return invalid("Resource type %s is not supported by restore testing.", p.kindName())
	}
	c.writeMap("InferredMetadata", inferred)
	return nil
}

// inferred is the metadata that restore testing would use; false for types that it
// does not know.
func (p point) inferred() (map[string]string, bool) {
	name := "awsbackup-restore-test-" + string(hex16(nil, p.code()))
	switch p.kindName() {
	case "DynamoDB":
		return map[string]string{"targetTableName": name, "encryptionType": "Default", "deletionProtection": "false"}, true
	case "EBS":
		zones := p.vault.scope.zones()
		return map[string]string{"availabilityZone": zones[p.code()%uint64(len(zones))], "encrypted": "true"}, true
	case "EC2":
		return map[string]string{"instanceType": p.metadata()["InstanceType"], "disableApiTermination": "false", "requireImdsV2": "true"}, true
	case "EFS":
		return map[string]string{
			"newFileSystem": "true", "encrypted": "true", "kmsKeyId": "alias/aws/elasticfilesystem", "performanceMode": "generalPurpose", "creationToken": name,
			"file-system-id": p.metadata()["file-system-id"],
		}, true
	case "FSx": // what a file system cannot be restored without, AWS does not infer
		configuration, ok := map[string]string{"WINDOWS": "windowsConfiguration", "OPENZFS": "openZFSConfiguration"}[p.resource().fileSystemType()]
		if !ok {
			return map[string]string{}, true
		}
		return map[string]string{configuration: `{"throughputCapacity":` + map[bool]string{true: "8", false: "64"}[configuration[0] == 'w'] + `}`}, true
	case "RDS":
		return map[string]string{"dbInstanceIdentifier": name, "multiAz": "false", "publiclyAccessible": "false", "dbInstanceClass": p.metadata()["DBInstanceClass"]}, true
	case "Aurora", "DocumentDB", "Neptune":
		return map[string]string{"dbClusterIdentifier": name, "engine": p.metadata()["Engine"]}, true
	case "S3":
		return map[string]string{"destinationBucketName": name, "newBucket": "true", "encryptionType": "SSE-S3"}, true
	}
	return nil, false
}
