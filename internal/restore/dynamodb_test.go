package restore

import (
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

func tablePoint() Point {
	return pointOf("DynamoDB", "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders_v2", "Orders_v2")
}

func tableMetadata() map[string]string {
	return map[string]string{"originalTableName": "Orders_v2", "encryptionType": "Default", "aws:backup:request-id": requestID}
}

func TestDynamoDBSendsExactly(t *testing.T) { sendsExactly(t, tableSendings()) }

func tableSendings() []sending {
	basic := tablePoint()
	basic.ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/Orders_v2/backup/01489602797149"
	return []sending{
		{
			name: "as it was", spec: "dynamodb", point: tablePoint(), metadata: tableMetadata(),
			want: map[string]string{"targetTableName": "Orders_v2-restored", "encryptionType": "Default"},
		},
		{
			name: "a basic backup, under a key of ours; tags would fail the job", spec: "dynamodb-basic", point: basic, metadata: tableMetadata(),
			set:  map[string]string{"targetTableName": "Orders.v3", "encryptionType": "KMS", "kmsMasterKeyArn": testKey, TagsField: "yes"},
			want: map[string]string{"targetTableName": "Orders.v3", "encryptionType": "KMS", "kmsMasterKeyArn": testKey},
		},
		{
			name: "a copy from another Region names a key", spec: "dynamodb", point: copiedFrom("us-east-1", tablePoint()), metadata: tableMetadata(),
			set:  map[string]string{"kmsMasterKeyArn": testKey},
			want: map[string]string{"targetTableName": "Orders_v2-restored", "encryptionType": "KMS", "kmsMasterKeyArn": testKey},
		},
		{
			name: "keys in another case keep it", spec: "dynamodb", point: tablePoint(),
			metadata: map[string]string{"EncryptionType": "Default", "TargetTableName": "", "informationalonly:x": "y"},
			set:      map[string]string{"targetTableName": "abc"},
			want:     map[string]string{"TargetTableName": "abc", "EncryptionType": "Default"},
		},
	}
}

func TestNamesAreProposedFromWhatIsThere(t *testing.T) {
	taken := func(names ...string) []Choice { return choices(names...) }
	for _, c := range []struct {
		name    string
		offered []Choice
		err     error
		want    string
		note    string
	}{
		{"the original where it is free", taken("Other"), nil, "Orders_v2", "free, looked up now"},
		{"else a free one", taken("Orders_v2"), nil, "Orders_v2-restored", "free, looked up now"},
		{"or the next", taken("Orders_v2", "Orders_v2-restored", "Orders_v2-restored-2"), nil, "Orders_v2-restored-3", "free, looked up now"},
		{
			"never called free where nobody could look", nil, &backup.Error{Kind: backup.AccessDenied}, "Orders_v2-restored",
			"not checked whether the name is free: access denied",
		},
		{
			"not where the list was cut short either", taken("Orders_v2-restored"), &backup.Error{Kind: "list cut short"}, "Orders_v2-restored-2",
			"not checked whether the name is free: list cut short",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := formOf(t, "dynamodb", tablePoint(), tableMetadata())
			if s := state(t, f, "targetTableName"); s.Value != "Orders_v2-restored" || s.Note != "not checked yet whether the name is free" || s.Origin != Proposed {
				t.Errorf("before the look-up: %+v", s)
			}
			q, ok := f.Query("targetTableName")
			if !ok {
				t.Fatal("no query")
			}
			f.Offer(q, c.offered, c.err)
			if s := state(t, f, "targetTableName"); s.Value != c.want || s.Note != c.note || s.Problem != "" {
				t.Errorf("after it: %+v", s)
			}
			if got := f.Target(); got.Kind != Tables || got.ID != c.want || got.Effect != MakesNew {
				t.Errorf("target %+v", got)
			}
		})
	}
}

// TestATableOfAnotherRegionIsProposedAKeyThatAWSTakes: without a key of this Region AWS
// fails it, and AWS's own key of AWS Backup works for nothing else.
func TestATableOfAnotherRegionIsProposedAKeyThatAWSTakes(t *testing.T) {
	vault := "arn:aws:kms:eu-west-1:111122223333:key/of-the-vault"
	for name, c := range map[string]struct {
		from, alias, want string
		origin            Origin
	}{
		"the recovery point's":      {"us-east-1", "alias/backup/prod", vault, Proposed},
		"not one of AWS's":          {"us-east-1", "alias/aws/backup", "", NotRecorded},
		"not one that nobody found": {"us-east-1", "", "", NotRecorded},
	} {
		p := copiedFrom(c.from, tablePoint())
		p.Key = vault
		f := formOf(t, "dynamodb", p, tableMetadata())
		if s := state(t, f, "encryptionType"); s.Value != "KMS" {
			t.Errorf("%s: encrypted with %+v", name, s)
		}
		q, _ := f.Query("kmsMasterKeyArn")
		found := []Choice{{Value: testKey, Name: "alias/other"}}
		if c.alias != "" {
			found = append(found, Choice{Value: vault, Name: c.alias})
		}
		f.Offer(q, found, nil)
		if s := state(t, f, "kmsMasterKeyArn"); s.Value != c.want || s.Origin != c.origin || (s.Problem == "") != (c.want != "") {
			t.Errorf("%s: %+v", name, s)
		}
	}
	p := tablePoint()
	p.Key = vault
	f := formOf(t, "dynamodb", p, tableMetadata())
	f.Set("encryptionType", "KMS")
	q, _ := f.Query("kmsMasterKeyArn")
	if f.Offer(q, []Choice{{Value: vault, Name: "alias/backup/prod"}}, nil); state(t, f, "kmsMasterKeyArn").Value != "" {
		t.Error("a key is proposed where nobody asks for one")
	}
}

func TestTableNamesAreChecked(t *testing.T) {
	f := formOf(t, "dynamodb", tablePoint(), tableMetadata())
	q, _ := f.Query("targetTableName")
	f.Offer(q, choices("Orders"), nil)
	for name, want := range map[string]string{
		"ab":      "a name has 3 to 255 characters",
		"a b c":   "a name has letters, digits and _ . -: not ' '",
		"Orders":  "Orders is taken: choose another name",
		"Orders2": "",
	} {
		f.Set("targetTableName", name)
		if s := state(t, f, "targetTableName"); s.Problem != want || s.Origin != SetByYou {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
