package restore

import "strings"

// timestream restores a table (AWS Backup Developer Guide, "Restore a Timestream
// table"). One restore runs at a time in an account.
func timestream() []Spec {
	return []Spec{{
		Name: "timestream", Of: "Timestream", Type: "Timestream", Title: "Timestream table",
		Fields: []Field{
			{
				Key: "DatabaseName", Label: "Database", Section: "Target", Kind: Pick, Required: true, Query: look(TimestreamDBs), Bound: InAccount,
				Also: []string{"DestinationDatabase"}, Help: "the one that the table goes into; it is there already", Check: isName(3, 256, "_.-", false),
			},
			{
				Key: "TableName", Label: "Table", Section: "Target", Kind: Text, Required: true, New: true, Max: 256,
				Help: "a new name: 3 to 256 letters, digits, _ . and -", Query: look(TimestreamTables), Suits: ofDatabase,
				Check: isName(3, 256, "_.-", false), Fit: words("_.-", 256),
			},
			{
				Key: "MemoryStoreRetentionPeriodInHours", Label: "Memory store", Section: "Retention", Kind: Number, Min: 1, Max: 8766,
				Help: "hours that rows stay in memory", Empty: "as backed up",
			},
			{
				Key: "MagneticStoreRetentionPeriodInDays", Label: "Magnetic store", Section: "Retention", Kind: Number, Min: 1, Max: 73000,
				Help: "days; less than in the backup drops rows at once", Empty: "as backed up", Doubt: shorter,
			},
			{
				Key: "MagneticStoreWriteProperties.EnableMagneticStoreWrites", Label: "Late writes", Section: "Magnetic store writes", Kind: YesNo,
				Help: "rows older than the memory store are taken", Empty: "no",
			},
			{
				Key: rejected + "BucketName", Label: "Rejected rows", Section: "Magnetic store writes", Kind: Pick, Query: look(Buckets), Bound: InAccount, Check: isBucket,
				Help: "bucket for rows that are refused", Empty: "nowhere", Shown: when("MagneticStoreWriteProperties.EnableMagneticStoreWrites", "true"),
			},
			{
				Key: rejected + "EncryptionOption", Label: "Their encryption", Section: "Magnetic store writes", Kind: Pick, Options: []string{"SSE_S3", "SSE_KMS"},
				Help: "of the objects in that bucket", Else: "SSE_S3", Required: true,
				Shown: func(f *Form) bool { return f.Value(rejected+"BucketName") != "" },
			},
		},
		Target: func(f *Form) Target {
			return Target{Kind: TimestreamTables, ID: f.Value("DatabaseName") + "|" + f.Value("TableName"), Effect: MakesNew}
		},
		Tags:        TagRule{Never: "AWS fails a Timestream restore that copies tags"},
		Actions:     []string{"timestream:StartAwsRestoreJob", "timestream:GetAwsRestoreStatus", "timestream:ListTables", "timestream:DescribeTable", "timestream:DescribeDatabase"},
		NotRestored: []string{"scheduled queries, and what writes to the old table"},
		SetsOff:     []string{"no other table can be restored in this account until it is done"},
	}}
}

const rejected = "MagneticStoreWriteProperties.MagneticStoreRejectedDataLocation.S3Configuration."

// ofDatabase reports whether a table, DATABASE|TABLE, is of the chosen database.
func ofDatabase(f *Form, c Choice) bool {
	database, _, ok := strings.Cut(c.Value, "|")
	return !ok || database == f.Value("DatabaseName")
}

// shorter warns of a retention under which rows of the backup are dropped.
func shorter(f *Form, v string) string {
	was, known := whole(f.asBackedUp(f.field("MagneticStoreRetentionPeriodInDays")))
	if now, ok := whole(v); ok && known && now < was {
		return "shorter than as backed up: older rows are dropped"
	}
	return ""
}
