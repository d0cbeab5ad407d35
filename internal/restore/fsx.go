package restore

import (
	"strings"
)

// fsx is what the four kinds of Amazon FSx share (AWS Backup Developer Guide, "Restore
// an FSx file system"; Amazon FSx API, CreateFileSystemFromBackup,
// CreateVolumeFromBackup).
func fsx(name, kind, title string) Spec {
	return Spec{
		Name: name, Of: "FSx", Type: "FSx", Title: title,
		Fits: func(_ Point, m map[string]string) bool { return fsxKind(m) == kind },
		Drops: []Drop{
			{"FileSystemType", "the backup has it"},
			{"FileSystemId", "names the file system that was backed up"},
			{"DNSName", "names the file system that was backed up"},
		},
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) {
			return FSxFileSystems, lastName(p.ResourceARN)
		},
		Target: func(*Form) Target { return Target{Effect: MakesNew} },
		Actions: []string{
			"fsx:CreateFileSystemFromBackup", "fsx:DescribeFileSystems", "fsx:DescribeBackups", "fsx:TagResource",
			"ds:DescribeDirectories",
		},
		NotRestored: []string{
			"the DNS name and addresses: clients have to be pointed at the new file system",
			"aliases, alarms, and what is mounted where",
		},
		SetsOff:    []string{"automatic backups of the new file system begin where it keeps any"},
		TagsSetOff: "copied tags bring it into backup plans and automation",
	}
}

// fsxKind is the kind of file system: AWS names it, or its configuration does.
func fsxKind(metadata map[string]string) string {
	for key, value := range metadata {
		if strings.EqualFold(key, "FileSystemType") && value != "" {
			return strings.ToUpper(value)
		}
	}
	for _, kind := range []string{"Windows", "Lustre", "Ontap", "OpenZFS"} {
		for key, value := range metadata {
			if strings.EqualFold(key, kind+"Configuration") && value != "" && value != "null" {
				return strings.ToUpper(kind)
			}
		}
	}
	return ""
}

// fsxFields are asked for new file systems of any kind. keep says why capacity and
// storage cannot be changed, "" where they can.
func fsxFields(keep string, storages ...string) []Field {
	subnets := subnetField("SubnetIds")
	subnets.Label, subnets.Kind, subnets.Required, subnets.Items = "Subnets", List, true, 2
	subnets.Help = "one; of Multi-AZ file systems two, in different zones"
	return []Field{
		{
			Key: "StorageType", Label: "Storage", Section: "File system", Kind: Pick, Options: storages, Open: true, Fixed: keep,
			Help: "kind of storage", Empty: "as backed up",
		},
		{
			Key: "StorageCapacity", Label: "Capacity", Section: "File system", Kind: Number, Fixed: keep, Limits: fsxCapacity,
			Help: "GiB; at least what was backed up", Empty: "as backed up",
			Shown: func(f *Form) bool { return f.Value("StorageType") != "INTELLIGENT_TIERING" },
		},
		subnets,
		groupsField("SecurityGroupIds", func(f *Form) string { return f.vpcField("SubnetIds", Subnets) }),
		fsxVPC(),
		keyField("KmsKeyId", "Encryption", "fsx", "the account's default for FSx"),
		{
			Key: "AutomaticBackupRetentionDays", Label: "Automatic backups", Section: "Maintenance", Kind: Number, Max: 90,
			Help: "days that FSx keeps its own backups; 0 = none", Empty: "as backed up",
		},
		{
			Key: "DailyAutomaticBackupStartTime", Label: "Backup time", Section: "Maintenance", Kind: Text, Help: "HH:MM, UTC", Empty: "as backed up",
			Check: isClock("HH:MM", 2),
		},
		{
			Key: "WeeklyMaintenanceStartTime", Label: "Maintenance window", Section: "Maintenance", Kind: Text, Help: "D:HH:MM, UTC; 1 is Monday", Empty: "as backed up",
			Check: isClock("D:HH:MM", 3),
		},
		{Key: "CopyTagsToBackups", Label: "Tags to backups", Section: "Maintenance", Kind: YesNo, Help: "copy tags to its own backups", Empty: "as backed up"},
	}
}

// fsxCapacity is at least what was backed up; FSx grows file systems, and never
// shrinks them.
func fsxCapacity(f *Form) (lo, hi int64) {
	lo = 1
	if was := f.field("StorageCapacity"); was != nil {
		if n, ok := whole(f.asBackedUp(was)); ok {
			lo = n
		}
	}
	if f.spec.Name == "fsx-windows" && f.Value("StorageType") == "HDD" {
		lo = max(lo, 2000)
	}
	return lo, 0
}

// fsxVPC is sent as it follows from the subnets: as backed up with those of the
// backup, as looked up with others, or not at all.
func fsxVPC() Field {
	return Field{
		Key: "VpcId", Label: "VPC", Section: "Network", Kind: Text, Help: "follows from the subnets", Empty: "follows from the subnets",
		Preset: func(f *Form) (string, Origin) {
			vpc := f.vpcField("SubnetIds", Subnets)
			switch {
			case vpc == "":
				return "", NotRecorded
			case vpc == f.asBackedUp(f.field("VpcId")):
				return vpc, AsBackedUp
			}
			return vpc, LookedUp
		},
		Fixed: "follows from the subnets",
	}
}

// isClock checks a time of day, with a day of the week before it where parts is 3.
func isClock(shape string, parts int) func(*Form, string) string {
	return func(_ *Form, v string) string {
		fields := strings.Split(v, ":")
		if len(fields) != parts {
			return "a time such as " + shape + " is needed"
		}
		limits := []int64{7, 23, 59}[3-parts:]
		for i, field := range fields {
			least := int64(0)
			if parts == 3 && i == 0 {
				least = 1
			}
			if n, ok := whole(field); !ok || n < least || n > limits[i] {
				return "a time such as " + shape + " is needed"
			}
		}
		return ""
	}
}
