package sim

import (
	"maps"
	"slices"
	"strings"
)

// restoreRules check the metadata of each resource type and say what the restore
// makes (AWS Backup Developer Guide: Restoring a backup). They answer with what AWS
// Backup refuses at once; what its services find out fails the job.
var restoreRules = map[string]func(*restoring) *apiError{
	"EBS": (*restoring).ebs, "EC2": (*restoring).ec2, "Storage Gateway": (*restoring).storageGateway,
	"EFS": (*restoring).efs, "S3": (*restoring).s3, "FSx": (*restoring).fsx,
	"RDS": (*restoring).rds, "Aurora": (*restoring).cluster, "DocumentDB": (*restoring).cluster, "Neptune": (*restoring).cluster,
	"DynamoDB": (*restoring).dynamoDB, "Timestream": (*restoring).timestream, "DSQL": (*restoring).dsql,
	"Redshift": (*restoring).redshift, "Redshift Serverless": (*restoring).redshiftServerless,
	"EKS": (*restoring).eks, "CloudFormation": (*restoring).cloudFormation,
	"VirtualMachine": (*restoring).virtualMachine, "SAP HANA on Amazon EC2": (*restoring).sapHANA,
}

// mostMetadata bounds the metadata of a request (Developer Guide: Restoring EFS).
const mostMetadata = 200 << 10

// retype reads ResourceType: that of the point, but what was a volume of a storage
// gateway may become one of EBS and the other way round.
func (r *restoring) retype() *apiError {
	want := r.in.ResourceType
	volumes := []string{"EBS", "Storage Gateway"}
	switch {
	case want == "" && r.kind == "EKS":
		return invalid("ResourceType is required to restore a recovery point of %s.", r.kind)
	case want == "" || want == r.kind:
	case slices.Contains(volumes, want) && slices.Contains(volumes, r.kind):
		r.kind = want
	default:
		return invalid("Resource type %s does not match the recovery point, which is of %s.", want, r.kind)
	}
	return nil
}

// byCaller says whether the restore acts with the caller's rights, not a role's.
func (r *restoring) byCaller() bool {
	return r.kind == "SAP HANA on Amazon EC2" || r.kind == "Redshift Serverless" && r.meta["restoretype"] == "NAMESPACE_RESTORE"
}

// role checks the role that the restore works with.
func (r *restoring) role() *apiError {
	switch {
	case r.byCaller() && r.in.IamRoleArn != "":
		return invalid("IamRoleArn cannot be set: a restore of %s acts with the rights of its caller.", r.kind)
	case r.byCaller():
		return nil
	case r.in.IamRoleArn == "":
		return invalid("IamRoleArn is required to restore a recovery point of %s.", r.kind)
	}
	return r.passes(r.in.IamRoleArn)
}

// metadata checks the metadata by the rules of its type.
func (r *restoring) metadata() *apiError {
	size := 0
	for key, value := range r.in.Metadata {
		size += len(key) + len(value)
		if len(r.meta) < len(r.in.Metadata) {
			return invalid("Invalid restore metadata. A key is there twice, in another case.")
		}
		if strings.HasPrefix(key, "InformationalOnly:") {
			return invalid("Invalid restore metadata. %s cannot be set.", key)
		}
	}
	if size > mostMetadata {
		return invalid("Restore metadata must not be larger than %d bytes.", mostMetadata)
	}
	const request = "aws:backup:request-id"
	if id := r.text(request); id != "" && id == r.p.metadata()[request] {
		return invalid("Invalid restore metadata. %s was used before.", request)
	}
	r.roleTrouble()
	rule := restoreRules[r.kind]
	if r.p.resource().kind == multiAZCluster {
		rule = (*restoring).multiAZ
	}
	if err := rule(r); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(r.in.Metadata)) {
		if !r.read[strings.ToLower(key)] {
			return invalid("Invalid restore metadata. Unknown key %s for resource type %s.", key, r.kind)
		}
	}
	r.keyTrouble()
	r.tagTrouble()
	return nil
}
