package aws_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
)

// sent is one request as AWS Backup got it.
type sent struct {
	method, path string
	body         map[string]any
}

// reply is an answer of AWS Backup, or that there is none.
type reply struct {
	status int
	code   string // of an error
	body   string
	err    error
}

// recorder answers changes by f and keeps what was sent.
func recorder(t *testing.T, f func(n int) reply, changes ...func(*aws.Options)) (*aws.Client, *[]sent) {
	t.Helper()
	var all []sent
	return endpoint(t, func(r *http.Request, n int) (*http.Response, error) {
		s := sent{method: r.Method, path: r.URL.EscapedPath()}
		if r.Body != nil {
			raw, _ := io.ReadAll(r.Body)
			if len(raw) > 0 {
				if err := json.Unmarshal(raw, &s.body); err != nil {
					t.Errorf("body %s: %v", raw, err)
				}
			}
		}
		all = append(all, s)
		to := f(n)
		if to.err != nil {
			return nil, to.err
		}
		h := http.Header{"X-Amzn-Requestid": {"req-1"}}
		if to.code != "" {
			h.Set("X-Amzn-Errortype", to.code)
		}
		return answers(r, to.status, h, to.body), nil
	}, func(o *aws.Options) {
		for _, change := range changes {
			change(o)
		}
	}), &all
}

func job(name string) reply { return reply{status: 200, body: `{"` + name + `":"job-1"}`} }

func refuses(status int, code string) reply {
	return reply{status: status, code: code, body: `{"Message":"no"}`}
}

const aPointARN = "arn:aws:ec2:eu-west-1::snapshot/snap-1"

func restoreOf(metadata map[string]string) *backup.StartRestoreJob {
	return &backup.StartRestoreJob{
		RecoveryPointArn: aPointARN, Metadata: metadata, IamRoleArn: "arn:aws:iam::111122223333:role/r", ResourceType: "EBS", IdempotencyToken: "token-1",
	}
}

func TestEveryChangeIsSentAsItsOperation(t *testing.T) {
	const vault, escaped = "v", "arn%3Aaws%3Aec2%3Aeu-west-1%3A%3Asnapshot%2Fsnap-1"
	point := "/backup-vaults/v/recovery-points/" + escaped
	week := &backup.Lifecycle{DeleteAfterDays: 7}
	for _, c := range []struct {
		change backup.Change
		method string
		path   string
		body   map[string]any
		answer reply
		job    string
	}{
		{
			restoreOf(map[string]string{"availabilityZone": "eu-west-1a"}), "PUT", "/restore-jobs", map[string]any{
				"RecoveryPointArn": aPointARN, "Metadata": map[string]any{"availabilityZone": "eu-west-1a"}, "IamRoleArn": "arn:aws:iam::111122223333:role/r",
				"ResourceType": "EBS", "IdempotencyToken": "token-1",
			}, job("RestoreJobId"), "job-1",
		},
		{
			&backup.StartCopyJob{RecoveryPointArn: aPointARN, SourceBackupVaultName: vault, DestinationBackupVaultArn: "arn:d", IamRoleArn: "arn:r", Lifecycle: week, IdempotencyToken: "t"},
			"PUT", "/copy-jobs",
			map[string]any{
				"RecoveryPointArn": aPointARN, "SourceBackupVaultName": vault, "DestinationBackupVaultArn": "arn:d", "IamRoleArn": "arn:r",
				"Lifecycle": map[string]any{"DeleteAfterDays": 7.0}, "IdempotencyToken": "t",
			},
			job("CopyJobId"), "job-1",
		},
		{
			&backup.StartBackupJob{
				BackupVaultName: vault, ResourceArn: "arn:x", IamRoleArn: "arn:r", RecoveryPointTags: map[string]string{"a": "b"},
				BackupOptions: map[string]string{"WindowsVSS": "enabled"}, StartWindowMinutes: 60, CompleteWindowMinutes: 120, IdempotencyToken: "t",
			},
			"PUT", "/backup-jobs",
			map[string]any{
				"BackupVaultName": vault, "ResourceArn": "arn:x", "IamRoleArn": "arn:r", "RecoveryPointTags": map[string]any{"a": "b"},
				"BackupOptions": map[string]any{"WindowsVSS": "enabled"}, "StartWindowMinutes": 60.0, "CompleteWindowMinutes": 120.0, "IdempotencyToken": "t",
			},
			job("BackupJobId"), "job-1",
		},
		{&backup.StopBackupJob{BackupJobId: "j"}, "POST", "/backup-jobs/j", nil, reply{status: 200}, ""},
		{&backup.DeleteRecoveryPoint{BackupVaultName: vault, RecoveryPointArn: aPointARN}, "DELETE", point, nil, reply{status: 200}, ""},
		{
			&backup.UpdateRecoveryPointLifecycle{BackupVaultName: vault, RecoveryPointArn: aPointARN, Lifecycle: backup.Lifecycle{MoveToColdStorageAfterDays: 30, DeleteAfterDays: 365}},
			"POST", point,
			map[string]any{"Lifecycle": map[string]any{"MoveToColdStorageAfterDays": 30.0, "DeleteAfterDays": 365.0}},
			reply{status: 200, body: "{}"},
			"",
		},
		{&backup.DisassociateRecoveryPoint{BackupVaultName: vault, RecoveryPointArn: aPointARN}, "POST", point + "/disassociate", nil, reply{status: 200}, ""},
		{&backup.DisassociateRecoveryPointFromParent{BackupVaultName: vault, RecoveryPointArn: aPointARN}, "DELETE", point + "/parentAssociation", nil, reply{status: 204}, ""},
		{
			&backup.PutRestoreValidationResult{RestoreJobId: "j", ValidationStatus: "SUCCESSFUL", ValidationStatusMessage: "rows counted"}, "PUT", "/restore-jobs/j/validations",
			map[string]any{"ValidationStatus": "SUCCESSFUL", "ValidationStatusMessage": "rows counted"},
			reply{status: 204},
			"",
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			cl, all := recorder(t, func(int) reply { return c.answer })
			got, err := cl.Send(t.Context(), here, "INC-1", c.change)
			if err != nil || got.Job != c.job || c.job != "" && got.RequestID != "req-1" {
				t.Fatalf("%s: %+v, %v", c.change.Operation(), got, err)
			}
			if diff := cmp.Diff([]sent{{c.method, c.path, c.body}}, *all, cmp.AllowUnexported(sent{})); diff != "" {
				t.Errorf("%s (-want +sent):\n%s", c.change.Operation(), diff)
			}
		})
	}
}

func TestSecretsAreFilledInWhenARestoreIsSentAndNowhereElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		word := `p"w\d`
		r := restoreOf(map[string]string{
			"Password": backup.SecretRef("pw"), "WindowsConfiguration": `{"Password":"` + backup.SecretRef("pw") + `"}`, "plain": "x",
		})
		r.Secrets = map[string]backup.Secret{"pw": backup.NewSecret(word)}
		var kept bytes.Buffer // what the console logs and shows of calls
		c, all := recorder(t, func(int) reply { return refuses(400, "InvalidRequestException") }, func(o *aws.Options) {
			o.Log = slog.New(slog.NewTextHandler(&kept, &slog.HandlerOptions{Level: slog.LevelDebug}))
			o.Record = func(call backup.Call) { fmt.Fprintf(&kept, "%+v\n", call) }
		})
		_, err := c.Send(t.Context(), here, "INC-1", r)
		m, _ := (*all)[0].body["Metadata"].(map[string]any)
		var nested struct{ Password string }
		if json.Unmarshal([]byte(m["WindowsConfiguration"].(string)), &nested) != nil || nested.Password != word || m["Password"] != word || m["plain"] != "x" {
			t.Errorf("sent %v", m)
		}
		if err == nil || strings.Contains(err.Error(), word) || strings.Contains(kept.String(), "w\\d") || !strings.Contains(kept.String(), "StartRestoreJob") || r.Metadata["Password"] != backup.SecretRef("pw") {
			t.Errorf("error %v, metadata %v", err, r.Metadata)
		}
	})
}

func TestAnErrorThatRepeatsASecretDoesNotKeepIt(t *testing.T) {
	for word, want := range map[string]string{"correct horse": "bad value: (secret)", `a"bcd`: "bad value: (secret)", "bad": "AWS's words, which hold a secret"} {
		synctest.Test(t, func(t *testing.T) {
			r := restoreOf(map[string]string{"Password": backup.SecretRef("pw")})
			r.Secrets = map[string]backup.Secret{"pw": backup.NewSecret(word)}
			message, _ := json.Marshal("bad value: " + word)
			c, _ := recorder(t, func(int) reply {
				return reply{status: 400, code: "InvalidParameterValueException", body: `{"Message":` + string(message) + `}`}
			})
			_, err := c.Send(t.Context(), here, "INC-1", r)
			if e := fails(t, err, backup.Invalid, ""); e.Message != want || strings.Contains(fmt.Sprintf("%+v", e.Err), word) {
				t.Errorf("%q: %q, %v", word, e.Message, e.Err)
			}
		})
	}
}

func TestAnErrorThatRepeatsOneSecretOfAValueDoesNotKeepIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := restoreOf(map[string]string{"StackParameters": backup.SecretRef("StackParameters")})
		r.Secrets = map[string]backup.Secret{"StackParameters": backup.NewSecret(`[{"ParameterKey":"DBPassword","ParameterValue":"fox8bear"}]`)}
		c, _ := recorder(t, func(int) reply {
			return reply{status: 400, code: "InvalidParameterValueException", body: `{"Message":"Parameter DBPassword: fox8bear is too short"}`}
		})
		_, err := c.Send(t.Context(), here, "INC-1", r)
		if e := fails(t, err, backup.Invalid, ""); e.Message != "Parameter DBPassword: (secret) is too short" {
			t.Errorf("%q", e.Message)
		}
	})
}

func TestAStartWithoutATokenIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := restoreOf(nil)
		r.IdempotencyToken = ""
		c, all := recorder(t, func(int) reply { return job("RestoreJobId") })
		if _, err := c.Send(t.Context(), here, "INC-1", r); backup.KindOf(err) != backup.Invalid || len(*all) > 0 {
			t.Errorf("%v, %d sent", err, len(*all))
		}
	})
}

// TestAChangeIsTriedThreeTimesWithOneToken also says what each end means: whether AWS
// may have taken the request.
func TestAChangeIsTriedThreeTimesWithOneToken(t *testing.T) {
	reset := &net.OpError{Op: "read", Net: "tcp", Err: errors.New("connection reset by peer")}
	refused := &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connect: connection refused")}
	ok, lost, empty, down := job("RestoreJobId"), reply{err: reset}, reply{status: 200}, refuses(500, "ServiceUnavailableException")
	busy, denied := refuses(400, "ThrottlingException"), refuses(403, "AccessDeniedException")
	for name, c := range map[string]struct {
		steps []reply
		kind  backup.Kind // of the error, "" = taken
		calls int
	}{
		"at once":                                {[]reply{ok}, "", 1},
		"throttled twice":                        {[]reply{busy, busy, ok}, "", 3},
		"throttled to the end":                   {[]reply{busy, busy, busy}, backup.Throttled, 3},
		"a reset, then taken":                    {[]reply{lost, ok}, "", 2},
		"an error of the server, then taken":     {[]reply{down, ok}, "", 2},
		"errors of the server":                   {[]reply{down, down, down}, backup.InternalError, 3},
		"a quota is not tried again":             {[]reply{refuses(400, "LimitExceededException")}, backup.Quota, 1},
		"a refusal is not tried again":           {[]reply{refuses(400, "InvalidParameterValueException")}, backup.Invalid, 1},
		"denied":                                 {[]reply{denied}, backup.AccessDenied, 1},
		"a reset, then throttled":                {[]reply{lost, busy, busy}, backup.Unreachable, 3},
		"a reset, then denied":                   {[]reply{lost, denied}, backup.Unreachable, 2},
		"an error of the server, then not there": {[]reply{down, refuses(400, "ResourceNotFoundException")}, backup.Unreachable, 2},
		"nobody listens, then denied":            {[]reply{{err: refused}, denied}, backup.AccessDenied, 2},
		"an empty answer":                        {[]reply{empty, empty, empty}, backup.Unreachable, 3},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				cl, all := recorder(t, func(n int) reply { return c.steps[n-1] })
				began := time.Now()
				got, err := cl.Send(t.Context(), here, "INC-1", restoreOf(nil))
				if backup.KindOf(err) != c.kind || (err == nil) != (got.Job == "job-1") || len(*all) != c.calls {
					t.Errorf("%+v, %v after %d calls", got, err, len(*all))
				}
				for _, s := range *all {
					if s.body["IdempotencyToken"] != "token-1" {
						t.Errorf("token %v", s.body["IdempotencyToken"])
					}
				}
				if time.Since(began) > time.Minute {
					t.Errorf("took %v", time.Since(began))
				}
			})
		})
	}
}

func TestAChangeThatGetsNoAnswerEndsWithinAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		}, nil)
		began := time.Now()
		_, err := c.Send(t.Context(), here, "INC-1", restoreOf(nil))
		if backup.KindOf(err) != backup.Unreachable || time.Since(began) > 61*time.Second {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}
