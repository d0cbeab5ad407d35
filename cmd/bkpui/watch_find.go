package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
)

// findLimit is how many questions are asked side by side; the pace of each account and
// Region lies below.
const findLimit = 64

// finder looks for jobs in all that can be read.
type finder struct {
	client *aws.Client
	ids    []string
	kinds  []backup.JobKind

	mu     sync.Mutex
	found  map[string]*followed
	unread []*backup.Error // scopes, or answers of them, that could not be read
	scopes []backup.Scope
}

// find returns the jobs in the order of their IDs. missing says of which there is no trace, and
// where it looked; nil = all are there.
func (a *app) find(ctx context.Context, client *aws.Client, w watched) (jobs []*followed, missing *statusError, err error) {
	f := &finder{client: client, ids: w.ids, kinds: w.kinds, found: map[string]*followed{}}
	ctx = backup.Urgent(ctx)
	if err := f.fleet(ctx); err != nil {
		return nil, nil, err
	}
	if len(f.scopes) > 1 {
		fmt.Fprintf(a.errs, "bkpui: looking for %s in %s\n", plural(len(f.ids), "job"), f.where())
	}
	if err := f.ask(ctx); err != nil {
		return nil, nil, err
	}
	var nowhere []string
	for _, id := range w.ids {
		if j := f.found[id]; j != nil {
			jobs = append(jobs, j)
		} else {
			nowhere = append(nowhere, id)
		}
	}
	if len(nowhere) > 0 {
		missing = f.notFound(nowhere)
	}
	return jobs, missing, nil
}

// fleet finds the scopes to look in.
func (f *finder) fleet(ctx context.Context) error {
	accounts, err := fleetOf(ctx, f.client)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	f.refused(backup.Scope{}, err)
	return sideBySide(ctx, len(accounts), findLimit, func(ctx context.Context, i int) error {
		acc := &accounts[i]
		switch {
		case acc.Skipped:
			return nil
		case acc.Trouble != "":
			name := cmp.Or(acc.ID, acc.Name, acc.Profile)
			f.refused(backup.Scope{Account: name}, &backup.Error{Kind: acc.Trouble, Scope: backup.Scope{Account: name}, Message: acc.Why.String(), Remedy: acc.Remedy.String()})
			return nil
		}
		names, err := regionsOf(ctx, f.client, acc.ID)
		f.refused(backup.Scope{Account: acc.ID}, err)
		f.mu.Lock()
		defer f.mu.Unlock()
		for _, name := range names {
			f.scopes = append(f.scopes, backup.Scope{Account: acc.ID, Region: backup.Intern(name)})
		}
		return nil
	})
}

// ask asks every scope about every ID and kind until all are found.
func (f *finder) ask(ctx context.Context) error {
	kinds, ids := len(f.kinds), len(f.ids)
	return sideBySide(ctx, len(f.scopes)*kinds*ids, findLimit, func(ctx context.Context, n int) error {
		in, kind, id := f.scopes[n/kinds/ids], f.kinds[n/ids%kinds], f.ids[n%ids]
		if f.has(id) {
			return nil
		}
		t := backup.Thing{Kind: backup.JobThing, Scope: in, ID: id, Job: kind}
		job, err := describeJob(ctx, f.client, t)
		if err != nil {
			f.refused(in, err)
			return nil
		}
		j := &followed{thing: t, job: job, about: aboutJob(ctx, f.client, t, job), read: backup.TimeOf(time.Now())}
		f.mu.Lock()
		defer f.mu.Unlock()
		if f.found[id] == nil {
			f.found[id] = j
		}
		if len(f.found) == ids {
			return errDone
		}
		return nil
	})
}

func (f *finder) has(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.found[id] != nil
}

// refused notes an answer that leaves open whether the job is there. One that AWS does not
// know, or does not take for an ID of that kind, is not there.
func (f *finder) refused(in backup.Scope, err error) {
	var e *backup.Error
	if !errors.As(err, &e) || e.Kind == backup.NotFound && !in.Region.Empty() || e.Kind == backup.Canceled ||
		!in.Region.Empty() && (e.Kind == backup.Invalid || e.Kind == backup.Unsupported) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.unread = append(f.unread, e)
}

// describeJob asks AWS about one job.
func describeJob(ctx context.Context, client *aws.Client, t backup.Thing) (*backup.Job, error) {
	for doc := range client.Describe(ctx, t) { // the first answer is the job itself
		if doc.Err != nil {
			return nil, doc.Err
		}
		if job, ok := doc.Row.(*backup.Job); ok {
			return job, nil
		}
		break
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return nil, &backup.Error{Kind: backup.NotFound, Op: "backup:Describe", Scope: t.Scope, Message: "AWS answered about no job"}
}

// plural counts things: "1 job", "2 jobs".
func plural(n int, one string, many ...string) string {
	if n == 1 {
		return "1 " + one
	}
	if len(many) > 0 {
		return fmt.Sprintf("%d %s", n, many[0])
	}
	return fmt.Sprintf("%d %ss", n, one)
}
