package backup

// Plan is a row of ListBackupPlans, with the counts that only GetBackupPlan and
// ListBackupSelections give; these are -1 until they are read.
type Plan struct {
	Account, Region Text
	ID              Text // a UUID; "orgs/…" for plans of an organisation's policy, "aws/efs/…" for the automatic one
	ARN             Text
	Name            Text
	Version         Text
	Rules           int32
	Selections      int32
	Created         Time
	Deleted         Time
	LastRun         Time // LastExecutionDate
	NextRun         Time // first of ScheduledRunsPreview
}

// Rule is a rule of GetBackupPlan.
type Rule struct {
	Account, Region Text
	PlanID          Text
	PlanName        Text
	ID              Text
	Name            Text
	Vault           Text
	AirGappedVault  Text // ARN
	Schedule        Text // AWS cron; empty for the default
	TimeZone        Text // IANA name; empty = UTC
	NextRun         Time // AWS's own preview
	StartWindow     int32
	CompleteWindow  int32 // minutes; 0 = the default
	ColdAfter       int32
	DeleteAfter     int32 // days; 0 = not set, -1 = always
	Copies          int32
	CopyTo          Text // destination vault ARNs, joined by a space
	Continuous      bool
}

// Selection is a row of ListBackupSelections with what GetBackupSelection adds; its
// counts are -1 until that is read.
type Selection struct {
	Account, Region Text
	PlanID          Text
	PlanName        Text
	ID              Text
	Name            Text
	Role            Text
	Created         Time
	Resources       int32 // ARNs or patterns named
	Excluded        int32
	Tags            int32 // ListOfTags
	Conditions      int32
	Summary         Text // in words: "tag backup=daily, 3 ARNs, not 1"
}
