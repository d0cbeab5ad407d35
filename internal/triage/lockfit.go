package triage

import (
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// What a lock refused may be what it takes now: its limits were changed since. Then nothing is to be mended,
// and a step that says so sends somebody to change what is right.

// fits reports whether the limits of the vault that a writes to allow what j asked for; known is false where
// the limits are not known, or what it asked for is not.
func (a *about) fits(j *backup.Job) (fits, known bool) {
	c, keeps := a.context(), a.keeps(j)
	least, most := c.MinRetention, c.MaxRetention
	switch {
	case keeps == 0 || least <= 0 && most <= 0:
		return false, false
	case keeps == backup.Forever:
		return most <= 0, true
	}
	return keeps >= least && (most <= 0 || keeps <= most), true
}

// keeps is the retention that j asked for, 0 = not known. Where its row does not tell, its rule does.
func (a *about) keeps(j *backup.Job) int32 {
	if j.Keeps != 0 {
		return j.Keeps
	}
	if a.job == j || a.job.By == j.By {
		return a.context().Retention
	}
	return 0
}

// fits are what templates ask for of jobs that one lock refused:
//
//	fits now       all of them asked for what it takes now
//	retentions     which these are, where they are several
//	some fit       some did, and which retentions these are
//	some misfit    what the others asked for
func (s *several) fits(a *about) facts {
	var fit, misfit []int32
	for _, j := range s.jobs {
		if a.job == nil || writtenVault(j) != writtenVault(a.job) {
			continue
		}
		switch ok, known := a.fits(j); {
		case !known:
		case ok:
			fit = append(fit, a.keeps(j))
		default:
			misfit = append(misfit, a.keeps(j))
		}
	}
	fit, misfit = apart(fit), apart(misfit)
	switch {
	case len(fit) == 0:
		return nil
	case len(misfit) > 0:
		return facts{{Name: "some fit", Value: retentions(fit)}, {Name: "some misfit", Value: retentions(misfit)}}
	case len(fit) > 1:
		return facts{{Name: "fits now", Value: "fits"}, {Name: "retentions", Value: retentions(fit)}}
	}
	return facts{{Name: "fits now", Value: "fits"}}
}

// apart are the values in order, each once.
func apart(all []int32) []int32 {
	slices.Sort(all)
	return slices.Compact(all)
}

// retentions are "7 days, 14 days and forever".
func retentions(all []int32) string {
	var words []string
	for _, n := range all {
		if n != backup.Forever {
			words = append(words, days(n))
		}
	}
	if slices.Contains(all, backup.Forever) {
		words = append(words, "forever")
	}
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}
