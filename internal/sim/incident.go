package sim

import (
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// IncidentKind says what breaks.
type IncidentKind string

// What can break, with the call that did it as CloudTrail tells.
const (
	KeyPolicyClosed IncidentKind = "key-policy" // PutKeyPolicy leaves a KMS key to its administrators alone
	KeyDisabled     IncidentKind = "key-disabled"
	PolicyDenies    IncidentKind = "scp"   // a service control policy is attached: AttachPolicy
	TrustLost       IncidentKind = "trust" // a role does not trust AWS Backup any more: UpdateAssumeRolePolicy
	QuotaReached    IncidentKind = "quota" // of snapshots or the like; no call is behind it
	LockRefuses     IncidentKind = "lock"  // PutBackupVaultLockConfiguration: what is kept too short is refused
)

// An Incident breaks something at a moment: jobs that it touches and that have not ended
// by then fail, until it is mended. What AWS's other services say of the thing changes
// with it, and CloudTrail has the call that did it.
type Incident struct {
	Kind     IncidentKind
	Resource string    // ARN of the key, role or vault; of QuotaReached a resource type: "EBS"
	Accounts []string  // where PolicyDenies and QuotaReached hold, by ID; none = everywhere
	Regions  []string  // likewise
	Days     int       // of LockRefuses: the new MinRetentionDays; 0 = 30
	From     time.Time // zero = now. Earlier than now changes what was told before
	To       time.Time // zero = until it is mended
}

// Break lets an incident begin, at i.From even when that is still to come, and returns
// what mends it at the moment of the call. It is false where there is no such thing, or
// where AWS would not let it happen: the lock of a vault in compliance mode stays.
// Both may be called from any goroutine, mend more than once.
func (w *World) Break(i Incident) (mend func(), ok bool) {
	b := w.newIncident(i)
	if b == nil {
		return func() {}, false
	}
	w.incidents.add(b)
	return b.mend, true
}

// mend ends the incident now; one that has not begun never will.
func (b *incident) mend() {
	switch now := time.Now().UnixMilli(); {
	case now < b.call:
		b.to.CompareAndSwap(b.planned, 0)
	case now < b.planned:
		b.to.CompareAndSwap(b.planned, now)
	}
}

// An incident is an Incident in this world.
type incident struct {
	Incident
	number  int
	from    int64 // milliseconds, as all times
	planned int64 // its end as it was given
	to      atomic.Int64
	call    int64  // when somebody made the call behind it
	at      *scope // where CloudTrail recorded that call
	vault   *vault // of LockRefuses
	changes map[string]any
}

const (
	never       = math.MaxInt64
	callBefore  = 4 * minute // the call comes before the first job fails
	defaultLock = 30         // days
)

func (w *World) newIncident(i Incident) *incident {
	b := &incident{Incident: i, from: time.Now().UnixMilli(), planned: never, at: w.scopes[0]}
	if !i.From.IsZero() {
		b.from = i.From.UnixMilli()
	}
	if !i.To.IsZero() {
		b.planned = i.To.UnixMilli()
	}
	b.to.Store(b.planned)
	b.call = b.from - callBefore - int64(hash(w.seed, uint64(b.from), 81)%uint64(minute))
	if b.from > time.Now().UnixMilli() {
		b.call = b.from // nothing is refused before the moment that somebody named
	}
	ok := true
	switch i.Kind {
	case KeyPolicyClosed, KeyDisabled:
		if b.at, ok = w.scopeOf(i.Resource), w.isKey(i.Resource); i.Kind == KeyDisabled {
			b.changes = map[string]any{"KeyState": "Disabled"}
		} else if ok {
			b.changes = map[string]any{"KeyPolicy": administratorsOnly(b.at.account.id)}
		}
	case TrustLost:
		if ok = w.iamRole(i.Resource) != nil; ok {
			b.at = w.scope(strings.Split(i.Resource, ":")[4], w.regions[0])
		}
		b.changes = map[string]any{"AssumeRolePolicyDocument": trusting("ec2.amazonaws.com")}
	case LockRefuses:
		if b.Days == 0 {
			b.Days = defaultLock
		}
		if b.vault = w.vaultAt(i.Resource); b.vault != nil {
			b.at = b.vault.scope
		}
		ok = b.vault != nil && (b.vault.lockDate == 0 || b.vault.lockDate > b.from)
	case QuotaReached:
		ok = slices.ContainsFunc(resourceKinds, func(k *resourceKind) bool { return k.name == i.Resource })
	case PolicyDenies:
	default:
		ok = false
	}
	if !ok {
		return nil
	}
	return b
}

// isKey says whether there is a key of that ARN. That of Options.Tonight is the incident's
// own, and not in the inventory yet.
func (w *World) isKey(arn string) bool {
	if s := w.scopeOf(arn); s != nil && w.options.Tonight && arn == s.keyARN(tonightKey) {
		return true
	}
	return w.key(arn) != nil
}

// administratorsOnly is a key policy that nobody else can use the key under.
func administratorsOnly(account string) string {
	return `{"Version":"2012-10-17","Id":"key-admins-2","Statement":[{"Sid":"Key administrators only","Effect":"Allow",` +
		`"Principal":{"AWS":"arn:aws:iam::` + account + `:role/KeyAdministrator"},"Action":"kms:*","Resource":"*"}]}`
}

// active says whether the incident's call is in force.
func (b *incident) active(now int64) bool { return now >= b.call && now < b.to.Load() }

// where says whether the incident holds in a scope, for the kinds that are about scopes.
func (b *incident) where(s *scope) bool {
	in := func(list []string, v string) bool { return len(list) == 0 || slices.Contains(list, v) }
	return in(b.Accounts, s.account.id) && in(b.Regions, s.region)
}

// incidents are those of a world, in the order in which they were told of. Reading
// them takes no lock.
type incidents struct {
	mu  sync.Mutex
	all growing[*incident]
}

func (l *incidents) add(b *incident) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.number = len(l.all.load())
	l.all.insert(b.number, b)
}
