package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// whereTo is the cause that most of the jobs and points of another belong to now: that of a
// row whose root was being looked up, once it is found.
func (c *causes) whereTo(was *failure) *failure {
	if c == nil {
		return nil
	}
	var most *failure
	count := map[*failure]int{}
	meet := func(f *failure) {
		if f == nil {
			return
		}
		if count[f]++; most == nil || count[f] > count[most] {
			most = f
		}
	}
	for _, j := range was.of().Jobs {
		meet(c.ofJob(j))
	}
	for _, p := range was.of().Points {
		meet(c.ofPoint(p))
	}
	return most
}

// jobsOfCause leads to the jobs of a cause as a list.
func jobsOfCause(f *failure) Target {
	return Target{View: "jobs", Title: f.of().Brief.Cause, Filter: exactly("causeKey", f.key)}
}

func encodedOf(f *failure) string {
	fact, _ := f.of().Diagnosis().Fact(triage.Encoded)
	return fact.Value
}

// jobOfCause is the job that the diagnosis is of, nil for a point.
func jobOfCause(f *failure) *backup.Job {
	id, _ := f.of().Diagnosis().Fact("job")
	for _, j := range f.of().Jobs {
		if j.ID == id.Value {
			return j
		}
	}
	return nil
}

// scopeOfCause is where the newest job with the cause ran.
func scopeOfCause(f *failure) backup.Scope {
	var in backup.Scope
	var last backup.Time
	for _, j := range f.of().Jobs {
		if at := j.Ended(); at >= last {
			in, last = jobScope(j), at
		}
	}
	if len(f.of().Jobs) == 0 && len(f.of().Scopes) > 0 {
		in = f.of().Scopes[0]
	}
	return in
}
