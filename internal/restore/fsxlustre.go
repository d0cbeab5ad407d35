package restore

// fsxLustre restores a file system for Lustre: only persistent ones that are not
// linked to a bucket, with the deployment, storage and capacity that they had.
func fsxLustre() []Spec {
	s := fsx("fsx-lustre", "LUSTRE", "FSx for Lustre")
	const keep = "it must match what was backed up"
	s.Fields = append(fsxFields(keep, "SSD", "HDD", "INTELLIGENT_TIERING"),
		Field{
			Key: "LustreConfiguration.DeploymentType", Label: "Deployment", Section: "File system", Kind: Pick, Options: []string{"PERSISTENT_1", "PERSISTENT_2"},
			Open: true, Fixed: keep, Required: true, Also: []string{"DeploymentType"}, Help: "persistent; scratch file systems have no backups",
		},
		Field{
			Key: "LustreConfiguration.PerUnitStorageThroughput", Label: "Throughput per TiB", Section: "File system", Kind: Number, Min: 12,
			Help: "MB a second for each TiB", Empty: "as backed up", Shown: func(f *Form) bool { return f.Value("StorageType") != "INTELLIGENT_TIERING" },
		},
		Field{
			Key: "LustreConfiguration.DriveCacheType", Label: "Drive cache", Section: "File system", Kind: Pick, Options: []string{"NONE", "READ"},
			Help: "of HDD storage", Required: true, Shown: when("StorageType", "HDD"),
		},
		Field{
			Key: "LustreConfiguration.DataReadCacheConfiguration", Label: "Read cache", Section: "File system", Kind: Text, Check: jsonOf('{'), Required: true,
			Help: "JSON: SizingMode and SizeGiB", Shown: when("StorageType", "INTELLIGENT_TIERING"), JSON: true,
		},
		Field{Key: "LustreConfiguration.EfaEnabled", Label: "EFA", Section: "File system", Kind: YesNo, Help: "Elastic Fabric Adapter", Empty: "no"},
	)
	return []Spec{s}
}
