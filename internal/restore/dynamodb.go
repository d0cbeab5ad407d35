package restore

import (
	"slices"
	"strings"
)

// dynamodb restores a table (AWS Backup Developer Guide, "Restore a DynamoDB table").
// Basic backups belong to DynamoDB, advanced ones to AWS Backup: their ARNs tell.
func dynamodb() []Spec {
	basic := func(p Point, _ map[string]string) bool { return strings.Contains(p.ARN, ":dynamodb:") }
	spec := Spec{
		Name: "dynamodb", Of: "DynamoDB", Type: "DynamoDB", Title: "DynamoDB table",
		Fits: func(p Point, m map[string]string) bool { return !basic(p, m) },
		Drops: []Drop{
			{"originalTableName", "names the table that was backed up"},
		},
		Fields: []Field{
			{
				Key: "targetTableName", Label: "Table", Section: "Target", Kind: Text, Required: true, New: true, Max: 255,
				Help: "a new name: 3 to 255 letters, digits, _ . and -", Query: look(Tables),
				Check: isName(3, 255, "_.-", false), Fit: words("_.-", 255), From: tableName,
			},
			{
				Key: "encryptionType", Label: "Encrypt with", Section: "Encryption", Kind: Pick, Options: []string{"Default", "KMS"},
				Help: "Default is a key that AWS owns; KMS a key of yours", Empty: "the key that AWS owns", Preset: tableEncryption,
				RequiredIf: (*Form).otherRegion, Check: tableFrom, Doubt: tableMayBeFrom,
			},
			tableKey(),
		},
		Tags:   TagRule{Never: "AWS fails a DynamoDB restore that copies tags"},
		Source: func(p Point, _ map[string]string) (ChoiceKind, string) { return Tables, lastName(p.ResourceARN) },
		Actions: []string{
			"dynamodb:RestoreTableFromAwsBackup", "dynamodb:DescribeTable", "dynamodb:PutItem", "dynamodb:UpdateItem",
			"dynamodb:BatchWriteItem", "dynamodb:Scan", "dynamodb:Query", "dynamodb:GetItem",
		},
		NotRestored: []string{
			"auto scaling, TTL, streams and point-in-time recovery of the table: set them again",
			"IAM policies and CloudWatch alarms that name the old table",
		},
		SetsOff: []string{"nothing reads or writes the new table until something is pointed at it"},
	}
	old := spec
	old.Name, old.Title, old.Fits = "dynamodb-basic", "DynamoDB table (basic backup)", basic
	old.Under = inheritsUnless("encryptionType") // DynamoDB keeps what the table had
	old.Fields = slices.Clone(spec.Fields)
	old.Fields[1].Empty = "as the table had it"
	old.Fields[1].RequiredIf, old.Fields[1].Check, old.Fields[1].Doubt = nil, nil, nil // it is never copied
	old.Actions = append([]string{"dynamodb:RestoreTableFromBackup"}, spec.Actions[1:]...)
	return []Spec{spec, old}
}

// tableName is the name of the table that was backed up.
func tableName(f *Form) string {
	if name := f.original[f.keyOf("originalTableName")]; name != "" {
		return name
	}
	return f.name()
}

// tableEncryption asks for a key where the table comes from another Region: AWS takes
// no default there.
func tableEncryption(f *Form) (string, Origin) {
	if f.otherRegion() {
		return "KMS", Proposed
	}
	if f.asBackedUp(f.field("encryptionType")) == "" {
		return "Default", Proposed
	}
	return "", ""
}

// tableKey asks for a key. A table from another Region has to name one of this Region: the
// recovery point's own does, which the role has to use anyway, where it is no key of AWS's.
func tableKey() Field {
	k := keyField("kmsMasterKeyArn", "Encryption", "dynamodb", "")
	k.Required, k.Shown = true, when("encryptionType", "KMS")
	k.Preset = func(f *Form) (string, Origin) {
		if own, ok := f.known(Keys, f.point.Key); ok && f.otherRegion() && !strings.HasPrefix(own.Name, "alias/aws/") {
			return f.point.Key, Proposed
		}
		return "", ""
	}
	return k
}
