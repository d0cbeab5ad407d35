package restore

import "strings"

// fsxOpenZFS restores a file system for OpenZFS. AWS Backup makes Single-AZ ones
// alone.
func fsxOpenZFS() []Spec {
	s := fsx("fsx-openzfs", "OPENZFS", "FSx for OpenZFS")
	const c = "OpenZFSConfiguration."
	s.Fields = append(fsxFields("", "SSD", "INTELLIGENT_TIERING"),
		Field{
			Key: c + "DeploymentType", Label: "Deployment", Section: "File system", Kind: Pick, Required: true, Also: []string{"DeploymentType"},
			Options: []string{"SINGLE_AZ_1", "SINGLE_AZ_2", "SINGLE_AZ_HA_1", "SINGLE_AZ_HA_2"}, Open: true, Check: singleZone,
			Help: "Single-AZ: AWS Backup makes no Multi-AZ ones",
		},
		Field{Key: c + "ThroughputCapacity", Label: "Throughput", Section: "File system", Kind: Number, Required: true, Min: 64, Help: "MB a second: 64, 128, 160 and so on"},
		Field{
			Key: c + "DiskIopsConfiguration.Iops", Label: "IOPS", Section: "File system", Kind: Number, Max: 160000, Help: "provisioned I/O operations a second",
			Empty: "as Mode says", Shown: func(f *Form) bool { return f.Value("StorageType") != "INTELLIGENT_TIERING" },
		},
		Field{
			Key: c + "DiskIopsConfiguration.Mode", Label: "IOPS mode", Section: "File system", Kind: Pick, Options: []string{"AUTOMATIC", "USER_PROVISIONED"},
			Help: "AWS takes no mode together with IOPS", Empty: "AUTOMATIC",
			Shown: func(f *Form) bool {
				return f.Value(c+"DiskIopsConfiguration.Iops") == "" && f.Value("StorageType") != "INTELLIGENT_TIERING"
			},
		},
		Field{
			Key: c + "ReadCacheConfiguration", Label: "Read cache", Section: "File system", Kind: Text, Check: jsonOf('{'), Required: true, JSON: true,
			Help: "JSON: SizingMode and SizeGiB", Shown: when("StorageType", "INTELLIGENT_TIERING"),
		},
	)
	return []Spec{s}
}

func singleZone(_ *Form, v string) string {
	if strings.HasPrefix(v, "MULTI_AZ") {
		return "AWS Backup makes no Multi-AZ file system: restore it with aws fsx create-file-system-from-backup, or choose a Single-AZ type"
	}
	return ""
}
