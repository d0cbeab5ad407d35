package views

import (
	"fmt"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// pointAt tells recovery points apart: one snapshot can lie in one vault only, but a
// shared vault is seen from several accounts.
type pointAt struct {
	in  backup.Ref[backup.VaultRef]
	arn backup.ARN
}

// pointsRead is of how many vaults in focus the recovery points are read, of those that are known:
// what is the matter with the others nobody knows.
type pointsRead struct{ read, vaults int }

func (s *surroundings) pointsRead(e *Env) pointsRead {
	var p pointsRead
	for _, v := range s.vaults {
		in := v.In.Get()
		if !e.Focus.Has(backup.Scope{Account: in.Account, Region: in.Region}) {
			continue
		}
		p.vaults++
		list := state.Part{Feed: "points", Scope: in.Reader(), Arg: inVault(backup.PointQuery{}, in).Encode()}
		p.read += oneIf(e.read[list] || !e.Health(list).ReadAt.IsZero())
	}
	return p
}

// words say so, and how more are read; "" where all are.
func (p pointsRead) words() string {
	switch {
	case p.read == 0:
		return "points: none read (:points)"
	case p.read == p.vaults:
		return ""
	}
	return fmt.Sprintf("points: %s of %s read (:points)", ui.Count(p.read), counted2(p.vaults, "vault", "vaults"))
}

// ofPoint is the row of failures that a recovery point belongs to, nil where there is none.
func (c *causes) ofPoint(p *backup.RecoveryPoint) *failure {
	if c == nil {
		return nil
	}
	return c.byPoint[pointAt{p.In, p.ARN}]
}

// onlyPoints reports whether a cause has met recovery points and no job.
func onlyPoints(c *triage.Cause) bool { return len(c.Jobs) == 0 && len(c.Points) > 0 }

// pointCauseColumn is why a recovery point has a problem, in a few words.
func pointCauseColumn() Column[backup.RecoveryPoint] {
	c := textColumn("cause", "", func(*backup.RecoveryPoint) string { return "" })
	c.NoRecord = true
	c.Text = func(b []byte, p *backup.RecoveryPoint, e *Env) []byte {
		if f := e.Causes.ofPoint(p); f != nil {
			return append(b, f.of().Brief.Cause...)
		}
		return b
	}
	return c.leads(toCause((*causes).ofPoint))
}

// pointsOfCause leads to the recovery points of a cause as a list: that of their vault
// where they are all in one, else of all vaults.
func pointsOfCause(f *failure) Target {
	points := f.of().Points
	in, one := points[0].In, true
	for _, p := range points {
		one = one && p.In == in
	}
	t := Target{View: "points"}
	if one {
		t.Scope, t.Arg = in.Get().Reader(), inVault(backup.PointQuery{}, in.Get()).Encode()
	}
	t.Title, t.Filter = f.of().Brief.Cause, exactly("causeKey", f.key)
	return t
}

// causeName is what a cause is called in a list.
func causeName(f *failure) string {
	if onlyPoints(f.of()) {
		return "points: " + f.of().Brief.Cause
	}
	if d := &f.of().Brief; !d.Known() && d.Shape != "" { // one unknown cause is told from another by AWS's words
		return "unknown: " + d.Shape
	}
	return f.of().Brief.Cause
}

// rated reports whether a cause has a rate, which is of jobs.
func rated(c *triage.Cause) bool { return c.Of > 0 && len(c.Points) == 0 }

// behindCause leads to what has a cause: its jobs, or its recovery points where it has only
// those.
func behindCause(f *failure) Target {
	if onlyPoints(f.of()) {
		return pointsOfCause(f)
	}
	return jobsOfCause(f)
}

// metWords say how many jobs and recovery points have met a cause, and of how many. A share
// of jobs says nothing of points, so that only one of them is given.
func metWords(c *triage.Cause) (jobs, points string) {
	of := func(n int) string {
		if c.Of == 0 || len(c.Jobs) > 0 && len(c.Points) > 0 {
			return ui.Count(n)
		}
		return fmt.Sprintf("%s of %s (%s)", ui.Count(n), ui.Count(max(c.Of, n)), rateWords(int64(n), int64(max(c.Of, n))))
	}
	if n := len(c.Jobs); n > 0 || len(c.Points) == 0 {
		jobs = of(n)
	}
	if n := len(c.Points); n > 0 {
		points = of(n)
	}
	return jobs, points
}

// undeletedWords say what is the matter with recovery points, by their status.
func undeletedWords(points []*backup.RecoveryPoint) string {
	word := map[string]string{"EXPIRED": "undeleted", "STOPPED": "stopped", "DELETING": "stuck", "PARTIAL": "in part"}[points[0].Status.String()]
	for _, p := range points {
		if p.Status != points[0].Status {
			word = ""
		}
	}
	if word == "" {
		word = "points"
	}
	return ui.Count(len(points)) + " " + word
}
