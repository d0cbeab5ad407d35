package sim

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func TestAnIdempotencyTokenStartsOneJobWithinAnHour(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", snapshot)
		with := func(token string) func(*sdk.StartRestoreJobInput) {
			return func(in *sdk.StartRestoreJobInput) { in.IdempotencyToken = &token }
		}
		first, err := restore(t, w, p, good(w, p), with("one"))
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(59 * time.Minute)
		if again, err := restore(t, w, p, good(w, p), with("one")); err != nil || again != first {
			t.Errorf("the same request gives %s, %v, not %s", again, err, first)
		}
		other := good(w, p)
		other["availabilityZone"] = "us-east-1c"
		_, err = restore(t, w, p, other, with("one"))
		wantError(t, err, mismatchedToken("").Code, "one")
		if different, err := restore(t, w, p, other, with("two")); err != nil || different == first {
			t.Errorf("another token gives %s, %v", different, err)
		}
		time.Sleep(61 * time.Second)
		if later, err := restore(t, w, p, good(w, p), with("one")); err != nil || later == first {
			t.Errorf("after an hour the token gives %s, %v", later, err)
		}
		jobs := map[string]int{}
		for _, m := range w.Started() {
			if m.Taken {
				jobs[m.Job]++
			}
		}
		if len(jobs) != 3 || jobs[first] != 2 {
			t.Errorf("jobs %v", jobs)
		}
	})
}

func TestARefusedRequestUsesItsTokenUp(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", snapshot)
		token := func(in *sdk.StartRestoreJobInput) { in.IdempotencyToken = aws.String("one") }
		bad := good(w, p)
		delete(bad, "availabilityZone")
		for range 2 {
			_, err := restore(t, w, p, bad, token)
			wantError(t, err, badParameter, "availabilityZone")
		}
		_, err := restore(t, w, p, good(w, p), token)
		wantError(t, err, mismatchedToken("").Code, "one")
		if _, err := client(w, w.HomeAccount(), "eu-west-1").StartCopyJob(t.Context(), &sdk.StartCopyJobInput{
			RecoveryPointArn: aws.String(p.arn()), SourceBackupVaultName: aws.String("Default"), DestinationBackupVaultArn: aws.String(w.scopes[0].vaults[0].arn),
			IamRoleArn: aws.String(w.scopes[0].role), IdempotencyToken: aws.String("one"),
		}); err == nil || strings.Contains(err.Error(), "token") {
			t.Errorf("the token of another operation and Region: %v", err)
		}
	})
}

// assumed is a client with the credentials of a role session.
func assumed(t *testing.T, w *World, role, session string) *sdk.Client {
	t.Helper()
	cfg := aws.Config{
		Region: "us-east-1", BaseEndpoint: aws.String("http://aws.sim"), HTTPClient: &http.Client{Transport: InProcess{w}},
		Credentials: credentials.NewStaticCredentialsProvider("test", "x", ""), RetryMaxAttempts: 1,
	}
	out, err := sts.NewFromConfig(cfg).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: aws.String(roleNamed(w, role)), RoleSessionName: &session})
	if err != nil {
		t.Fatal(err)
	}
	cfg.Credentials = credentials.NewStaticCredentialsProvider(*out.Credentials.AccessKeyId, *out.Credentials.SecretAccessKey, *out.Credentials.SessionToken)
	return sdk.NewFromConfig(cfg)
}

func TestWhatArrivedIsToldInOrderWithWhoSentIt(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		ctx := t.Context()
		p := pointOf(t, w, "EBS", in("Default", snapshot))
		reader, operator := assumed(t, w, "BackupReader", "bkpui-ana-look"), assumed(t, w, "BackupOperator", "bkpui-ana-INC-1")
		request := &sdk.StartRestoreJobInput{RecoveryPointArn: aws.String(p.arn()), Metadata: good(w, p), IamRoleArn: aws.String(w.scopes[0].role), IdempotencyToken: aws.String("t1")}
		_, err := reader.StartRestoreJob(ctx, request)
		wantError(t, err, "AccessDeniedException", "no identity-based policy allows the backup:StartRestoreJob action")
		out, err := operator.StartRestoreJob(ctx, request)
		if err != nil {
			t.Fatal(err)
		}
		passed := *request
		passed.IamRoleArn, passed.IdempotencyToken = aws.String(roleNamed(w, "web-instance")), aws.String("t2")
		_, err = operator.StartRestoreJob(ctx, &passed)
		wantError(t, err, "AccessDeniedException", "iam:PassRole")
		w.SetFaults(Faults{{Kind: Throttling, Fraction: 1}})
		_, err = operator.StopBackupJob(ctx, &sdk.StopBackupJobInput{BackupJobId: aws.String("0815")})
		wantError(t, err, "ThrottlingException", "")
		w.SetFaults(nil)
		_, err = operator.StopBackupJob(ctx, &sdk.StopBackupJobInput{BackupJobId: aws.String("0815")})
		wantError(t, err, "ResourceNotFoundException", "")

		got := w.Started()
		session := "arn:aws:sts::" + w.HomeAccount() + ":assumed-role/"
		want := []Mutation{
			{Operation: "StartRestoreJob", Caller: session + "BackupReader/bkpui-ana-look", Token: "t1", Code: "AccessDeniedException"},
			{Operation: "StartRestoreJob", Caller: session + "BackupOperator/bkpui-ana-INC-1", Token: "t1", Taken: true, Job: *out.RestoreJobId},
			{Operation: "StartRestoreJob", Caller: session + "BackupOperator/bkpui-ana-INC-1", Token: "t2", Code: "AccessDeniedException"},
			{Operation: "StopBackupJob", Caller: session + "BackupOperator/bkpui-ana-INC-1"},
			{Operation: "StopBackupJob", Caller: session + "BackupOperator/bkpui-ana-INC-1", Code: "ResourceNotFoundException"},
		}
		if len(got) != len(want) {
			t.Fatalf("%d requests: %+v", len(got), got)
		}
		for i, m := range got {
			if m.ID == "" || m.Account != w.HomeAccount() || m.Region != "us-east-1" || !m.At.Equal(time.Now()) || m.Path == "" || m.Token != "" && !strings.Contains(m.Body, p.arn()) {
				t.Errorf("%+v", m)
			}
			m.ID, m.At, m.Account, m.Region, m.Path, m.Body = "", time.Time{}, "", "", "", ""
			if m != want[i] {
				t.Errorf("got %+v, want %+v", m, want[i])
			}
		}
		roles := w.Assumed()
		if len(roles) != 2 || !roles[1].Taken || roles[1].Role != roleNamed(w, "BackupOperator") || roles[1].Session != "bkpui-ana-INC-1" {
			t.Errorf("%+v", roles)
		}
	})
}

func TestARequestIsTakenThoughItsAnswerIsLost(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		p := pointOf(t, w, "EBS", snapshot)
		token := func(in *sdk.StartRestoreJobInput) { in.IdempotencyToken = aws.String("one") }
		w.SetFaults(Faults{{Kind: TakenReset, Fraction: 1, Times: 1, Operations: []string{"StartRestoreJob"}}})
		if _, err := restore(t, w, p, good(w, p), token); err == nil || !strings.Contains(err.Error(), "reset") {
			t.Errorf("the answer: %v", err)
		}
		id, err := restore(t, w, p, good(w, p), token)
		started := w.Started()
		if err != nil || len(started) != 2 || !started[0].Taken || started[0].Job != id || started[0].Again || !started[1].Again {
			t.Errorf("%s, %v: %+v", id, err, started)
		}
		list, err := home(w).ListRestoreJobs(t.Context(), &sdk.ListRestoreJobsInput{ByStatus: types.RestoreJobStatusPending})
		if err != nil || len(list.RestoreJobs) != 1 {
			t.Errorf("%d restores wait, %v", len(list.RestoreJobs), err)
		}
		if w.Stats().Faults[TakenReset] != 1 {
			t.Error("the fault is not counted")
		}
	})
}

func TestAFaultBeginsInTheMiddle(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w := New(Options{})
		c := home(w)
		w.SetFaults(Faults{{Kind: ExpiredToken, Fraction: 1, After: 2, Times: 1}})
		for i, want := range []string{"", "", "ExpiredTokenException", ""} {
			_, err := c.ListBackupVaults(t.Context(), &sdk.ListBackupVaultsInput{})
			if want == "" && err != nil || want != "" && err == nil {
				t.Errorf("request %d: %v, want %q", i, err, want)
			} else if want != "" {
				wantError(t, err, want, "")
			}
		}
	})
}
