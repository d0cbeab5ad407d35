package ops

import (
	"fmt"
	"time"
)

// course is how ops of a kind with several items go: how many of the first that AWS
// accepts must be seen to have worked before the rest is sent, and how long to look.
type course struct {
	canaries int
	patience time.Duration
}

// courseOf returns the course of a kind. AWS answers 200 to a delete that it may not
// carry out, and turns the point EXPIRED: only looking tells, so three go first.
func courseOf(k Kind) course {
	if k == Delete {
		return course{canaries: 3, patience: 2 * time.Minute}
	}
	return course{}
}

// flock counts the canaries of one run.
type flock struct {
	course
	proven, refused int
}

// wanted reports whether the next accepted item is a canary.
func (f *flock) wanted() bool { return f.proven < f.canaries }

// watch takes what came of a canary, and says why the rest must stay, "" when it may go.
func (f *flock) watch(r *Result) string {
	switch {
	case r.Outcome == Refused:
		f.refused++
		if f.refused == f.canaries && f.proven == 0 {
			return fmt.Sprintf("the first %d were all refused: %v", f.refused, r.Err)
		}
	case r.Finding.Verdict == Found:
		f.proven++
	case r.Outcome == Accepted:
		return fmt.Sprintf("item %d was accepted but has not worked: %s", r.Item, r.Finding.Evidence)
	}
	return ""
}
