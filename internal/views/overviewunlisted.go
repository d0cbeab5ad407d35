package views

import (
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

// trendNote says why the rows behind the daily counts may be others than are counted: AWS counts
// the whole organisation, the lists hold what may be read, as far back as AWS keeps it. How
// far they have come the list itself says.
func (o *overviewScreen) trendNote(e *Env, of backup.Outcome) string {
	var n int64
	first, last := o.trendDays()
	for _, count := range o.sum.trend.counts[of][first : last+1] {
		n += count
	}
	words := ui.Count(int(n)) + " counted: AWS counts to midnight UTC, without scans"
	if names, kinds := o.unlisted(e); len(names) > 0 {
		more := ""
		if n := len(names) - unlistedNamed; n > 0 {
			names, more = names[:unlistedNamed], " and "+ui.Count(n)+" more"
		}
		words += ", and also " + kinds + " that can't be listed: " + strings.Join(names, ", ") + more
	}
	return words + "; the list is of the jobs that were read, 30 days at most"
}

// unlistedNamed is how many of them are named.
const unlistedNamed = 3

// unlisted are the accounts and scopes of which a list of jobs can't be read, and of what kind those of all of them
// are; where that differs, names have their own. AWS may list some kinds of jobs and refuse others; scan jobs are
// not among what it counts.
func (o *overviewScreen) unlisted(e *Env) (names []string, of string) {
	kinds := map[string][]string{} // by name; none = whatever the kind
	whole := map[string]bool{}     // accounts
	for _, failed := range [][]trouble{fleetTroubles(e), o.lists.failed} {
		for i := range failed {
			t := &failed[i]
			name, kind := t.where(e), ""
			for of := backup.BackupJob; of <= backup.ScanJob; of++ {
				if t.part.Feed == jobFeed(of) {
					kind = of.String()
				}
			}
			account, _, _ := strings.Cut(name, "/")
			if name == "" || whole[account] || kind == backup.ScanJob.String() || !e.Health(t.part).ReadAt.IsZero() {
				continue
			}
			known, met := kinds[name]
			if !met {
				names = append(names, name)
			}
			if kind == "" || met && known == nil {
				whole[account] = whole[account] || account == name
				kinds[name] = nil
			} else {
				kinds[name] = append(known, kind)
			}
		}
	}
	words := func(name string) string {
		if of := kinds[name]; len(of) > 0 && len(of) < len(summaryFeedNames()) {
			return strings.Join(of, " and ") + " jobs"
		}
		return "jobs"
	}
	for _, name := range names {
		if of = words(name); of != words(names[0]) {
			of = "jobs"
			break
		}
	}
	for i, name := range names {
		if own := words(name); own != of {
			names[i] += " (" + own + ")"
		}
	}
	return names, of
}
