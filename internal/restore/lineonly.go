package restore

// overwriting are the restores that replace what is there with the caller's rights
// and no role. The console shows their command line, and never sends it.
func overwriting() []Spec {
	return []Spec{serverless(), sapHANA()}
}

func serverless() Spec {
	return Spec{
		Name: "redshift-serverless", Of: "Redshift Serverless", Type: "Redshift Serverless", Title: "Redshift Serverless namespace, overwritten",
		LineOnly: "it replaces every database of the namespace: this console shows the command and never sends it",
		Only:     true, NoRole: true, Fixed: map[string]string{"RestoreType": "NAMESPACE_RESTORE"},
		Fields: []Field{
			{Key: "NamespaceIdentifier", Label: "Namespace", Section: "Target", Kind: Text, Required: true, Help: "the one to restore into: everything in it is replaced", Preset: unset},
			{Key: "WorkgroupName", Label: "Workgroup", Section: "Target", Kind: Text, Help: "of the namespace; it must be available", Empty: "it is not named"},
		},
		Target: func(f *Form) Target {
			return Target{ID: f.Value("NamespaceIdentifier"), Effect: WritesInto, Overwrites: "every database of the namespace"}
		},
		Tags:        TagRule{Never: "nothing new is made that could have tags"},
		Actions:     []string{"redshift-serverless:RestoreFromSnapshot"},
		NotRestored: []string{"what the namespace holds now: it is gone afterwards"},
		SetsOff:     []string{"everybody who is connected to the namespace is thrown out"},
	}
}

func sapHANA() Spec {
	return Spec{
		Name: "sap-hana", Of: "SAP HANA on Amazon EC2", Type: "SAP HANA on Amazon EC2", Title: "SAP HANA database, overwritten",
		LineOnly: "it replaces the database: this console shows the command and never sends it",
		Only:     true, NoRole: true,
		Fields: []Field{
			{Key: "aws:backup:TargetDatabaseArn", Label: "Database", Section: "Target", Kind: Text, Required: true, Help: "ARN of a database that is registered and stopped; it is replaced"},
			{
				Key: "RecoveryType", Label: "Recovery", Section: "What", Kind: Pick, Required: true, Help: "what it is brought to",
				Options: []string{"FULL_DATA_BACKUP_RECOVERY", "POINT_IN_TIME_RECOVERY", "MOST_RECENT_TIME_RECOVERY"}, Doubt: hanaTime,
			},
			{
				Key: "CatalogRestoreOption", Label: "Catalog", Section: "What", Kind: Pick, Required: true, Help: "where the backup catalog comes from",
				Options: []string{"NO_CATALOG", "LATEST_CATALOG_FROM_AWS_BACKUP", "CATALOG_FROM_LOCAL_PATH"},
			},
			{Key: "LocalCatalogPath", Label: "Path of the catalog", Section: "What", Kind: Text, Required: true, Help: "on the host of the database", Shown: when("CatalogRestoreOption", "CATALOG_FROM_LOCAL_PATH")},
		},
		Moment: hanaMoment,
		Target: func(f *Form) Target {
			return Target{ID: f.Value("aws:backup:TargetDatabaseArn"), Effect: WritesInto, Overwrites: "the database"}
		},
		Tags:        TagRule{Never: "AWS fails a SAP HANA restore that copies tags"},
		Actions:     []string{"ssm-sap:RestoreDatabase"},
		NotRestored: []string{"what the database holds now: it is gone afterwards"},
		SetsOff:     []string{"applications on the database lose it while it is recovered"},
	}
}

// hanaTime warns of a command that lacks the time that it is about.
func hanaTime(_ *Form, recovery string) string {
	if recovery == "POINT_IN_TIME_RECOVERY" {
		return "the command lacks the time: put it in by hand, under the key that AWS's documentation has for it"
	}
	return ""
}

// unset keeps a name that would be overwritten from being filled in by itself.
func unset(*Form) (string, Origin) { return "", NotRecorded }
