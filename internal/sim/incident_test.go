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
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	trail "github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"github.com/bkpui/bkpui/internal/sim"
)

// ended are the backup and copy jobs of the management account's first Region that
// ended after a moment: those with such words, and the others.
func ended(t *testing.T, w *sim.World, after time.Time, words string) (with, without map[string]time.Time) {
	t.Helper()
	api := backup.NewFromConfig(user(w))
	with, without = map[string]time.Time{}, map[string]time.Time{}
	put := func(id, message *string, created *time.Time) {
		if strings.Contains(aws.ToString(message), words) {
			with[*id] = *created
		} else {
			without[*id] = *created
		}
	}
	jobs := backup.NewListBackupJobsPaginator(api, &backup.ListBackupJobsInput{ByCompleteAfter: &after, MaxResults: aws.Int32(1000)})
	for jobs.HasMorePages() {
		page, err := jobs.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range page.BackupJobs {
			put(j.BackupJobId, j.StatusMessage, j.CreationDate)
		}
	}
	copies := backup.NewListCopyJobsPaginator(api, &backup.ListCopyJobsInput{ByCompleteAfter: &after, MaxResults: aws.Int32(1000)})
	for copies.HasMorePages() {
		page, err := copies.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range page.CopyJobs {
			put(j.CopyJobId, j.StatusMessage, j.CreationDate)
		}
	}
	return with, without
}

// recorded are the events of a name, newest first.
func recorded(t *testing.T, cfg aws.Config, name string) []trail.Event {
	t.Helper()
	var all []trail.Event
	pages := cloudtrail.NewLookupEventsPaginator(cloudtrail.NewFromConfig(cfg), &cloudtrail.LookupEventsInput{
		LookupAttributes: []trail.LookupAttribute{{AttributeKey: trail.LookupAttributeKeyEventName, AttributeValue: &name}},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.Events...)
	}
	return all
}

func TestAnIncidentFailsJobsUntilItIsMended(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 15*time.Hour + 4*time.Minute)
		w := sim.New(sim.Options{Seed: 7})
		home := w.HomeAccount()
		here, there := user(w), user(w)
		there.Region = "eu-west-1"
		key := w.KeyOf(home, "us-east-1", "alias/backup/prod-daily")
		keyState := func(t *testing.T) string {
			out, err := kms.NewFromConfig(here).DescribeKey(t.Context(), &kms.DescribeKeyInput{KeyId: &key})
			if err != nil {
				t.Fatal(err)
			}
			return string(out.KeyMetadata.KeyState)
		}
		keyPolicy := func(t *testing.T) string {
			out, err := kms.NewFromConfig(here).GetKeyPolicy(t.Context(), &kms.GetKeyPolicyInput{KeyId: &key})
			if err != nil {
				t.Fatal(err)
			}
			return map[bool]string{true: "open", false: "closed"}[strings.Contains(*out.Policy, "AWSBackupDefaultServiceRole")]
		}
		trust := func(t *testing.T) string {
			out, err := iam.NewFromConfig(here).GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("AWSBackupDefaultServiceRole")})
			if err != nil {
				t.Fatal(err)
			}
			return map[bool]string{true: "trusts", false: "trusts not"}[strings.Contains(*out.Role.AssumeRolePolicyDocument, "backup.amazonaws.com")]
		}
		least := func(t *testing.T) string {
			out, err := backup.NewFromConfig(there).DescribeBackupVault(t.Context(), &backup.DescribeBackupVaultInput{BackupVaultName: aws.String("prod-daily")})
			if err != nil {
				t.Fatal(err)
			}
			return (time.Duration(*out.MinRetentionDays) * 24 * time.Hour).String()
		}
		none := func(*testing.T) string { return "" }
		for name, c := range map[string]struct {
			incident     sim.Incident
			words        string
			some         bool // other jobs go well meanwhile
			in           aws.Config
			event, undo  string
			look         func(*testing.T) string
			broken, well string
		}{
			"a key is disabled":      {sim.Incident{Kind: sim.KeyDisabled, Resource: key}, "KMS key is either disabled", true, here, "DisableKey", "EnableKey", keyState, "Disabled", "Enabled"},
			"a key's policy changes": {sim.Incident{Kind: sim.KeyPolicyClosed, Resource: key}, "KMS key is either disabled", true, here, "PutKeyPolicy", "PutKeyPolicy", keyPolicy, "closed", "open"},
			"an SCP appears": {
				sim.Incident{Kind: sim.PolicyDenies, Accounts: []string{home}, Regions: []string{"us-east-1"}},
				"with an explicit deny in a service control policy", false,
				here, "AttachPolicy", "DetachPolicy", none, "", "",
			},
			"a role loses its trust": {
				sim.Incident{Kind: sim.TrustLost, Resource: w.DefaultRole(home)},
				"AWSBackupDefaultServiceRole cannot be assumed by AWS Backup", false,
				here, "UpdateAssumeRolePolicy", "UpdateAssumeRolePolicy", trust, "trusts not", "trusts",
			},
			"a quota is reached": {sim.Incident{Kind: sim.QuotaReached, Resource: "EBS", Accounts: []string{home}}, "Maximum allowed active snapshot limit exceeded", true, here, "", "", none, "", ""},
			"a lock refuses copies": {
				sim.Incident{Kind: sim.LockRefuses, Resource: "arn:aws:backup:eu-west-1:" + home + ":backup-vault:prod-daily"},
				"not within the range specified for the target Backup Vault", true,
				there, "PutBackupVaultLockConfiguration", "PutBackupVaultLockConfiguration", least, "720h0m0s", "24h0m0s",
			},
		} {
			// One after the other: each begins in a world that the last was mended in.
			if got := c.look(t); got != c.well {
				t.Errorf("%s: looked at before, it is %q", name, got)
			}
			before, _ := ended(t, w, time.Now().Add(-25*time.Hour), c.words)
			since := time.Now()
			mend, ok := w.Break(c.incident)
			if !ok {
				t.Fatalf("%s: no such thing", name)
			}
			if again, _ := ended(t, w, since.Add(-25*time.Hour), c.words); len(again) != len(before) {
				t.Errorf("%s: %d jobs that ended before failed for it, now %d", name, len(before), len(again))
			}
			time.Sleep(26 * time.Hour)
			if got := c.look(t); got != c.broken {
				t.Errorf("%s: looked at while it is so, it is %q", name, got)
			}
			failed, well := ended(t, w, since, c.words)
			if len(failed) < 5 || c.some != (len(well) > len(failed)/20) {
				t.Errorf("%s: %d jobs failed, %d did not", name, len(failed), len(well))
			}
			mended := time.Now()
			mend()
			time.Sleep(26 * time.Hour)
			late, _ := ended(t, w, mended, c.words)
			for id, created := range late {
				// Some jobs fail for these two at any time.
				always := c.incident.Kind == sim.TrustLost || c.incident.Kind == sim.LockRefuses
				if created.After(mended.Add(10*time.Minute)) && !always {
					t.Errorf("%s: %s began after it was mended and failed for it", name, id)
				}
			}
			if len(late) > len(failed)/4 {
				t.Errorf("%s: %d jobs still fail for it, %d did before", name, len(late), len(failed))
			}
			if got := c.look(t); got != c.well {
				t.Errorf("%s: mended, it is %q", name, got)
			}
			if c.event == "" {
				continue
			}
			happened := func(event string, from, to time.Time) bool {
				for _, e := range recorded(t, c.in, event) {
					if !e.EventTime.Before(from) && e.EventTime.Before(to) {
						return true
					}
				}
				return false
			}
			if !happened(c.event, since.Add(-6*time.Minute), since.Add(-3*time.Minute)) || !happened(c.undo, mended.Add(-time.Second), mended.Add(time.Second)) {
				t.Errorf("%s: CloudTrail has no %s before, or no %s when it was mended", name, c.event, c.undo)
			}
		}
	})
}

func TestWhatIsNotThereCannotBreak(t *testing.T) {
	w := sim.New(sim.Options{})
	home := w.HomeAccount()
	for name, i := range map[string]sim.Incident{
		"a key": {Kind: sim.KeyDisabled, Resource: "arn:aws:kms:us-east-1:" + home + ":key/none"}, "no key": {Kind: sim.KeyPolicyClosed},
		"a role": {Kind: sim.TrustLost, Resource: "arn:aws:iam::" + home + ":role/Nobody"}, "a type": {Kind: sim.QuotaReached, Resource: "Floppy"},
		"a vault": {Kind: sim.LockRefuses, Resource: "arn:aws:backup:us-east-1:" + home + ":backup-vault:none"},
		"a lock":  {Kind: sim.LockRefuses, Resource: "arn:aws:backup:us-east-1:" + home + ":backup-vault:prod-monthly"}, "nothing": {},
	} {
		if mend, ok := w.Break(i); ok {
			t.Errorf("%s broke", name)
		} else {
			mend()
		}
	}
}

// TestPagesOfAMovingListLoseNothingWhenSomethingBreaks reads a list by small pages while
// an incident begins and is mended in between.
func TestPagesOfAMovingListLoseNothingWhenSomethingBreaks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 5*time.Hour + 40*time.Minute) // in the nightly wave
		w := sim.New(sim.Options{Seed: 7})
		api := backup.NewFromConfig(user(w))
		day := time.Now().Add(-24 * time.Hour)
		in := &backup.ListBackupJobsInput{ByCreatedAfter: &day, ByCreatedBefore: aws.Time(time.Now()), MaxResults: aws.Int32(7)}
		seen := map[string]bool{}
		var mend func()
		var running []types.BackupJob
		for n := 0; ; n++ {
			out, err := api.ListBackupJobs(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			for _, j := range out.BackupJobs {
				if seen[*j.BackupJobId] {
					t.Errorf("%s came twice", *j.BackupJobId)
				}
				if seen[*j.BackupJobId] = true; j.State == types.BackupJobStateRunning {
					running = append(running, j)
				}
			}
			switch n {
			case 2:
				mend, _ = w.Break(sim.Incident{Kind: sim.PolicyDenies, Regions: []string{"us-east-1"}})
			case 6:
				mend()
			}
			time.Sleep(20 * time.Second)
			if in.NextToken = out.NextToken; out.NextToken == nil {
				break
			}
		}
		whole, err := api.ListBackupJobs(t.Context(), &backup.ListBackupJobsInput{ByCreatedAfter: &day, ByCreatedBefore: in.ByCreatedBefore, MaxResults: aws.Int32(1000)})
		if err != nil || len(whole.BackupJobs) != len(seen) || len(seen) < 40 {
			t.Errorf("%d jobs by pages, %d at once: %v", len(seen), len(whole.BackupJobs), err)
		}
		struck := 0
		for _, j := range running {
			out, err := api.DescribeBackupJob(t.Context(), &backup.DescribeBackupJobInput{BackupJobId: j.BackupJobId})
			if err != nil {
				t.Fatal(err)
			}
			if out.State == types.BackupJobStateFailed {
				struck++
			}
		}
		if struck == 0 {
			t.Errorf("none of %d running jobs failed when the policy appeared", len(running))
		}
	})
}

func TestEventsAreLookedUpAsCloudTrailDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(100 * 24 * time.Hour)
		w := sim.New(sim.Options{Seed: 7})
		api := cloudtrail.NewFromConfig(user(w))
		attribute := func(key trail.LookupAttributeKey, value string) []trail.LookupAttribute {
			return []trail.LookupAttribute{{AttributeKey: key, AttributeValue: &value}}
		}
		from, to := time.Now().Add(-24*time.Hour), time.Now()
		look := func(in cloudtrail.LookupEventsInput) (all []trail.Event, calls int) {
			t.Helper()
			for {
				out, err := api.LookupEvents(t.Context(), &in)
				if err != nil {
					t.Fatal(err)
				}
				calls++
				if all = append(all, out.Events...); out.NextToken == nil {
					return all, calls
				}
				in.NextToken = out.NextToken
			}
		}
		all, calls := look(cloudtrail.LookupEventsInput{StartTime: &from, EndTime: &to})
		if len(all) < 200 || calls != (len(all)+49)/50 {
			t.Fatalf("%d events in %d pages", len(all), calls)
		}
		few, _ := look(cloudtrail.LookupEventsInput{StartTime: &from, EndTime: &to, MaxResults: aws.Int32(7)})
		ids := map[string]bool{}
		for i, e := range few {
			if ids[*e.EventId] || *e.EventId != *all[i].EventId || i > 0 && e.EventTime.After(*few[i-1].EventTime) || e.EventTime.Before(from) || e.EventTime.After(to) {
				t.Fatalf("event %d is out of order or comes twice", i)
			}
			ids[*e.EventId] = true
			var record struct{ EventVersion, EventName, EventSource, EventID, AWSRegion, RecipientAccountID string }
			if err := json.Unmarshal([]byte(*e.CloudTrailEvent), &record); err != nil || record.EventName != *e.EventName || record.EventID != *e.EventId ||
				record.EventSource != *e.EventSource || record.AWSRegion != "us-east-1" || record.RecipientAccountID != w.HomeAccount() {
				t.Fatalf("%+v, %v", record, err)
			}
		}
		sample := all[0]
		for _, e := range all {
			if len(e.Resources) > 0 && e.AccessKeyId != nil {
				sample = e
			}
		}
		for key, value := range map[trail.LookupAttributeKey]string{
			trail.LookupAttributeKeyEventId: *sample.EventId, trail.LookupAttributeKeyEventName: *sample.EventName,
			trail.LookupAttributeKeyEventSource: *sample.EventSource, trail.LookupAttributeKeyReadOnly: *sample.ReadOnly,
			trail.LookupAttributeKeyUsername: *sample.Username, trail.LookupAttributeKeyAccessKeyId: *sample.AccessKeyId,
			trail.LookupAttributeKeyResourceName: *sample.Resources[0].ResourceName, trail.LookupAttributeKeyResourceType: *sample.Resources[0].ResourceType,
		} {
			some, _ := look(cloudtrail.LookupEventsInput{StartTime: &from, EndTime: &to, LookupAttributes: attribute(key, value)})
			if len(some) == 0 || len(some) == len(all) {
				t.Errorf("%s=%s: %d of %d events", key, value, len(some), len(all))
			}
		}
		old := time.Now().Add(-200 * 24 * time.Hour)
		if events, _ := look(cloudtrail.LookupEventsInput{StartTime: &old, LookupAttributes: attribute(trail.LookupAttributeKeyEventName, "PutKeyPolicy")}); len(events) == 0 ||
			events[len(events)-1].EventTime.Before(time.Now().Add(-90*24*time.Hour)) {
			t.Errorf("%d changes of key policies in 90 days", len(events))
		}
		page, err := api.LookupEvents(t.Context(), &cloudtrail.LookupEventsInput{})
		if err != nil {
			t.Fatal(err)
		}
		two := append(attribute(trail.LookupAttributeKeyEventName, "a"), attribute(trail.LookupAttributeKeyReadOnly, "true")...)
		for want, in := range map[string]*cloudtrail.LookupEventsInput{
			"InvalidMaxResultsException": {MaxResults: aws.Int32(51)}, "InvalidTimeRangeException": {StartTime: &to, EndTime: &from},
			"InvalidLookupAttributesException": {LookupAttributes: two}, "InvalidNextTokenException": {NextToken: page.NextToken, LookupAttributes: two[:1]},
			"InvalidEventCategoryException": {EventCategory: "other"},
		} {
			if _, err := api.LookupEvents(t.Context(), in); code(err) != want {
				t.Errorf("%v, want %s", err, want)
			}
		}
	})
}

func TestCloudTrailAnswersTwiceASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Rates: true})
		api := cloudtrail.NewFromConfig(user(w))
		refused := 0
		for range 5 {
			if _, err := api.LookupEvents(t.Context(), nil); code(err) == "ThrottlingException" {
				refused++
			}
		}
		if refused != 3 {
			t.Errorf("%d of 5 at once were refused", refused)
		}
	})
}
