package backup

// RootFact is what a cause hangs on, as far as CloudTrail tells who changed it.
type RootFact uint8

// The facts whose changes are looked up.
const (
	KeyFact    RootFact = iota // a KMS key
	RoleFact                   // an IAM role
	VaultFact                  // a backup vault: its access policy, its lock, itself
	PolicyFact                 // the service control policies of the organisation
)

// EventsQuery asks what changed on a root fact.
type EventsQuery struct {
	Of       RootFact
	Resource string // ARN of the key, role or vault; of no meaning for PolicyFact
	From, To Time   // both ends included, to the second; 0 = CloudTrail's 90 days, now
}

// Event is one change that CloudTrail recorded (AWS CloudTrail API: LookupEvents). Calls
// that AWS refused are not among them, since they changed nothing.
type Event struct {
	Time     Time
	ID       string
	Name     Text   // "PutKeyPolicy"
	Source   Text   // "kms.amazonaws.com"
	By       string // ARN of who called, or the service of AWS that did
	Address  string // that the call came from
	Account  Text   // where it was recorded
	Region   Text
	Resource string // ARN or name of what it changed, as AWS gives it; of policies the target
	Detail   string // the parameters of the call, JSON of at most 4 kB, cut with "…"
}
