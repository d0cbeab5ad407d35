package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
	"github.com/bkpui/bkpui/internal/ui"
)

func pointProblem(p *backup.RecoveryPoint, e *Env) bool {
	switch p.Status.String() {
	case "EXPIRED", "PARTIAL", "STOPPED":
		return true
	}
	return p.ScanFailed || foundBy(p, e) != ""
}

// appendPointType appends the type, and tells a composite and its members from what stands
// alone: deleting or restoring the one is another thing than the other.
func appendPointType(b []byte, p *backup.RecoveryPoint, e *Env) []byte {
	if !p.Parent.Empty() {
		b = append(b, e.Theme.Sign(ui.BottomLeft)...)
	}
	b = append(b, p.Of.Get().Type.String()...)
	if p.IsParent {
		b = append(b, '+')
	}
	return b
}

// appendPointStatus appends the status with its sign. A recovery point that is
// EXPIRED should be gone: AWS could not delete it, and bills it still.
func appendPointStatus(b []byte, p *backup.RecoveryPoint, e *Env) []byte {
	word := p.Status.String()
	if found := foundBy(p, e); found != "" { // which comes before whatever else is the matter with it
		return appendSigned(b, e, ui.Failed, found)
	}
	switch word {
	case "COMPLETED", "AVAILABLE":
		return appendSigned(b, e, ui.Done, word)
	case "EXPIRED":
		return appendSigned(b, e, ui.Attention, word+" (undeleted)")
	case "PARTIAL", "STOPPED":
		return appendSigned(b, e, ui.Attention, word)
	case "CREATING", "DELETING":
		return appendSigned(b, e, ui.Running, word)
	case "":
		word = "unknown"
	}
	return appendSigned(b, e, ui.Unknown, word)
}

func pointTone(p *backup.RecoveryPoint, e *Env) ui.Tone {
	if foundBy(p, e) != "" {
		return ui.Bad
	}
	switch p.Status.String() {
	case "COMPLETED", "AVAILABLE":
		return ui.Good
	case "EXPIRED", "PARTIAL", "STOPPED":
		return ui.Warn
	case "CREATING", "DELETING":
		return ui.Busy
	}
	return ui.Muted
}

// pointSize is the size as AWS reports it. Of some types it never is: RDS shows 0, the
// others mostly nothing.
func pointSize(p *backup.RecoveryPoint) int64 {
	if !p.SizeKnown {
		return query.None
	}
	if p.SizeBytes == 0 {
		switch p.Of.Get().Type.String() {
		case "RDS", "Aurora", "DocumentDB", "Neptune", "FSx", "":
			return query.None
		}
	}
	return p.SizeBytes
}

func appendPointSize(b []byte, p *backup.RecoveryPoint, e *Env) []byte {
	return appendShort(b, query.Bytes, pointSize(p), e)
}

func appendPointSizeExact(b []byte, p *backup.RecoveryPoint, e *Env) []byte {
	n := pointSize(p)
	if n == query.None {
		return append(b, "not reported by AWS for this type"...)
	}
	return appendExact(b, query.Bytes, n, e)
}

// pointExpires is how long until the lifecycle deletes the point.
func pointExpires(p *backup.RecoveryPoint, e *Env) int64 {
	if p.DeleteAt.IsZero() {
		return query.None
	}
	return int64(p.DeleteAt - e.Now)
}

func appendExpires(b []byte, p *backup.RecoveryPoint, e *Env) []byte {
	switch n := pointExpires(p, e); {
	case n == query.None && p.Status.String() == "CREATING":
		return appendShort(b, query.Duration, n, e) // its lifecycle begins when it is done
	case n == query.None && p.Brief:
		return append(b, e.Theme.Sign(ui.Unknown)...)
	case n == query.None:
		return append(b, "never"...)
	case n <= 0:
		return append(b, "due"...) // AWS deletes within some hours of the moment
	default:
		return appendShort(b, query.Duration, n, e)
	}
}

// expiresSoon is when the end of a point deserves a colour.
const expiresSoon = 3 * 24 * 60 * 60 * 1000

func expiresTone(p *backup.RecoveryPoint, e *Env) ui.Tone {
	if n := pointExpires(p, e); n != query.None && n < expiresSoon {
		return ui.Warn
	}
	return ui.Muted
}

func pointNotes(p *backup.RecoveryPoint, e *Env) []string {
	var notes []string
	if p.Brief {
		notes = append(notes, "listed by resource, which tells no lifecycle: what AWS says below does")
	}
	switch p.Status.String() {
	case "EXPIRED":
		notes = append(notes, "EXPIRED: it should be gone, but AWS could not delete it; it is still stored and billed")
	case "PARTIAL":
		notes = append(notes, "PARTIAL: some of its members were not backed up; those that were can be restored")
	case "STOPPED":
		notes = append(notes, "STOPPED: the continuous backup is not updated any more")
	}
	if cold := p.ColdSince(e.Now); !cold.IsZero() {
		notes = append(notes, "in cold storage since "+e.Clock(cold)+": a restore takes longer and costs more")
	}
	if in := p.In.Get(); !in.SeenFrom.Empty() {
		notes = append(notes, "shared by "+e.AccountName(in.Account)+", read from "+e.AccountName(in.SeenFrom))
	}
	return notes
}
