package sim

// A run is the life of one job: when it was made, began and ended, and how.
// Its state at any moment follows.
type run struct {
	created, started, ended int64
	outcome                 string
	failure                 *failure
	waits                   int64 // CREATED until then, for another job on the same resource
}

// longestRun bounds the time between a job's creation and its end.
const longestRun = 10 * hour

const (
	stateCreated   = "CREATED"
	statePending   = "PENDING"
	stateRunning   = "RUNNING"
	stateAborting  = "ABORTING"
	stateAborted   = "ABORTED"
	stateCompleted = "COMPLETED"
	stateFailed    = "FAILED"
	stateExpired   = "EXPIRED"
	statePartial   = "PARTIAL"
)

func (r run) stateAt(now int64) string {
	switch {
	case now >= r.ended:
		return r.outcome
	case now < r.started && (now < r.created+20*second || now < r.waits):
		return stateCreated
	case now < r.started:
		return statePending
	case r.outcome == stateAborted && now > r.ended-90*second:
		return stateAborting
	}
	return stateRunning
}

func (r run) endedAt(now int64) bool { return now >= r.ended }

// done is the part of the work behind a running job, 0 to 1.
func (r run) done(now int64) float64 {
	if now <= r.started {
		return 0
	}
	if now >= r.ended {
		return 1
	}
	return float64(now-r.started) / float64(r.ended-r.started)
}

// takes is how long a job on the item's resource needs when all goes well.
func (it item) takes(roll uint64, factor int64) int64 {
	usual := it.resource().kind.minutes * minute * factor / 100
	return min(usual*(40+int64(roll%150))/100, 90*minute*factor/100)
}

// backup is the run of a backup item.
func (it item) backup() run {
	if it.made != nil {
		return it.made.run(it.child)
	}
	return it.stoppedRun(it.planned())
}

// planned is the run of a backup that nobody stops.
func (it item) planned() run {
	roll := it.roll(1)
	started := it.at + 5*second + int64(roll%uint64(6*minute))
	r := run{created: it.at, started: started, ended: started + it.takes(roll>>32, 100), outcome: stateCompleted}
	if it.s.window > 0 {
		return r
	}
	if it.child > 0 {
		return it.nestedBackup(r)
	}
	res := it.resource()
	fail := func(f *failure, within int64) {
		r.outcome, r.failure = stateFailed, f
		r.ended = started + 2*second + int64(roll>>16%uint64(within))
	}
	switch x := roll >> 20 % 1000; {
	case it.keyLost():
		fail(&kmsFailure, 40*second)
	case res.trouble != nil && roll>>40%100 < 60:
		fail(res.trouble, minute)
	case x < 8:
		fail(failureFor(res.kind, roll>>44), (r.ended-started)/2)
	case x < 11 && it.s.rule != nil:
		r.outcome, r.started = stateExpired, r.created+int64(it.s.rule.startIn)*minute
		r.ended = r.started
		r.failure = &failure{category: "JOB_EXPIRED", message: "Backup job expired before completion."}
	case x < 13:
		r.outcome, r.ended = stateAborted, started+(r.ended-started)/3+95*second
		r.failure = &failure{category: "MISCELLANEOUS", message: "Backup job was stopped by user"}
	case x < 60 && res.kind.children > 0:
		r.outcome = statePartial
		r.failure = &failure{category: "MISCELLANEOUS", message: "One or more nested backup jobs did not complete."}
	case x >= 985:
		r.failure = oneFor(backupIssues, res.kind, roll>>44)
	}
	return it.struck(r)
}

func (it item) nestedBackup(r run) run {
	p := it.parent().planned()
	r.outcome, r.failure = p.outcome, p.failure
	r.started, r.ended = p.started+second, max(p.started+2*second, p.ended-int64(it.child)*second)
	switch {
	case p.outcome == statePartial && it.child == it.resource().kind.children:
		r.outcome, r.failure = stateFailed, failureFor(it.resource().kind, it.roll(2))
	case p.outcome == statePartial || p.outcome == stateCompleted:
		r.outcome, r.failure = stateCompleted, nil
	case p.outcome == stateExpired:
		r.started, r.ended = p.started, p.ended
	}
	return r
}

// keyLost says whether the backup met the disabled key: since the night before
// the world began, nothing can be written to one vault of the first account. Where
// Options.Tonight breaks something, nothing else is broken.
func (it item) keyLost() bool {
	s := it.s
	return s.kind == backups && s.rule != nil && s.rule.name == "nightly" && s.scope.number == 0 && s.scope.w.tonight == nil &&
		it.at > s.scope.w.start-day && it.at < s.scope.w.start+day/2
}

// copyRun is the run of a copy; false when nothing is copied: the backup
// failed, or the type cannot be copied.
func (it item) copyRun() (run, bool) {
	if it.made != nil {
		return it.made.run(it.child), true
	}
	from := it.copied()
	b := from.backup()
	if b.outcome != stateCompleted && b.outcome != statePartial || !it.resource().kind.copied {
		return run{}, false
	}
	if it.s.rule == nil && it.parent().roll(5)%2 != 0 {
		return run{}, false
	}
	roll := it.roll(1)
	started := it.at + 2*second + int64(roll%uint64(3*minute))
	r := run{created: it.at, started: started, ended: started + it.takes(roll>>32, 150), outcome: stateCompleted}
	if x := roll >> 20 % 1000; x < 15 && it.child == 0 {
		r.outcome, r.failure = stateFailed, oneFor(copyFailures, it.resource().kind, roll>>44)
		r.ended = started + 3*second + int64(roll>>16%uint64(2*minute))
	} else if it.child > 0 {
		p, _ := it.parent().copyRun()
		r.outcome, r.failure, r.started, r.ended = p.outcome, p.failure, p.started, p.ended
		return r, true
	}
	return it.struck(r), true
}
