package triage

import (
	"cmp"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// need is the first order of causes: what somebody must mend before the next night comes first, however
// many resources others touch that heal without anybody.
type need int

const (
	needsAlarm    need = iota // malware was found in what would be restored; see outruns
	needsMending              // jobs fail still by one thing that somebody must mend for all of them, or nobody knows by what
	needsEach                 // they fail still, each resource by its own trouble
	needsPatience             // they fail still, by what passes
	needsARerun               // what they hang on works again, and they have not been run since
	needsALook                // they are still completed with issues
	needsNobody               // somebody stopped them
	needsNoMore               // it is mended
	needsTidying              // recovery points, which nobody waits for at night
)

// need says how badly the cause wants somebody. Where AWS names no resource, whether it is
// mended is not known.
func (c *Cause) need() need {
	b := &c.Brief
	switch {
	case b.Malware() && c.Failing == 0: // a later scan was clean; what was found is still there
		return needsALook
	case b.Malware():
		return needsAlarm
	case len(c.Jobs) == 0:
		return needsTidying
	case c.Failing == 0 && c.Recovered > 0:
		return needsNoMore
	case c.Works():
		return needsARerun
	case slices.Contains(c.Kinds, backup.RestoreJob) && slices.ContainsFunc(c.Jobs, (*backup.Job).Invalid): // what was restored is wrong: the next restore may be too
		return needsEach
	case !c.Worst():
		if slices.ContainsFunc(c.Jobs, func(j *backup.Job) bool { return j.Outcome() == backup.Issues }) {
			return needsALook
		}
		return needsNobody
	case b.Class == StoppedByUser:
		return needsNobody
	case b.Class == PartialData:
		return needsALook
	case b.Class.passes():
		return needsPatience
	case b.Class == Unknown, !c.each && (b.Root.Name != "" || b.Class.shared()):
		return needsMending
	}
	return needsEach
}

// Urgent reports whether jobs still fail by one thing that somebody must mend for all of them, or nobody
// knows by what.
func (c *Cause) Urgent() bool { return c.need() == needsMending }

// ranked is where a cause of causes stands, and what its place in the order hangs on.
type ranked struct {
	need           need
	failing, count int
	cause          *Cause
	at             int
}

// order puts causes into the order of need, of the same need those with most failing
// resources first, then most jobs, and the newest. The same causes are always in the same order.
func order(causes []Cause, now backup.Time) {
	by := make([]ranked, len(causes))
	for i := range causes {
		c := &causes[i]
		by[i] = ranked{c.need(), c.Failing, c.Count(), c, i}
	}
	slices.SortFunc(by, func(a, b ranked) int {
		if order := cmp.Or(cmp.Compare(a.need, b.need), cmp.Compare(b.failing, a.failing), cmp.Compare(b.count, a.count)); order != 0 {
			return order
		}
		x, y := a.cause, b.cause
		if order := cmp.Compare(y.Last, x.Last); order != 0 {
			return order
		}
		return x.Key.compare(y.Key)
	})
	if i := slices.IndexFunc(by, func(r ranked) bool { return r.need != needsAlarm }); i > 0 {
		found := by[0].cause
		for _, r := range by[:i] {
			found = later(found, r.cause)
		}
		if n := slices.IndexFunc(by, func(r ranked) bool { return r.need == needsMending && r.cause.outruns(found, now) }); n > 0 {
			first := by[n]
			copy(by[1:n+1], by[:n])
			by[0] = first
		}
	}
	moveTo(causes, by)
}

// moveTo lets causes stand as by has them. A cause is long and they are many, so each moves once, around its
// ring: the first makes room for the one that comes into its place, and that for the next.
func moveTo(causes []Cause, by []ranked) {
	const done = -1
	for i := range by {
		if by[i].at == i || by[i].at == done {
			continue
		}
		first, to := causes[i], i
		for from := by[to].at; from != i; from = by[to].at {
			causes[to], by[to].at = causes[from], done
			to = from
		}
		causes[to], by[to].at = first, done
	}
}

// alarmed is how long an alarm stands above all else; tonight how long ago a failure may be that is one of
// this night, for most run once in it; outage how many resources make one.
const (
	alarmed = time.Hour
	tonight = 12 * time.Hour
	outage  = 10
)

// outruns reports whether jobs that fail tonight come before malware that was found. Who is called sees
// the finding first while it is new. After that a restore from that point is what it threatens, which nobody does without
// looking, while every minute of an outage leaves more without a backup: so the largest that goes on, where
// it touches many and more than the finding does, is the first row, and the finding the next, above all else.
func (c *Cause) outruns(found *Cause, now backup.Time) bool {
	return now.Sub(found.Last) > alarmed && now.Sub(c.Last) <= tonight && c.Failing >= outage && c.Failing > found.Failing
}

func later(a, b *Cause) *Cause {
	if b.Last > a.Last {
		return b
	}
	return a
}
