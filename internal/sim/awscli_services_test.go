package sim

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/go-cmp/cmp"
)

// services are EC2, IAM, KMS and Cloud Control API: a list, a page and a refusal of
// each.
func (c *commandLine) services() []check {
	w, home, region := c.world, c.world.HomeAccount(), c.world.Regions()[0]
	s := w.scope(home, region)
	ids := func(kind string) any { return any(texts(w.Held(home, region, kind))) }
	role := "AWSBackupDefaultServiceRole"
	gives := func(want any, args ...string) check {
		return func(ctx context.Context) error {
			out, err := c.run(ctx, home, region, args...)
			if diff := cmp.Diff(want, out["Got"]); err != nil || diff != "" {
				return fmt.Errorf("aws %v: %w\n%s", args, err, diff)
			}
			return nil
		}
	}
	refuses := func(want string, args ...string) check {
		return func(ctx context.Context) error {
			if _, err := c.run(ctx, home, region, args...); err == nil || !strings.Contains(err.Error(), "An error occurred ("+want+")") {
				return fmt.Errorf("aws %v: got %w, want %s", args, err, want)
			}
			return nil
		}
	}
	encoded := s.encodedDenial(s.role, "iam:PassRole", "arn:aws:iam::"+home+":role/web-instance")
	decoded, _ := decodeDenial(home, encoded)
	return []check{
		gives(decoded, "sts", "decode-authorization-message", "--encoded-message", encoded, "--query", "{Got: DecodedMessage}"),
		gives("UpdateBackupPlan", "cloudtrail", "lookup-events", "--lookup-attributes", "AttributeKey=EventName,AttributeValue=UpdateBackupPlan", "--max-items", "1",
			"--query", "{Got: Events[0].EventName}"),
		refuses("InvalidMaxResultsException", "cloudtrail", "lookup-events", "--page-size", "51"),
		refuses("InvalidAuthorizationMessageException", "sts", "decode-authorization-message", "--encoded-message", encoded[1:]),

		gives(any(texts(s.zones())), "ec2", "describe-availability-zones", "--query", "{Got: AvailabilityZones[].ZoneName}"),
		gives(ids("AWS::EC2::Subnet"), "ec2", "describe-subnets", "--query", "{Got: Subnets[].SubnetId}", "--page-size", "5"),
		gives(ids("AWS::EC2::Instance"), "ec2", "describe-instances", "--query", "{Got: Reservations[].Instances[].InstanceId}"),
		gives(any(texts([]string{s.groupID(mainVPC, true)})), "ec2", "describe-security-groups", "--filters", "Name=group-name,Values=main", "--query", "{Got: SecurityGroups[].GroupId}"),
		refuses("InvalidSubnetID.NotFound", "ec2", "describe-subnets", "--subnet-ids", "subnet-0123"),

		gives(ids(roleThing), "iam", "list-roles", "--query", "{Got: Roles[].RoleName}", "--page-size", "4"),
		gives("backup.amazonaws.com", "iam", "get-role", "--role-name", role, "--query", "{Got: Role.AssumeRolePolicyDocument.Statement[0].Principal.Service}"),
		gives(any(texts([]string{"allowed", "implicitDeny"})), "iam", "simulate-principal-policy", "--policy-source-arn", w.DefaultRole(home),
			"--action-names", "ec2:CreateVolume", "s3:CreateBucket", "--query", "{Got: EvaluationResults[].EvalDecision}"),
		refuses("NoSuchEntity", "iam", "get-role", "--role-name", "Nobody"),

		gives(ids(aliasThing), "kms", "list-aliases", "--query", "{Got: Aliases[].AliasName}", "--page-size", "3"),
		gives("PendingDeletion", "kms", "describe-key", "--key-id", "alias/retired", "--query", "{Got: KeyMetadata.KeyState}"),
		gives(s.keyPolicy(), "kms", "get-key-policy", "--key-id", s.keyARN(disabledKey), "--query", "{Got: Policy}"),
		refuses("NotFoundException", "kms", "describe-key", "--key-id", "alias/none"),

		gives(ids("AWS::RDS::DBSubnetGroup"), "cloudcontrol", "list-resources", "--type-name", "AWS::RDS::DBSubnetGroup", "--query", "{Got: ResourceDescriptions[].Identifier}"),
		gives("private", "cloudcontrol", "get-resource", "--type-name", "AWS::RDS::DBSubnetGroup", "--identifier", "private", "--query", "{Got: ResourceDescription.Identifier}"),
		refuses("UnsupportedActionException", "cloudcontrol", "list-resources", "--type-name", "AWS::FSx::FileSystem"),
		refuses("TypeNotFoundException", "cloudcontrol", "list-resources", "--type-name", "AWS::No::Such"),
		refuses("ResourceNotFoundException", "cloudcontrol", "get-resource", "--type-name", "AWS::S3::Bucket", "--identifier", "no-such-bucket"),
	}
}
