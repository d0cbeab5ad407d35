package restore

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// The fields of a CopyForm, beside RoleField.
const (
	DestinationField = "destination" // ARN of the vault
	KeepField        = "keep"        // KeepSource, KeepDays or KeepForever
	DaysField        = "days"        // with KeepDays
	ColdField        = "cold"        // days until cold storage; "" = it stays warm
)

// How long a copy is kept.
const (
	KeepSource  = "as long as the source"
	KeepDays    = "for days"
	KeepForever = "for ever"
)

// CopyForm is a copy being filled in. Like Form it asks nothing and belongs to one
// goroutine; what it says follows from what it was given.
type CopyForm struct {
	point    Point
	metadata map[string]string
	vaults   []Vault  // that can be chosen, in order
	choices  []Choice // the same
	in       backup.Scope
	now      backup.Time
	set      map[string]string
	sent     Sent // of those, what an earlier copy was sent with
	roles    *offer
}

// NewCopyForm starts a copy of a recovery point. vaults are those that are known here,
// of any account and Region; metadata may be nil.
func NewCopyForm(p Point, metadata map[string]string, vaults []Vault, in backup.Scope, now backup.Time) *CopyForm {
	f := &CopyForm{point: p, metadata: metadata, in: in, now: now, set: map[string]string{}}
	for _, v := range vaults {
		if _, ok := parseVault(v.ARN); ok && v.ARN != p.VaultARN && v.Type != "RESTORE_ACCESS_BACKUP_VAULT" {
			f.vaults = append(f.vaults, v)
		}
	}
	slices.SortStableFunc(f.vaults, func(a, b Vault) int {
		return cmp.Or(cmp.Compare(f.far(a), f.far(b)), cmp.Compare(a.ARN, b.ARN))
	})
	for _, v := range f.vaults {
		f.choices = append(f.choices, vaultChoice(v, now))
	}
	return f
}

// far orders vaults: those of the account first, then those of the Region.
func (f *CopyForm) far(v Vault) int {
	n, _ := parseVault(v.ARN)
	far := 0
	if n.account != f.in.Account.String() {
		far = 2
	}
	if n.region != f.in.Region.String() {
		far++
	}
	return far
}

// Point returns the recovery point.
func (f *CopyForm) Point() Point { return f.point }

// In returns where the request will be sent.
func (f *CopyForm) In() backup.Scope { return f.in }

// SetNow moves the form's clock.
func (f *CopyForm) SetNow(now backup.Time) { f.now = now }

// Set sets a field. Values are kept as typed; Problems tells what is wrong with them.
// Unknown keys are left alone.
func (f *CopyForm) Set(key, value string) {
	if slices.Contains(copyKeys(), key) {
		f.set[key] = strings.TrimSpace(value)
	}
}

func copyKeys() []string {
	return []string{DestinationField, KeepField, DaysField, ColdField, RoleField}
}

// Default takes back what was set.
func (f *CopyForm) Default(key string) { delete(f.set, key) }

// Values returns what was set, for a draft.
func (f *CopyForm) Values() map[string]string { return maps.Clone(f.set) }

// SetValues sets the values of a draft anew and returns the keys that the form lacks.
func (f *CopyForm) SetValues(values map[string]string) (lost []string) {
	clear(f.set)
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(copyKeys(), key) {
			lost = append(lost, key)
		}
		f.Set(key, values[key])
	}
	return lost
}

// UseRequest fills the form in as a copy was. What the form proposes itself stays a
// proposal.
func (f *CopyForm) UseRequest(r *backup.StartCopyJob) {
	f.sent = Sent{DestinationField: r.DestinationBackupVaultArn, RoleField: r.IamRoleArn}
	if l := r.Lifecycle; l != nil {
		f.sent[KeepField] = KeepForever
		if l.DeleteAfterDays > 0 {
			f.sent[KeepField], f.sent[DaysField] = KeepDays, strconv.Itoa(int(l.DeleteAfterDays))
		}
		if l.MoveToColdStorageAfterDays > 0 {
			f.sent[ColdField] = strconv.Itoa(int(l.MoveToColdStorageAfterDays))
		}
	}
	for key, value := range f.sent {
		if value != f.preset(key) {
			f.Set(key, value)
		}
	}
}

// UseForm takes over what was set in a form of the same point.
func (f *CopyForm) UseForm(other *CopyForm) { f.set, f.sent = maps.Clone(other.set), other.sent }

// Value returns the current value of a field, "" where there is none or it is not
// shown.
func (f *CopyForm) Value(key string) string {
	if key == DaysField && f.Value(KeepField) != KeepDays {
		return ""
	}
	if v, ok := f.set[key]; ok {
		return v
	}
	return f.preset(key)
}

// preset is what a field holds while nothing is set.
func (f *CopyForm) preset(key string) string {
	switch key {
	case KeepField:
		return KeepSource
	case RoleField:
		return f.usualRole()
	}
	return ""
}

// usualRole is the role that made the backup where it is of this account, else the
// default role where it was looked up.
func (f *CopyForm) usualRole() string {
	if arn, _ := backup.SplitARN(f.point.Role); arn.Service == "iam" && arn.Account == f.in.Account.String() {
		return f.point.Role
	}
	if f.roles == nil {
		return ""
	}
	return DefaultRoleOf(f.roles.choices)
}

// Wants returns the queries that would tell more about the form.
func (f *CopyForm) Wants() []Query {
	if f.roles != nil {
		return nil
	}
	return []Query{{Kind: Roles}}
}

// Query returns what to look up for a field.
func (f *CopyForm) Query(key string) (Query, bool) {
	return Query{Kind: Roles}, key == RoleField
}

// Offer takes the answer to a Query.
func (f *CopyForm) Offer(q Query, choices []Choice, err error) {
	if q.Kind == Roles {
		f.roles = &offer{query: q, choices: choices, err: err}
	}
}

// Vault returns what is known here of the destination, ok false for one that is only
// typed.
func (f *CopyForm) Vault() (v Vault, ok bool) {
	i := slices.IndexFunc(f.vaults, func(v Vault) bool { return v.ARN == f.Value(DestinationField) })
	if i < 0 {
		return Vault{}, false
	}
	return f.vaults[i], true
}

// Lifecycle returns the lifecycle as it stands, nil where it is the source's. Values
// that are no numbers count as none; Problems names them.
func (f *CopyForm) Lifecycle() *backup.Lifecycle {
	l := f.lifecycle()
	if l != nil {
		*l = Archived(f.point.Type, *l)
	}
	return l
}

func (f *CopyForm) lifecycle() *backup.Lifecycle {
	cold := days(f.Value(ColdField))
	switch f.Value(KeepField) {
	case KeepForever:
		if cold > 0 {
			return &backup.Lifecycle{MoveToColdStorageAfterDays: cold}
		}
		return &backup.Lifecycle{MoveToColdStorageAfterDays: forEver, DeleteAfterDays: forEver}
	case KeepDays:
		return &backup.Lifecycle{MoveToColdStorageAfterDays: cold, DeleteAfterDays: days(f.Value(DaysField))}
	}
	if cold > 0 {
		return &backup.Lifecycle{MoveToColdStorageAfterDays: cold, DeleteAfterDays: f.point.Lifecycle.DeleteAfterDays}
	}
	return nil
}

func days(s string) int32 {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || n < 1 {
		return 0
	}
	return int32(n)
}

// Lifetime returns how long the copy will live as the form stands.
func (f *CopyForm) Lifetime() Lifetime { return CopyLifetime(f.point, f.Lifecycle()) }

// Binding says how the destination holds the copy, ok false where nothing is known of
// it here.
func (f *CopyForm) Binding() (Binding, bool) {
	v, ok := f.Vault()
	if !ok {
		return Binding{}, false
	}
	return BindingOf(v, f.Lifetime(), f.now), true
}

// Request returns what will be sent, without a token: the review mints it. The error
// is Problems.
func (f *CopyForm) Request() (*backup.StartCopyJob, error) {
	if p := f.Problems(); len(p) > 0 {
		return nil, p
	}
	return &backup.StartCopyJob{
		RecoveryPointArn: f.point.ARN, SourceBackupVaultName: f.point.Vault, DestinationBackupVaultArn: f.Value(DestinationField),
		IamRoleArn: f.Value(RoleField), Lifecycle: f.Lifecycle(),
	}, nil
}

// Plan returns what checks look at for a request of this form. Who sends it, and what
// is known of the fleet's jobs, is for the caller to add.
func (f *CopyForm) Plan(r *backup.StartCopyJob) Plan {
	return Plan{Request: r, Scope: f.in, Now: f.now, Point: f.point, Metadata: f.metadata, Vaults: f.vaults}
}
