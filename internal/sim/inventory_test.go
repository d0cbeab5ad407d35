package sim

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestRestoreMetadataNamesWhatTheInventoryHolds walks a point of each resource type
// of each scope.
func TestRestoreMetadataNamesWhatTheInventoryHolds(t *testing.T) {
	t.Parallel()
	w := New(Options{OneVault: 300})
	now := w.Start().UnixMilli()
	seen := map[string]int{}
	for _, s := range w.scopes {
		for _, from := range slices.Concat(s.backups, s.copies) {
			n := 0
			for it := range items([]*stream{from}, span{from: now - 5*day, to: now}, now) {
				p, ok := it.point(now)
				if !ok || n > 40 {
					break
				}
				n++
				seen[p.kindName()]++
				checkMetadata(t, w, p)
			}
		}
	}
	for _, k := range resourceKinds {
		if seen[k.name] == 0 {
			t.Errorf("no point of %s", k.name)
		}
	}
}

func checkMetadata(t *testing.T, w *World, p point) {
	t.Helper()
	s := p.resource().scope.real()
	m := p.metadata()
	ids := func(value string) (all []string) {
		if err := json.Unmarshal([]byte(value), &all); err != nil {
			all = []string{value}
		}
		return all
	}
	for key, kind := range map[string]string{
		"SubnetId": "AWS::EC2::Subnet", "SubnetIds": "AWS::EC2::Subnet", "VpcId": "AWS::EC2::VPC", "SecurityGroupIds": "AWS::EC2::SecurityGroup",
		"VpcSecurityGroupIds": "AWS::EC2::SecurityGroup", "DBSubnetGroupName": "AWS::RDS::DBSubnetGroup", "OptionGroupName": "AWS::RDS::OptionGroup",
		"DBClusterParameterGroupName": "AWS::RDS::DBClusterParameterGroup", "KeyName": "AWS::EC2::KeyPair", "volumeId": "AWS::EC2::Volume",
		"file-system-id": "AWS::EFS::FileSystem", "FileSystemId": "AWS::FSx::FileSystem", "gatewayArn": "AWS::StorageGateway::Gateway",
		"ClusterSubnetGroupName": "AWS::Redshift::ClusterSubnetGroup", "ClusterIdentifier": "AWS::Redshift::Cluster", "BucketName": "AWS::S3::Bucket",
	} {
		value, ok := m[key]
		if !ok || p.kindName() == "Storage Gateway" && key == "volumeId" {
			continue
		}
		for _, id := range ids(value) {
			if !s.holds(kind, id) {
				t.Errorf("%s: %s is %s, which %s does not hold", p.kindName(), key, id, s.region)
			}
		}
	}
	for _, key := range []string{"KmsKeyId", "KMSKey"} {
		if arn, ok := m[key]; ok && w.key(arn) == nil {
			t.Errorf("%s: there is no key %s", p.kindName(), arn)
		}
	}
	if zone, ok := m["AvailabilityZone"]; ok && !s.zone(zone) {
		t.Errorf("%s: no zone %s in %s", p.kindName(), zone, s.region)
	}
	if name, ok := m["IamInstanceProfileName"]; ok && !s.iam().holds("AWS::IAM::InstanceProfile", name) {
		t.Errorf("no instance profile %s", name)
	}
	if arn := p.key(); arn != "" && w.key(arn) == nil {
		t.Errorf("%s: encrypted with %s, which is not there", p.kindName(), arn)
	}
	for _, value := range m {
		for _, left := range []string{"{id}", "{key}", "{own", "{vpc}", "{subnet}", "{sg}", "{zone", "{ad}", "{gateway}"} {
			if strings.Contains(value, left) {
				t.Errorf("%s: %s", p.kindName(), value)
			}
		}
	}
}

func TestTheRoleOfAWSBackupMayUseItsKeysButTheClosedOne(t *testing.T) {
	t.Parallel()
	w := New(Options{})
	s := w.scopes[0]
	for arn, want := range map[string]bool{
		s.keyARN(sharedKeys): true, s.vaults[0].key: true, s.keyARN(managedKey): true, s.keyARN(disabledKey): false,
		s.keyARN(doomedKey): false, s.keyARN(closedKey): false, s.keyARN(12345): false,
	} {
		if got := w.keyUsable(arn, s.role, "backup"); got != want {
			t.Errorf("key %s (%+v): usable %v", arn, w.key(arn), got)
		}
	}
	ebs, s3 := s.keyARN(managedKey+2), s.keyARN(managedKey+5)
	if !w.keyUsable(ebs, s.role, "ec2") || w.keyUsable(s3, s.role, "ec2") || w.keyUsable(ebs, w.scopes[len(w.scopes)-1].role, "ec2") {
		t.Error("AWS's own keys work through their services, in their account")
	}
	if !w.keyUsable(s.keyARN(closedKey), strings.Replace(s.role, "Default", "Other", 1)) {
		t.Error("the closed key denies every role")
	}
	if !w.DenyInKeyPolicy(s.keyARN(sharedKeys), s.role) || w.keyUsable(s.keyARN(sharedKeys), s.role) {
		t.Error("a role is denied and may use the key")
	}
	if !w.DisableKey(s.vaults[0].key) || w.keyUsable(s.vaults[0].key, s.role) {
		t.Error("a disabled key is usable")
	}
}

func TestRolesDecideByTheirPolicies(t *testing.T) {
	t.Parallel()
	w := New(Options{})
	role := w.scopes[0].role
	s3 := strings.Replace(role, "service-role/AWSBackupDefaultServiceRole", "AWSBackupS3Role", 1)
	to := func(service string) map[string][]string { return map[string][]string{"iam:PassedToService": {service}} }
	for _, c := range []struct {
		role, action, resource string
		context                map[string][]string
		want                   decision
	}{
		{role, "ec2:CreateVolume", "*", nil, allowed},
		{role, "s3:CreateBucket", "*", nil, implicitDeny},
		{s3, "s3:CreateBucket", "arn:aws:s3:::a", nil, allowed},
		{role, "iam:PassRole", "arn:aws:iam::1:role/web", to("ec2.amazonaws.com"), allowed},
		{role, "iam:PassRole", "arn:aws:iam::1:role/web", to("lambda.amazonaws.com"), implicitDeny},
		{role, "iam:PassRole", "arn:aws:iam::1:role/web", nil, implicitDeny},
		{strings.Replace(role, "Default", "No", 1), "ec2:CreateVolume", "*", nil, implicitDeny},
	} {
		if got := w.roleDecides(c.role, c.action, c.resource, c.context); got != c.want {
			t.Errorf("%s %s %v: %s, want %s", c.role, c.action, c.context, got, c.want)
		}
	}
	if !w.trusts(role, "backup.amazonaws.com") || !w.RemoveTrust(role) || w.trusts(role, "backup.amazonaws.com") {
		t.Error("trust does not follow the role's policy")
	}
	if !w.DetachPolicies(role) || w.roleDecides(role, "ec2:CreateVolume", "*", nil) != implicitDeny {
		t.Error("a role without policies may do something")
	}
	if !w.RemoveRole(role) || w.iamRole(role) != nil || w.trusts(role, "ec2.amazonaws.com") {
		t.Error("a removed role is still there")
	}
}

func TestNamesAreTakenOnceAndFreeAgainWhenRemoved(t *testing.T) {
	t.Parallel()
	w := New(Options{})
	s := w.scopes[1]
	var wg sync.WaitGroup
	created := make([]bool, 8)
	for i := range created {
		wg.Go(func() { created[i] = s.create("AWS::RDS::DBInstance", "orders-2", map[string]any{"Engine": "mysql"}) })
	}
	wg.Wait()
	n := 0
	for _, ok := range created {
		if ok {
			n++
		}
	}
	if n != 1 || !s.holds("AWS::RDS::DBInstance", "orders-2") || w.scopes[2].holds("AWS::RDS::DBInstance", "orders-2") {
		t.Errorf("created %d times", n)
	}
	before := s.thing("AWS::RDS::DBInstance", "orders-2")
	if !s.change("AWS::RDS::DBInstance", "orders-2", map[string]any{"MultiAZ": true}) || before.props["MultiAZ"] != nil {
		t.Error("a change reaches what was read before")
	}
	if !s.remove("AWS::RDS::DBInstance", "orders-2") || s.remove("AWS::RDS::DBInstance", "orders-2") {
		t.Error("removed not once")
	}
	r := w.scopes[0].resources
	if r == nil {
		w.scopes[0].load()
		r = w.scopes[0].resources
	}
	for _, r := range r {
		if kind, id := r.typed(); !w.scopes[0].holds(kind, id) {
			t.Errorf("%s %s of %s is not there", kind, id, r.arn)
		}
	}
	if in, b := w.bucket("sandbox-scratch-" + w.Regions()[0]); b == nil || in.account.name != "sandbox" {
		t.Error("a bucket is not found by its name")
	}
}

func TestPoliciesMatchAsIAMDoes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, s string
		want       bool
	}{
		{"*", "", true},
		{"ec2:*", "ec2:CreateVolume", true},
		{"ec2:Create?", "ec2:CreateXY", false},
		{"arn:aws:iam::*:role/*AWSBackup*", "arn:aws:iam::1:role/service-role/AWSBackupX", true},
		{"a*b*c", "aXbYbZc", true},
		{"a*b*c", "aXbYbZ", false},
		{"", "a", false},
		{"s3.*.amazonaws.com", "s3.eu-west-1.amazonaws.com", true},
	} {
		if got := glob(c.pattern, c.s); got != c.want {
			t.Errorf("glob(%q, %q) = %v", c.pattern, c.s, got)
		}
	}
}
