package views

import (
	"iter"
	"math"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// usuals is how long jobs took that came to their end: by kind and resource where
// enough are known, else by kind and type of resource. It is never written after
// it was made; nil knows nothing.
type usuals map[usualKey]duration

type usualKey struct {
	kind backup.JobKind
	of   backup.Ref[backup.ResourceRef] // one resource
	typ  backup.Text                    // or all of a type
}

// duration is a range that most of n jobs fall into.
type duration struct {
	from, to time.Duration
	n        int
}

// usualSamples is how many finished jobs make a range. With fewer, one odd night
// would pass for a habit.
const usualSamples = 3

// jobRows are the rows of the lists of jobs.
type jobRows[ID any] interface {
	All() iter.Seq2[ID, *backup.Job]
}

// usualOf computes the ranges from the jobs that are known. It reads every row:
// for commands only.
func usualOf[ID any](rows jobRows[ID]) usuals {
	// A sample is the number of its key and its seconds in one word, which sorts fast.
	var samples []uint64
	var keys []usualKey
	var types []int // by number of a resource's key: that of its type
	numbers := map[usualKey]int{}
	number := func(k usualKey) (n int, fresh bool) {
		n, ok := numbers[k]
		if !ok {
			n = len(keys)
			numbers[k], keys, types = n, append(keys, k), append(types, 0)
		}
		return n, !ok
	}
	for _, j := range rows.All() {
		if o := j.Outcome(); o != backup.Succeeded && o != backup.Issues {
			continue
		}
		took, ok := jobTook(j)
		if !ok {
			continue
		}
		resource, fresh := number(usualKey{kind: j.Kind, of: j.Of})
		if fresh {
			types[resource], _ = number(usualKey{kind: j.Kind, typ: j.Of.Get().Type})
		}
		seconds := uint64(min(took/time.Second, math.MaxUint32))
		samples = append(samples, uint64(resource)<<32|seconds, uint64(types[resource])<<32|seconds)
	}
	slices.Sort(samples)
	u := usuals{}
	for first := 0; first < len(samples); {
		key := samples[first] >> 32
		end := first + 1
		for end < len(samples) && samples[end]>>32 == key {
			end++
		}
		if n := end - first; n >= usualSamples {
			// The tenth and the ninetieth of a hundred: all of a few.
			u[keys[key]] = duration{seconds(samples[first+n/10]), seconds(samples[end-1-n/10]), n}
		}
		first = end
	}
	return u
}

func seconds(sample uint64) time.Duration { return time.Duration(uint32(sample)) * time.Second }

// of returns how long jobs like j took, ok false where too few are known.
func (u usuals) of(j *backup.Job) (d duration, ok bool) {
	if d, ok = u.ofResource(j); !ok {
		d, ok = u[usualKey{kind: j.Kind, typ: j.Of.Get().Type}]
	}
	return d, ok
}

// ofResource is of for jobs of the same resource alone.
func (u usuals) ofResource(j *backup.Job) (d duration, ok bool) {
	d, ok = u[usualKey{kind: j.Kind, of: j.Of}]
	return d, ok
}

// jobTook is how long a job ran, ok false for one that has not ended or that AWS
// gives no times for.
func jobTook(j *backup.Job) (time.Duration, bool) {
	from := j.Began()
	if from.IsZero() || j.Completed.IsZero() || j.Completed < from {
		return 0, false
	}
	return j.Completed.Sub(from), true
}

// append appends the range in its unit: "20–40 min", and each end in its own where what runs is
// told so beside it: "58 min–3 h 1 min". It stays a range when all took the same, since the next
// need not.
func (d duration) append(b []byte, e *Env) []byte {
	if d.mixed() {
		b = append(ui.AppendDuration(b, d.from), rangeDash(e)...)
		return ui.AppendDuration(b, d.upTo(time.Minute))
	}
	low, high, unit := d.in()
	return append(append(appendRange(b, low, high, e), ' '), unit...)
}

// appendShort is append for tables: "20–40m", "26–71m", and of hours the nearest: "58m–3h".
func (d duration) appendShort(b []byte, e *Env) []byte {
	switch {
	case d.mixed() && d.to < 2*time.Hour:
		return append(appendRange(b, int64(d.from/time.Minute), int64(d.upTo(time.Minute)/time.Minute), e), 'm')
	case d.mixed():
		return ui.AppendAge(append(ui.AppendAge(b, d.from), rangeDash(e)...), d.to.Round(time.Hour))
	}
	low, high, unit := d.in()
	return append(appendRange(b, low, high, e), unit[0])
}

// mixed reports whether the range goes over an hour, and begins below what hours can tell.
func (d duration) mixed() bool { return d.to > time.Hour && (d.from < time.Hour || d.to < 2*time.Hour) }

// upTo is the end of the range, in whole units.
func (d duration) upTo(unit time.Duration) time.Duration { return (d.to + unit - 1) / unit * unit }

// in returns the range in the largest unit that its lower end has one of.
func (d duration) in() (low, high int64, unit string) {
	size, unit := time.Second, "s"
	switch {
	case d.from >= 24*time.Hour:
		size, unit = 24*time.Hour, "d"
	case d.from >= time.Hour && d.to >= 2*time.Hour:
		size, unit = time.Hour, "h"
	case d.to >= 2*time.Minute:
		size, unit = time.Minute, "min"
	}
	low = int64(d.from / size)
	return low, max(int64((d.to+size-1)/size), low+1), unit
}
