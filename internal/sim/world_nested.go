package sim

import (
	"fmt"
	"strings"
)

// What is nested in composite backups: an EKS cluster's objects and volumes, a
// stack's template and members.

func childKind(k *resourceKind, child int) string {
	if k.name == "EKS" {
		return [...]string{"EKS", "EBS"}[child-1]
	}
	return [...]string{"CloudFormation", "EBS", "DynamoDB"}[child-1]
}

func childTemplate(k *resourceKind, child int) string {
	switch childKind(k, child) {
	case "EBS":
		return "arn:aws:ec2:{R}::snapshot/snap-{x}"
	case "EKS":
		return "arn:aws:backup:{R}:{A}:recovery-point:eks/{n}-{t}"
	}
	return ownPoint
}

// copyTemplate is the ARN of a copied point. Tables can only be copied from
// backups that are AWS Backup's own.
func copyTemplate(k *resourceKind) string {
	if k.name == "DynamoDB" {
		return ownPoint
	}
	return strings.Replace(k.point, ":job-", ":copyjob-", 1)
}

// resourceARN is what the item is a backup of; of a nested item the member.
func (it item) resourceARN() string { return it.resource().nestedARN(it.member()) }

// nestedARN is the ARN of a member of a composite resource, 0 = of itself.
func (r *resource) nestedARN(child int) string {
	if child == 0 {
		return r.arn
	}
	switch childKind(r.kind, child) {
	case "EBS":
		return r.fill("arn:aws:ec2:{R}:{A}:volume/vol-{x}", r.scope, hash(r.seed, uint64(child)), 0)
	case "DynamoDB":
		return r.fill(fmt.Sprintf("arn:aws:dynamodb:{R}:{A}:table/{n}-%d", child), r.scope, 0, 0)
	}
	return r.arn
}
