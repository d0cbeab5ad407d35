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
			if was, ok := fresh.Field(s.Key); members == nil && sent[base] != "" && ok && was.Value == s.Value && s.Origin == SetByYou {
				t.Errorf("%s is %q as it was, and %s", s.Key, s.Value, s.Origin)
			}
		}
	})
}
