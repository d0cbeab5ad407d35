package triage

import (
	"slices"
	"strings"
	"sync"

	"github.com/bkpui/bkpui/internal/backup"
)

// A fleet has thousands of causes in a bad night, of which somebody looks at a few. A cause is counted and
// named at once; the rest of its diagnosis is told when it is asked for.

// toldAtOnce is from how many jobs and points on a cause is told at once: nobody who looks waits until they
// are all read.
const toldAtOnce = 64

// story is what there is to tell of a cause.
type story struct {
	row       *row // which does not change any more
	now       backup.Time
	kinds     int // of jobs
	resources int
	infected  []backup.Text // ARNs of points

	once      sync.Once
	diagnosis *Diagnosis
	denied    []Denied
	each      bool // of the resources each has trouble of its own
}

// Diagnosis is that of the newest job or point with the commonest words, whose facts are examples of the others';
// Root is that of all. It is made at the first call, in some microseconds. Any goroutine may call it; it is not
// the caller's to change.
func (c *Cause) Diagnosis() *Diagnosis {
	if c.story == nil {
		return &Diagnosis{Brief: c.Brief}
	}
	c.story.once.Do(c.story.tell)
	return c.story.diagnosis
}

// Denied are the actions that jobs of the cause were denied, those of most jobs first; none where AWS's words
// name none. What holds for Diagnosis holds for it.
func (c *Cause) Denied() []Denied {
	if c.story == nil {
		return nil
	}
	c.story.once.Do(c.story.tell)
	return c.story.denied
}

// brief is what the rows of the list show, and whether that is known without reading AWS's words again.
func (s *story) brief(k Key) (b Brief, ok bool) {
	w := s.row.commonest()
	b = Brief{Class: Unknown, Cause: unknownCause(k.shape == ""), Shape: k.shape}
	e := w.entry
	switch {
	case len(s.row.jobs)+len(s.row.points) >= toldAtOnce:
		return b, false
	case e == nil:
		return b, true
	case !w.rooted, e.ofKinds(s.kinds) != e, strings.Contains(e.Cause, "{"):
		return b, false
	}
	b.take(e, &w.newest)
	b.Cause, b.Root = e.Cause, w.root
	s.settle(&b)
	return b, true
}

// message are AWS's words about the job or point that stands for all.
func (s *story) message() string {
	a, _ := s.stands()
	if a.job != nil {
		return a.job.Message.String()
	}
	return a.point.More.Get().Message.String()
}

// stands is the newest job or point with the commonest words, which stands for the jobs. Where points are infected
// still, it is of those alone: what a later scan found clean must not be kept from a restore.
func (s *story) stands() (a *about, jobs []*backup.Job) {
	a = &s.row.commonest().newest
	if len(s.infected) == 0 {
		return a, s.row.jobs
	}
	var newest *backup.Job
	for _, j := range s.row.jobs {
		if slices.Contains(s.infected, scannedPoint(j)) {
			if jobs = append(jobs, j); newest == nil || j.Ended() >= newest.Ended() {
				newest = j
			}
		}
	}
	if newest == a.job {
		return a, jobs
	}
	return &about{job: newest}, jobs // what is known around the other is not known around this one
}

// tell makes the diagnosis.
func (s *story) tell() {
	a, jobs := s.stands()
	all := several{jobs, s.row.points, s.row.denials(), s.row.names}
	var words reading
	if a.job != nil {
		words.readJob(a.job)
		words.entry = words.entry.ofKinds(s.kinds)
	} else {
		words.readPoint(a.point, s.now)
	}
	d := words.diagnosisOf(a, &all)
	s.settle(&d.Brief)
	s.diagnosis, s.denied = &d, all.denials.actions
}

// settle leaves out the root of a cause that each resource has a root of its own of.
func (s *story) settle(b *Brief) {
	s.each = own(b.Root.Name)
	if s.resources > 1 && s.each && !b.apart {
		b.Root = Fact{}
	}
}

// ofKinds is the entry for jobs of so many kinds: of several, the one of its group that is for all.
func (e *Entry) ofKinds(kinds int) *Entry {
	if e != nil && len(e.Kinds) > 0 && kinds > 1 {
		return ready().ofAllKinds(e)
	}
	return e
}
