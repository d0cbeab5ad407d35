package views

import (
	"slices"

	"github.com/bkpui/bkpui/internal/backup"
)

// scannedAt is a recovery point by what its scan jobs say of it: the ARN of a snapshot bears no account.
type scannedAt struct {
	arn             backup.ARN
	account, region backup.Text
}

// scanned keeps a scan job that found threats in a point, unless a newer scan of it found none; what is known of
// a point of no resource is that job alone.
func (c *causes) scanned(j *backup.Job, f *failure) {
	if !j.Of.Get().ARN.Empty() && !slices.Contains(f.Infected, backup.Intern(j.PointARN.String())) {
		return
	}
	if c.scans == nil {
		c.scans = map[scannedAt]*backup.Job{}
	}
	c.scans[scannedAt{j.PointARN, j.Account, j.Region}] = j
}

// foundBy is where malware in a point is known from, "" where none is known: AWS's word on the point
// comes later than the scan job that found it.
func foundBy(p *backup.RecoveryPoint, e *Env) string {
	if p.ScanFindings {
		return "malware found"
	}
	if in := p.In.Get(); e.Causes != nil && e.Causes.scans[scannedAt{p.ARN, in.Account, in.Region}] != nil {
		return "malware (scan job)"
	}
	return ""
}
