package sim

import (
	"maps"
	"sync"
	"time"
)

// Stats tell what clients asked of a World since it was made. Its maps belong
// to the receiver.
type Stats struct {
	Requests     int               // that arrived, whatever became of them
	Mutations    int               // of them, calls that change AWS
	Operations   map[string]int    // by "backup.ListBackupJobs"
	Scopes       map[string]int    // by "123456789012/eu-west-1"
	Peaks        map[string]int    // by scope: the most within any one second
	PeakInFlight int               // the most at the same time
	Throttled    int               // refused for exceeding AWS's rates
	Faults       map[FaultKind]int // injected
}

type counter struct {
	mu       sync.Mutex
	stats    Stats
	inFlight int
	recent   map[string][]time.Time // by scope: the arrivals of the last second
}

// arrived counts a request; what it returns is to be called at its end.
func (n *counter) arrived(c Caller, op operation) (done func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.init()
	s := &n.stats
	s.Requests++
	if op.Mutates {
		s.Mutations++
	}
	s.Operations[op.Service+"."+op.Name]++
	scope := c.Account + "/" + c.Region
	s.Scopes[scope]++

	now := time.Now()
	times := append(n.recent[scope], now)
	old := 0
	for now.Sub(times[old]) >= time.Second {
		old++
	}
	times = times[:copy(times, times[old:])]
	n.recent[scope] = times
	s.Peaks[scope] = max(s.Peaks[scope], len(times))

	n.inFlight++
	s.PeakInFlight = max(s.PeakInFlight, n.inFlight)
	return func() {
		n.mu.Lock()
		n.inFlight--
		n.mu.Unlock()
	}
}

func (n *counter) throttled() {
	n.mu.Lock()
	n.stats.Throttled++
	n.mu.Unlock()
}

func (n *counter) injected(kind FaultKind) {
	n.mu.Lock()
	n.stats.Faults[kind]++
	n.mu.Unlock()
}

func (n *counter) init() {
	if n.recent == nil {
		n.recent = make(map[string][]time.Time)
		n.stats = Stats{Operations: map[string]int{}, Scopes: map[string]int{}, Peaks: map[string]int{}, Faults: map[FaultKind]int{}}
	}
}

// Stats may be called from any goroutine.
func (w *World) Stats() Stats {
	n := &w.counts
	n.mu.Lock()
	defer n.mu.Unlock()
	n.init()
	s := n.stats
	s.Operations, s.Scopes = maps.Clone(s.Operations), maps.Clone(s.Scopes)
	s.Peaks, s.Faults = maps.Clone(s.Peaks), maps.Clone(s.Faults)
	return s
}
