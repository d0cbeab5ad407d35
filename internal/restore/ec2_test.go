package restore

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func ec2Point() Point {
	p := pointOf("EC2", "arn:aws:ec2:eu-west-1:111122223333:instance/i-0a1b", "web")
	p.ARN = "arn:aws:ec2:eu-west-1::image/ami-01ab"
	return p
}

func ec2Metadata() map[string]string {
	return map[string]string{
		"InstanceType": "m6i.large", "KeyName": "ops", "SubnetId": "subnet-1", "VpcId": "vpc-1", "SecurityGroupIds": `["sg-1","sg-2"]`,
		"EbsOptimized": "true", "Monitoring": `{"State":"disabled"}`, "Placement": `{"AvailabilityZone":"eu-west-1a","GroupName":"","Tenancy":"default"}`,
		"CpuOptions": `{"CoreCount":1,"ThreadsPerCore":2}`, "CreditSpecification": `{"CpuCredits":"standard"}`, "HibernationOptions": `{"Configured":false}`,
		"CapacityReservationSpecification": `{"CapacityReservationPreference":"open"}`, "DisableApiTermination": "false",
		"InstanceInitiatedShutdownBehavior": "stop", "IamInstanceProfileName": "web-instance",
		"NetworkInterfaces":     `[{"DeviceIndex":0,"NetworkInterfaceId":"eni-1","SubnetId":"subnet-1","Groups":["sg-1"],"PrivateIpAddress":"10.0.7.21","PrivateIpAddresses":[{"Primary":true}],"MacAddress":"0a:0b","Attachment":{"AttachmentId":"eni-attach-1"},"DeleteOnTermination":true}]`,
		"aws:backup:request-id": requestID,
	}
}

func TestEC2SendsExactly(t *testing.T) { sendsExactly(t, ec2Sendings()) }

func ec2Sendings() []sending {
	interfaces := ec2Metadata()
	delete(interfaces, "SubnetId")
	delete(interfaces, "SecurityGroupIds")
	volumes := ec2Metadata()
	volumes["BlockDeviceMappings"] = `[{"DeviceName":"/dev/xvda","Ebs":{"DeleteOnTermination":true,"SnapshotId":"snap-1","VolumeSize":30,"VolumeType":"gp3"}},{"DeviceName":"/dev/sdb","VirtualName":"ephemeral0"}]`
	same := map[string]string{
		"InstanceType": "m6i.large", "EbsOptimized": "true", "DisableApiTermination": "false", "InstanceInitiatedShutdownBehavior": "stop",
		"RequireIMDSv2": "true",
	}
	return []sending{
		{
			name: "as it was", spec: "ec2", point: ec2Point(), metadata: ec2Metadata(), tags: true, set: map[string]string{TagsField: "true"},
			want: with(same, "SubnetId", "subnet-1", "SecurityGroupIds", `["sg-1","sg-2"]`, "KeyName", "ops", "IamInstanceProfileName", "UseBackedUpValue"),
		},
		{
			name: "elsewhere in the network, without profile, with CPU options", spec: "ec2", point: ec2Point(), metadata: ec2Metadata(),
			set: map[string]string{
				"SubnetId": "subnet-9", "SecurityGroupIds": "sg-9, sg-8", "IamInstanceProfileName": "", "KeyName": "",
				"CpuOptions": `{"CoreCount":2}`,
			},
			secrets: map[string]string{"UserData": "ZWNobw=="},
			want:    with(same, "SubnetId", "subnet-9", "SecurityGroupIds", `["sg-9","sg-8"]`, "CpuOptions", `{"CoreCount":2}`, "UserData", backup.SecretRef("UserData")),
		},
		{
			name: "interfaces instead of a subnet, without what was theirs", spec: "ec2", point: ec2Point(), metadata: ec2Metadata(),
			set: map[string]string{ec2Network: "interfaces"},
			want: with(same, "KeyName", "ops", "IamInstanceProfileName", "UseBackedUpValue",
				"NetworkInterfaces", `[{"DeleteOnTermination":true,"DeviceIndex":0,"Groups":["sg-1"],"SubnetId":"subnet-1"}]`),
		},
		{
			name: "backed up with interfaces alone", spec: "ec2", point: ec2Point(), metadata: interfaces,
			want: with(same, "SubnetId", "subnet-1", "SecurityGroupIds", `["sg-1"]`, "KeyName", "ops", "IamInstanceProfileName", "UseBackedUpValue"),
		},
		{
			name: "a copy from another Region", spec: "ec2", point: copiedFrom("us-east-1", ec2Point()), metadata: volumes,
			set: map[string]string{"SubnetId": "subnet-9", "SecurityGroupIds": "sg-9", "@volumeKey": testKey},
			want: with(same, "SubnetId", "subnet-9", "SecurityGroupIds", `["sg-9"]`, "IamInstanceProfileName", "UseBackedUpValue", "BlockDeviceMappings",
				`[{"DeviceName":"/dev/xvda","Ebs":{"DeleteOnTermination":true,"Encrypted":true,"KmsKeyId":"`+testKey+`","VolumeSize":30,"VolumeType":"gp3"}},{"DeviceName":"/dev/sdb","VirtualName":"ephemeral0"}]`),
		},
	}
}

func TestSecurityGroupsHangOnTheSubnet(t *testing.T) {
	f := formOf(t, "ec2", ec2Point(), ec2Metadata())
	if q, ok := f.Query("SecurityGroupIds"); !ok || q.Kind != SecurityGroups || q.Within["vpc"] != "vpc-1" {
		t.Errorf("before any look-up the backup says the VPC: %v", q)
	}
	f.Offer(Query{Kind: Subnets}, []Choice{
		{Value: "subnet-1", Facts: map[string]string{"vpc": "vpc-1", "zone": "eu-west-1a"}},
		{Value: "subnet-2", Facts: map[string]string{"vpc": "vpc-2", "zone": "eu-west-1b"}},
	}, nil)
	q, _ := f.Query("SecurityGroupIds")
	f.Offer(q, []Choice{{Value: "sg-1", Facts: map[string]string{"vpc": "vpc-1"}}, {Value: "sg-2", Facts: map[string]string{"vpc": "vpc-1"}}}, nil)
	if s := state(t, f, "SecurityGroupIds"); s.Problem != "" || len(s.Choices) != 2 {
		t.Errorf("the groups of the backup fit: %+v", s)
	}
	f.Set("SubnetId", "subnet-2")
	if s := state(t, f, "SecurityGroupIds"); s.Problem != "sg-1 is of vpc vpc-1, not of vpc-2: choose another" || s.Query.Within["vpc"] != "vpc-2" || s.Asked {
		t.Errorf("after another subnet: %+v", s)
	}
	if q, _ := f.Query("InstanceType"); q.Within["zone"] != "eu-west-1b" {
		t.Errorf("instance types are looked up in the subnet's zone: %v", q)
	}
	f.Set("SubnetId", "subnet-3")
	if s := state(t, f, "SubnetId"); s.Problem != "subnet-3 is not among the subnets of 111122223333/eu-west-1: choose another" {
		t.Errorf("%+v", s)
	}
}

func TestAProfileIsGivenBackOrNone(t *testing.T) {
	f := formOf(t, "ec2", ec2Point(), ec2Metadata())
	f.Set("IamInstanceProfileName", "admin")
	if s := state(t, f, "IamInstanceProfileName"); s.Problem != "one of UseBackedUpValue" {
		t.Errorf("%+v", s)
	}
}

func TestACopyCarriesNothingThatIsBoundToItsRegion(t *testing.T) {
	f := formOf(t, "ec2", copiedFrom("us-east-1", ec2Point()), ec2Metadata())
	for _, key := range []string{"SubnetId", "SecurityGroupIds"} {
		if s := state(t, f, key); s.Value != "" || s.Origin != NotCarried || !strings.Contains(s.Problem, "is of us-east-1") || s.Original == "" {
			t.Errorf("%s: %+v", key, s)
		}
	}
	if s := state(t, f, "KeyName"); s.Value != "" || s.Problem != "" || s.Warning == "" {
		t.Errorf("%+v", s)
	}
	if d := f.Diff(); len(d) == 0 || d[0].Label != "Place" || d[0].Was != "111122223333/us-east-1" {
		t.Errorf("%+v", d)
	}
}
