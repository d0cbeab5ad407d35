package sim

import (
	"sync"

	"golang.org/x/time/rate"
)

// scopeRate is what AWS Backup allows one account in one region, all operations
// together, in requests a second.
const scopeRate = 50

// lookupRate is what CloudTrail allows of LookupEvents to an account in a Region
// (AWS CloudTrail API: LookupEvents).
const lookupRate = 2

// operationRates are AWS Backup's documented default request rates a second,
// of an account in a region. Operations that are not here have none documented.
var operationRates = map[string]int{
	"DescribeBackupVault":          5,
	"StartBackupJob":               5,
	"StartRestoreJob":              5,
	"StopBackupJob":                5,
	"UpdateRecoveryPointLifecycle": 5,

	"DeleteRecoveryPoint":       10,
	"DescribeProtectedResource": 10,

	"DescribeBackupJob":               15,
	"DescribeRecoveryPoint":           15,
	"DescribeRestoreJob":              15,
	"GetBackupPlan":                   15,
	"GetBackupSelection":              15,
	"GetBackupVaultAccessPolicy":      15,
	"GetBackupVaultNotifications":     15,
	"GetRecoveryPointRestoreMetadata": 15,
	"GetSupportedResourceTypes":       15,

	"ListBackupJobs":                  20,
	"ListBackupPlanTemplates":         20,
	"ListBackupPlanVersions":          20,
	"ListBackupPlans":                 20,
	"ListBackupSelections":            20,
	"ListBackupVaults":                20,
	"ListProtectedResources":          20,
	"ListRecoveryPointsByBackupVault": 20,
	"ListRecoveryPointsByResource":    20,
	"ListRestoreJobs":                 20,
	"ListTags":                        20,
}

type rateKey struct{ account, region, operation string }

// rateTable is a bucket of one second's requests for each operation of a scope
// and one for the scope.
type rateTable struct {
	mu      sync.Mutex
	buckets map[rateKey]*rate.Limiter
}

// allow reports whether the request is within AWS's rates.
func (t *rateTable) allow(c Caller, op operation) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch op.Service {
	case "backup":
	case "cloudtrail":
		return t.bucket(rateKey{c.Account, c.Region, op.Name}, lookupRate).Allow()
	default:
		return true
	}
	if !t.bucket(rateKey{c.Account, c.Region, ""}, scopeRate).Allow() {
		return false
	}
	limit, documented := operationRates[op.Name]
	return !documented || t.bucket(rateKey{c.Account, c.Region, op.Name}, limit).Allow()
}

func (t *rateTable) bucket(key rateKey, perSecond int) *rate.Limiter {
	b, ok := t.buckets[key]
	if !ok {
		if t.buckets == nil {
			t.buckets = make(map[rateKey]*rate.Limiter)
		}
		b = rate.NewLimiter(rate.Limit(perSecond), perSecond)
		t.buckets[key] = b
	}
	return b
}
