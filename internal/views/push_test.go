package views

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
)

func TestPushAsksAWSOnlyForWhatKeepsEveryMatch(t *testing.T) {
	r := jobs().(*Resource[backup.Job])
	e := sampleEnv()
	day := backup.TimeOf(time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC))
	for _, c := range []struct {
		filter string
		want   backup.JobQuery
		said   string
	}{
		{"state:failed", backup.JobQuery{State: "FAILED"}, "state FAILED"},
		{"state=completed", backup.JobQuery{State: "COMPLETED"}, "state COMPLETED"},
		{"state:completed", backup.JobQuery{}, ""}, // also COMPLETED_WITH_ISSUES
		{"state:fail", backup.JobQuery{}, ""},
		{"!state:failed", backup.JobQuery{}, ""},
		{"type:ebs", backup.JobQuery{Type: "EBS"}, "type EBS"},
		{"type:redshift", backup.JobQuery{}, ""}, // also Redshift Serverless
		{"type=redshift", backup.JobQuery{Type: "Redshift"}, "type Redshift"},
		{"type:EC2", backup.JobQuery{}, ""}, // also SAP HANA on Amazon EC2
		{"type:eb", backup.JobQuery{}, ""},
		{"resourceArn=arn:aws:s3:::b", backup.JobQuery{Resource: "arn:aws:s3:::b"}, "resource"},
		{"resourceArn:arn:aws:s3:::b", backup.JobQuery{}, ""},
		{"created>=2026-11-01", backup.JobQuery{CreatedAfter: day - 1}, "created"},
		{"created<2026-11-01", backup.JobQuery{CreatedBefore: day + 1}, "created"},
		{"age>7d", backup.JobQuery{}, ""},
		{"orders", backup.JobQuery{}, ""},
	} {
		f, err := r.parse(c.filter, e)
		if err != nil {
			t.Fatal(err)
		}
		got, said := pushJobs(Target{View: "jobs"}, f.Terms())
		if got.Arg != c.want.Encode() || said != c.said {
			t.Errorf("%s: %q (%s), want %q (%s)", c.filter, got.Arg, said, c.want.Encode(), c.said)
		}
	}
}

func TestPushOfAnAgeHoldsAllThatIsYounger(t *testing.T) {
	before := backup.TimeOf(time.Now())
	got, _ := pushPoints(Target{}, []query.Term{{Name: "age", Op: query.Less, Int: time.Hour.Milliseconds()}})
	after := backup.ParsePointQuery(got.Arg).CreatedAfter
	if after < before.Add(-time.Hour-time.Second) || after >= backup.TimeOf(time.Now()).Add(-time.Hour) {
		t.Errorf("created after %v", after.Time())
	}
}

func TestPushKeepsTheVaultAndLeavesResourceListsAlone(t *testing.T) {
	terms := []query.Term{{Name: "resourceType", Op: query.Contains, Value: "ebs"}}
	got, _ := pushPoints(Target{Arg: backup.PointQuery{Vault: "v"}.Encode()}, terms)
	if want := (backup.PointQuery{Vault: "v", Type: "EBS"}).Encode(); got.Arg != want {
		t.Errorf("%q, want %q", got.Arg, want)
	}
	of := Target{Arg: backup.PointQuery{Resource: "arn:x"}.Encode()}
	if got, said := pushPoints(of, terms); got != of || said != "" {
		t.Errorf("%+v (%s): ListRecoveryPointsByResource takes no type", got, said)
	}
}
