package restore

import (
	"encoding/base64"
	"fmt"
)

// ec2 launches an instance from an AMI (AWS Backup Developer Guide, "Restore an Amazon
// EC2 instance").
func ec2() []Spec {
	return []Spec{{
		Name: "ec2", Of: "EC2", Type: "EC2", Title: "EC2 instance",
		Fields: ec2Fields(),
		Drops:  []Drop{{"VpcId", "information only: the subnet decides"}},
		Check: func(_ *Form, metadata map[string]string) string {
			if len(metadata) > 32 {
				return fmt.Sprintf("AWS takes 32 parameters for an instance; there are %d", len(metadata))
			}
			return ""
		},
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) { return Instances, lastName(p.ResourceARN) },
		Target: func(*Form) Target { return Target{Effect: MakesNew} },
		Under:  mappedUnder,
		Actions: []string{
			"ec2:RunInstances", "ec2:DescribeInstances", "ec2:DescribeImages",
			"ec2:CreateTags",
		},
		NotRestored: []string{
			"public, Elastic and private IP addresses: it gets new ones",
			"its place in target groups, Auto Scaling groups and DNS; alarms; what was on instance store volumes",
			"user data, and joining a domain at launch",
		},
		SetsOff: []string{
			"the instance boots: cron, queue workers and agents start, and act as the original did with the profile and network it gets",
		},
		TagsSetOff: "copied tags bring it into backup plans, patching and automation that select by tag",
	}}
}

func ec2Fields() []Field {
	subnet := subnetField("SubnetId")
	subnet.Required, subnet.Shown, subnet.From, subnet.Fact = true, when(ec2Network, "subnet"), firstInterface("SubnetId"), "subnet"
	groups := groupsField("SecurityGroupIds", ec2VPC)
	groups.Required, groups.Empty, groups.Shown, groups.From = true, "", when(ec2Network, "subnet"), firstInterface("Groups")
	fields := []Field{
		{
			Key: "InstanceType", Label: "Type", Section: "Instance", Kind: Pick, Required: true, Fact: "type",
			Help: "offered in the zone of the subnet", Query: within(InstanceTypes, "zone", ec2Zone),
		},
		{
			Key: ec2Network, Label: "Connected by", Section: "Network", Kind: Pick, Options: []string{"subnet", "interfaces"}, Else: "subnet", Required: true,
			Help: "AWS takes one subnet with its groups, or a list of network interfaces, never both",
			Sent: func(m map[string]string) string {
				if m["NetworkInterfaces"] != "" {
					return "interfaces"
				}
				return "subnet"
			},
		},
		subnet, groups,
		{
			Key: "NetworkInterfaces", Label: "Interfaces", Section: "Network", Kind: Text, Required: true, Bound: InAccount,
			Shown: when(ec2Network, "interfaces"), Check: jsonOf('['), Read: newInterfaces,
			Help:  "JSON list; IDs and addresses of the old ones are taken out",
			Write: writeWith("NetworkInterfaces", newInterfaces),
		},
		{
			Key: "KeyName", Label: "Key pair", Section: "Instance", Kind: Pick, Query: look(KeyPairs), Bound: InAccount, Empty: "none is named",
			Help: "the one in the image stays in force: another is not put in",
		},
		{
			Key: "IamInstanceProfileName", Label: "Instance profile", Section: "Instance", Kind: Pick, Options: []string{backedUpValue},
			Read: func(string) string { return backedUpValue }, Bound: OfAccount, Empty: "no profile",
			Help: "AWS Backup gives back the original profile or none; the role must be allowed to pass that profile's role",
		},
		{
			Key: "RequireIMDSv2", Label: "IMDSv2 only", Section: "Instance", Kind: YesNo, Help: "refuses metadata requests without a token",
			Empty: "as the image says", Preset: safely("RequireIMDSv2", "true"),
		},
		{Key: "EbsOptimized", Label: "EBS-optimised", Section: "Instance", Kind: YesNo, Help: "own bandwidth to its volumes", Empty: "as the type has it"},
		{Key: "DisableApiTermination", Label: "Termination protection", Section: "Instance", Kind: YesNo, Help: "refuses to be terminated", Empty: "no"},
		{
			Key: "InstanceInitiatedShutdownBehavior", Label: "On shutdown", Section: "Instance", Kind: Pick, Options: []string{"stop", "terminate"},
			Help: "what a shutdown from within does", Empty: "stop",
		},
		{
			Key: "BlockDeviceMappings", Label: "Volumes", Section: "Storage", Kind: Text, Check: jsonOf('['), Read: newVolumes,
			Help: "JSON list of DeviceName and Ebs; never a SnapshotId", Empty: "as in the image", Write: writeVolumes,
		},
		ec2VolumeKey(),
		{
			Key: "UserData", Label: "User data", Section: "Instance", Kind: Secret, LeftOut: "what was backed up is not restored", Check: isBase64,
			Help: "base64; runs at the first boot. It may hold passwords: it is neither shown nor kept", Empty: "none",
		},
	}
	return append(fields, ec2LeftOut()...)
}

const (
	ec2Network    = "@network"
	backedUpValue = "UseBackedUpValue"
)

// ec2LeftOut are returned, and break restores to another instance type when they are
// sent back.
func ec2LeftOut() []Field {
	var fields []Field
	for _, f := range []struct{ key, label string }{
		{"CpuOptions", "CPU options"},
		{"CreditSpecification", "CPU credits"},
		{"CapacityReservationSpecification", "Capacity reservation"},
		{"Placement", "Placement"},
		{"Monitoring", "Detailed monitoring"},
		{"HibernationOptions", "Hibernation"},
	} {
		fields = append(fields, Field{
			Key: f.key, Label: f.label, Section: "Left out unless set", Kind: Text, Check: jsonOf('{'), Empty: "what the type has by default",
			Help: "JSON; breaks some instance types when sent back", LeftOut: "it breaks some instance types when sent back",
		})
	}
	return fields
}

// safely is a Preset of the closed-down value where the backup records none, or
// another.
func safely(key, safe string) func(f *Form) (string, Origin) {
	return func(f *Form) (string, Origin) {
		if f.asBackedUp(f.field(key)) == safe {
			return "", ""
		}
		return safe, SafeDefault
	}
}

func ec2VPC(f *Form) string  { return f.vpcField("SubnetId", Subnets) }
func ec2Zone(f *Form) string { return f.fact(Subnets, f.Value("SubnetId"), "zone") }

// newInterfaces takes out of network interfaces what belongs to the old ones.
func newInterfaces(text string) string {
	return stripped(text, "NetworkInterfaceId", "PrivateIpAddress", "PrivateIpAddresses", "MacAddress", "Attachment")
}

// newVolumes takes out of block device mappings what AWS Backup sets itself.
func newVolumes(text string) string { return stripped(text, "SnapshotId", "OutpostArn") }

// writeWith sends a value as another makes it, so that nothing that was typed or
// pasted brings back what is taken out.
func writeWith(key string, made func(string) string) func(*Form, map[string]string, string) {
	return func(f *Form, out map[string]string, value string) {
		if value != "" {
			out[f.keyOf(key)] = made(value)
		}
	}
}

// firstInterface finds a value in the first network interface, where the instance was
// backed up with interfaces alone.
func firstInterface(name string) func(f *Form) string {
	return func(f *Form) string {
		list, _ := decode(f.original[f.keyOf("NetworkInterfaces")]).([]any)
		if len(list) == 0 {
			return ""
		}
		first, _ := list[0].(map[string]any)
		return plainText(reach(first, []string{name}), &Field{Kind: List})
	}
}

// ec2VolumeKey asks for the key of the volumes of a copy: those of the backup are
// under a key of another place.
func ec2VolumeKey() Field {
	k := keyField("@volumeKey", "Storage", "ebs", "")
	k.Label, k.Required = "Key of the volumes", true
	k.Shown = func(f *Form) bool { return f.Elsewhere() != "" && f.Value("BlockDeviceMappings") != "" }
	return k
}

// writeVolumes sends block device mappings; in a copy with its own key.
func writeVolumes(f *Form, out map[string]string, value string) {
	if value == "" {
		return
	}
	value = newVolumes(value)
	list, _ := decode(value).([]any)
	if key := f.Value("@volumeKey"); key != "" {
		for _, item := range list {
			if o, ok := item.(map[string]any); ok && reach(o, []string{"Ebs"}) != nil {
				put(o, []string{"Ebs", "Encrypted"}, true)
				put(o, []string{"Ebs", "KmsKeyId"}, key)
			}
		}
		value = encode(list)
	}
	out[f.keyOf("BlockDeviceMappings")] = value
}

func isBase64(_ *Form, v string) string {
	if _, err := base64.StdEncoding.DecodeString(v); err != nil {
		return "base64 is needed, without blanks and line breaks"
	}
	return ""
}
