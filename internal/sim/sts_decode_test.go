package sim_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/sim"
)

// encodedMessages are those of the failed restores of the management account.
func encodedMessages(t *testing.T, w *sim.World) (found []types.RestoreJobsListMember, blobs []string) {
	t.Helper()
	pages := backup.NewListRestoreJobsPaginator(backup.NewFromConfig(user(w)), &backup.ListRestoreJobsInput{ByStatus: types.RestoreJobStatusFailed})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range page.RestoreJobs {
			if _, blob, ok := strings.Cut(aws.ToString(j.StatusMessage), "Encoded authorization failure message: "); ok {
				found, blobs = append(found, j), append(blobs, blob)
			}
		}
	}
	if len(found) == 0 {
		t.Fatal("no restore failed with an encoded message")
	}
	return found, blobs
}

func TestEncodedMessagesSayWhatTheRoleWasDenied(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		api := sts.NewFromConfig(user(w))
		jobs, blobs := encodedMessages(t, w)
		for i, j := range jobs {
			if len(blobs[i]) < 400 || strings.ContainsAny(blobs[i], " {}+/=") {
				t.Errorf("not as AWS encodes: %s", blobs[i])
			}
			out, err := api.DecodeAuthorizationMessage(t.Context(), &sts.DecodeAuthorizationMessageInput{EncodedMessage: &blobs[i]})
			if err != nil {
				t.Fatal(err)
			}
			var got struct {
				Allowed, ExplicitDeny       *bool
				MatchedStatements, Failures struct{ Items []any }
				Context                     struct {
					Principal        struct{ ID, Name, Arn string }
					Action, Resource string
					Conditions       struct {
						Items []struct {
							Key    string
							Values struct{ Items []struct{ Value string } }
						}
					}
				}
			}
			if err := json.Unmarshal([]byte(*out.DecodedMessage), &got); err != nil || got.Allowed == nil || *got.Allowed || got.ExplicitDeny == nil || *got.ExplicitDeny {
				t.Fatalf("%s: %v", *out.DecodedMessage, err)
			}
			action, resource := "ec2:CreateVolume", "arn:aws:ec2:us-east-1:"+w.HomeAccount()+":volume/*"
			if aws.ToString(j.ResourceType) == "EC2" {
				action, resource = "iam:PassRole", "arn:aws:iam::"+w.HomeAccount()+":role/web-instance"
			}
			role := "arn:aws:sts::" + w.HomeAccount() + ":assumed-role/AWSBackupDefaultServiceRole/AWSBackup-AWSBackupDefaultServiceRole"
			if c := got.Context; c.Action != action || c.Resource != resource || c.Principal.Arn != role || c.Principal.ID == "" || len(c.Conditions.Items) == 0 {
				t.Errorf("%+v", c)
			}
		}
	})
}

func TestDecodingIsRefusedAsAWSDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		_, blobs := encodedMessages(t, w)
		decode := func(cfg aws.Config, blob string) error {
			_, err := sts.NewFromConfig(cfg).DecodeAuthorizationMessage(t.Context(), &sts.DecodeAuthorizationMessageInput{EncodedMessage: &blob})
			return err
		}
		const bad = "InvalidAuthorizationMessageException"
		for name, blob := range map[string]string{
			"unknown": "2vT5hN0kq7Zw1mQ", "cut": blobs[0][:200], "garbled": strings.ToUpper(blobs[0]), "wrapped": blobs[0][:80] + "\n" + blobs[0][80:], "short": "AA",
		} {
			if err := decode(user(w), blob); code(err) != bad {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := decode(user(w), ""); code(err) != "ValidationError" {
			t.Errorf("empty: %v", err)
		}
		if err := decode(as(t, user(w), w.Account("sandbox"), "BackupReader"), blobs[0]); code(err) != bad {
			t.Errorf("of another account: %v", err)
		}
		reader := as(t, user(w), w.HomeAccount(), "BackupReader")
		if err := decode(reader, blobs[0]); err != nil {
			t.Error(err)
		}
		operator := as(t, user(w), w.HomeAccount(), "BackupOperator")
		if err := decode(operator, blobs[0]); code(err) != "AccessDenied" || !strings.Contains(message(err), "sts:DecodeAuthorizationMessage") {
			t.Errorf("without the permission: %v", err)
		}
	})
}
