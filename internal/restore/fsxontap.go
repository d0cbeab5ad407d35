package restore

import "strings"

// fsxOntap restores a volume into a file system for NetApp ONTAP that is there.
func fsxOntap() []Spec {
	s := fsx("fsx-ontap", "ONTAP", "FSx for ONTAP volume")
	const fileSystem = "of a file system; a volume is restored"
	for _, key := range []string{
		"SubnetIds", "SecurityGroupIds", "VpcId", "KmsKeyId", "StorageCapacity", "StorageType", "DeploymentType",
		"WeeklyMaintenanceStartTime", "DailyAutomaticBackupStartTime", "AutomaticBackupRetentionDays", "CopyTagsToBackups",
	} {
		s.Drops = append(s.Drops, Drop{key, fileSystem})
	}
	const c = "OntapConfiguration."
	s.Fields = []Field{
		{
			Key: "Name", Label: "Volume", Section: "Target", Kind: Text, Required: true, New: true, Max: 203, Unproven: "not checked: volumes of a storage virtual machine cannot be listed here",
			Help: "a new name on that storage virtual machine", Check: isVolumeName, Fit: fitVolume,
		},
		{
			Key: c + "storageVirtualMachineId", Label: "Storage VM", Section: "Target", Kind: Pick, Required: true, Query: look(StorageVMs), Bound: InAccount,
			Help: "one of a file system that is there", Check: startsWith("svm-"),
		},
		{
			Key: c + "junctionPath", Label: "Junction path", Section: "Target", Kind: Text, Preset: newJunction, Check: isJunction,
			Help: "where the volume is mounted: /vol1-restored", Empty: "not mounted",
		},
		{Key: c + "sizeInMegabytes", Label: "Size", Section: "Storage", Kind: Number, Required: true, Min: 20, Help: "MB; at least what the data needs"},
		{Key: c + "storageEfficiencyEnabled", Label: "Storage efficiency", Section: "Storage", Kind: YesNo, Help: "deduplication and compression", Empty: "no"},
		{
			Key: c + "tieringPolicy.name", Label: "Tiering", Section: "Storage", Kind: Pick, Options: []string{"SNAPSHOT_ONLY", "AUTO", "ALL", "NONE"},
			Help: "what goes to the capacity pool", Empty: "as the file system has it",
		},
		{Key: c + "ontapVolumeType", Label: "Volume type", Section: "Storage", Kind: Pick, Options: []string{"RW", "DP"}, Open: true, Help: "RW can be written to", Empty: "RW"},
		{Key: c + "securityStyle", Label: "Security style", Section: "Storage", Kind: Pick, Options: []string{"UNIX", "NTFS", "MIXED"}, Help: "whose permissions count", Empty: "that of the storage VM"},
		{Key: c + "snapshotPolicy", Label: "Snapshot policy", Section: "Storage", Kind: Text, Help: "name of an ONTAP policy", Empty: "default"},
	}
	s.Actions = []string{"fsx:CreateVolumeFromBackup", "fsx:DescribeVolumes", "fsx:DescribeBackups", "fsx:TagResource"}
	s.NotRestored = []string{"shares and exports, quotas, and replication of the volume"}
	s.SetsOff = []string{"the file system that it goes into fills up; its snapshot policy begins to run"}
	s.Target = func(f *Form) Target { return Target{ID: f.Value("Name"), Effect: MakesNew} }
	s.Source = nil
	return []Spec{s}
}

// fitVolume makes a volume's name of another: ONTAP takes letters, digits and _.
func fitVolume(s string) string {
	s = strings.Trim(strings.ReplaceAll(strings.ReplaceAll(words("_", 203)(s), "-", "_"), ".", "_"), "_")
	if s != "" && !isLetter(rune(s[0])) {
		s = "v_" + s
	}
	return s
}

func isVolumeName(f *Form, v string) string {
	return isName(1, 203, "_", false)(f, v)
}

// newJunction mounts the volume under its new name: that of the original may be
// mounted still.
func newJunction(f *Form) (string, Origin) {
	if name := f.Value("Name"); name != "" {
		return "/" + name, Proposed
	}
	return "", ""
}

func isJunction(_ *Form, v string) string {
	if !strings.HasPrefix(v, "/") {
		return "a junction path begins with /"
	}
	return ""
}
