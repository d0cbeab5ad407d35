package sim

import (
	"slices"
	"strings"
)

// copyTrouble is why a copy will fail, nil when it will not; in the order in which the
// services come across it.
func (c *call) copyTrouble(j *job, in *copyIn) *failure {
	fails := func(category, message string) *failure { return &failure{category: category, message: message} }
	to := strings.Split(in.DestinationBackupVaultArn, ":")
	otherRegion, otherAccount := to[3] != c.scope.region, to[4] != c.scope.account.id
	unsupported := fails("UNSUPPORTED_OPERATION", "Copy job failed. Feature is not supported for provided resource type")

	if !j.source.copiedTo(to[3], otherRegion, otherAccount) {
		return unsupported
	}
	if otherAccount {
		switch {
		case c.w.account(to[4]) == nil:
			return fails("ACCESS_DENIED", "Copy job failed. Both source and destination account must be a member of the same organization")
		case c.w.overlay.keptApart.Load():
			return fails("FEATURE_NOT_ENABLED", "Copy job failed. Cross-account copy feature is not enabled for the current organization")
		}
	}
	v := j.vault
	switch {
	case v == nil:
		return fails("RESOURCE_NOT_FOUND", "Copy job failed because the backup vault "+in.DestinationBackupVaultArn+" does not exist")
	case v.kind == restoreAccess:
		return unsupported
	case v.kind == airGapped && v.stateAt(c.now) != "AVAILABLE":
		return fails("INVALID_STATE", "Copy job failed because the backup vault "+v.name+" is not in state AVAILABLE")
	case v.kind == airGapped && !j.source.airGappable():
		return unsupported
	case otherAccount && !v.letsIn(c.scope):
		return fails("ACCESS_DENIED", "Access Denied trying to call AWS Backup service")
	case !v.mayHold(j.keep):
		return fails("INVALID_LIFECYCLE", outOfLockRange("Copy"))
	case c.w.roleDecides(j.role, "backup:CopyFromBackupVault", j.source.vault.arn, nil) != allowed:
		return fails("ACCESS_DENIED", unauthorized)
	}
	return c.copyKeyTrouble(j, otherAccount)
}

// copyKeyTrouble is what is wrong with the keys of a copy.
func (c *call) copyKeyTrouble(j *job, otherAccount bool) *failure {
	fails := func(category, message string) *failure { return &failure{category: category, message: message} }
	v, key := j.vault, j.source.key()
	away := otherAccount || v.kind == airGapped
	switch {
	case away && j.source.kindName() == "Storage Gateway" && c.w.managed(v.key):
		return fails("UNSUPPORTED_OPERATION", "Storage Gateway backup copies require a user-created backup vault and key")
	case otherAccount && c.w.managed(v.key):
		return fails("ACCESS_DENIED", "Copy job failed because the destination Backup vault is encrypted with the default Backup service managed key. The contents of this vault cannot be copied.")
	case away && c.w.managed(key) && slices.Contains([]string{"EBS", "EC2"}, j.source.kindName()):
		return fails("ACCESS_DENIED", "Encrypted snapshots with Amazon EBS default key cannot be shared")
	case away && c.w.managed(key):
		return fails("ACCESS_DENIED", "Snapshots encrypted with the AWS managed key can't be shared. Specify another snapshot.")
	case key != "" && !c.w.keyUsable(key, j.role, "backup", keyService(j.source.kindName())):
		return fails("KMS_KEY_ERROR", "The source snapshot KMS key does not exist, is not enabled or you do not have permissions to access it")
	case v.key != "" && (!c.w.keyWorks(v.key) || !otherAccount && !c.w.managed(v.key) && !c.w.keyWrites(v.key, j.role, "backup")):
		return fails("KMS_KEY_ERROR", "Given key ID is not accessible")
	}
	return nil
}

// managed says whether a key is one of AWS's own.
func (w *worldState) managed(arn string) bool {
	t := w.key(arn)
	return t != nil && t.text("KeyManager") == "AWS"
}

// keyWorks says whether a key is there and enabled, whoever may use it.
func (w *worldState) keyWorks(arn string) bool {
	t := w.key(arn)
	return t != nil && t.text("KeyState") == "Enabled"
}

// letsIn says whether the vault's access policy lets another account copy into it.
func (v *vault) letsIn(from *scope) bool {
	policy, ok := parsePolicy(v.policy())
	who := "arn:aws:iam::" + from.account.id + ":root"
	return ok && policy.decide(query{
		principals: []string{who}, action: "backup:CopyIntoBackupVault", resource: v.arn,
		context: map[string][]string{"aws:PrincipalOrgID": {from.w.organization()}, "aws:PrincipalArn": {who}},
	}) == allowed
}

// copiedTo says whether AWS Backup copies points of this type there (Developer Guide:
// Feature availability by resource). What goes neither to other Regions nor to other
// accounts cannot be copied at all.
func (p point) copiedTo(region string, otherRegion, otherAccount bool) bool {
	optIn := slices.Contains(optInRegions, region)
	switch p.kindName() {
	case "Redshift", "Redshift Serverless":
		return false
	case "RDS":
		return p.resource().kind != multiAZCluster
	case "DynamoDB":
		return !strings.HasPrefix(p.arn(), "arn:aws:dynamodb:") // AWS Backup's own, not the table's
	case "CloudFormation":
		return !otherAccount
	case "Neptune", "Timestream":
		return !otherAccount || !optIn
	case "FSx":
		return !otherRegion || region != "me-south-1" && region != "me-central-1"
	}
	return true
}

// airGappable says whether a logically air-gapped vault takes the point.
func (p point) airGappable() bool {
	switch p.kindName() {
	case "RDS", "CloudFormation", "SAP HANA on Amazon EC2":
		return false
	case "Aurora", "DocumentDB", "Neptune":
		return p.encrypted()
	}
	return true
}

// SetCrossAccountBackup switches copies between the accounts of the organisation on, as
// they are in a new world, or off (UpdateGlobalSettings: isCrossAccountBackupEnabled).
// Safe for concurrent use.
func (w *World) SetCrossAccountBackup(on bool) { w.overlay.keptApart.Store(!on) }
