package sim

// A job is one that a request started: what was asked, and how it will go. It
// never changes; what is done to it later is an edit of its item.
type job struct {
	kind   streamKind // backups, copies or restores
	scope  *scope     // where it runs
	at     int64      // CreationDate
	stream *stream    // the shelf it stands on
	number int        // among those of the shelf

	resource *resource // what is backed up, copied or restored
	member   int       // which of the things nested in it, 0 = the whole
	children int       // jobs nested in this one
	vault    *vault    // where its point lands; of a restore, where it reads
	source   point     // what a copy or restore reads
	born     int64     // CreationDate of the point it makes
	role     string

	keep, cold int // days, 0 = always, never
	startIn    int64
	tags       map[string]string
	options    map[string]string
	index      bool

	asked   map[string]string // metadata of a restore
	typed   string            // ResourceType of a restore
	created string            // ARN of what a restore makes

	delay, takes int64    // until it begins, and from there to its end
	since        int64    // it waits in CREATED until then
	after        *job     // and until that has ended
	failure      *failure // why it will not go well, nil = it will
	failsIn      int64    // after it began
	issue        *failure // what a COMPLETED job has to say
}

// itemBits of a job's number are the item of its place, the rest its wave.
const itemBits = 20

func (j *job) item() item {
	return item{s: j.stream, wave: j.number >> itemBits, index: j.number & (1<<itemBits - 1), at: j.at, made: j}
}

// number orders what requests brought about at one moment.
func (it item) number() int {
	if it.made == nil {
		return 0
	}
	return it.made.number<<2 | it.child
}

// start puts a job, what is nested in it and the points it makes on their shelves.
// Only who holds overlay.order may call it.
func (j *job) start() item {
	j.stream = j.scope.shelfOf(j.kind)
	j.number = len(j.stream.made.jobs.load())
	speed := int64(j.scope.w.options.Speed)
	j.delay, j.takes, j.failsIn = j.delay/speed, max(j.takes/speed, 1), max(j.failsIn/speed, 1)
	j.stream.made.jobs.insert(j.number, j)
	for child := range j.children + 1 {
		it := j.item().nested(child)
		j.stream.made.put(it)
		if j.kind <= copies {
			it.at = j.born + int64(child)
			j.vault.keepPoint(it)
		}
	}
	return j.item()
}

// run is how the job, or what is nested in it, goes.
func (j *job) run(child int) run {
	r, _ := j.whole()
	if child > 0 {
		r.created += int64(child)
		r.started += second
		r.ended = max(r.started+second, r.ended-int64(child)*second)
		if r.outcome == stateExpired || r.outcome == stateAborted {
			r.started, r.ended = min(r.started, r.ended), max(r.ended, r.created+1)
		}
	}
	return r
}

// whole is how the job goes, and until when its resource is busy with it and those
// before it.
func (j *job) whole() (r run, busy int64) {
	r = run{created: j.at, started: j.at + j.delay, outcome: stateCompleted, failure: j.issue, waits: j.since}
	if j.after != nil {
		_, busy = j.after.whole()
		r.waits = max(r.waits, busy)
	}
	if r.waits > r.started {
		r.started = r.waits + second
	}
	r.ended = r.started + j.takes
	switch late := j.at + j.startIn; {
	case j.failure != nil:
		r.outcome, r.failure, r.ended = stateFailed, j.failure, r.started+j.failsIn
	case j.kind == backups && r.started > late:
		r.outcome, r.started, r.ended = stateExpired, late, late
		r.failure = &failure{category: "JOB_EXPIRED", message: "Backup job expired before completion."}
	}
	r = j.item().struck(r).stoppedBy(j.item().edited())
	return r, max(busy, r.ended)
}

// aborting is how long a backup job that was stopped needs to end.
const aborting = 40 * second

// stoppedBy is the run after StopBackupJob: it is ABORTING from then on.
func (r run) stoppedBy(e *edit) run {
	if e != nil && e.stopped > 0 && e.stopped < r.ended {
		r.started, r.waits = min(r.started, e.stopped), 0
		r.outcome, r.ended = stateAborted, e.stopped+aborting
		r.failure = &failure{category: "MISCELLANEOUS", message: "Backup job was stopped by user"}
	}
	return r
}

// stoppedRun is the run after what requests did to the job that the item is part of.
func (it item) stoppedRun(r run) run {
	return r.stoppedBy(it.parent().edited())
}
