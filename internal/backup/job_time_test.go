package backup

import (
	"testing"
	"time"
)

func TestTimeLeftHasOneBasis(t *testing.T) {
	now := TimeOf(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC))
	running, ago := Intern("RUNNING"), func(d time.Duration) Time { return now.Add(-d) }
	for name, c := range map[string]struct {
		job  Job
		left time.Duration
		by   Basis
	}{
		"its percent is above AWS's estimate": {Job{State: running, Percent: 25, Started: ago(10 * time.Minute), Expected: 25}, 30 * time.Minute, ByPercent},
		"a percent that is not steady":        {Job{State: running, Percent: 50, Started: ago(10 * time.Second), ExpectedEnd: now.Add(5 * time.Minute)}, 5 * time.Minute, ByEstimate},
		"the end is above the minutes":        {Job{State: running, Started: ago(time.Minute), ExpectedEnd: now.Add(5 * time.Minute), Expected: 60}, 5 * time.Minute, ByEstimate},
		"an end in the past":                  {Job{State: running, Started: ago(time.Hour), ExpectedEnd: ago(time.Minute)}, 0, ByNothing},
		"a job that does not run yet":         {Job{State: Intern("CREATED"), Created: ago(time.Minute), Expected: 60}, 0, ByNothing},
		"no beginning":                        {Job{State: running, Percent: 50, Expected: 60}, 0, ByNothing},
	} {
		if left, by := c.job.Left(now); left != c.left || by != c.by {
			t.Errorf("%s: %s by %d, want %s by %d", name, left, by, c.left, c.by)
		}
	}
}

func TestAJobThatEndedBeforeItBeganTookNoKnownTime(t *testing.T) {
	j := Job{State: Intern("COMPLETED"), Started: 2000, Completed: 1000}
	if d, ok := j.Elapsed(9000); ok {
		t.Errorf("it took %s", d)
	}
	j.Completed = 5000
	if d, ok := j.Elapsed(9000); !ok || d != 3*time.Second {
		t.Errorf("it took %s, %t", d, ok)
	}
}
