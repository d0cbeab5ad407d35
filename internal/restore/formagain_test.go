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
