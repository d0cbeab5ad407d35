package triage

// publicEntries are refusals by Amazon S3 Block Public Access (Amazon S3 User Guide, "Blocking public access to
// your Amazon S3 storage"). It is a guard, and the first way is always the one that leaves it in place.
func publicEntries() []Entry {
	bucket := []string{"bucket", "denied resource", "resource"}
	owner := "Where it has to be public, ask who owns {bucket|the bucket} and its account: the setting of the bucket, of the account or of the organisation is a guard, and the strictest of them counts"
	return []Entry{
		{
			ID: "s3_public_acls_blocked", Class: AccessDenied, Cause: "Block Public Access refuses an ACL", Root: bucket,
			Patterns: []string{
				"not authorized to perform: s3:…blockpublicacls setting", "not authorized to perform: s3:…blockpublicacls block public access setting",
				"not authorized to perform: s3:…because public access control lists (acls) are", "not authorized to perform: s3:…because public acls are",
				"accessdenied…because public acls are prevented by the blockpublicacls setting",
			},
			Meaning: "What is written has an access control list that lets everybody in, and Block Public Access of {bucket|the bucket} or of its account refuses that. No policy can allow it.",
			Remedy: []string{
				"{!no restore}Restore with RestoreACLs=false: the objects come without their access control lists",
				"{?no restore}Write it without a public access control list",
				"Let a policy of {bucket|the bucket} allow whom the access control list was for, by name",
				owner,
			},
			Examples: []string{
				"An error occurred (AccessDenied) when calling the PutObjectAcl operation: User: arn:aws:sts::111122223333:assumed-role/Restore/AWSBackup-Restore is not authorized to perform: s3:PutObjectAcl on resource: \"arn:aws:s3:::orders/images/1.jpg\" because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.",
			},
		},
		{
			ID: "s3_public_policy_blocked", Class: AccessDenied, Cause: "Block Public Access refuses a policy", Root: bucket,
			Patterns: []string{
				"not authorized to perform: s3:…blockpublicpolicy setting", "not authorized to perform: s3:…blockpublicpolicy block public access setting",
				"not authorized to perform: s3:…because public policies are",
				"accessdenied…because public policies are prevented by the blockpublicpolicy setting",
			},
			Meaning: "The policy for {bucket|the bucket} lets everybody in, and Block Public Access of the bucket or of its account refuses that. No other policy can allow it.",
			Remedy: []string{
				"Let the policy name who may use {bucket|the bucket}, in place of everybody",
				"{!no restore}Restore the data without that policy meanwhile: it is not in a recovery point of S3, but may be in that of a stack",
				owner,
			},
			Examples: []string{
				"User: arn:aws:iam::111122223333:user/ops is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::orders\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.",
				"User: arn:aws:iam::111122223333:user/ops is not authorized to perform: s3:PutBucketPolicy on resource: \"arn:aws:s3:::orders\" because public policies are blocked by the BlockPublicPolicy block public access setting.",
			},
		},
	}
}
