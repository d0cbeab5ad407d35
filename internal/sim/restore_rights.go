package sim

import (
	"slices"
	"strings"
)

// The words of the services when something is not allowed.
const (
	noKey = "The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it."
	noVPC = "No default VPC for this user"
)

// restoreActions are actions that the role needs to restore a type (those of
// AWSBackupServiceRolePolicyForRestores and its companions).
var restoreActions = map[string][]string{
	"EBS": {"ec2:CreateVolume"}, "EC2": {"ec2:RunInstances"}, "Storage Gateway": {"storagegateway:CreateCachediSCSIVolume"},
	"EFS": {"elasticfilesystem:Restore"}, "S3": {"s3:PutObject", "s3:CreateBucket"}, "FSx": {"fsx:CreateFileSystemFromBackup"},
	"RDS": {"rds:RestoreDBInstanceFromDBSnapshot"}, "Aurora": {"rds:RestoreDBClusterFromSnapshot"},
	"DocumentDB": {"rds:RestoreDBClusterFromSnapshot"}, "Neptune": {"rds:RestoreDBClusterFromSnapshot"},
	"DynamoDB": {"dynamodb:RestoreTableFromAwsBackup"}, "Timestream": {"timestream:StartAwsRestoreJob"},
	"Redshift": {"redshift:RestoreFromClusterSnapshot"}, "Redshift Serverless": {"redshift-serverless:RestoreTableFromSnapshot"},
	"CloudFormation": {"cloudformation:CreateChangeSet"},
}

// needsOf are the actions of the restore at hand.
func (r *restoring) needsOf() []string {
	switch {
	case r.kind == "EBS" && r.meta["destinationbucketname"] != "":
		return []string{"ebs:GetSnapshotBlock", "s3:PutObject"}
	case r.kind == "FSx" && r.p.metadata()["FileSystemType"] == "ONTAP":
		return []string{"fsx:CreateVolumeFromBackup"}
	case r.p.resource().kind == multiAZCluster:
		return restoreActions["Aurora"]
	case r.p.s.kind == continuous && r.kind == "RDS":
		return []string{"rds:RestoreDBInstanceToPointInTime"}
	case r.p.s.kind == continuous && r.kind == "Aurora":
		return []string{"rds:RestoreDBClusterToPointInTime"}
	}
	return restoreActions[r.kind]
}

// roleTrouble fails a restore whose role lacks an action.
func (r *restoring) roleTrouble() {
	role := r.in.IamRoleArn
	if role == "" {
		return
	}
	for _, action := range r.needsOf() {
		if r.w.roleDecides(role, action, "*", nil) == allowed {
			continue
		}
		service, _, _ := strings.Cut(action, ":")
		switch {
		case service == "ec2":
			r.fails(r.encoded(action, "*"))
		case r.kind == "S3" || service == "ebs":
			name := role[strings.LastIndexByte(role, '/')+1:]
			r.fails("User: arn:aws:sts::" + r.scope.account.id + ":assumed-role/" + name + "/AWSBackup-" + name +
				" is not authorized to perform: " + action + " because no identity-based policy allows the " + action + " action")
		default:
			r.fails(unauthorized)
		}
		return
	}
}

// encoded is what EC2 says when the role may not do something.
func (r *restoring) encoded(action, target string) string {
	return unauthorized + " Encoded authorization failure message: " + r.scope.encodedDenial(r.in.IamRoleArn, action, target)
}

// opens says whether the role can read with a key, and encrypt with the one of what is made.
// A vault that is shared opens its own.
func (r *restoring) opens(key string) bool {
	if r.p.vault.scope.account != r.scope.account && key == r.p.key() {
		return r.w.keyWorks(key)
	}
	service := keyService(r.kind)
	if r.has("destinationBucketName") {
		service = "s3"
	}
	if key == r.key && !r.w.keyWrites(key, r.in.IamRoleArn, service) {
		return false
	}
	if key == r.p.key() && strings.HasPrefix(r.p.arn(), "arn:aws:backup:") {
		service = "backup" // which keeps the point itself
	}
	return r.w.keyUsable(key, r.in.IamRoleArn, service)
}

// keyTrouble fails a restore that cannot read the point or encrypt what it makes.
func (r *restoring) keyTrouble() {
	if r.in.IamRoleArn == "" {
		return
	}
	for _, key := range []string{r.p.key(), r.key} {
		if key == "" || r.opens(key) {
			continue
		}
		message := noKey
		if r.kind == "EC2" {
			message = r.encoded("kms:CreateGrant", key)
		}
		r.fails(message)
	}
}

// encrypts reads the key that the restore is to encrypt with: an ARN, an ID, or an
// alias, of this Region.
func (r *restoring) encrypts(key string) {
	value := r.text(key)
	if value == "" {
		return
	}
	arn := value
	if alias := strings.TrimPrefix(value, r.arnOf("kms", "")); strings.HasPrefix(alias, "alias/") {
		arn = ""
		if t := r.scope.thing(aliasThing, alias); t != nil {
			arn = r.arnOf("kms", "key/"+t.text("TargetKeyId"))
		}
	} else if !strings.HasPrefix(value, "arn:") {
		arn = r.arnOf("kms", "key/"+value)
	}
	if r.w.scopeOf(arn) == nil || r.w.scopeOf(arn).region != r.scope.region {
		r.fails(noKey)
		return
	}
	r.key = arn
}

// untagged are the types whose restore fails when tags are to be copied.
var untagged = []string{"DynamoDB", "S3", "SAP HANA on Amazon EC2", "Timestream", "VirtualMachine"}

func (r *restoring) tagTrouble() {
	r.failsIf(r.in.CopySourceTagsToRestoredResource && slices.Contains(untagged, r.kind),
		"Copying source tags to the restored resource is not supported for resource type "+r.kind+".")
}
