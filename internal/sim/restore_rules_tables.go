package sim

import (
	"slices"
	"strings"
)

// dynamoDB checks a table.
func (r *restoring) dynamoDB() *apiError {
	r.knows("originalTableName", "kmsMasterKeyArn")
	if err := r.flags("deletionProtection"); err != nil {
		return err
	}
	if err := r.required("targetTableName"); err != nil {
		return err
	}
	if err := r.oneOf("encryptionType", "Default", "KMS"); err != nil {
		return err
	}
	name, kms := r.text("targetTableName"), r.text("encryptionType") == "KMS"
	if len(name) < 3 || len(name) > 255 || strings.Trim(name, alphanumerics+"_.-") != "" {
		return invalid("Invalid restore metadata. targetTableName must be of 3 to 255 letters, digits, '_', '.' and '-': %s", name)
	}
	if kms {
		if err := r.required("kmsMasterKeyArn"); err != nil {
			return err
		}
		r.encrypts("kmsMasterKeyArn")
	}
	r.failsIf(r.scope.taken("AWS::DynamoDB::Table", name), "Table already exists: "+name)
	r.failsIf(r.p.s.kind == copies && r.p.resource().scope.region != r.scope.region && !kms, noKey)
	arn := r.arnOf("dynamodb", "table/"+name)
	r.made("AWS::DynamoDB::Table", name, arn, map[string]any{"TableName": name, "Arn": arn, "BillingMode": "PAY_PER_REQUEST"})
	return nil
}

const (
	lowerCase     = "abcdefghijklmnopqrstuvwxyz"
	alphanumerics = lowerCase + "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
)

// timestream checks a table. An account restores one at a time.
func (r *restoring) timestream() *apiError {
	r.knows("DestinationDatabase", "KmsKeyId")
	if err := r.required("TableName", "DatabaseName"); err != nil {
		return err
	}
	if _, err := r.number("MemoryStoreRetentionPeriodInHours", 1, 8766); err != nil {
		return err
	}
	if _, err := r.number("MagneticStoreRetentionPeriodInDays", 1, 73000); err != nil {
		return err
	}
	if err := r.objects("MagneticStoreWriteProperties"); err != nil {
		return err
	}
	name, database := r.text("TableName"), r.text("DatabaseName")
	if len(name) < 3 || len(name) > 256 || strings.Trim(name, alphanumerics+"_.-") != "" {
		return invalid("Invalid restore metadata. TableName must be of 3 to 256 letters, digits, '_', '.' and '-': %s", name)
	}
	r.failsIf(!r.scope.holds("AWS::Timestream::Database", database), "The database "+database+" does not exist.")
	r.failsIf(r.scope.taken("AWS::Timestream::Table", database+"|"+name), "The table "+name+" already exists")
	r.failsIf(r.anotherRuns("Timestream", nil), "Another restore of Timestream runs in this account. Try again when it has ended.")
	r.made("AWS::Timestream::Table", database+"|"+name, r.arnOf("timestream", "database/"+database+"/table/"+name),
		map[string]any{"DatabaseName": database, "TableName": name})
	return nil
}

// anotherRuns says whether a restore of a type that a request started has not ended.
func (r *restoring) anotherRuns(kind string, takes func(*job) bool) bool {
	made := r.scope.shelves[restores].Load()
	return made != nil && slices.ContainsFunc(made.made.jobs.load(), func(j *job) bool {
		return j.typed == kind && !j.run(0).endedAt(r.now) && (takes == nil || takes(j))
	})
}

// dsql checks a cluster of Aurora DSQL.
func (r *restoring) dsql() *apiError {
	if err := r.refuses("cluster_id", "backup_size_bytes"); err != nil {
		return err
	}
	r.knows("witnessRegion")
	orchestrated := r.text("useMultiRegionOrchestration")
	if orchestrated != "" && orchestrated != "true" && orchestrated != "false" {
		return invalid("Invalid restore metadata. useMultiRegionOrchestration must be true or false: %s", orchestrated)
	}
	var regions []struct {
		Region                      string `json:"region"`
		IsDeletionProtectionEnabled *bool  `json:"isDeletionProtectionEnabled"`
		KmsKeyID                    string `json:"kmsKeyId"`
	}
	if err := r.object("regionalConfig", &regions); err != nil {
		return err
	}
	peers, err := r.list("peerRegion")
	if err != nil {
		return err
	}
	switch {
	case len(regions) == 0 && orchestrated != "false":
		return r.required("regionalConfig")
	case orchestrated == "true" && (len(peers) == 0 || !r.has("witnessRegion")):
		return invalid("Invalid restore metadata. witnessRegion and peerRegion are required for several Regions.")
	}
	for _, in := range regions {
		r.failsIf(in.Region != r.scope.region && orchestrated != "true", "The Region "+in.Region+" is not that of the recovery point.")
		if in.Region == r.scope.region && in.KmsKeyID != "" && in.KmsKeyID != "AWS_OWNED_KMS_KEY" {
			r.key = in.KmsKeyID
		}
	}
	r.failsIf(orchestrated == "true", "The recovery point has no copy in Region "+strings.Join(peers, ", ")+".")
	id := strings.ToLower(r.newID("")[1:])
	r.made("AWS::DSQL::Cluster", id, r.arnOf("dsql", "cluster/"+id), map[string]any{"Identifier": id})
	return nil
}
