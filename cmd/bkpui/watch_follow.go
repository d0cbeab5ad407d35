package main

import (
	"context"
	"errors"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

// followed is a job that is watched: the last that is known of it, and why there is
// nothing newer. It belongs to the goroutine that shows it.
type followed struct {
	thing   backup.Thing
	job     *backup.Job
	about   triage.Context // what stands around it, once it has not ended well
	read    backup.Time    // when AWS said so
	trouble *backup.Error  // why it does not say more; nil = it does
	lost    bool           // it is not asked any more, because of trouble
}

// done reports whether there is nothing more to wait for.
func (j *followed) done() bool { return j.lost || j.job.Terminal() }

// status is the exit status that the job alone would have.
func (j *followed) status() int {
	if j.lost && !j.job.Terminal() {
		return exitPartial
	}
	switch j.job.Outcome() {
	case backup.Succeeded:
		return exitDone
	case backup.Issues, backup.Threats:
		return exitIssues
	default:
		return exitFailed
	}
}

// stale reports whether nothing came for so long that it has to be said.
func (j *followed) stale(now backup.Time, refresh time.Duration) bool {
	return !j.done() && now.Sub(j.read) > max(3*refresh, 15*time.Second)
}

// watchScreen shows jobs. Its methods are called from one goroutine.
type watchScreen interface {
	begin(jobs []*followed, refresh time.Duration)
	news(j *followed) // something came about j, or did not
	tick()            // a second went by
	close()           // nothing more is shown
}

// following asks AWS about jobs until they have ended.
type following struct {
	client  *aws.Client
	refresh time.Duration
	jobs    []*followed
	came    chan answer
}

// answer is one answer about a job.
type answer struct {
	of   *followed
	job  *backup.Job // nil with err
	more triage.Context
	err  *backup.Error
	lost bool
	at   time.Time
}

func newFollowing(client *aws.Client, refresh time.Duration, jobs []*followed) *following {
	return &following{client: client, refresh: refresh, jobs: jobs, came: make(chan answer)}
}

// start asks about each job on its own.
func (f *following) start(g *group) {
	for _, j := range f.jobs {
		if !j.done() {
			t := j.thing
			g.run(func(ctx context.Context) error { f.follow(ctx, j, t); return nil })
		}
	}
}

// run shows what comes, and reports whether all jobs are done: else ctx has ended.
func (f *following) run(ctx context.Context, show watchScreen) bool {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	show.begin(f.jobs, f.refresh)
	left := 0
	for _, j := range f.jobs {
		show.news(j)
		if !j.done() {
			left++
		}
	}
	for left > 0 {
		select {
		case a := <-f.came:
			a.of.take(a)
			show.news(a.of)
			if a.of.done() {
				left--
			}
		case <-second.C:
			show.tick()
		case <-ctx.Done():
			return false
		}
	}
	return true
}

func (j *followed) take(a answer) {
	j.trouble, j.lost = a.err, a.lost
	if a.job != nil {
		j.job, j.about, j.read = a.job, a.more, backup.TimeOf(a.at)
	}
}

// How long after an answer that is none AWS is asked again, as the lists of the console.
const (
	againFirst       = 5 * time.Second
	againLast        = time.Minute
	againCredentials = 10 * time.Second
	patienceRefused  = time.Minute // with answers that waiting seldom mends
)

// follow asks about one job until it has ended, or AWS has refused for long.
func (f *following) follow(ctx context.Context, j *followed, t backup.Thing) {
	wait, again := f.refresh, againFirst
	var since time.Time // of the first refusal in a row
	for sleep(ctx, wait) {
		job, err := describeJob(ctx, f.client, t)
		if ctx.Err() != nil {
			return
		}
		a := answer{of: j, job: job, at: time.Now()}
		if err == nil {
			a.more = aboutJob(ctx, f.client, t, job)
			wait, again, since = f.refresh, againFirst, time.Time{}
		} else {
			a.err = asError(err, t.Scope)
			if since.IsZero() {
				since = a.at
			}
			a.lost = hopeless(a.err.Kind) && a.at.Sub(since) >= patienceRefused
			wait, again = max(again, f.refresh), min(2*again, againLast)
			if a.err.Kind == backup.Credentials {
				wait, again = max(againCredentials, f.refresh), againFirst
			}
		}
		ended := a.lost || err == nil && job.Terminal()
		select {
		case f.came <- a:
		case <-ctx.Done():
			return
		}
		if ended {
			return
		}
	}
}

// hopeless reports whether waiting seldom mends such an error. Missing credentials are not
// among them: somebody logs in again.
func hopeless(k backup.Kind) bool {
	switch k {
	case backup.AccessDenied, backup.NotFound, backup.Invalid, backup.Unsupported, backup.RegionOff:
		return true
	}
	return false
}

func asError(err error, in backup.Scope) *backup.Error {
	var e *backup.Error
	if errors.As(err, &e) {
		return e
	}
	return &backup.Error{Kind: backup.InternalError, Scope: in, Message: err.Error(), Err: err}
}

// sleep waits for d or the end of ctx, and reports whether d went by.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
