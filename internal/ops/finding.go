package ops

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Finder is what a look at AWS asks for; *aws.Client is one. The methods are those of
// state.Source and restore.Lookup: they may be called from any goroutine, and
// return *backup.Error.
type Finder interface {
	Jobs(ctx context.Context, in backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error]
	RestoreMetadata(ctx context.Context, in backup.Scope, job string) (map[string]string, error)
	Point(ctx context.Context, t backup.Thing) (backup.PointDetail, error)
}

// Verdict is what a look at AWS says about an intent.
type Verdict string

// The verdicts.
const (
	Found    Verdict = "found"      // it was done, or is being done
	NotFound Verdict = "not found"  // nothing of it is there
	Failed   Verdict = "failed"     // AWS took it, and it came to nothing
	CantTell Verdict = "can't tell" // the look was refused, or what is there does not say
)

// Finding is what a look at AWS says about an intent, and from what.
type Finding struct {
	Verdict  Verdict
	Job      string // found: the job that was started
	Evidence string
	// Ongoing is found, but not at its end: a point is DELETING, which AWS may still
	// turn into EXPIRED.
	Ongoing bool
}

// horizon is how far back AWS lists jobs (ListBackupJobs: 30 days; the others are
// not documented).
const horizon = 29 * 24 * time.Hour

// skew is how far this machine's clock may be from AWS's (Signature Version 4 allows
// five minutes).
const skew = 5 * time.Minute

// arriving is how long after its intent a request may be on its way, or taken and not listed
// by AWS yet: that nothing is seen of it says nothing until then.
const arriving = time.Minute

// find looks once. taken are the jobs that other intents are known to have started.
func find(ctx context.Context, f Finder, in Intent, taken map[string]bool) Finding {
	found := findAny(ctx, f, in, taken)
	if found.Verdict == NotFound && in.Outcome != Accepted && time.Since(in.Time.Time()) < arriving {
		found.Verdict, found.Evidence = CantTell, "not found yet, which within a minute of sending says nothing: "+found.Evidence
	}
	found.Evidence = clip(found.Evidence, 4<<10)
	return found
}

func findAny(ctx context.Context, f Finder, in Intent, taken map[string]bool) Finding {
	if f == nil {
		return Finding{Verdict: CantTell, Evidence: "there is nothing to look with"}
	}
	c, err := in.Change()
	if err != nil {
		return Finding{Verdict: CantTell, Evidence: err.Error()}
	}
	l := look{ctx, f, in, taken}
	switch c := c.(type) {
	case *backup.StartRestoreJob:
		return l.restore(c)
	case *backup.StartCopyJob:
		return l.copy(c)
	case *backup.StartBackupJob:
		return l.backUp(c)
	case *backup.StopBackupJob:
		return l.stop(c)
	case *backup.PutRestoreValidationResult:
		return l.validate(c)
	}
	return l.point(c)
}

// look is one look for one intent.
type look struct {
	ctx   context.Context
	f     Finder
	in    Intent
	taken map[string]bool
}

// point asks about the recovery point that was to be changed (DescribeRecoveryPoint).
func (l look) point(c backup.Change) Finding {
	p, err := l.f.Point(l.ctx, l.in.Of())
	gone := backup.KindOf(err) == backup.NotFound
	switch {
	case err != nil && !gone:
		return refused(err)
	case p.Status == "EXPIRED" && c.Operation() == "DeleteRecoveryPoint":
		return Finding{Verdict: Failed, Evidence: "the point is EXPIRED: it could not be deleted: " + orNone(p.StatusMsg)}
	}
	var done bool
	switch c := c.(type) {
	case *backup.DeleteRecoveryPoint:
		if !gone && p.Status == "DELETING" {
			return Finding{Verdict: Found, Evidence: StillDeleting, Ongoing: true}
		}
		done = gone
	case *backup.DisassociateRecoveryPoint:
		done = gone || p.Status == "STOPPED"
	case *backup.DisassociateRecoveryPointFromParent:
		done = !gone && p.Parent == ""
	case *backup.UpdateRecoveryPointLifecycle:
		done = !gone && inDays(p.Lifecycle) == inDays(c.Lifecycle)
	}
	switch {
	case gone && done:
		return Finding{Verdict: Found, Evidence: goneWords(c)}
	case gone:
		return Finding{Verdict: CantTell, Evidence: "the point is gone"}
	case done:
		return Finding{Verdict: Found, Evidence: doneWords(c, p.Status)}
	}
	return Finding{Verdict: NotFound, Evidence: "the point is as it was: " + p.Status}
}

// goneWords say that a point is gone, and from where.
func goneWords(c backup.Change) string {
	if _, ok := c.(*backup.DisassociateRecoveryPoint); ok {
		return "the point is gone from AWS Backup; its own service goes on keeping it"
	}
	return "the point is gone"
}

// doneWords say what a point that is still there has become.
func doneWords(c backup.Change, status string) string {
	switch c.(type) {
	case *backup.DisassociateRecoveryPoint: // of S3
		return "the point is " + status + ": nothing is added to it any more, and what it holds stays until that ages out"
	case *backup.DisassociateRecoveryPointFromParent:
		return "the point is gone from its parent, and " + status + " on its own"
	}
	return "the point is as it was to be: " + status
}

// refused is the finding of a look that AWS did not answer.
func refused(err error) Finding {
	f := Finding{Verdict: CantTell, Evidence: err.Error()}
	var e *backup.Error
	if errors.As(err, &e) && e.Kind == backup.Credentials && e.Remedy != "" {
		f.Evidence += ": " + e.Remedy
	}
	return f
}

func orNone(s string) string {
	if s == "" {
		return "AWS gives no reason"
	}
	return s
}

// jobs lists the jobs of the kind that match and were created since shortly before the
// intent.
func (l look) jobs(kind backup.JobKind, q backup.JobQuery) ([]backup.Job, error) {
	intended := backup.Time(l.in.Time)
	if time.Since(intended.Time()) > horizon {
		return nil, errHorizon
	}
	if q.CreatedAfter == 0 {
		q.CreatedAfter = intended.Add(-skew)
	}
	var jobs []backup.Job
	for page, err := range l.f.Jobs(l.ctx, l.in.Scope(), kind, q) {
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, page...)
	}
	return jobs, nil
}

var errHorizon = errors.New("AWS lists jobs of the last 30 days only")

// started tells which of the jobs that match an intent it has started. A job from
// before the intent, by two clocks, is no proof, and neither is one of several.
func (l look) started(what string, jobs []backup.Job) Finding {
	var after, before []backup.Job
	for _, j := range jobs {
		switch {
		case l.taken[j.ID]:
		case j.Created >= backup.Time(l.in.Time)/1000*1000: // AWS may give whole seconds
			after = append(after, j)
		default:
			before = append(before, j)
		}
	}
	switch {
	case len(after) == 1:
		j := after[0]
		return Finding{Verdict: Found, Job: j.ID, Evidence: fmt.Sprintf("%s %s, created %s, is %s", what, j.ID, j.Created.Time().Format(time.RFC3339), j.State)}
	case len(after) > 1:
		return Finding{Verdict: CantTell, Evidence: fmt.Sprintf("%d of them fit, such as %s %s", len(after), what, after[0].ID)}
	case len(before) > 0:
		return Finding{Verdict: CantTell, Evidence: fmt.Sprintf("%s %s fits, but was created shortly before", what, before[0].ID)}
	}
	return Finding{Verdict: NotFound, Evidence: "no " + what + " since then fits"}
}

// StillDeleting is the evidence of a look that found a point being deleted.
const StillDeleting = "the point is DELETING: AWS has not said yet that it is gone"

// inDays has 0 for each value without an end, as which AWS may give back the -1 it was sent.
func inDays(l backup.Lifecycle) backup.Lifecycle {
	return backup.Lifecycle{MoveToColdStorageAfterDays: max(l.MoveToColdStorageAfterDays, 0), DeleteAfterDays: max(l.DeleteAfterDays, 0)}
}
