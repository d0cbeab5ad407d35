package sim

import "strings"

// The managed policies that roles for AWS Backup have, by the end of their ARNs
// (AWS managed policy reference).
const (
	forBackup       = "service-role/AWSBackupServiceRolePolicyForBackup"
	forRestores     = "service-role/AWSBackupServiceRolePolicyForRestores"
	forS3Backup     = "AWSBackupServiceRolePolicyForS3Backup"
	forS3Restore    = "AWSBackupServiceRolePolicyForS3Restore"
	forItemRestores = "AWSBackupServiceRolePolicyForItemRestores"
)

const roleThing = "AWS::IAM::Role"

// trusting is a trust policy for a service.
func trusting(service string) string {
	return `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"` + service + `"},"Action":"sts:AssumeRole"}]}`
}

// addRoles adds the roles of the account. BackupMigrated has what a restore needs but
// for the trust.
func (s *scope) addRoles() {
	const backup = "backup.amazonaws.com"
	s.addRole("service-role/AWSBackupDefaultServiceRole", trusting(backup), forBackup, forRestores)
	s.addRole("AWSBackupS3Role", trusting(backup), forBackup, forRestores, forS3Backup, forS3Restore)
	s.addRole("AWSBackupItemRole", trusting(backup), forRestores, forItemRestores)
	s.addRole("BackupMigrated", trusting("ec2.amazonaws.com"), forBackup, forRestores)
	s.addRole("web-instance", trusting("ec2.amazonaws.com"), "AmazonSSMManagedInstanceCore")
	s.addRole("eks-cluster", trusting("eks.amazonaws.com"), "AmazonEKSClusterPolicy")
	s.addRole("service-role/orders-lambda", trusting("lambda.amazonaws.com"), "service-role/AWSLambdaBasicExecutionRole")
	people := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"` + "arn:aws:iam::" + s.w.accounts[0].id +
		`:root"},"Action":"sts:AssumeRole"}]}`
	s.addRole("BackupReader", people, "ReadOnlyAccess")
	s.things.things[roleThing]["BackupReader"].props["Policies"] = map[string]string{"decode-messages": decodesMessages}
	s.addRole("BackupOperator", people, "AWSBackupOperatorAccess")
	s.things.things[roleThing]["BackupOperator"].props["Policies"] = map[string]string{"recovery-points": keepsPoints}
	s.addRole("OrganizationAccountAccessRole", people, "AdministratorAccess")
	s.add("AWS::IAM::User", "operator", map[string]any{"ManagedPolicyArns": []string{managed("AdministratorAccess")}})
	s.add("AWS::IAM::InstanceProfile", "web-instance", map[string]any{"InstanceProfileName": "web-instance", "Roles": []string{"web-instance"}})
}

// decodesMessages is what AWS's policy for readers lacks.
const decodesMessages = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:DecodeAuthorizationMessage","Resource":"*"}]}`

// keepsPoints is what AWS's policy for operators lacks: what is done to recovery points.
const keepsPoints = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["backup:DeleteRecoveryPoint","backup:UpdateRecoveryPointLifecycle",` +
	`"backup:DisassociateRecoveryPoint","backup:DisassociateRecoveryPointFromParent","backup:PutRestoreValidationResult",` +
	`"iam:CreateServiceLinkedRole"],"Resource":"*"}]}`

func managed(name string) string { return "arn:aws:iam::aws:policy/" + name }

// addRole adds a role; its name may hold a path.
func (s *scope) addRole(name, trust string, policies ...string) {
	for i := range policies {
		policies[i] = managed(policies[i])
	}
	cut := strings.LastIndexByte(name, '/') + 1
	s.add(roleThing, name[cut:], map[string]any{
		"RoleName": name[cut:], "Path": "/" + name[:cut], "Arn": "arn:aws:iam::" + s.account.id + ":role/" + name,
		"AssumeRolePolicyDocument": trust, "ManagedPolicyArns": policies, "RoleId": "AROA" + strings.ToUpper(string(hex16(nil, hashText(3, s.account.id+name)))),
	})
}

// iamRole finds a role by its ARN; nil when there is none.
func (w *worldState) iamRole(arn string) *thing {
	p := strings.SplitN(arn, ":", 6)
	if len(p) < 6 || !strings.HasPrefix(p[5], "role/") {
		return nil
	}
	s := w.scope(p[4], w.regions[0])
	if s == nil {
		return nil
	}
	t := s.iam().thing(roleThing, arn[strings.LastIndexByte(arn, '/')+1:])
	if t == nil || t.text("Arn") != arn {
		return nil
	}
	return t
}

// trusts says whether a role exists and lets a service assume it.
func (w *worldState) trusts(arn, service string) bool {
	t := w.iamRole(arn)
	if t == nil {
		return false
	}
	trust, ok := parsePolicy(t.text("AssumeRolePolicyDocument"))
	for _, s := range trust.Statement {
		for _, who := range s.Principal.Service {
			if ok && s.Effect == "Allow" && who == service {
				return true
			}
		}
	}
	return false
}

// roleDecides evaluates the policies of a role, managed and inline, for an action. It
// says implicitDeny of a role that is not there.
func (w *worldState) roleDecides(arn, action, resource string, context map[string][]string) decision {
	t := w.iamRole(arn)
	if t == nil {
		return implicitDeny
	}
	return identityPolicy(t).decide(query{action: action, resource: resource, context: context})
}

// RemoveTrust takes the role's trust in AWS Backup away; false when there is no such
// role.
func (w *World) RemoveTrust(arn string) bool {
	return w.changeRole(arn, map[string]any{"AssumeRolePolicyDocument": trusting("ec2.amazonaws.com")})
}

// DetachPolicies takes all managed policies from a role.
func (w *World) DetachPolicies(arn string) bool {
	return w.changeRole(arn, map[string]any{"ManagedPolicyArns": []string{}})
}

// RemoveRole deletes a role.
func (w *World) RemoveRole(arn string) bool {
	t := w.iamRole(arn)
	return t != nil && w.scope(strings.Split(arn, ":")[4], w.regions[0]).remove(roleThing, t.id)
}

func (w *World) changeRole(arn string, with map[string]any) bool {
	t := w.iamRole(arn)
	return t != nil && w.scope(strings.Split(arn, ":")[4], w.regions[0]).change(roleThing, t.id, with)
}
