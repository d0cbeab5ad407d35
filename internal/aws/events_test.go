package aws_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

func TestWhatChangedOnARootFactIsLookedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(100 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7, Rates: true})
		c := fleet(t, w, nil)
		member := w.Account("sandbox")
		in := backup.In(member, "eu-west-1")
		key, role := w.KeyOf(member, "eu-west-1", "alias/backup/prod-daily"), w.DefaultRole(member)
		vault := "arn:aws:backup:eu-west-1:" + member + ":backup-vault:prod-daily"
		broke := backup.TimeOf(time.Now())
		for _, i := range []sim.Incident{
			{Kind: sim.KeyPolicyClosed, Resource: key},
			{Kind: sim.KeyDisabled, Resource: key},
			{Kind: sim.TrustLost, Resource: role},
			{Kind: sim.LockRefuses, Resource: vault},
			{Kind: sim.PolicyDenies, Accounts: []string{member}},
		} {
			if _, ok := w.Break(i); !ok {
				t.Fatal(i)
			}
		}
		for name, want := range map[string]struct {
			q       backup.EventsQuery
			events  string
			source  string
			at      backup.Scope
			detail  string
			touched string
		}{
			"a key": {backup.EventsQuery{Of: backup.KeyFact, Resource: key}, "DisableKey PutKeyPolicy", "kms.amazonaws.com", in, `"keyId":"` + key, key},
			"a role": {
				backup.EventsQuery{Of: backup.RoleFact, Resource: role},
				"UpdateAssumeRolePolicy", "iam.amazonaws.com", backup.In(member, "us-east-1"),
				`"roleName":"AWSBackupDefaultServiceRole"`, "AWSBackupDefaultServiceRole",
			},
			"a vault": {backup.EventsQuery{Of: backup.VaultFact, Resource: vault}, "PutBackupVaultLockConfiguration", "backup.amazonaws.com", in, `"minRetentionDays":30`, "prod-daily"},
			"policies": {
				backup.EventsQuery{Of: backup.PolicyFact}, "AttachPolicy", "organizations.amazonaws.com", backup.In(w.HomeAccount(), "us-east-1"), `"policyId":"p-`, member,
			},
		} {
			want.q.From, want.q.To = broke.Add(-2*time.Hour), broke
			began := time.Now()
			events, err := c.Events(t.Context(), in, want.q)
			var names []string
			for _, e := range events {
				names = append(names, e.Name.String())
				if e.Source.String() != want.source || (backup.Scope{Account: e.Account, Region: e.Region}) != want.at || !strings.Contains(e.Detail, want.detail) ||
					e.Resource != want.touched || e.ID == "" || e.Address == "" || !strings.Contains(e.By, ":assumed-role/PlatformAdmin/") ||
					e.Time > broke.Add(-3*time.Minute) || e.Time < broke.Add(-6*time.Minute) {
					t.Errorf("%s: %+v", name, e)
				}
			}
			if strings.Join(names, " ") != want.events && strings.Join(names, " ") != "PutKeyPolicy DisableKey" || err != nil {
				t.Errorf("%s: %v, %v", name, names, err)
			}
			if took := time.Since(began); took > 6*time.Second {
				t.Errorf("%s: took %s", name, took)
			}
		}
		if n := w.Stats().Throttled; n > 0 {
			t.Errorf("%d look-ups were refused for their rate", n)
		}
		if events, err := c.Events(t.Context(), in, backup.EventsQuery{Of: backup.KeyFact, Resource: w.KeyOf(member, "eu-west-1", "alias/old-archive"), From: broke.Add(-2 * time.Hour)}); err != nil || len(events) > 0 {
			t.Errorf("of another key: %v, %v", events, err)
		}
		if _, err := c.Events(t.Context(), in, backup.EventsQuery{Of: backup.RoleFact, Resource: "AWSBackupDefaultServiceRole"}); backup.KindOf(err) != backup.Invalid {
			t.Errorf("of a name: %v", err)
		}
		nobody := strings.Replace(key, member, "999988887777", 1)
		if _, err := c.Events(t.Context(), in, backup.EventsQuery{Of: backup.KeyFact, Resource: nobody}); backup.KindOf(err) != backup.AccessDenied {
			t.Errorf("of an account that is not read: %v", err)
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"LookupEvents"}}})
		if _, err := c.Events(t.Context(), in, backup.EventsQuery{Of: backup.KeyFact, Resource: key}); backup.KindOf(err) != backup.AccessDenied || !strings.Contains(err.Error(), "cloudtrail:LookupEvents") {
			t.Errorf("without the permission: %v", err)
		}
	})
}

func TestEventsReadWhatCloudTrailMayHold(t *testing.T) {
	const arn = "arn:aws:kms:eu-west-1:111122223333:key/1234"
	for name, c := range map[string]struct {
		record string
		want   string // the events' Detail, "none" for no event
	}{
		"refused by AWS":    {`{"errorCode":"AccessDenied","requestParameters":{"keyId":"` + arn + `"}}`, "none"},
		"by the key's ID":   {`{"requestParameters":{"keyId":"1234"}}`, `{"keyId":"1234"}`},
		"another key":       {`{"requestParameters":{"keyId":"123"}}`, "none"},
		"in resources only": {`{"requestParameters":null,"resources":[{"ARN":"` + arn + `"}]}`, ""},
		"no JSON":           {`<html>`, "none"},
		"a list":            {`{"requestParameters":[1],"resources":[{"ARN":"` + arn + `"}]}`, "[1]"},
		"very long":         {`{"requestParameters":{"keyId":"1234","policy":"` + strings.Repeat("é", 5000) + `"}}`, `{"keyId":"1234","policy":"` + strings.Repeat("é", 2035)},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				events, err := trailOf(t, c.record).Events(t.Context(), here, backup.EventsQuery{Of: backup.KeyFact, Resource: arn})
				if err != nil {
					t.Fatal(err)
				}
				got := "none"
				if len(events) > 0 {
					got = strings.TrimSuffix(events[0].Detail, "…")
				}
				if got != c.want {
					t.Errorf("%q, want %q", got, c.want)
				}
			})
		})
	}
}

// trailOf is a client of a CloudTrail that has one event of each name, with that record.
func trailOf(t *testing.T, record string) *aws.Client {
	t.Helper()
	return endpoint(t, func(r *http.Request, _ int) (*http.Response, error) {
		body, err := json.Marshal(map[string]any{"Events": []any{map[string]any{"EventId": "e", "EventName": "PutKeyPolicy", "EventTime": 1.7e9, "CloudTrailEvent": record}}})
		return answers(r, 200, http.Header{"Content-Type": {"application/x-amz-json-1.1"}}, string(body)), err
	}, nil)
}
