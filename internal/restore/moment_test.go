package restore

import (
	"strconv"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestTheDataIsOfTheTimeThatIsAskedFor goes through every type with points in time:
// when a continuous backup was begun says nothing of the age of what it brings back.
func TestTheDataIsOfTheTimeThatIsAskedFor(t *testing.T) {
	created := testNow.Add(-90 * 24 * time.Hour)
	db, cluster, bucket, table := rdsContinuous(), auroraPoint(), bucketContinuous(), tablePoint()
	db.Created, bucket.Created = created, created
	cluster.ARN, cluster.Status, cluster.Created = "arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:cluster-7a1f", "AVAILABLE", created
	hana := pointOf("SAP HANA on Amazon EC2", "arn:aws:ssm-sap:eu-west-1:111122223333:HANA/app/DB/HDB", "")
	hanaLive := hana
	hanaLive.Status, hanaLive.Created = "AVAILABLE", created
	from, to := testNow.Add(-5*24*time.Hour), testNow.Add(-20*time.Minute)
	hanaWindow := map[string]string{
		"EarliestRestorablePitrTimestamp": strconv.FormatInt(int64(from), 10), "LatestRestorablePitrTimestamp": strconv.FormatInt(int64(to), 10),
	}
	unknown := pointOf("Moon", "arn:aws:moon:eu-west-1:111122223333:base/1", "")
	unknown.Status = "AVAILABLE"
	five, quarter := testNow.Add(-5*time.Minute), testNow.Add(-15*time.Minute)
	third, _ := parseTime("2025-12-30T03:30:00Z")
	type m = map[string]string
	for _, c := range []struct {
		name, spec    string
		point         Point
		metadata, set m
		at            backup.Time
		latest        bool
		window        bool // there is one
	}{
		{"a snapshot", "rds", rdsPoint(), rdsMetadata(), nil, rdsPoint().Created, false, false},
		{"a snapshot of a bucket", "s3", bucketPoint(), bucketMetadata(), nil, bucketPoint().Created, false, false},
		{"objects of a snapshot", "s3-items", bucketPoint(), bucketMetadata(), nil, bucketPoint().Created, false, false},
		{"a table, which has no points in time", "dynamodb", table, tableMetadata(), nil, table.Created, false, false},
		{"RDS, the latest", "rds-pitr", db, rdsMetadata(), nil, five, true, true},
		{"RDS, a time", "rds-pitr", db, rdsMetadata(), m{"RestoreTime": "2025-12-30 03:30"}, third, false, true},
		{"RDS, no time", "rds-pitr", db, rdsMetadata(), m{"RestoreTime": "soon"}, 0, false, true},
		{"Aurora, the latest", "aurora-pitr", cluster, auroraMetadata(), nil, five, true, true},
		{"Aurora, a time", "aurora-pitr", cluster, auroraMetadata(), m{"restoreToTime": "2025-12-30T03:30:00Z"}, third, false, true},
		{"S3, the latest, which is sent as a time", "s3-pitr", bucket, bucketMetadata(), nil, quarter, false, true},
		{"S3, a time", "s3-pitr", bucket, bucketMetadata(), m{"RestoreTime": "2025-12-30 03:30"}, third, false, true},
		{"objects at a time", "s3-items", bucket, bucketMetadata(), m{"RestoreTime": "2025-12-30 03:30"}, third, false, true},
		{"SAP HANA, nothing chosen", "sap-hana", hanaLive, hanaWindow, nil, 0, false, true},
		{"SAP HANA, whole, of a snapshot", "sap-hana", hana, nil, m{"RecoveryType": "FULL_DATA_BACKUP_RECOVERY"}, hana.Created, false, false},
		{"SAP HANA, whole, of a continuous one", "sap-hana", hanaLive, hanaWindow, m{"RecoveryType": "FULL_DATA_BACKUP_RECOVERY"}, 0, false, true},
		{"SAP HANA, the latest", "sap-hana", hanaLive, hanaWindow, m{"RecoveryType": "MOST_RECENT_TIME_RECOVERY"}, to, true, true},
		{"SAP HANA, the latest, of which AWS says nothing", "sap-hana", hanaLive, nil, m{"RecoveryType": "MOST_RECENT_TIME_RECOVERY"}, 0, true, false},
		{"SAP HANA, a time that is put in by hand", "sap-hana", hanaLive, hanaWindow, m{"RecoveryType": "POINT_IN_TIME_RECOVERY"}, 0, false, true},
		{"a type that nobody knows", "raw", unknown, nil, nil, 0, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := formOf(t, c.spec, c.point, c.metadata)
			for key, value := range c.set {
				f.Set(key, value)
			}
			got := f.Moment()
			if got.At != c.at || got.Latest != c.latest || (got.Window.To != 0) != c.window {
				t.Errorf("%+v, want of %d", got, c.at)
			}
			if got.At == 0 && got.Why == "" {
				t.Error("nothing says why it is not known")
			}
			if p := f.Plan(&backup.StartRestoreJob{}); p.Moment != got {
				t.Errorf("the checks are told %+v", p.Moment)
			}
		})
	}
}

func TestATimeThatIsPutInByHandIsNamed(t *testing.T) {
	f := formOf(t, "sap-hana", pointOf("SAP HANA on Amazon EC2", "", ""), nil)
	f.Set("RecoveryType", "POINT_IN_TIME_RECOVERY")
	if s := state(t, f, "RecoveryType"); s.Warning == "" {
		t.Errorf("%+v", s)
	}
}
