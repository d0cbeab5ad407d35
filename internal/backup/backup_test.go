package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestTextIsComparableAndEmptyAtZero(t *testing.T) {
	differ := func() bool { a, b := Intern("a"), Intern("a"); return a != b }
	if (Text{}).String() != "" || !Intern("").Empty() || differ() || Intern("a") == Intern("b") {
		t.Error("interned strings do not compare as their words do")
	}
	b, err := json.Marshal(struct{ A Text }{Intern("x\"y")})
	if err != nil || string(b) != `{"A":"x\"y"}` {
		t.Errorf("json: %s %v", b, err)
	}
}

func TestRefHoldsTheZeroValue(t *testing.T) {
	if (Ref[VaultRef]{}).Get() != (VaultRef{}) || RefTo(VaultRef{}) != (Ref[VaultRef]{}) {
		t.Error("the zero Ref is not the zero value")
	}
	v := VaultRef{Name: Intern("prod")}
	again := RefTo(v)
	if RefTo(v).Get() != v || again != RefTo(v) {
		t.Error("a Ref does not give back what it holds")
	}
}

func TestTimeKeepsMillisecondsAndAbsence(t *testing.T) {
	at := time.Date(2026, 11, 22, 1, 2, 3, 456e6, time.FixedZone("x", 3600))
	if got := TimeOf(at).Time(); !got.Equal(at) || got.Location() != time.UTC {
		t.Errorf("got %v", got)
	}
	if !TimeOf(time.Time{}).IsZero() || !Time(0).Time().IsZero() || len(Time(0).AppendRFC3339(nil)) != 0 {
		t.Error("no time is not kept as none")
	}
	if s := string(TimeOf(at).AppendRFC3339(nil)); s != "2026-11-22T00:02:03.456Z" {
		t.Error(s)
	}
}

func TestSplitARNAndShortARN(t *testing.T) {
	for _, c := range []struct {
		arn, account, short string
		ok                  bool
	}{
		{"arn:aws:ec2:us-east-1::snapshot/snap-0abc", "", "snap-0abc", true},
		{"arn:aws:backup:us-east-1:111122223333:recovery-point:A-B-C", "111122223333", "A-B-C", true},
		{"arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-1", "111122223333", "awsbackup:job-1", true},
		{"arn:aws:s3:::bucket", "", "bucket", true},
		{"no arn", "", "no arn", false},
		{"arn:aws", "", "arn:aws", false},
	} {
		p, ok := SplitARN(c.arn)
		if ok != c.ok || p.Account != c.account || ShortARN(c.arn) != c.short {
			t.Errorf("%s: %+v %v short %q", c.arn, p, ok, ShortARN(c.arn))
		}
	}
}

func FuzzARNKeepsEveryText(f *testing.F) {
	f.Add("arn:aws:ec2:us-east-1::snapshot/snap-0abc")
	f.Add("arn:")
	f.Add("\x00\xff")
	f.Fuzz(func(t *testing.T, s string) {
		a := ParseARN(s)
		if a.String() != s || string(a.Append(nil)) != s || a.Empty() != (s == "") || a != ParseARN(s) {
			t.Errorf("%q came back as %q", s, a)
		}
	})
}

func TestShortRegionIsAWSsOwn(t *testing.T) {
	for name, want := range map[string]string{
		"us-east-1": "use1", "ap-southeast-2": "apse2", "us-gov-west-1": "usgw1", "eu-central-1": "euc1",
		"ap-northeast-3": "apne3", "me-central-1": "mec1", "": "", "global": "global", "a-b-c": "a-b-c",
	} {
		if got := ShortRegion(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestOutcomeCountsIssuesAsProblems(t *testing.T) {
	for _, c := range []struct {
		state, category string
		want            Outcome
		problem         bool
	}{
		{"COMPLETED", "", Succeeded, false},
		{"COMPLETED", "Success", Succeeded, false},
		{"COMPLETED", "VSS_ERROR", Issues, true},
		{"PARTIAL", "", Issues, true},
		{"EXPIRED", "JOB_EXPIRED", Missed, true},
		{"ABORTED", "", Stopped, true},
		{"FAILED", "", Failed, true},
		{"ABORTING", "", Running, false},
		{"SOMETHING_NEW", "", Running, false},
	} {
		j := Job{State: Intern(c.state), Category: Intern(c.category)}
		if j.Outcome() != c.want || j.Problem() != c.problem {
			t.Errorf("%s/%s: %v %v", c.state, c.category, j.Outcome(), j.Problem())
		}
	}
}

func TestWhatAScanOrATestFoundIsAProblemHoweverTheJobEnded(t *testing.T) {
	for _, c := range []struct {
		kind          JobKind
		state, result string
		want          Outcome
	}{
		{ScanJob, "COMPLETED", "THREATS_FOUND", Threats},
		{ScanJob, "COMPLETED_WITH_ISSUES", "THREATS_FOUND", Threats},
		{ScanJob, "COMPLETED", "NO_THREATS_FOUND", Succeeded},
		{ScanJob, "RUNNING", "THREATS_FOUND", Running},
		{RestoreJob, "COMPLETED", "THREATS_FOUND", Succeeded}, // no word of a validation
		{RestoreJob, "COMPLETED", "FAILED", Issues},
		{RestoreJob, "COMPLETED", "TIMED_OUT", Issues},
		{RestoreJob, "FAILED", "FAILED", Failed},
		{BackupJob, "COMPLETED", "FAILED", Succeeded},
	} {
		j := Job{Kind: c.kind, State: Intern(c.state), Result: Intern(c.result)}
		if j.Outcome() != c.want || j.Problem() != (c.want != Succeeded && c.want != Running) {
			t.Errorf("%s %s/%s: %v, a problem: %v", c.kind, c.state, c.result, j.Outcome(), j.Problem())
		}
	}
}

func TestSameCategoryIgnoresCaseAndUnderscores(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"AccessDenied", "ACCESS_DENIED", true},
		{"INVALIDPARAMETERS", "InvalidParameters", true},
		{"A_", "a", true},
		{"ACCESS", "ACCESS_DENIED", false},
		{"", "SUCCESS", false},
	} {
		if SameCategory(c.a, c.b) != c.want || SameCategory(c.b, c.a) != c.want {
			t.Errorf("%q and %q", c.a, c.b)
		}
	}
}

func TestQueriesComeBackFromTheirKeys(t *testing.T) {
	p := PointQuery{Vault: "a&b=c", Owner: "1", Type: "Storage Gateway", Parent: "arn:x", CreatedAfter: 1767323045678}
	if got := ParsePointQuery(p.Encode()); got != p {
		t.Errorf("%+v", got)
	}
	j := JobQuery{Organization: true, State: "FAILED", Resource: "arn:r", CompletedAfter: 5, Category: "X Y"}
	if got := ParseJobQuery(j.Encode()); got != j {
		t.Errorf("%+v", got)
	}
	if (JobQuery{}).Encode() != "" || ParseJobQuery("%zz") != (JobQuery{}) {
		t.Error("empty or broken keys are not empty queries")
	}
}

func TestKindOfFindsTheErrorInAChain(t *testing.T) {
	e := &Error{Kind: Throttled, Op: "backup:ListBackupJobs", Scope: In("1", "us-east-1"), Message: "Rate exceeded", Err: context.Canceled}
	if KindOf(fmt.Errorf("x: %w", e)) != Throttled || KindOf(nil) != "" || KindOf(errors.New("y")) != InternalError || !errors.Is(e, context.Canceled) {
		t.Error("kinds are not found")
	}
	if e.Error() != "backup:ListBackupJobs in 1/us-east-1: throttled: Rate exceeded" {
		t.Error(e.Error())
	}
}

func TestUrgentMarksOnlyItsContext(t *testing.T) {
	if IsUrgent(t.Context()) || !IsUrgent(Urgent(t.Context())) {
		t.Error("the mark is wrong")
	}
}
