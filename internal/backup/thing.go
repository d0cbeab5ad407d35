package backup

// ThingKind is a kind of thing that has a page of its own.
type ThingKind string

// The things that AWS can be asked to describe.
const (
	AccountThing   ThingKind = "account"
	VaultThing     ThingKind = "vault"
	PointThing     ThingKind = "point"
	ResourceThing  ThingKind = "resource"
	PlanThing      ThingKind = "plan"
	SelectionThing ThingKind = "selection"
	JobThing       ThingKind = "job"
)

// Thing names one thing well enough to ask AWS about it.
type Thing struct {
	Kind  ThingKind
	Scope Scope  // whose credentials ask, and where
	Owner string // account of a shared vault (backupVaultAccountId), else empty
	Vault string // points: the vault's name
	ID    string // vault name, point ARN, resource ARN, plan ID, selection ID, job ID
	Plan  string // selections: the plan's ID
	Job   JobKind
}

// Document is one answer about a thing, as AWS gave it.
type Document struct {
	Op   string // the operation that gave it: "DescribeBackupVault"
	JSON []byte // the body, byte for byte; nil with Err
	Err  error  // a *Error where AWS refused this one answer
	Row  any    // *Vault, *RecoveryPoint, *Resource, *Plan, *Selection or *Job: the thing as its list has it; nil = the answer is about a part of it
}

// Call is one attempt of a call to AWS, for the calls view.
type Call struct {
	At        Time
	Op        Text // service:Operation
	Account   Text
	Region    Text
	Status    int32 // HTTP status; 0 where no answer came
	Attempt   int32 // 1 = first
	Took      int64 // microseconds, from signing to the last byte read
	Bytes     int64 // of the answer
	Error     Text  // AWS's error code or the transport's words
	RequestID string
}

// LogLine is one line of the console's log, for the logs view.
type LogLine struct {
	At    Time
	Level Text
	Text  string
}
