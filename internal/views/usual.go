package views

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// usuals is how long jobs took that came to their end: by kind and resource where
// enough are known, else by kind and type of resource. It is never written after
// it was made; nil knows nothing.
type usuals map[usualKey]duration

type usualKey struct {
	kind backup.JobKind
	of   backup.Ref[backup.ResourceRef] // zero: all of the type
	typ  backup.Text
}

// duration is a range that most jobs fall into.
type duration struct{ from, to time.Duration }

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
	type sample struct {
		key  int32
		took int32 // seconds
	}
	var samples []sample
	var keys []usualKey
	index := map[usualKey]int32{}
	add := func(k usualKey, took time.Duration) {
		i, ok := index[k]
		if !ok {
			i = int32(len(keys))
			index[k], keys = i, append(keys, k)
		}
		samples = append(samples, sample{i, int32(took / time.Second)})
	}
	for _, j := range rows.All() {
		if o := j.Outcome(); o != backup.Succeeded && o != backup.Issues {
			continue
		}
		took, ok := jobTook(j)
		if !ok {
			continue
		}
		typ := j.Of.Get().Type
		add(usualKey{kind: j.Kind, typ: typ}, took)
		add(usualKey{kind: j.Kind, of: j.Of, typ: typ}, took)
	}
	slices.SortFunc(samples, func(a, b sample) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.took, b.took)) })
	u := usuals{}
	for first := 0; first < len(samples); {
		end := first + 1
		for end < len(samples) && samples[end].key == samples[first].key {
			end++
		}
		if n := end - first; n >= usualSamples {
			// The tenth and the ninetieth of a hundred: all of a few.
			low, high := samples[first+n/10].took, samples[end-1-n/10].took
			u[keys[samples[first].key]] = duration{time.Duration(low) * time.Second, time.Duration(high) * time.Second}
		}
		first = end
	}
	return u
}

// of returns how long jobs like j took, ok false where too few are known.
func (u usuals) of(j *backup.Job) (d duration, ok bool) {
	typ := j.Of.Get().Type
	if d, ok = u[usualKey{kind: j.Kind, of: j.Of, typ: typ}]; !ok {
		d, ok = u[usualKey{kind: j.Kind, typ: typ}]
	}
	return d, ok
}

// jobTook is how long a job ran, ok false for one that has not ended or that AWS
// gives no times for.
func jobTook(j *backup.Job) (time.Duration, bool) {
	from := jobStart(j)
	if from.IsZero() || j.Completed.IsZero() || j.Completed < from {
		return 0, false
	}
	return j.Completed.Sub(from), true
}

// jobStart is when a job began to work, or was made where AWS does not tell.
func jobStart(j *backup.Job) backup.Time {
	if !j.Started.IsZero() {
		return j.Started
	}
	return j.Created
}

// append appends the range in its unit: "20–40 min". It stays a range when all took
// the same, since the next need not.
func (d duration) append(b []byte, e *Env) []byte {
	low, high, unit := d.in()
	return append(append(appendRange(b, low, high, e), ' '), unit...)
}

// appendShort is append for tables: "20–40m".
func (d duration) appendShort(b []byte, e *Env) []byte {
	low, high, unit := d.in()
	return append(appendRange(b, low, high, e), unit[0])
}

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
