package restore

import (
	"cmp"
	"context"
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// scannedByJobs adds what the scan jobs of a point tell to what AWS says of the point itself, which may not
// know of all of them: a job that found threats is never passed over.
func scannedByJobs(ctx context.Context, l Lookup, pt Point, t backup.Thing) Point {
	if f, known := featuresOf(pt, nil); known && f.scan == unsupported {
		return pt
	}
	jobs, err := l.ScanJobs(ctx, t)
	pt.ScansErr = err
	pt.Scans = slices.Clone(pt.Scans)
	for i := range jobs {
		pt.Scans = append(pt.Scans, scanOf(&jobs[i]))
	}
	slices.SortStableFunc(pt.Scans, func(a, b Scan) int { return cmp.Compare(b.At, a.At) })
	return pt
}

// scanOf is what a scan job tells. One that is complete without a verdict has found nothing out.
func scanOf(j *backup.Job) Scan {
	s := Scan{State: j.State.String(), At: cmp.Or(j.Completed, j.Created)}
	switch j.Result.String() {
	case "THREATS_FOUND":
		s.Findings = []string{"MALWARE"}
	case "NO_THREATS_FOUND":
	default:
		if s.State == "COMPLETED" || s.State == "COMPLETED_WITH_ISSUES" {
			s.State += ", its result " + cmp.Or(j.Result.String(), "not told")
		}
	}
	return s
}

const scanSource = describe + ", backup:ListScanJobs"

// pointScan says what malware scans found. A point that was not scanned is not clean;
// of types that cannot be scanned there is nothing to say.
func pointScan(pt Point) (Finding, bool) {
	const name = "point: malware scan"
	f, known := featuresOf(pt, nil)
	if known && f.scan == unsupported && len(pt.Scans) == 0 {
		return Finding{}, false
	}
	if i := slices.IndexFunc(pt.Scans, func(s Scan) bool { return len(s.Findings) > 0 }); i >= 0 {
		s := pt.Scans[i]
		return warns(name, scanSource, "choose a point from before it, or restore into an isolated network",
			"THREATS FOUND by the scan of %s: %s", moment(s.At), list(s.Findings)), true
	}
	if len(pt.Scans) == 0 {
		return doubts(name, scanSource, "scan it first where that matters", "not scanned, which is not clean"), true
	}
	switch s := pt.Scans[0]; {
	case s.State == "FAILED" || s.State == "CANCELED":
		return warns(name, scanSource, "scan it again", "the scan of %s ended %s: nothing is known", moment(s.At), s.State), true
	case s.State == "COMPLETED_WITH_ISSUES":
		return warns(name, scanSource, "see GuardDuty for what was left out", "the scan of %s was not whole; it found nothing in the rest", moment(s.At)), true
	case s.State == "COMPLETED" && pt.ScansErr != nil:
		return doubts(name, scanSource, "let the reader list scan jobs, or see whether one found more", "nothing found by the scan of %s, but the scan jobs of the point can't be listed: %s", moment(s.At), string(backup.KindOf(pt.ScansErr))), true
	case s.State == "COMPLETED" && continuous(pt):
		return doubts(name, scanSource, "restore to a time before it, or scan again", "nothing found by the scan of %s; what came later is not scanned", moment(s.At)), true
	case s.State == "COMPLETED":
		return proven(name, scanSource, "nothing found by the scan of %s", moment(s.At)), true
	default:
		return doubts(name, scanSource, "wait for it", "the scan is %s", s.State), true
	}
}
