package backup

// PointDetail is what AWS says of a recovery point (DescribeRecoveryPoint).
type PointDetail struct {
	Thing        Thing
	ARN          string
	Type         string // as GetSupportedResourceTypes spells it
	ResourceARN  string
	ResourceName string
	Vault        string
	VaultARN     string
	VaultType    string
	SourceVault  string // ARN; of copies
	Status       string
	StatusMsg    string
	StorageClass string // WARM, COLD, DELETED
	Parent       string // ARN; of nested ones
	IsParent     bool
	Role         string // ARN; of the role that made it
	Created      Time
	Completed    Time
	ColdAt       Time
	DeleteAt     Time // zero = kept always
	SizeBytes    int64
	SizeKnown    bool
	Encrypted    bool
	Key          string // ARN
	KeyType      string
	Index        string // ACTIVE …; "" = never indexed
	Lifecycle    Lifecycle
	Scans        []Scan // newest first; none = not scanned, which is not clean
	ScansErr     error  // why the scan jobs of it, which may know more, could not be listed
}

// Scan is a malware scan of a recovery point.
type Scan struct {
	State    string // COMPLETED, COMPLETED_WITH_ISSUES, FAILED, CANCELED
	At       Time
	Findings []string // MALWARE
}

// VaultDetail is a vault as a destination or a source.
type VaultDetail struct {
	ARN          string
	Name         string
	Type         string
	State        string
	Key          string
	KeyType      string
	Locked       bool
	LockDate     Time  // zero with Locked: governance
	MinRetention int32 // days; 0 = no limit
	MaxRetention int32
	Policy       string // JSON; "" = none
	PolicyErr    error  // why it could not be read; NotFound is "no policy" and leaves this nil
}

// OrganizationDetail is what copies between accounts hang on.
type OrganizationDetail struct {
	ID           string
	Member       bool // of any organisation
	CrossAccount bool // isCrossAccountBackupEnabled
	CrossKnown   bool // the switch could be read: in the management account only
}
