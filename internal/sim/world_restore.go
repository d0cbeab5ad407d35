package sim

// restored finds what a restore or scan reads: the resource's newest complete
// point before it; false when there is none yet.
func (it item) restored() (point, bool) {
	if it.made != nil {
		return it.made.source, true
	}
	from := it.s.source
	arn := it.resource().arn
	tries := 0
	for older := range items([]*stream{from}, span{from: it.at - 90*day, to: it.at - hour, arn: arn}, it.at) {
		if older.child != 0 {
			continue
		}
		if p, ok := older.point(it.at); ok && p.status == pointCompleted {
			return p, true
		}
		if tries++; tries == 40 {
			break
		}
	}
	return point{}, false
}

// restoreRun is the run of a restore.
func (it item) restoreRun() run {
	if it.made != nil {
		return it.made.run(it.child)
	}
	if it.child > 0 {
		r := it.parent().restoreRun()
		r.created = it.at
		return r
	}
	roll := it.roll(1)
	started := it.at + 10*second + int64(roll%uint64(2*minute))
	r := run{created: it.at, started: started, ended: started + it.takes(roll>>32, 200), outcome: stateCompleted}
	switch x := roll >> 20 % 100; {
	case x < 8:
		r.outcome, r.failure = stateFailed, oneFor(restoreFailures, it.resource().kind, roll>>44)
		r.ended = started + 12*second + int64(roll>>16%uint64(10*minute))
	case x < 10:
		r.outcome, r.ended = stateAborted, started+(r.ended-started)/2
		r.failure = &failure{message: "Restore job was aborted by user"}
	}
	return it.struck(r)
}

func restoreState(r run, now int64) string {
	if s := r.stateAt(now); s != stateCreated && s != stateAborting {
		return s
	} else if s == stateCreated {
		return statePending
	}
	return stateRunning
}

// tested says whether a restore testing plan started the restore.
func (it item) tested() bool { return it.made == nil && it.parent().roll(6)%2 == 0 }

func (s *scope) restoreTestingPlanARN() string {
	return "arn:aws:backup:" + s.region + ":" + s.account.id + ":restore-testing-plan:" + restoreTestName + "-" + uuid(hash(s.seed, 61))
}

const restoreTestName = "quarterly_restore_drill"

// scanned says whether GuardDuty can scan backups of the type.
func (k *resourceKind) scanned() bool { return k.name == "EBS" || k.name == "EC2" || k.name == "S3" }

// scanRun is the run of a malware scan, and whether it found something.
func (it item) scanRun() (r run, malware bool) {
	roll := it.roll(1)
	started := it.at + 4*second + int64(roll%uint64(minute))
	r = run{created: it.at, started: started, ended: started + it.takes(roll>>32, 120), outcome: stateCompleted}
	switch x := roll >> 20 % 100; {
	case it.infected():
		malware = true
	case x < 6:
		r.outcome, r.failure = "COMPLETED_WITH_ISSUES", &failure{message: "Scan job partially completed. View more details in Amazon GuardDuty"}
	case x < 10:
		r.outcome, r.failure = stateFailed, &failure{message: "You are not authorized to perform this operation"}
		r.ended = started + 30*second
	case x < 12:
		r.outcome, r.failure = "CANCELED", &failure{message: "Scan job was stopped by user"}
	}
	return r, malware
}

// infected says whether a scan finds malware: one of a thousand does, and one each day in both of
// the first scopes, so that there is one to be seen.
func (it item) infected() bool {
	n := it.s.scope.number
	return it.roll(11)%1000 == 0 || n < 2 && (it.wave+3*n)%scansADay == 3
}

func scanState(r run, now int64) string {
	switch s := r.stateAt(now); s {
	case statePending:
		return stateCreated
	default:
		return s
	}
}
