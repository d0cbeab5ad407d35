package views

import (
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

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

// malwareColumn is what foundBy says, for records and filters; the page says more.
func malwareColumn() Column[backup.RecoveryPoint] {
	c := Column[backup.RecoveryPoint]{
		Name: "malware",
		Text: func(b []byte, p *backup.RecoveryPoint, e *Env) []byte { return append(b, foundBy(p, e)...) },
	}
	c.NoPage = true
	return c
}

// scansKept is how far back AWS lists scan jobs.
const scansKept = 30 * 24 * time.Hour

// pointsTold reads the scan jobs of the places that a target leads to: they find malware before AWS says so of
// a point, and may be all that says it.
func pointsTold(g *getRun, t Target) error {
	if typ := backup.ParsePointQuery(t.Arg).Type; typ != "" && !slices.Contains(strings.Fields(scannedTypes), typ) {
		return nil
	}
	if err := g.readJobs(Target{Scope: t.Scope}, 0, jobFeed(backup.ScanJob)); err != nil {
		return err
	}
	c := causesOf(g.ctx, g.env, scansKept)
	if c == nil {
		return g.ctx.Err()
	}
	next := *g.env
	next.Causes = c
	g.env = &next
	return nil
}
