package sim

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"
)

// FaultKind says what goes wrong.
type FaultKind string

// What can go wrong between a client and AWS.
const (
	Slow         FaultKind = "latency"       // the answer comes after Delay ± Jitter
	Throttling   FaultKind = "throttling"    // ThrottlingException, as the service spells it
	ServerError  FaultKind = "error"         // status 500
	Reset        FaultKind = "reset"         // the connection is reset, nothing was done
	TakenReset   FaultKind = "taken-reset"   // AWS does what was asked, and the connection is reset
	CutShort     FaultKind = "cut"           // the connection ends in the middle of the body
	Garbled      FaultKind = "garbled"       // the second half of the body is noise
	HTML         FaultKind = "html"          // a sign-in page instead, as from a proxy, status 200
	Hang         FaultKind = "hang"          // no answer, until the client gives up
	ExpiredToken FaultKind = "expired-token" // the credentials have expired
	ExpiredPage  FaultKind = "expired-page"  // the page token of a page after the first has expired
	AccessDenied FaultKind = "denied"        // by the identity's policies
	DeniedBySCP  FaultKind = "denied-scp"    // by a service control policy
	Undeletable  FaultKind = "undeletable"   // a point that is deleted: the answer is 200, and it turns EXPIRED
)

// A Fault befalls a fraction of the requests it matches.
type Fault struct {
	Kind     FaultKind
	Fraction float64 // of the matching requests: 0.2 is one in five, 1 all
	Times    int     // at most so often, 0 = without end
	After    int     // not the first so many of the matching requests

	Delay, Jitter time.Duration // of Slow

	// Which requests it matches; an empty list is any.
	Accounts   []string // 12 digits
	Regions    []string
	Operations []string // "ListBackupJobs" or, for a whole service, "backup"
}

// Faults are what goes wrong. Delays add up; of the others a request meets at
// most one, so that fractions are exactly those given. Which request meets
// which follows from the world's seed, the request, and how often the same
// request came before: not from the order in which requests of several
// goroutines arrive.
type Faults []Fault

// BadDay is the weather that a client has to get through without losing a row:
// 20 % throttled, 5 % server errors, 2 % connection resets, 200 ms latency.
func BadDay() Faults {
	return Faults{
		{Kind: Slow, Fraction: 1, Delay: 200 * time.Millisecond},
		{Kind: Throttling, Fraction: 0.20},
		{Kind: ServerError, Fraction: 0.05},
		{Kind: Reset, Fraction: 0.02},
	}
}

// SetFaults replaces the faults; nil ends them. It may be called at any time
// from any goroutine, and does not touch requests under way.
func (w *World) SetFaults(f Faults) { w.faults.set(w.seed, f) }

// faultBox holds the faults in force.
type faultBox struct {
	mu     sync.Mutex
	seed   uint64
	faults Faults
	used   []int             // by fault: how often it struck
	passed []int             // by fault: how many it let pass at first
	seen   map[uint64]uint32 // by request: how often it came
}

// Past this many different requests their counts start again.
const requestsRemembered = 1 << 16

func (b *faultBox) set(seed uint64, f Faults) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seed, b.faults, b.used, b.seen = seed, slices.Clone(f), make([]int, len(f)), nil
	b.passed = make([]int, len(f))
}

// An ordeal is what one request has to go through.
type ordeal struct {
	delay time.Duration
	kind  FaultKind // "" is none
	noise uint64
}

// draw decides about one request.
func (b *faultBox) draw(c Caller, op operation, r *http.Request) ordeal {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.faults) == 0 {
		return ordeal{}
	}
	id := b.seed
	for _, s := range []string{c.Account, c.Region, op.Service, op.Name, r.URL.RequestURI()} {
		id = hashText(id, s)
	}
	if b.seen == nil || len(b.seen) > requestsRemembered {
		b.seen = make(map[uint64]uint32)
	}
	b.seen[id]++
	o := ordeal{noise: hash(id, uint64(b.seen[id]))}

	u, below := chance(o.noise), 0.0
	for i, f := range b.faults {
		if f.Kind == Undeletable || !f.matches(c, op, r) || f.Times > 0 && b.used[i] >= f.Times {
			continue
		}
		if b.passed[i] < f.After {
			b.passed[i]++
			continue
		}
		if f.Kind == Slow {
			if chance(hash(o.noise, uint64(i), 1)) < f.Fraction {
				o.delay += f.Delay + time.Duration((2*chance(hash(o.noise, uint64(i), 2))-1)*float64(f.Jitter))
				b.used[i]++
			}
			continue
		}
		if u >= below && u < below+f.Fraction {
			o.kind = f.Kind
			b.used[i]++
		}
		below += f.Fraction
	}
	return o
}

// keeps reports whether a point that is deleted turns EXPIRED. It hangs on the point: what
// is deleted once more fares as before.
func (b *faultBox) keeps(c Caller, arn string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	op := operation{Service: "backup", Name: "DeleteRecoveryPoint"}
	return slices.ContainsFunc(b.faults, func(f Fault) bool {
		return f.Kind == Undeletable && f.matches(c, op, nil) && chance(hashText(b.seed, arn)) < f.Fraction
	})
}

func (f Fault) matches(c Caller, op operation, r *http.Request) bool {
	if f.Kind == ExpiredPage && r.URL.Query().Get("nextToken") == "" && r.URL.Query().Get("NextToken") == "" {
		return false
	}
	among := func(list []string, values ...string) bool {
		return len(list) == 0 || slices.ContainsFunc(values, func(v string) bool { return slices.Contains(list, v) })
	}
	return among(f.Accounts, c.Account) && among(f.Regions, c.Region) && among(f.Operations, op.Name, op.Service)
}

// chance turns noise into a number in [0, 1).
func chance(noise uint64) float64 { return float64(mix(noise)>>11) / (1 << 53) }

// wait waits for d or the end of ctx, and reports whether d went by.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
