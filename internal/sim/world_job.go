package sim

import (
	"strconv"
	"strings"
	"time"
)

// jobID is the ID of the job behind the item.
func (it item) jobID() string { return strings.ToUpper(uuid(it.code())) }

func sameJob(a, b string) bool { return strings.EqualFold(a, b) }

// listed says whether the job is in the lists; a world made with few jobs
// leaves most out.
func (it item) listed() bool {
	w := it.s.scope.w
	return it.made != nil || it.s.whole || w.listed >= 1<<32 || it.parent().roll(99)&(1<<32-1) < w.listed
}

// category is the MessageCategory: SUCCESS where there is no message, absent
// where the service has none for it, and while the job runs.
func (r run) category(now int64) string {
	switch {
	case !r.endedAt(now):
		return ""
	case r.failure == nil:
		return "SUCCESS"
	}
	return r.failure.category
}

func sameCategory(a, b string) bool {
	plain := func(s string) string { return strings.ReplaceAll(s, "_", "") }
	return strings.EqualFold(plain(a), plain(b))
}

func (v *vault) lockState() string {
	if locked, _, _ := v.limits(time.Now().UnixMilli()); locked {
		return "LOCKED"
	}
	return "UNLOCKED"
}

// startWindow is how long a job may wait to start, in milliseconds.
func (s *stream) startWindow() int64 {
	if s.rule != nil {
		return int64(s.rule.startIn) * minute
	}
	return 8 * hour
}

// reported is what the service says of the true progress: volume snapshots say
// nothing until they jump.
func (it item) reported(done float64) float64 {
	if it.resource().kind.size != sizeVolume {
		return done
	}
	if done < 0.92 {
		return 0
	}
	return done
}

// percent writes PercentDone in one of the ways it is met.
func percent(roll uint64, done float64) string {
	switch n := done * 100; roll % 3 {
	case 0:
		return strconv.FormatFloat(n, 'f', 2, 64) + "%"
	case 1:
		return strconv.FormatFloat(n, 'f', 1, 64)
	default:
		return strconv.FormatFloat(n, 'f', 2, 64)
	}
}

// job finds a job of the caller's scope by its ID.
func (c *call) job(kind streamKind, id string) (item, *apiError) {
	none := notFound("Cannot find job: %s", id)
	code, ok := codeOfUUID(strings.ToLower(id))
	if !ok {
		return item{}, none
	}
	it, ok := c.w.item(code)
	if !ok || it.s.kind != kind || it.at > c.now || it.at < c.now-2*jobHistory {
		return item{}, none
	}
	// The management account may describe what accountId=* lists.
	if it.s.scope != c.scope && (c.scope.account != c.w.accounts[0] || it.s.scope.region != c.scope.region) {
		return item{}, none
	}
	return it, nil
}
