package triage

// Class is what sort of trouble a cause is; who mends it follows from it.
type Class string

// The classes.
const (
	AccessDenied        Class = "access_denied"
	PassRole            Class = "pass_role"
	AssumeRole          Class = "assume_role"
	SCP                 Class = "scp"
	KMS                 Class = "kms"
	CrossAccount        Class = "cross_account"
	VaultPolicy         Class = "vault_policy"
	LockOrLifecycle     Class = "lock_or_lifecycle"
	Quota               Class = "quota"
	Throttling          Class = "throttling"
	Concurrency         Class = "concurrency"
	WindowExpired       Class = "window_expired"
	ResourceMissing     Class = "resource_missing"
	ResourceState       Class = "resource_state"
	ResourceUnsupported Class = "resource_unsupported"
	NetworkConfig       Class = "network_config"
	NameConflict        Class = "name_conflict"
	VSSAgent            Class = "vss_agent"
	HypervisorGateway   Class = "hypervisor_gateway"
	Tagging             Class = "tagging"
	PartialData         Class = "partial_data"
	MaintenanceWindow   Class = "maintenance_window"
	CredentialsExpired  Class = "credentials_expired"
	Connectivity        Class = "connectivity"
	RegionDisabled      Class = "region_disabled"
	ClockSkew           Class = "clock_skew"
	Capacity            Class = "capacity"
	StoppedByUser       Class = "stopped_by_user"
	ServiceInternal     Class = "service_internal"
	Other               Class = "other"   // the cause is known, and of no class above
	Unknown             Class = "unknown" // no entry of the catalogue fits
)

// Classes returns every class.
func Classes() []Class {
	return []Class{
		AccessDenied, PassRole, AssumeRole, SCP, KMS, CrossAccount, VaultPolicy, LockOrLifecycle, Quota, Throttling,
		Concurrency, WindowExpired, ResourceMissing, ResourceState, ResourceUnsupported, NetworkConfig, NameConflict,
		VSSAgent, HypervisorGateway, Tagging, PartialData, MaintenanceWindow, CredentialsExpired, Connectivity,
		RegionDisabled, ClockSkew, Capacity, StoppedByUser, ServiceInternal, Other, Unknown,
	}
}

// passes reports whether trouble of the class goes by itself: AWS tries again, or the next job
// of the schedule meets it no more.
func (c Class) passes() bool {
	switch c {
	case ServiceInternal, Throttling, Capacity, Concurrency, MaintenanceWindow, CredentialsExpired:
		return true
	}
	return false
}

// shared reports whether trouble of the class is of something that many jobs need whatever
// they are about, so that mending it once mends them all.
func (c Class) shared() bool {
	switch c {
	case AccessDenied, PassRole, AssumeRole, SCP, KMS, CrossAccount, VaultPolicy, LockOrLifecycle, Quota, RegionDisabled:
		return true
	}
	return false
}

// Confidence is how sure a diagnosis is.
type Confidence uint8

// Low: only AWS's category or the state tells, or the words tell what failed and nothing
// of what it was. Medium: the words leave more than one cause, or are not confirmed. High:
// AWS's words name the cause.
const (
	NoConfidence Confidence = iota // of what is unknown
	Low
	Medium
	High
)

// String returns "none", "low", "medium" or "high".
func (c Confidence) String() string {
	return [...]string{"none", "low", "medium", "high"}[min(c, High)]
}

// MarshalText makes Confidence a JSON string.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }
