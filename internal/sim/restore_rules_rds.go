package sim

import (
	"regexp"
	"strings"
)

var (
	dbIdentifier = regexp.MustCompile(`^[A-Za-z](-?[A-Za-z0-9])*$`)
	dbClass      = regexp.MustCompile(`^db\.[a-z0-9-]+\.(micro|small|medium|large|[0-9]*xlarge)$`)
)

// identifier reads the name of a database, which must be new; RDS writes it in lower
// case.
func (r *restoring) identifier(kind, what, key string) (string, *apiError) {
	name := strings.ToLower(r.text(key))
	switch {
	case name == "":
		return "", r.required(key)
	case len(name) > 63 || !dbIdentifier.MatchString(name):
		return "", invalid("Invalid restore metadata. %s must be of at most 63 letters, digits and hyphens, begin with a letter and not end with a hyphen: %s", key, name)
	}
	r.failsIf(r.scope.taken(kind, name), what+" already exists: "+name)
	return name, nil
}

// inherited refuses another key than the snapshot's: databases inherit it.
func (r *restoring) inherited(name string) *apiError {
	if key := r.text(name); key != "" && key != r.p.key() {
		return invalid("Invalid restore metadata. %s cannot be set: the key of the snapshot is inherited.", name)
	}
	r.key = r.p.key()
	return nil
}

// leftover fails a restore that still names the snapshot it comes from.
func (r *restoring) leftover(keys ...string) {
	for _, key := range keys {
		r.failsIf(r.has(key), "The restore metadata holds "+key+", which cannot be set. Remove it and try again.")
	}
}

// rds checks a DB instance, from a snapshot or to a point in time.
func (r *restoring) rds() *apiError {
	r.knows("AutoMinorVersionUpgrade", "BackupTarget", "CustomIamInstanceProfile", "DBName", "Domain", "DomainIAMRoleName", "LicenseModel", "NetworkType",
		"ProcessorFeatures", "TdeCredentialArn", "TdeCredentialPassword", "EngineVersion", "VpcId", "StorageType")
	if err := r.flags("PubliclyAccessible", "DeletionProtection", "CopyTagsToSnapshot", "EnableIAMDatabaseAuthentication", "EnableCustomerOwnedIp",
		"UseDefaultProcessorFeatures", "Encrypted"); err != nil {
		return err
	}
	for key, most := range map[string]int{"Port": 65535, "Iops": 256000, "StorageThroughput": 4000} {
		if _, err := r.number(key, 0, most); err != nil {
			return err
		}
	}
	multi, err := r.flag("MultiAZ")
	if err != nil {
		return err
	}
	if err := r.inherited("KmsKeyId"); err != nil {
		return err
	}
	if err := r.pointInTime(5*minute, "RestoreTime", "UseLatestRestorableTime"); err != nil {
		return err
	}
	name, err := r.identifier("AWS::RDS::DBInstance", "DB instance", "DBInstanceIdentifier")
	if err != nil {
		return err
	}
	if class := r.text("DBInstanceClass"); class != "" && !dbClass.MatchString(class) {
		return invalid("Invalid restore metadata. Invalid DB instance class: %s", class)
	}
	if r.p.s.kind == continuous {
		if err := r.required("Engine"); err != nil {
			return err
		}
	}
	r.leftover("DBSnapshotIdentifier", "EnableCloudwatchLogsExports")
	before := r.p.metadata()
	r.failsIf(r.has("Engine") && r.text("Engine") != before["Engine"], "The engine "+r.text("Engine")+" does not match the snapshot's: "+before["Engine"]+".")
	if err := r.databaseNetwork(); err != nil {
		return err
	}
	zone := r.text("AvailabilityZone")
	r.failsIf(multi && zone != "", "Requesting a specific availability zone is not valid for Multi-AZ instances.")
	r.failsIf(zone != "" && !r.scope.zone(zone), zone+" is not a valid availability zone.")
	r.exists("AWS::RDS::DBParameterGroup", r.text("DBParameterGroupName"), "DBParameterGroup not found: ")
	r.exists("AWS::RDS::OptionGroup", r.text("OptionGroupName"), "Specified OptionGroupName not found: ")
	r.made("AWS::RDS::DBInstance", name, r.arnOf("rds", "db:"+name), r.encrypted("StorageEncrypted", map[string]any{
		"DBInstanceIdentifier": name, "DBInstanceClass": r.text("DBInstanceClass"), "Engine": before["Engine"], "EngineVersion": before["EngineVersion"],
		"MultiAZ": multi, "DBSubnetGroupName": r.text("DBSubnetGroupName"), "DBInstanceStatus": "available",
	}))
	return nil
}

// exists fails a restore that names a group which is not there.
func (r *restoring) exists(kind, name, message string) {
	r.failsIf(name != "" && !r.scope.holds(kind, name), message+name)
}

// databaseNetwork checks the subnet group and the security groups of a database.
func (r *restoring) databaseNetwork() *apiError {
	name := r.text("DBSubnetGroupName")
	groups, err := r.list("VpcSecurityGroupIds")
	if err != nil {
		return err
	}
	if name == "" {
		r.fails(noVPC)
		return nil
	}
	t := r.scope.thing("AWS::RDS::DBSubnetGroup", name)
	if t == nil {
		r.fails("DBSubnetGroup '" + name + "' not found.")
		return nil
	}
	vpc, zones := "", map[string]bool{}
	for _, id := range t.texts("SubnetIds") {
		at, _ := r.scope.subnet(id)
		vpc, zones[at.zone] = at.vpc, true
	}
	r.failsIf(len(zones) < 2, "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: 1. Add subnets to cover at least 2 AZs.")
	for _, g := range groups {
		in, ok := r.scope.securityGroup(g)
		r.failsIf(!ok, "The security group '"+g+"' does not exist")
		r.failsIf(ok && in != vpc, "The DB instance and EC2 security group are in different VPCs. The DB instance is in "+vpc+" and the EC2 security group is in "+in)
	}
	return nil
}
