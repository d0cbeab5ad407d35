package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestARequestCanBeMadeAgain(t *testing.T) {
	eachSending(t, func(t *testing.T, c sending, _, filled *Form) {
		first, err := filled.Request()
		if err != nil {
			t.Fatal(err)
		}
		spec, ok := SpecSent(first, c.point, c.metadata)
		if !ok || spec.Name != c.spec {
			t.Fatalf("taken for %s", spec.Name)
		}
		again := NewForm(spec, c.point, c.metadata, here(), testNow)
		again.UseRequest(first)
		for key, word := range c.secrets {
			again.SetSecret(key, backup.NewSecret(word))
		}
		for _, fl := range filled.fields {
			if set, ok := filled.set[fl.Key]; ok && (fl.New || fl.Key == "@volumeKey") {
				again.Set(fl.Key, set.value)
			}
		}
		second, err := again.Request()
		if err != nil {
			t.Fatal(err)
		}
		equalMaps(t, second.Metadata, first.Metadata)
		if second.IamRoleArn != first.IamRoleArn || second.CopySourceTagsToRestoredResource != first.CopySourceTagsToRestoredResource {
			t.Errorf("%+v", second)
		}
	})
}

func TestNamesOfARequestAreNotTakenAgain(t *testing.T) {
	f := formOf(t, "rds", rdsPoint(), rdsMetadata())
	q, _ := f.Query("DBInstanceIdentifier")
	f.Offer(q, choices("orders-db", "orders-db-restored"), nil)
	f.UseRequest(&backup.StartRestoreJob{Metadata: map[string]string{"DBInstanceIdentifier": "orders-db-restored", "DBInstanceClass": "db.t4g.large"}})
	if f.Value("DBInstanceIdentifier") != "orders-db-restored-2" || f.Value("DBInstanceClass") != "db.t4g.large" || f.Value("DBSubnetGroupName") != "" {
		t.Errorf("%v", f.Values())
	}
	if s := state(t, f, "DBInstanceClass"); s.Origin != AsSent {
		t.Errorf("what was sent before is %q", s.Origin)
	}
	f.Set("DBInstanceClass", "db.m6g.large")
	if s := state(t, f, "DBInstanceClass"); s.Origin != SetByYou {
		t.Errorf("what is typed now is %q", s.Origin)
	}
}

func TestACopyDoneAgainTellsWhatWasSentFromWhatIsTyped(t *testing.T) {
	p := Point{ARN: "arn:aws:ec2:eu-west-1::snapshot/snap-1", Vault: "daily", Role: roleARN, Created: noon}
	f := NewCopyForm(p, nil, nil, here(), noon)
	const far = "arn:aws:backup:us-east-1:111122223333:backup-vault:far"
	f.UseRequest(&backup.StartCopyJob{DestinationBackupVaultArn: far, IamRoleArn: roleARN, Lifecycle: &backup.Lifecycle{DeleteAfterDays: 30}})
	origins := func(want map[string]Origin) {
		t.Helper()
		for key, o := range want {
			if s, _ := f.Field(key); s.Origin != o {
				t.Errorf("%s, %q: %q, want %q", key, s.Value, s.Origin, o)
			}
		}
	}
	origins(map[string]Origin{DestinationField: AsSent, KeepField: AsSent, DaysField: AsSent, RoleField: Proposed})
	f.Set(DaysField, "31")
	other := NewCopyForm(p, nil, nil, here(), noon)
	other.UseForm(f)
	f = other
	origins(map[string]Origin{DestinationField: AsSent, DaysField: SetByYou})
	r, err := f.Request()
	if err != nil || r.DestinationBackupVaultArn != far || r.Lifecycle.DeleteAfterDays != 31 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestWhatARequestLeftAsItWasIsNotSetByTheOperator sends what the backup recorded: the
// form says so again.
func TestWhatARequestLeftAsItWasIsNotSetByTheOperator(t *testing.T) {
	eachSending(t, func(t *testing.T, c sending, fresh, _ *Form) {
		sent := map[string]string{}
		for _, s := range fresh.Fields() {
			if base, members := fresh.field(s.Key).path(); members == nil && s.Origin == AsBackedUp && fresh.field(s.Key).Sent == nil {
				sent[base] = c.metadata[fresh.keyOf(base)]
			}
		}
		again := NewForm(fresh.Spec(), c.point, c.metadata, here(), testNow)
		again.UseRequest(&backup.StartRestoreJob{Metadata: sent})
		for _, s := range again.Fields() {
			base, members := again.field(s.Key).path()
			if was, ok := fresh.Field(s.Key); members == nil && sent[base] != "" && ok && was.Value == s.Value && (s.Origin == SetByYou || s.Origin == AsSent) {
				t.Errorf("%s is %q as it was, and %s", s.Key, s.Value, s.Origin)
			}
		}
	})
}

func TestWhereValuesAreFromStaysWithThemInAnotherForm(t *testing.T) {
	t.Parallel()
	spec := ebs()[0]
	point := Point{Type: "EBS", ARN: "arn:aws:ec2:eu-west-1::snapshot/snap-0a"}
	one := NewForm(spec, point, map[string]string{"volumeType": "gp2"}, backup.In("111122223333", "eu-west-1"), 0)
	one.UseRequest(&backup.StartRestoreJob{Metadata: map[string]string{"availabilityZone": "eu-west-1b"}})
	one.UseInferred(map[string]string{"volumeType": "gp3"})
	other := NewForm(spec, point, map[string]string{"volumeType": "gp2"}, backup.In("111122223333", "eu-west-1"), 0)
	other.SetValues(one.Values())
	other.Vouch(one.Origins())
	origin := func(key string) Origin { f, _ := other.Field(key); return f.Origin }
	if a, b := origin("volumeType"), origin("availabilityZone"); a != SafeDefault || b != AsSent {
		t.Errorf("%q, %q", a, b)
	}
	other.Set("availabilityZone", "eu-west-1c")
	if o := origin("availabilityZone"); o != SetByYou {
		t.Errorf("%q", o)
	}
	other.Set("availabilityZone", "eu-west-1b")
	if o := origin("availabilityZone"); o != AsSent {
		t.Errorf("as it was sent again: %q", o)
	}
}
