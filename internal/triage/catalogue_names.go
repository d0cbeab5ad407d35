package triage

// nameEntries are about names that are taken of what a restored stack or its network makes anew.
func nameEntries() []Entry {
	name := []string{"name", "resource"}
	return []Entry{
		{
			ID: "security_group_name_taken", Class: NameConflict, Cause: "name of security group or key pair taken", Root: name,
			Patterns: []string{
				"invalidgroup.duplicate", "invalidgroup.duplicate…the security group '{name}' already exists", "the security group '{name}' already exists for vpc",
				"invalidkeypair.duplicate", "invalidkeypair.duplicate…the key pair '{name}' already exists", "invalidkeypair.duplicate…the keypair '{name}' already exists",
			},
			Meaning: "The name {name|in the request} is used already: that of a security group is the only one in its VPC, that of a key pair in its Region.",
			Remedy: []string{
				"See what has the name, and who needs it: it may be left of an attempt before, or be in use",
				"Choose another name, or use the one that is there in place of a new one",
				"Delete nothing before it is proven that nobody needs it",
			},
			Examples: []string{
				"An error occurred (InvalidGroup.Duplicate) when calling the CreateSecurityGroup operation: The security group 'orders-db' already exists for VPC 'vpc-0123456789abcdef0'",
				"InvalidKeyPair.Duplicate: The keypair 'ops' already exists.",
			},
		},
		{
			ID: "iam_name_taken", Class: NameConflict, Cause: "IAM name is taken", Root: name,
			Patterns: []string{
				"entityalreadyexists", "entityalreadyexistsexception",
				"entityalreadyexists…role with name {name} already exists", "entityalreadyexistsexception…role with name {name} already exists",
				"entityalreadyexists…policy called {name} already exists", "entityalreadyexists…instance profile {name} already exists", "entityalreadyexists…user with name {name} already exists",
				"role with name {name} already exists. (service: iam", "role with name {name} already exists. (service: amazonidentitymanagement",
				"policy called {name} already exists. duplicate names are not allowed", "instance profile {name} already exists. (service: iam",
			},
			Meaning: "The account has a role, policy, user or instance profile of the name {name|in the request} already, in whichever Region it was made: IAM knows no Regions.",
			Remedy: []string{
				"See what has the name, and what uses it: it is often that of the original, or left of an attempt before",
				"Choose another name, or let AWS CloudFormation choose it; or use the one that is there",
				"Delete nothing before it is proven that nobody needs it",
			},
			Examples: []string{
				"An error occurred (EntityAlreadyExists) when calling the CreateRole operation: Role with name RestoreRole already exists.",
				"Resource handler returned message: \"Role with name RestoreRole already exists. (Service: Iam, Status Code: 409, Request ID: 0b7d2b6e-1111-2222-3333-444455556666)\"",
			},
		},
	}
}
