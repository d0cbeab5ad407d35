package restore

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func rdsPoint() Point {
	p := pointOf("RDS", "arn:aws:rds:eu-west-1:111122223333:db:orders-db", "")
	p.ARN = "arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-7a1f"
	return p
}

func rdsContinuous() Point {
	p := pointOf("RDS", "arn:aws:rds:eu-west-1:111122223333:db:orders-db", "")
	p.ARN, p.Status = "arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:db-7a1f", "AVAILABLE"
	p.Created = testNow.Add(-10 * 24 * time.Hour)
	return p
}

func rdsMetadata() map[string]string {
	return map[string]string{
		"DBInstanceClass": "db.m6g.large", "Engine": "postgres", "EngineVersion": "16.4", "Port": "5432", "KmsKeyId": testKey,
		"AvailabilityZone": "eu-west-1b", "PubliclyAccessible": "true", "VpcSecurityGroupIds": `["sg-1"]`, "DBSubnetGroupName": "private",
		"MultiAZ": "true", "StorageType": "gp3", "Iops": "3000", "OptionGroupName": "default:postgres-16", "LicenseModel": "postgresql-license",
		"DBSnapshotIdentifier": "awsbackup:job-7a1f", "DBName": "app", "EnableCloudwatchLogsExports": `["postgresql"]`, "AutoMinorVersionUpgrade": "true",
		"InformationalOnly:DBInstanceIdentifier": "orders-db", "InformationalOnly:VpcId": "vpc-1", "aws:backup:request-id": requestID,
	}
}

func TestRDSSendsExactly(t *testing.T) { sendsExactly(t, rdsSendings()) }

func rdsSendings() []sending {
	same := map[string]string{
		"DBInstanceIdentifier": "orders-db-restored", "DBInstanceClass": "db.m6g.large", "Engine": "postgres", "MultiAZ": "true", "DBSubnetGroupName": "private",
		"VpcSecurityGroupIds": `["sg-1"]`, "PubliclyAccessible": "false", "Port": "5432", "StorageType": "gp3", "Iops": "3000",
		"OptionGroupName": "default:postgres-16", "LicenseModel": "postgresql-license", "AutoMinorVersionUpgrade": "true",
	}
	cluster := pointOf("RDS", "arn:aws:rds:eu-west-1:111122223333:cluster:books", "")
	cluster.ARN = "arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:job-7a1f"
	return []sending{
		{name: "as it was, but not public", spec: "rds", point: rdsPoint(), metadata: rdsMetadata(), want: same},
		{
			name: "in one zone, another class, public, with a name for the database", spec: "rds", point: rdsPoint(), metadata: rdsMetadata(),
			set: map[string]string{
				"DBInstanceIdentifier": "Orders-DB-2", "MultiAZ": "no", "DBInstanceClass": "db.t4g.medium", "PubliclyAccessible": "yes", "DBName": "ORCL",
				"DBParameterGroupName": "tuned", "DeletionProtection": "true", "VpcSecurityGroupIds": `["sg-7","sg-8"]`,
			},
			want: with(same, "DBInstanceIdentifier", "orders-db-2", "MultiAZ", "false", "AvailabilityZone", "eu-west-1b", "DBInstanceClass", "db.t4g.medium",
				"PubliclyAccessible", "true", "DBName", "ORCL", "DBParameterGroupName", "tuned", "DeletionProtection", "true", "VpcSecurityGroupIds", `["sg-7","sg-8"]`),
		},
		{
			name: "to the latest moment", spec: "rds-pitr", point: rdsContinuous(), metadata: with(rdsMetadata(), "UseLatestRestorableTime", "false"),
			want: with(same, "UseLatestRestorableTime", "true"),
		},
		{
			name: "to a moment", spec: "rds-pitr", point: rdsContinuous(), metadata: rdsMetadata(),
			set:  map[string]string{"RestoreTime": "2025-12-30 03:30"},
			want: with(same, "UseLatestRestorableTime", "false", "RestoreTime", "2025-12-30T03:30:00Z"),
		},
		{
			name: "a Multi-AZ cluster", spec: "rds-cluster", point: cluster,
			metadata: with(rdsMetadata(), "DBClusterInstanceClass", "db.m6gd.large", "AvailabilityZones", `["eu-west-1a"]`, "Engine", "mysql", "AllocatedStorage", "100"),
			want: map[string]string{
				"DBClusterIdentifier": "books-restored", "Engine": "mysql", "DBClusterInstanceClass": "db.m6gd.large", "DBSubnetGroupName": "private",
				"VpcSecurityGroupIds": `["sg-1"]`, "PubliclyAccessible": "false", "Port": "5432", "StorageType": "gp3", "Iops": "3000",
				"OptionGroupName": "default:postgres-16",
			},
		},
		{
			name: "a copy from another Region names groups of this one", spec: "rds", point: copiedFrom("us-east-1", rdsPoint()), metadata: with(rdsMetadata(), "AvailabilityZone", "us-east-1b"),
			set: map[string]string{"DBSubnetGroupName": "here", "VpcSecurityGroupIds": "sg-9", "MultiAZ": "no"},
			want: map[string]string{
				"DBInstanceIdentifier": "orders-db-restored", "DBInstanceClass": "db.m6g.large", "Engine": "postgres", "MultiAZ": "false", "DBSubnetGroupName": "here",
				"VpcSecurityGroupIds": `["sg-9"]`, "PubliclyAccessible": "false", "Port": "5432", "StorageType": "gp3", "Iops": "3000",
				"LicenseModel": "postgresql-license", "AutoMinorVersionUpgrade": "true",
			},
		},
	}
}

func TestPointInTimeIsWithinTheWindow(t *testing.T) {
	f := formOf(t, "rds-pitr", rdsContinuous(), rdsMetadata())
	s := state(t, f, "RestoreTime")
	if s.Value != Latest || s.Window.From != testNow.Add(-10*24*time.Hour) || s.Window.To != testNow.Add(-5*time.Minute) || !strings.Contains(s.Note, "reckoned from the point's creation") {
		t.Errorf("%+v", s)
	}
	for value, want := range map[string]string{
		"2026-01-01T11:55:00Z": "",
		"2026-01-01T11:56:00Z": "the latest is 2026-01-01T11:55:00Z",
		"2025-12-22T11:59:00Z": "the earliest is 2025-12-22T12:00:00Z",
		"2026-02-01":           "the latest is 2026-01-01T11:55:00Z",
		"2025-12-24":           "",
		"yesterday":            "a time is needed, such as 2026-01-01T11:55:00Z, or latest",
		Latest:                 "",
	} {
		f.Set("RestoreTime", value)
		if s := state(t, f, "RestoreTime"); s.Problem != want {
			t.Errorf("%s: %q", value, s.Problem)
		}
	}
	f.Set("RestoreTime", "2026-01-01T11:56:00Z")
	f.SetNow(testNow.Add(time.Minute))
	if s := state(t, f, "RestoreTime"); s.Problem != "" {
		t.Errorf("the window moves with the clock: %+v", s)
	}
	old := rdsContinuous()
	old.Created, old.Lifecycle.DeleteAfterDays = testNow.Add(-90*24*time.Hour), 7
	if s := state(t, formOf(t, "rds-pitr", old, rdsMetadata()), "RestoreTime"); s.Window.From != testNow.Add(-7*24*time.Hour) || !strings.Contains(s.Note, "retention") {
		t.Errorf("%+v", s)
	}
}

func TestDatabaseNamesAreChecked(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), rdsMetadata())
	for name, want := range map[string]string{
		"Orders":                "",
		"1orders":               "a name begins with a letter",
		"orders-":               "a name has no hyphen at its end, and no two in a row",
		"or--ders":              "a name has no hyphen at its end, and no two in a row",
		"orders_db":             "a name has letters, digits and -: not '_'",
		strings.Repeat("x", 64): "a name has 1 to 63 characters",
	} {
		f.Set("DBInstanceIdentifier", name)
		if s := state(t, f, "DBInstanceIdentifier"); s.Problem != want || s.Value != strings.ToLower(name) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func TestGroupsFollowTheEngine(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), rdsMetadata())
	f.Offer(Query{Kind: DBParameterGroups}, []Choice{
		{Value: "default.postgres16", Facts: map[string]string{"family": "postgres16"}},
		{Value: "default.mysql8.0", Facts: map[string]string{"family": "mysql8.0"}},
		{Value: "unknown"},
	}, nil)
	s := state(t, f, "DBParameterGroupName")
	if got := s.Choices; len(got) != 2 || got[0].Value != "default.postgres16" || got[1].Value != "unknown" {
		t.Errorf("choices %+v", got)
	}
	f.Set("DBParameterGroupName", "default.mysql8.0")
	if s := state(t, f, "DBParameterGroupName"); !strings.Contains(s.Problem, "does not fit") {
		t.Errorf("%+v", s)
	}
}

func TestWhatIsPublicInTheBackupIsClosedAndSaidSo(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), rdsMetadata())
	i := slices.IndexFunc(f.Diff(), func(d Difference) bool { return d.Key == "PubliclyAccessible" })
	if i < 0 {
		t.Fatal("not in the differences")
	}
	if d := f.Diff()[i]; d.Was != "true" || d.Is != "false" || d.Why != "safe default" {
		t.Errorf("%+v", d)
	}
}

func TestKeysAreKnownByAliasAndID(t *testing.T) {
	f := formOf(t, "efs", efsPoint(), efsMetadata())
	f.Offer(Query{Kind: Keys}, []Choice{{Value: otherKey, Name: "alias/mine", Facts: map[string]string{"arn": otherKey, "id": "9f8e7d6c"}}}, nil)
	for value, doubtful := range map[string]bool{"alias/mine": false, "9f8e7d6c": false, "alias/other": true} {
		f.Set("KmsKeyId", value)
		if s := state(t, f, "KmsKeyId"); s.Problem != "" || (s.Warning != "") != doubtful {
			t.Errorf("%s: %+v", value, s)
		}
	}
	f.Set("KmsKeyId", otherKey)
	if s := state(t, f, "KmsKeyId"); s.Problem != "the key is of us-east-1: choose one of eu-west-1" {
		t.Errorf("%+v", s)
	}
	f.Set("KmsKeyId", "alias/mine")
	if p := f.Plan(nil); p.Keys[len(p.Keys)-1].ARN != otherKey {
		t.Errorf("%+v", p.Keys)
	}
}

// TestANewNameIsMadeOfTheIdentifier: the name of a database may be that of a tag, which no
// service knows it by.
func TestANewNameIsMadeOfTheIdentifier(t *testing.T) {
	p := rdsPoint()
	p.ResourceName = "Zürich–Käse"
	f := formOf(t, "rds", p, rdsMetadata())
	if got := f.Value("DBInstanceIdentifier"); got != "orders-db-restored" {
		t.Errorf("proposed %q", got)
	}
	for _, d := range f.Diff() {
		if d.Key == "DBInstanceIdentifier" && d.Was != "orders-db" {
			t.Errorf("it was called %q", d.Was)
		}
	}
	g := gatewayPoint()
	g.ResourceName = "tapes"
	if got := formOf(t, "gateway", g, gatewayMetadata()).name(); got != "tapes" {
		t.Errorf("a volume is called %q, which is its ID", got)
	}
}
