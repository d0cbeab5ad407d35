package sim

// A failure is why a job did not go well, in AWS Backup's words.
type failure struct {
	category string // MessageCategory
	message  string
	kinds    []string // resource types it can befall, nil = any
}

var kmsFailure = failure{"KMS_KEY_ERROR", "Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied", nil}

var backupFailures = []failure{
	{"ACCESS_DENIED", "You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s), and refer to the AWS Backup documentation for more details.", nil},
	{"ACCESS_DENIED", "IAM Role arn:aws:iam::{A}:role/service-role/AWSBackupDefaultServiceRole cannot be assumed by AWS Backup", nil},
	{"LIMIT_EXCEEDED", "Maximum allowed in-progress snapshots for a single volume exceeded.", []string{"EBS", "Storage Gateway"}},
	{"LIMIT_EXCEEDED", "Image creation throttled due to maximum number of concurrent snapshots on an EBS volume.", []string{"EC2"}},
	{"LIMIT_EXCEEDED", "Subscriber limit exceeded: There is a limit on the maximum concurrent number of backups, which is 300", []string{"DynamoDB"}},
	{"LIMIT_EXCEEDED", "Cannot create more than 20 user snapshots", []string{"Redshift"}},
	{"CONCURRENT_JOB", "Backup job failed because there was a running job for the same resource.", nil},
	{"INVALID_LIFECYCLE", "Backup job could not start because it is either inside or too close to the automated backup window configured in RDS instance.", []string{"RDS", "DocumentDB", "Neptune"}},
	{"INVALID_STATE", "Instance {n} is not in state available.", []string{"RDS", "Aurora", "DocumentDB", "Neptune", "Redshift"}},
	{"RESOURCE_NOT_FOUND", "The specified volume was not found.", []string{"EBS"}},
	{"ACCESS_DENIED", "Customer credential miss permission to get bucket versioning for bucket {n}-{R}", []string{"S3"}},
	{"", "Versioning is not enabled on {n}-{R}", []string{"S3"}},
	{"HYPERVISOR_OFFLINE", "The request is not valid for the specified hypervisor because it is not online.", []string{"VirtualMachine"}},
	{"", "Failed to process backup data. Aborted backup job.", []string{"VirtualMachine"}},
	{"", "Database cannot be backed up while it is stopped", []string{"SAP HANA on Amazon EC2"}},
	{"VSS_ERROR", "Windows VSS Backup attempt failed because either Instance or SSM Agent has invalid state or insufficient privileges.", []string{"EC2"}},
	{"FATAL_ERROR", "An internal error occurred. Please try again later.", nil},
	{"TOKEN_EXPIRED", "Token expired. Try again.", nil},
	{"", "Some Kubernetes Objects failed to be backed up", []string{"EKS"}},
}

// Jobs that are COMPLETED with issues carry one of these.
var backupIssues = []failure{
	{"VSS_ERROR", "Windows VSS Backup Job Error encountered, trying for regular backup", []string{"EC2"}},
	{"TAG_COPY_ERROR", "We are unable to copy resource tags to your backup because of the Internal Failure", nil},
	{"LIMIT_EXCEEDED", "unable to persist NetworkInterfaces metadata as its size exceeded our internal limits", []string{"EC2"}},
}

var copyFailures = []failure{
	{"ACCESS_DENIED", "Access Denied trying to call AWS Backup service", nil},
	{"KMS_KEY_ERROR", "Given key ID is not accessible", []string{"EBS", "EC2", "RDS", "Aurora"}},
	{"INVALID_LIFECYCLE", "The retention specified in the job is not within the range specified for the target Backup Vault", nil},
	{"ACCESS_DENIED", "Snapshots encrypted with the AWS managed key can't be shared", []string{"RDS", "Aurora", "EBS"}},
	{"RESOURCE_NOT_FOUND", "Cannot find recovery point.", nil},
	{"CONCURRENT_JOB", "There are too many copy jobs running for resource {n}", nil},
}

var restoreFailures = []failure{
	{"", "No default VPC for this user", []string{"EC2", "RDS", "Aurora", "DocumentDB", "Neptune"}},
	{"", "The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it.", nil},
	{"", "You are not authorized to perform this operation. Please consult the permissions associated with your AWS Backup role(s), and refer to the AWS Backup documentation for more details. Encoded authorization failure message: {e}", []string{"EC2", "EBS"}},
	{"", "No objects were restored from {n} to bucket {n}-restored", []string{"S3"}},
	{"", "Insufficient privileges to perform this action.", []string{"EFS"}},
	{"", "Restore job was unable to start within the specified start window. Try increasing your start window.", nil},
}

// oneFor draws a failure that can befall the type.
func oneFor(from []failure, k *resourceKind, roll uint64) *failure {
	var fit []*failure
	for i := range from {
		if from[i].kinds == nil {
			fit = append(fit, &from[i])
			continue
		}
		for _, name := range from[i].kinds {
			if name == k.name {
				fit = append(fit, &from[i], &from[i], &from[i])
			}
		}
	}
	if len(fit) == 0 {
		return nil
	}
	return fit[roll%uint64(len(fit))]
}

func failureFor(k *resourceKind, roll uint64) *failure { return oneFor(backupFailures, k, roll) }
