package views

import "github.com/bkpui/bkpui/internal/backup"

// scannedAt is a recovery point by what its scan jobs say of it: the ARN of a snapshot bears no account.
type scannedAt struct {
	arn             backup.ARN
	account, region backup.Text
}

// scanned keeps the points of a cause in which scan jobs found threats, by their newest scan.
func (c *causes) scanned(f *failure) {
	if c.scans == nil {
		c.scans = map[scannedAt]bool{}
	}
	for _, i := range infectedOf(f.Cause, f.Jobs) {
		c.scans[scannedAt{backup.ParseARN(i.arn), i.in.Account, i.in.Region}] = true
	}
}

// foundBy is where malware in a point is known from, "" where none is known: AWS's word on the point
// comes later than the scan job that found it.
func foundBy(p *backup.RecoveryPoint, e *Env) string {
	if p.ScanFindings {
		return "malware found"
	}
	if in := p.In.Get(); e.Causes != nil && e.Causes.scans[scannedAt{p.ARN, in.Account, in.Region}] {
		return "malware (scan job)"
	}
	return ""
}
