package triage

// computeEntries are about EC2: VSS on Windows, restores of instances and volumes,
// capacity, and their names and networks.
func computeEntries() []Entry {
	instance := []string{"instance", "resource"}
	agent := "Upgrade SSM Agent and AwsVssComponents on {resource|the instance} (AWS-ConfigureAWSPackage)"
	consistent := "Until then the recovery points are crash-consistent, not application-consistent"
	return []Entry{
		{
			ID: "vss_agent", Class: VSSAgent, Cause: "SSM agent or VSS rights", Root: instance,
			Patterns: []string{"windows vss backup attempt failed because either instance or ssm agent has invalid state or insufficient privileges", "either instance or ssm agent has invalid state or insufficient privileges"},
			Meaning:  "The VSS snapshot of {resource|the instance} needs a running SSM Agent and an instance profile that may make and tag snapshots.",
			Remedy: []string{
				"See whether {resource|the instance} runs and is managed in Systems Manager (Fleet Manager)",
				agent, "Let its instance profile make and tag snapshots for VSS", consistent,
			},
			Examples: []string{"Windows VSS Backup attempt failed because either Instance or SSM Agent has invalid state or insufficient privileges."},
		},
		{
			ID: "vss_rights", Class: VSSAgent, Cause: "instance may not make VSS snapshots", Root: instance,
			Patterns: []string{"vss…because of insufficient privileges to perform this operation", "vss…insufficient privileges to perform this operation"},
			Meaning:  "The instance profile of {resource|the instance} may not make or tag snapshots.",
			Remedy:   []string{"Let the instance profile of {resource|the instance} do ec2:CreateSnapshot, ec2:CreateSnapshots, ec2:CreateTags and ec2:DescribeInstances", consistent},
			Examples: []string{"Windows VSS Backup attempt failed because of insufficient privileges to perform this operation."},
		},
		{
			ID: "vss_missing", Class: VSSAgent, Cause: "VSS component not installed", Root: instance,
			Patterns: []string{"ec2-vss-agent.exe is not installed"},
			Meaning:  "{resource|The instance} lacks AWS's VSS components.",
			Remedy:   []string{"Install AwsVssComponents on {resource|the instance} (Systems Manager: AWS-ConfigureAWSPackage)", consistent},
			Examples: []string{"Windows VSS Backup attempt failed because ec2-vss-agent.exe is not installed."},
		},
		{
			ID: "vss_fallback", Class: VSSAgent, Cause: "VSS failed; crash-consistent backup made", Root: instance,
			Patterns: []string{
				"windows vss backup job error encountered, trying for regular backup", "windows vss backup job error encountered",
				"vss backup job encountered an error, trying for regular backup", "vss backup job error encountered, trying for regular backup",
			},
			Meaning:  "VSS on {resource|the instance} failed and AWS Backup made an ordinary snapshot: the recovery point is not application-consistent.",
			Remedy:   []string{"See the Windows event log and the VSS writers on {resource|the instance} (vssadmin list writers)", agent, "Treat that recovery point as crash-consistent"},
			Examples: []string{"Windows VSS Backup Job Error encountered, trying for regular backup"},
		},
		{
			ID: "vss_timeout", Class: VSSAgent, Cause: "VSS freeze took too long", Root: instance,
			Patterns: []string{"timeout on vss enabled snapshot creation", "timeout on vss-enabled snapshot creation"},
			Meaning:  "Writes on {resource|the instance} can stand still only seconds, and the snapshot was not begun by then: heavy input and output, or many volumes.",
			Remedy:   []string{"Move the schedule of {rule|the rule} to a quiet hour", "Leave volumes out that need no VSS", consistent},
			Examples: []string{"Windows VSS Backup attempt failed because of timeout on VSS enabled snapshot creation."},
		},
		{
			ID: "vss_unsupported", Class: VSSAgent, Cause: "no VSS on this Windows or size", Root: instance,
			Patterns: []string{"vss…unsupported windows server version", "unsupported windows server version…vss", "vss…because of unsupported windows server version"},
			Meaning:  "VSS needs Windows Server 2012 or newer, and does not work on nano and micro sizes of t2, t3 and t3a.",
			Remedy:   []string{"Upgrade {resource|the instance}, or give it a larger size", "Or do without: switch the VSS option of {plan|the plan} off for it; its recovery points are crash-consistent alone then"},
			Examples: []string{"Windows VSS Backup attempt failed because of unsupported Windows Server version."},
		},
		{
			ID: "profile_not_allowed", Class: PassRole, Cause: "instance profile can't be attached", Root: []string{"role"}, Confidence: Medium,
			Actions:  []string{"iam:PassRole"},
			Patterns: []string{"does not permit attaching a new instance profile"},
			Meaning:  "The restore asks for another instance profile than the backup has, which AWS Backup does not do.",
			Remedy:   []string{"Restore with the profile of the backup or without one, and attach the other afterwards"},
			Examples: []string{"AWS Backup does not permit attaching a new instance profile"},
		},
		{
			ID: "source_image_missing", Class: ResourceMissing, Cause: "image not found in the Region", Root: []string{"image", "region"}, Confidence: Medium,
			Patterns: []string{"source ami {image} not found in region", "source ami…not found in region", "invalidamiid.notfound", "invalidamiid.unavailable", "the image id '[{image}]' does not exist"},
			Meaning:  "EC2 does not find {image|the image} in {region|that Region}: a setting of Allowed AMIs hides it, it was deregistered, or it is of another Region.",
			Remedy: []string{
				"See whether Allowed AMIs is on in {account=account $|the account of the restore}; let it allow aws-backup-vault or the account that owns the image",
				"See whether {image|the image} was deregistered",
			},
			Examples: []string{"Source AMI ami-0123456789abcdef0 not found in Region eu-west-1", "An error occurred (InvalidAMIID.NotFound) when calling the RunInstances operation: The image id '[ami-0123456789abcdef0]' does not exist"},
		},
		{
			ID: "ena_needed", Class: ResourceUnsupported, Cause: "instance type needs ENA drivers", Root: []string{"resource"},
			Patterns: []string{"instance type selected…elastic network adapter (ena) drivers", "enhanced networking with the elastic network adapter (ena) is required", "elastic network adapter (ena) drivers"},
			Meaning:  "The machine that is restored has no ENA drivers, which the chosen instance type needs.",
			Remedy:   []string{"Install the ENA drivers on the source and back it up again", "Or choose an instance type that does without"},
			Examples: []string{"The instance type selected requires Elastic Network Adapter (ENA) drivers, which are not installed on the virtual machine."},
		},
		{
			ID: "instance_capacity", Class: Capacity, Cause: "no capacity for the instance type", Root: []string{"zone", "instance type", "region"},
			Patterns: []string{
				"insufficientinstancecapacity", "^insufficient instance capacity", "insufficienthostcapacity", "insufficientcapacity:", "insufficientcapacityonoutpost", "(insufficientcapacity)",
				"we currently do not have sufficient {instance type} capacity in the availability zone you requested ({zone})",
				"we currently do not have sufficient {instance type} capacity in zones with support for",
				"insufficientinstancecapacity…we currently do not have sufficient {instance type} capacity in the availability zone you requested ({zone})",
				"there is no spot capacity available",
				"^there is insufficient instance capacity",
			},
			Meaning: "AWS has no room for {instance type|the instance type} in {zone|that Availability Zone} now.",
			Remedy:  []string{"Restore into a subnet of another Availability Zone than {zone|that one}", "Or choose another instance type than {instance type|that one}", "Or try again later"},
			Examples: []string{
				"An error occurred (InsufficientInstanceCapacity) when calling the RunInstances operation (reached max retries: 4): We currently do not have sufficient m5.8xlarge capacity in the Availability Zone you requested (us-west-1a). Our system will be working on provisioning additional capacity. You can currently get m5.8xlarge capacity by not specifying an Availability Zone in your request or choosing us-west-1b.",
				"Insufficient instance capacity.",
				"We currently do not have sufficient c5.xlarge capacity in zones with support for 'gp3' volumes. Our system will be working on provisioning additional capacity.",
			},
		},
		{
			ID: "volume_capacity", Class: Capacity, Cause: "no capacity for the volume", Root: []string{"zone", "region"},
			Patterns: []string{"insufficientvolumecapacity", "there is not enough capacity to fulfill your ebs volume provision request"},
			Meaning:  "AWS has no room for a volume of that type in {zone|that Availability Zone} now.",
			Remedy:   []string{"Try again later", "Or restore into another Availability Zone than {zone|that one}, or to another volume type"},
			Examples: []string{"InsufficientVolumeCapacity: There is not enough capacity to fulfill your EBS volume provision request."},
		},
		{
			ID: "image_not_shared", Class: AccessDenied, Cause: "image not open to the account", Root: []string{"image"}, Confidence: Medium,
			Patterns: []string{"not authorized for images: {image}", "authfailure…not authorized for images: {image}"},
			Meaning:  "{image|The image} is not one that {account=account $|the account} may launch: it is private to another account, was deregistered, or is a product of AWS Marketplace that the account has not subscribed to.",
			Remedy: []string{
				"See whether {image|the image} still exists, and in which account and Region",
				"Where it is another account's, let its owner share it, and its snapshots, with {account=account $|the account that restores}",
				"Where it is of AWS Marketplace, subscribe to the product in {account=account $|the account that restores}",
			},
			Examples: []string{"An error occurred (AuthFailure) when calling the RunInstances operation: Not authorized for images: [ami-0123456789abcdef0]"},
		},
		{
			ID: "instance_type_unsupported", Class: Capacity, Cause: "instance type not offered there", Root: []string{"zone", "instance type"},
			Patterns: []string{"your requested instance type ({instance type}) is not supported in your requested availability zone ({zone})"},
			Meaning:  "{instance type|The instance type} is not offered in {zone|that Availability Zone}.",
			Remedy:   []string{"Restore into a subnet of another Availability Zone", "Or choose another instance type"},
			Examples: []string{"An error occurred (Unsupported) when calling the RunInstances operation: Your requested instance type (m6i.large) is not supported in your requested Availability Zone (us-east-1e). Please retry your request by not specifying an Availability Zone or choosing us-east-1a, us-east-1b."},
		},
		{
			ID: "configuration_unsupported", Class: Capacity, Cause: "configuration not supported there", Root: []string{"zone", "instance type", "scope"}, Confidence: Medium,
			Patterns: []string{"the requested configuration is currently not supported. please check the documentation for supported configurations"},
			Meaning:  "EC2 does not take the request as it is, and does not say why: the instance type may not be offered in the Availability Zone, or not go with the image's architecture, the tenancy or an option.",
			Remedy: []string{
				"{!no restore}Restore with an instance type that is offered in the subnet's zone, and goes with the image's architecture",
				"{!no restore}Or into a subnet of another Availability Zone",
				"{?no restore}See which request it was (CloudTrail, errorCode Unsupported), and what it asked for",
			},
			Examples: []string{"An error occurred (Unsupported) when calling the RunInstances operation: The requested configuration is currently not supported. Please check the documentation for supported configurations."},
		},
		{
			ID: "no_default_vpc", Class: NetworkConfig, Cause: "no default VPC or subnet", Root: []string{"scope", "region"},
			Patterns: []string{
				"no default vpc for this user", "no subnets found for the default vpc", "no default subnet detected in vpc", "no default subnet for availability zone", "vpcidnotspecified", "defaultvpcdoesnotexist", "missinginput…no default vpc",
				"no default vpc exists for this user",
			},
			Meaning:  "The request names no subnet, and {scope|the account} has no default VPC or subnet to fall back on in this Region.",
			Remedy:   []string{"Name a subnet in the restore's metadata; for databases, a DB subnet group", "For restore tests, set it as an override of the restore testing selection"},
			Examples: []string{"No default VPC for this user", "No subnets found for the default VPC 'vpc-0123456789abcdef0'. Please specify a subnet.", "No default subnet detected in VPC. Please contact AWS Support to recreate default Subnets."},
		},
		{
			ID: "subnet_missing", Class: NetworkConfig, Cause: "subnet does not exist", Root: []string{"subnet", "scope"},
			Patterns: []string{
				"invalidsubnetid.notfound", "the subnet id '{subnet}' does not exist", "invalidsubnetid.malformed", "subnetnotfound*", "invalidsubnet:", "invalidsubnetidnotfound",
				"the subnet '{subnet}' does not exist",
			},
			Meaning:  "{subnet|The subnet} is not in that account and Region. The metadata of a recovery point names the subnet of the time of the backup.",
			Remedy:   []string{"Choose a subnet that exists in {scope|the account and Region of the restore}"},
			Examples: []string{"An error occurred (InvalidSubnetID.NotFound) when calling the RunInstances operation: The subnet ID 'subnet-0123456789abcdef0' does not exist"},
		},
		{
			ID: "security_group_missing", Class: NetworkConfig, Cause: "security group does not exist", Root: []string{"security group", "scope"},
			Patterns: []string{"invalidgroup.notfound", "the security group '{security group}' does not exist", "invalidsecuritygroupid.notfound", "invalidsecuritygroup:", "you have specified two resources that belong to different networks…security group"},
			Meaning:  "{security group|The security group} is not in that account, Region or VPC.",
			Remedy:   []string{"Choose security groups of the VPC that is restored into"},
			Examples: []string{"An error occurred (InvalidGroup.NotFound) when calling the RunInstances operation: The security group 'sg-0123456789abcdef0' does not exist in VPC 'vpc-0123456789abcdef0'"},
		},
		{
			ID: "different_networks", Class: NetworkConfig, Cause: "security group of another VPC", Root: []string{"security group", "subnet", "scope"},
			Patterns: []string{
				"security group {security group} and subnet {subnet} belong to different networks", "security group and subnet belong to different networks", "belong to different networks",
				"the db instance and ec2 security group are in different vpcs", "the new security groups are not in the same vpc",
			},
			Meaning:  "The security groups and the subnet of the restore are of different VPCs.",
			Remedy:   []string{"Choose security groups of the VPC of {subnet|the subnet} or of the DB subnet group"},
			Examples: []string{"An error occurred (InvalidParameter) when calling the RunInstances operation: Security group sg-0123456789abcdef0 and subnet subnet-0fedcba9876543210 belong to different networks.", "InvalidParameterCombination: The DB instance and EC2 security group are in different VPCs. The DB instance is in vpc-0123456789abcdef0 and the EC2 security group is in vpc-0fedcba9876543210"},
		},
		{
			ID: "addresses_used_up", Class: NetworkConfig, Cause: "subnet has no free addresses", Root: []string{"subnet", "scope"},
			Patterns: []string{"insufficientfreeaddressesinsubnet", "not enough free addresses in subnet", "does not have enough free addresses", "insufficientipsinsubnet", "insufficient free addresses"},
			Meaning:  "{subnet|The subnet} has too few free addresses left.",
			Remedy:   []string{"Choose a larger subnet", "Or release addresses in {subnet|it}, such as of old restore tests"},
			Examples: []string{"An error occurred (InsufficientFreeAddressesInSubnet) when calling the RunInstances operation: Not enough free addresses in subnet 'subnet-0123456789abcdef0'"},
		},
		{
			ID: "address_in_use", Class: NameConflict, Cause: "private address is in use", Root: []string{"address", "resource"},
			Patterns: []string{"invalidipaddress.inuse", "invalidipaddress.inuse…address {address} is in use", "^address {address} is in use$", "invalidnetworkinterface.inuse"},
			Meaning:  "The address or network interface of the backup is used by something else, mostly by the original.",
			Remedy:   []string{"Restore without the private address and the network interfaces of the backup", "Or stop and detach what holds {address|the address}"},
			Examples: []string{"An error occurred (InvalidIPAddress.InUse) when calling the RunInstances operation: Address 10.0.1.17 is in use.", "Address 10.0.1.17 is in use."},
		},
		{
			ID: "zone_invalid", Class: NetworkConfig, Cause: "Availability Zone does not fit", Root: []string{"zone", "scope"},
			Patterns: []string{"invalid availability zone: {zone}", "invalid availability zone", "invalidparametervalue…invalid availability zone: [{zone}]", "the zone '{zone}' does not exist", "availabilityzone {zone} is not valid"},
			Meaning:  "{zone|The Availability Zone} is not one of the Region or account of the restore.",
			Remedy:   []string{"Choose a zone of {region|the Region}; names of zones differ from account to account"},
			Examples: []string{"An error occurred (InvalidParameterValue) when calling the CreateVolume operation: Invalid availability zone: [eu-west-1z]"},
		},
		{
			ID: "key_pair_missing", Class: ResourceMissing, Cause: "key pair does not exist", Root: []string{"key pair", "scope"},
			Patterns: []string{"invalidkeypair.notfound", "the key pair '{key pair}' does not exist"},
			Meaning:  "The key pair {key pair|of the backup} is not in the account and Region of the restore.",
			Remedy:   []string{"Restore without a key pair or with one that exists there"},
			Examples: []string{"An error occurred (InvalidKeyPair.NotFound) when calling the RunInstances operation: The key pair 'ops' does not exist"},
		},
	}
}
