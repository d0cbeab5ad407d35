package restore

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func fsxPoint() Point {
	p := pointOf("FSx", "arn:aws:fsx:eu-west-1:111122223333:file-system/fs-0a1b", "share")
	p.ARN = "arn:aws:fsx:eu-west-1:111122223333:backup/backup-7a1f"
	return p
}

func fsxMetadata(kind, configuration, text string) map[string]string {
	return map[string]string{
		"FileSystemType": kind, "FileSystemId": "fs-0a1b", "DNSName": "amznfsx.corp.example.com", "StorageCapacity": "2048", "StorageType": "SSD", "SubnetIds": `["subnet-1"]`, "SecurityGroupIds": `["sg-1"]`,
		"VpcId": "vpc-1", "KmsKeyId": testKey, "AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true",
		configuration: text, "aws:backup:request-id": requestID,
	}
}

const (
	windowsAWS  = `{"ActiveDirectoryId":"d-90671234ab","ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2","Aliases":[{"Name":"a"}]}`
	windowsSelf = `{"SelfManagedActiveDirectoryConfiguration":{"DomainName":"corp.example.com","UserName":"joiner","DnsIps":["10.0.0.2"],"FileSystemAdministratorsGroup":"Admins"},"ThroughputCapacity":32,"DeploymentType":"SINGLE_AZ_2"}`
	adPassword  = "WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.Password"
	lustreText  = `{"DeploymentType":"PERSISTENT_2","PerUnitStorageThroughput":125,"DataCompressionType":"LZ4"}`
	ontapText   = `{"junctionPath":"/vol1","sizeInMegabytes":102400,"storageEfficiencyEnabled":true,"tieringPolicy":{"name":"AUTO","coolingPeriod":31},"ontapVolumeType":"RW","securityStyle":"UNIX","snapshotPolicy":"default","storageVirtualMachineId":"svm-1"}`
	zfsText     = `{"DeploymentType":"SINGLE_AZ_1","ThroughputCapacity":64,"DiskIopsConfiguration":{"Mode":"USER_PROVISIONED","Iops":6144}}`
)

func TestFSxSendsExactly(t *testing.T) { sendsExactly(t, fsxSendings()) }

func fsxSendings() []sending {
	common := map[string]string{
		"StorageCapacity": "2048", "StorageType": "SSD", "SubnetIds": `["subnet-1"]`, "SecurityGroupIds": `["sg-1"]`, "VpcId": "vpc-1", "KmsKeyId": testKey,
		"AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true",
	}
	volume := fsxMetadata("ONTAP", "OntapConfiguration", ontapText)
	return []sending{
		{
			name: "Windows as it was, byte for byte", spec: "fsx-windows", point: fsxPoint(), metadata: fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS),
			want: with(common, "WindowsConfiguration", windowsAWS),
		},
		{
			name: "Windows, larger and faster, elsewhere", spec: "fsx-windows", point: fsxPoint(), metadata: fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS), tags: true,
			set: map[string]string{
				"StorageCapacity": "4096", "WindowsConfiguration.ThroughputCapacity": "64", "SubnetIds": "subnet-9", "SecurityGroupIds": "sg-9",
				"WeeklyMaintenanceStartTime": "7:04:30", "DailyAutomaticBackupStartTime": "23:59", TagsField: "yes",
			},
			want: map[string]string{
				"StorageCapacity": "4096", "StorageType": "SSD", "SubnetIds": `["subnet-9"]`, "SecurityGroupIds": `["sg-9"]`, "KmsKeyId": testKey,
				"AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true", "WeeklyMaintenanceStartTime": "7:04:30", "DailyAutomaticBackupStartTime": "23:59",
				"WindowsConfiguration": `{"ActiveDirectoryId":"d-90671234ab","Aliases":[{"Name":"a"}],"DeploymentType":"SINGLE_AZ_2","ThroughputCapacity":64}`,
			},
		},
		{
			name: "Windows in one's own directory", spec: "fsx-windows", point: fsxPoint(), metadata: fsxMetadata("WINDOWS", "WindowsConfiguration", windowsSelf),
			secrets: map[string]string{adPassword: `pa"ss<&>`},
			want: with(common, "WindowsConfiguration", `{"DeploymentType":"SINGLE_AZ_2","SelfManagedActiveDirectoryConfiguration":{"DnsIps":["10.0.0.2"],"DomainName":"corp.example.com",`+
				`"FileSystemAdministratorsGroup":"Admins","Password":"`+backup.SecretRef(adPassword)+`","UserName":"joiner"},"ThroughputCapacity":32}`),
		},
		{
			name: "Windows from another Region, with a key of there", spec: "fsx-windows", point: copiedFrom("us-east-1", fsxPoint()),
			metadata: with(fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS), "KmsKeyId", strings.Replace(testKey, "eu-west-1", "us-east-1", 1)),
			set:      map[string]string{"SubnetIds": "subnet-9", "WindowsConfiguration.ActiveDirectoryId": "d-1"},
			want: map[string]string{
				"StorageCapacity": "2048", "StorageType": "SSD", "SubnetIds": `["subnet-9"]`, "AutomaticBackupRetentionDays": "0", "CopyTagsToBackups": "true",
				"WindowsConfiguration": `{"ActiveDirectoryId":"d-1","Aliases":[{"Name":"a"}],"DeploymentType":"SINGLE_AZ_2","ThroughputCapacity":32}`,
			},
		},
		{
			name: "Lustre keeps what must match", spec: "fsx-lustre", point: fsxPoint(), metadata: fsxMetadata("LUSTRE", "LustreConfiguration", lustreText),
			set:  map[string]string{"StorageCapacity": "9600", "StorageType": "HDD", "LustreConfiguration.EfaEnabled": "yes"},
			want: with(common, "LustreConfiguration", `{"DataCompressionType":"LZ4","DeploymentType":"PERSISTENT_2","EfaEnabled":true,"PerUnitStorageThroughput":125}`),
		},
		{
			name: "ONTAP restores a volume under a new name and path", spec: "fsx-ontap", point: fsxPoint(), metadata: with(volume, "Name", "vol-1"),
			want: map[string]string{
				"Name":               "vol_1_restored",
				"OntapConfiguration": strings.Replace(canonical(ontapText), `"/vol1"`, `"/vol_1_restored"`, 1),
			},
		},
		{
			name: "ONTAP with another tiering keeps the cooling period", spec: "fsx-ontap", point: fsxPoint(), metadata: with(volume, "Name", "vol1"),
			set: map[string]string{"OntapConfiguration.tieringPolicy.name": "ALL", "OntapConfiguration.junctionPath": "/vol1"},
			want: map[string]string{
				"Name":               "vol1_restored",
				"OntapConfiguration": strings.Replace(canonical(ontapText), `"AUTO"`, `"ALL"`, 1),
			},
		},
		{
			name: "OpenZFS takes no mode together with IOPS", spec: "fsx-openzfs", point: fsxPoint(), metadata: fsxMetadata("OPENZFS", "OpenZFSConfiguration", zfsText),
			want: with(common, "OpenZFSConfiguration", `{"DeploymentType":"SINGLE_AZ_1","DiskIopsConfiguration":{"Iops":6144},"ThroughputCapacity":64}`),
		},
		{
			name: "OpenZFS that tiers has no capacity", spec: "fsx-openzfs", point: fsxPoint(), metadata: fsxMetadata("OPENZFS", "OpenZFSConfiguration", zfsText),
			set: map[string]string{"StorageType": "INTELLIGENT_TIERING", "OpenZFSConfiguration.ReadCacheConfiguration": `{"SizingMode":"NO_CACHE"}`},
			want: without(with(common, "StorageType", "INTELLIGENT_TIERING", "OpenZFSConfiguration",
				`{"DeploymentType":"SINGLE_AZ_1","ReadCacheConfiguration":{"SizingMode":"NO_CACHE"},"ThroughputCapacity":64}`), "StorageCapacity"),
		},
	}
}

// canonical is JSON text with its members in order, as they are written.
func canonical(text string) string { return encode(decode(text)) }

func without(m map[string]string, keys ...string) map[string]string {
	for _, key := range keys {
		delete(m, key)
	}
	return m
}

func TestAFileSystemIsKnownByItsConfigurationWhereAWSDoesNotSay(t *testing.T) {
	for configuration, want := range map[string]string{
		"WindowsConfiguration": "fsx-windows", "lustreConfiguration": "fsx-lustre", "OntapConfiguration": "fsx-ontap", "OpenZFSConfiguration": "fsx-openzfs", "X": "raw",
	} {
		if got := SpecsFor(fsxPoint(), map[string]string{configuration: "{}"}); got[0].Name != want {
			t.Errorf("%s: %s", configuration, got[0].Name)
		}
	}
}

func TestTheDirectoryOfAFileSystemIsLookedUpByTheChecks(t *testing.T) {
	f := formOf(t, "fsx-windows", fsxPoint(), fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS))
	f.Set("WindowsConfiguration.ActiveDirectoryId", "d-12345")
	if got := f.Plan(nil).Network.Parts; len(got) != 1 || got[0] != (Part{Directories, "d-12345"}) {
		t.Errorf("the checks are told of %+v", got)
	}
}

func TestThePasswordOfADirectoryIsAskedForAndReachesNothingElse(t *testing.T) {
	f := formOf(t, "fsx-windows", fsxPoint(), fsxMetadata("WINDOWS", "WindowsConfiguration", windowsSelf))
	if s := state(t, f, adPassword); s.Problem == "" || !s.Required {
		t.Errorf("%+v", s)
	}
	f.Set(adPassword, "not this way")
	f.SetSecret(adPassword, backup.NewSecret(`pa"ss`))
	r, err := f.Request()
	if err != nil {
		t.Fatal(err)
	}
	quote := func(s string) string { text, _ := json.Marshal(s); return string(text[1 : len(text)-1]) }
	var sent struct {
		SelfManagedActiveDirectoryConfiguration struct{ Password string }
	}
	if err := json.Unmarshal([]byte(r.Fill(quote)["WindowsConfiguration"]), &sent); err != nil || sent.SelfManagedActiveDirectoryConfiguration.Password != `pa"ss` {
		t.Errorf("AWS gets %q (%v)", sent.SelfManagedActiveDirectoryConfiguration.Password, err)
	}
	f.SetSecret(adPassword, backup.Secret{})
	if _, err := f.Request(); err == nil {
		t.Error("a cleared password is still there")
	}
}

func TestMultiAZFileSystems(t *testing.T) {
	multi := strings.Replace(windowsAWS, "SINGLE_AZ_2", "MULTI_AZ_1", 1)
	f := formOf(t, "fsx-windows", fsxPoint(), fsxMetadata("WINDOWS", "WindowsConfiguration", multi))
	f.Set("SubnetIds", "subnet-1, subnet-2")
	f.Set("WindowsConfiguration.PreferredSubnetId", "subnet-3")
	if s := state(t, f, "WindowsConfiguration.PreferredSubnetId"); s.Problem != "it must be one of the subnets" {
		t.Errorf("%+v", s)
	}
	f.Set("WindowsConfiguration.PreferredSubnetId", "subnet-2")
	if p := f.Problems(); len(p) > 0 {
		t.Error(p)
	}
	f.Set("SubnetIds", "subnet-2")
	if p := f.Problems(); len(p) != 1 || p[0].Key != "" {
		t.Error(p)
	}
	z := formOf(t, "fsx-openzfs", fsxPoint(), fsxMetadata("OPENZFS", "OpenZFSConfiguration", strings.Replace(zfsText, "SINGLE_AZ_1", "MULTI_AZ_1", 1)))
	if s := state(t, z, "OpenZFSConfiguration.DeploymentType"); !strings.Contains(s.Problem, "create-file-system-from-backup") {
		t.Errorf("%+v", s)
	}
}

func TestStorageOfWindowsOnDisksIsAtLeastTwoTerabytes(t *testing.T) {
	f := formOf(t, "fsx-windows", fsxPoint(), with(fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS), "StorageCapacity", "100"))
	f.Set("StorageType", "HDD")
	if s := state(t, f, "StorageCapacity"); s.Problem != "at least 2000" {
		t.Errorf("%+v", s)
	}
}

func TestClocks(t *testing.T) {
	f := formOf(t, "fsx-windows", fsxPoint(), fsxMetadata("WINDOWS", "WindowsConfiguration", windowsAWS))
	for value, good := range map[string]bool{"1:00:00": true, "0:00:00": false, "8:00:00": false, "1:24:00": false, "12:00": false, "1:-1:00": false} {
		f.Set("WeeklyMaintenanceStartTime", value)
		if s := state(t, f, "WeeklyMaintenanceStartTime"); (s.Problem == "") != good {
			t.Errorf("%s: %q", value, s.Problem)
		}
	}
}
