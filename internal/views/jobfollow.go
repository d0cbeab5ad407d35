package views

import (
	"cmp"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// with are these lists and those about the job. Thousands are put together once.
func (d *jobSide) with(own []state.Part) []state.Part {
	about := aboutJob(d.row)
	if key := d.keyPart(); key != (state.Part{}) {
		about = append(about, key)
	}
	if len(about) == 0 {
		return own
	}
	if last := d.needs[1]; !sameSlice(own, d.needs[0]) || len(last) != len(own)+len(about) || !slices.Equal(last[len(own):], about) {
		d.needs = [2][]state.Part{own, slices.Concat(own, about)}
	}
	return d.needs[1]
}

// follow keeps the page of a job going: one that no list has is asked about itself, no
// more often than lists are read, until it has ended. Then it is asked about once more, so
// that the answers below are those of its end.
func (p *page) follow(e *Env) tea.Cmd {
	if p.job == nil {
		return nil
	}
	cmd := p.meetAround(e)
	if !p.asked || !p.done {
		return cmd
	}
	j, since := p.job.row, time.Since(p.askedAt)
	if since < cmp.Or(p.s.o.Refresh, 5*time.Second) {
		return cmd
	}
	last := described[backup.Job](p.docs)
	switch {
	case j == nil || !p.job.listed && !j.Terminal():
		return tea.Batch(cmd, p.describe(1))
	case j.Terminal() && last != nil && !last.Terminal():
		return tea.Batch(cmd, p.describe(answerLimit))
	}
	return cmd
}

// Tick moves elapsed times on.
func (p *page) Tick(e *Env) tea.Cmd {
	if p.job == nil || p.job.row != nil && p.job.row.Terminal() {
		return p.follow(e)
	}
	p.layout(e)
	return p.follow(e)
}

// turnsUpIn is the list that a job which no list has yet will be in: that of its place
// where it is read anyway, else that of its resource, which AWS filters on its side for
// backups and copies (AWS Backup API: ListBackupJobs, ListCopyJobs, ByResourceArn).
func (d *jobSide) turnsUpIn(e *Env) []state.Part {
	feed := jobFeed(d.thing.Job)
	for _, p := range jobParts(e, Target{Scope: d.thing.Scope}, feed) {
		if e.Health(p).Whole {
			return []state.Part{p}
		}
	}
	if d.row == nil || d.thing.Job != backup.BackupJob && d.thing.Job != backup.CopyJob {
		return nil
	}
	arn := d.row.Of.Get().ARN.String()
	if arn == "" {
		return nil
	}
	return []state.Part{{Feed: feed, Scope: d.thing.Scope, Arg: backup.JobQuery{Resource: arn}.Encode()}}
}

// noTrack says why the job can't be tracked, "" when it can.
func (d *jobSide) noTrack() string {
	if d.row != nil && d.row.Terminal() {
		return "this job has ended: " + d.row.State.String()
	}
	return ""
}

// tracked is the job as the session follows it.
func (d *jobSide) tracked(e *Env) tracked {
	name := d.thing.Job.String() + " job " + d.thing.ID
	if d.row != nil {
		name = d.row.Kind.String() + " of " + resourceWords(d.row.Of.Get())
	}
	parts := d.turnsUpIn(e)
	if len(parts) == 0 {
		parts = jobParts(e, Target{Scope: d.thing.Scope}, jobFeed(d.thing.Job))
	}
	return tracked{parts: parts, thing: d.thing, name: name}
}
