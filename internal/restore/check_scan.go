package restore

import "slices"

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
		return warns(name, describe, "choose a point from before it, or restore into an isolated network",
			"THREATS FOUND by the scan of %s: %s", moment(s.At), list(s.Findings)), true
	}
	if len(pt.Scans) == 0 {
		return doubts(name, describe, "scan it first where that matters", "not scanned, which is not clean"), true
	}
	switch s := pt.Scans[0]; {
	case s.State == "FAILED" || s.State == "CANCELED":
		return warns(name, describe, "scan it again", "the scan of %s ended %s: nothing is known", moment(s.At), s.State), true
	case s.State == "COMPLETED_WITH_ISSUES":
		return warns(name, describe, "see GuardDuty for what was left out", "the scan of %s was not whole; it found nothing in the rest", moment(s.At)), true
	case s.State == "COMPLETED" && continuous(pt):
		return doubts(name, describe, "restore to a time before it, or scan again", "nothing found by the scan of %s; what came later is not scanned", moment(s.At)), true
	case s.State == "COMPLETED":
		return proven(name, describe, "nothing found by the scan of %s", moment(s.At)), true
	default:
		return doubts(name, describe, "wait for it", "the scan is %s", s.State), true
	}
}
