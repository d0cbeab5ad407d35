package backup

// Role is an IAM role.
type Role struct {
	ARN      string
	Trust    string   // the assume-role policy, JSON
	Attached []string // ARNs of the attached managed policies
	Inline   []string // names of inline policies
	Boundary string   // ARN of the permissions boundary
}

// Verdict is what the evaluation of identity policies says of one action. It is no
// proof that the action is allowed: resource policies, service control policies and
// session policies are not part of it.
type Verdict struct {
	Action  string
	Allowed bool
	Why     string // "implicitDeny", "explicitDeny"
}

// Key is a KMS key.
type Key struct {
	ARN       string
	State     string // Enabled, Disabled, PendingDeletion …
	Manager   string // AWS, CUSTOMER
	Deletion  Time
	Region    string
	Alias     string
	Policy    string // JSON; "" = not readable
	PolicyErr error  // why the policy could not be read; nil where it was
}
