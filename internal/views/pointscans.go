package views

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/ui"
)

// scannedTypes are those that AWS scans for malware.
const scannedTypes = "EBS EC2 S3"

// scanColumn is AWS's own word on a point, for records and filters: false there is not clean, so that
// the page says it in words.
func scanColumn() Column[backup.RecoveryPoint] {
	c := flagColumn("scanFindings", "", func(p *backup.RecoveryPoint) bool { return p.ScanFindings })
	c.NoPage = true
	return c
}

// scanLines say what is known of malware in a point: by AWS's word on it and by its scan jobs in the lists,
// whichever found more.
func scanLines(p *backup.RecoveryPoint, e *Env) []line {
	l := line{label: "Malware scan"}
	j, unread := scanOfPoint(p, e)
	by := ""
	if j != nil {
		to := jobPage(j)
		l.link = &to
		by = "by scan job " + j.ID + ", " + ui.ExactTime(cmp.Or(j.Completed, j.Created).Time().In(e.Zone), e.Now.Time())
	}
	switch {
	case j != nil && j.Outcome() == backup.Threats:
		l.value, l.tone = "THREATS FOUND "+by+foundNoneSince(j, e), ui.Bad
	case p.ScanFindings:
		l.value, l.tone, l.link = "THREATS FOUND, AWS says of the point", ui.Bad, nil
		if at := p.More.Get().Found; !at.IsZero() {
			l.value += ", " + ui.ExactTime(at.Time().In(e.Zone), e.Now.Time())
		}
	case j != nil && j.State.String() == "COMPLETED" && j.Result.String() == "NO_THREATS_FOUND":
		l.value, l.tone = "no threats found "+by, ui.Good
	case j != nil && j.Result.String() == "NO_THREATS_FOUND":
		l.value, l.tone = "no threats found in what was scanned ("+j.State.String()+") "+by, ui.Warn
	case j != nil:
		l.value, l.tone = "nothing known: "+j.State.String()+" "+by, ui.Warn
	case p.ScanFailed:
		l.value, l.tone = "nothing known: the last scan failed, AWS says of the point", ui.Warn
	case p.Scanned && unread != "":
		l.value, l.tone = "no findings, AWS says of the point; "+unread, ui.Warn
	case p.Scanned:
		l.value = "no findings, AWS says of the point"
	case !scannable(p):
		l.value, l.tone = "not scanned: AWS scans EBS, EC2 and S3 only", ui.Muted
	case unread != "":
		l.value, l.tone = "none that AWS says of the point; "+unread, ui.Warn
	default:
		l.value, l.tone = "not scanned, which is not clean", ui.Muted
	}
	return []line{l}
}

// scansOf yields the scan jobs of a point that are read.
func scansOf(arn backup.ARN, account, region backup.Text, e *Env) iter.Seq[*backup.Job] {
	return func(yield func(*backup.Job) bool) {
		here := func(o state.Part) bool { return o.Scope.Region == region }
		for _, j := range state.Select[backup.Job](e.Snap, here, jobFeed(backup.ScanJob)).All() {
			if j.PointARN == arn && j.Account == account && !yield(j) {
				return
			}
		}
	}
}

// foundNoneSince names the newest scan of the same point that found nothing after one that found threats.
func foundNoneSince(threats *backup.Job, e *Env) string {
	var since *backup.Job
	for j := range scansOf(threats.PointARN, threats.Account, threats.Region, e) {
		clean := j.Result.String() == "NO_THREATS_FOUND" && j.Created > threats.Created
		if clean && (since == nil || j.Created > since.Created) {
			since = j
		}
	}
	if since == nil {
		return ""
	}
	return "; a newer one found none: " + since.ID
}

// scanOfPoint is the newest scan job of a point that says most: one that found threats, else the newest
// of all; and where not all lists that may have one are read, why.
func scanOfPoint(p *backup.RecoveryPoint, e *Env) (best *backup.Job, unread string) {
	in := p.In.Get()
	for j := range scansOf(p.ARN, in.Account, in.Region, e) {
		found, had := j.Outcome() == backup.Threats, best != nil && best.Outcome() == backup.Threats
		if best == nil || found && !had || found == had && j.Created > best.Created {
			best = j
		}
	}
	owner := backup.Scope{Account: in.Account, Region: in.Region}
	unread = "the scan jobs of " + scopeWords(owner, e) + " are not read"
	for _, o := range scanParts(p, e) {
		switch h := e.Health(o); {
		case h.Whole, !h.Horizon.IsZero() && h.Horizon <= p.Created:
			return best, ""
		case h.Err != nil:
			unread = "the scan jobs of " + scopeWords(owner, e) + " can't be read: " + reason(h.Err)
		}
	}
	return best, unread
}

// scanParts are the lists that may have scan jobs of a point: that of its place, and the organisation's.
func scanParts(p *backup.RecoveryPoint, e *Env) []state.Part {
	if !scannable(p) {
		return nil
	}
	in := p.In.Get()
	owner := backup.Scope{Account: in.Account, Region: in.Region}
	parts := jobParts(e, Target{Scope: owner}, jobFeed(backup.ScanJob))
	if ofOrganization(e.Fleet) {
		parts = append(parts, organizationParts(e, []backup.Scope{owner}, jobFeed(backup.ScanJob), backup.JobQuery{})...)
	}
	return parts
}

func scannable(p *backup.RecoveryPoint) bool {
	return slices.Contains(strings.Fields(scannedTypes), p.Of.Get().Type.String())
}
