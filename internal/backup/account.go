package backup

// Account is an AWS account of the fleet.
type Account struct {
	ID         Text
	Name       Text // from AWS Organizations; else the profile's name
	Email      Text
	State      Text // ACTIVE, SUSPENDED, PENDING_CLOSURE …; empty where Organizations was not asked
	Partition  Text // aws, aws-cn, aws-us-gov …
	Profile    Text // the named profiles that read it, "a, b"; empty for the default chain
	Role       Text // ARN of the role assumed to read it; empty for the identity itself
	Principal  Text // ARN of the identity as GetCallerIdentity gives it, where it was asked
	Joined     Time
	Home       bool // the identity that the console started with lives here
	Management bool // of the organisation
	Skipped    bool // left out of the fleet: suspended or excluded
	Trouble    Kind // why nothing can be read from it, empty when nothing is known against it
	Refused    Text // with Trouble AccessDenied: the action, as IAM spells it ("sts:AssumeRole")
	Why        Text // AWS's words, or the profile file's
	Remedy     Text // the command or the step that mends it
}

// Key tells accounts apart, also those whose ID is not known: of an identity that can't
// sign yet, and of a name that nobody answers to.
func (a *Account) Key() string {
	switch {
	case !a.ID.Empty():
		return a.ID.String()
	case a.Home:
		return "profile " + a.Profile.String()
	}
	return "name " + a.Name.String()
}

// Region is one Region of an account: a scope that the console reads.
type Region struct {
	Account Text
	Name    Text
	OptIn   Text // ENABLED, ENABLED_BY_DEFAULT, DISABLED … (Account API: ListRegions); empty where it was not asked
	Profile Text // the profile whose default Region it is, which then reads it; empty where Regions were asked for
}

// Scope returns where the Region is read.
func (r *Region) Scope() Scope { return Scope{r.Account, r.Name} }

// Enabled reports whether the account can use the Region, as far as is known.
func (r *Region) Enabled() bool {
	switch r.OptIn.String() {
	case "DISABLED", "DISABLING":
		return false
	}
	return true
}
