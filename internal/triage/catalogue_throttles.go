package triage

// throttleEntries are services that take no more calls, each in words of its own: what AWS Backup
// takes says nothing of them.
func throttleEntries() []Entry {
	again := "Run it again when less is going on; AWS Backup tries some calls again by itself"
	return []Entry{
		{
			ID: "throttled_ec2", Class: Throttling, Cause: "EC2 throttles the calls", Root: quotaRoot(),
			Patterns: []string{"requestlimitexceeded", "client.requestlimitexceeded", "ec2throttled*"},
			Meaning:  "EC2 takes no more calls in {scope|that Region of the account}, from all callers together. Its limits are its own, by action.",
			Remedy: []string{
				again, "Find who calls EC2 so often: CloudTrail and the usage metrics of the account name the callers",
				"{!no backup}Spread the schedules that begin at the same time there", "Ask for a higher rate: Service Quotas, EC2",
			},
			Examples: []string{"An error occurred (RequestLimitExceeded) when calling the DescribeInstances operation: Request limit exceeded."},
		},
		{
			ID: "throttled_dynamodb", Class: Throttling, Cause: "throughput of a DynamoDB table exceeded", Root: []string{"table", "resource", "account"},
			Patterns: []string{"provisionedthroughputexceeded*"},
			Meaning:  "More is read from or written to a table of DynamoDB than its throughput allows.",
			Remedy:   []string{again, "See the consumed and the provisioned capacity of the table in CloudWatch", "Give the table more capacity, or let it scale on demand"},
			Examples: []string{"ProvisionedThroughputExceededException: The level of configured provisioned throughput for the table was exceeded."},
		},
		{
			ID: "throttled_s3", Class: Throttling, Cause: "S3 throttles the requests", Root: []string{"bucket", "account"},
			Patterns: []string{
				"slowdown: please reduce your request rate", "(slowdown)", "please reduce your request rate", "error code: slowdown",
				"slowdown…please reduce your request rate", "bandwidthlimitexceeded",
			},
			Meaning:  "S3 takes no more requests for {bucket|a bucket} now: each prefix has a rate, which grows slowly.",
			Remedy:   []string{again, "See what else reads or writes {bucket|the bucket} at that time, and move one of them"},
			Examples: []string{"An error occurred (SlowDown) when calling the PutObject operation: Please reduce your request rate."},
		},
	}
}
