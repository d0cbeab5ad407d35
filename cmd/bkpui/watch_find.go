package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
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

// find returns the jobs in the order of their IDs. Its error says of which there is no
// trace, and where it looked.
func (a *app) find(ctx context.Context, client *aws.Client, w watched) ([]*followed, error) {
	f := &finder{client: client, ids: w.ids, kinds: w.kinds, found: map[string]*followed{}}
	ctx = backup.Urgent(ctx)
	if err := f.fleet(ctx); err != nil {
		return nil, err
	}
	if len(f.scopes) > 1 {
		fmt.Fprintf(a.errs, "bkpui: looking for %s in %s\n", plural(len(f.ids), "job"), f.where())
	}
	if err := f.ask(ctx); err != nil {
		return nil, err
	}
	var jobs []*followed
	var missing []string
	for _, id := range w.ids {
		if j := f.found[id]; j != nil {
			jobs = append(jobs, j)
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) > 0 {
		return nil, f.notFound(missing)
	}
	return jobs, nil
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

// where says how much was looked through.
func (f *finder) where() string {
	accounts := map[backup.Text]bool{}
	for _, s := range f.scopes {
		accounts[s.Account] = true
	}
	if len(f.scopes) <= 3 {
		var names []string
		for _, s := range f.scopes {
			names = append(names, s.String())
		}
		slices.Sort(names)
		return strings.Join(names, ", ")
	}
	return plural(len(f.scopes), "account and Region", "accounts and Regions") + " of " + plural(len(accounts), "account")
}

// notFound says where the jobs are not, and what could not be asked.
func (f *finder) notFound(ids []string) error {
	var b strings.Builder
	var kinds []string
	for _, k := range f.kinds {
		kinds = append(kinds, k.String())
	}
	switch {
	case len(f.scopes) == 0:
		fmt.Fprintf(&b, "no account and Region could be asked for the job")
	default:
		what := "job"
		if len(f.kinds) < len(jobKinds()) {
			what = strings.Join(kinds, ", ") + " job"
		}
		fmt.Fprintf(&b, "no %s %s in %s", what, strings.Join(ids, ", "), f.where())
	}
	for _, line := range unreadLines(f.unread) {
		b.WriteString("\n  not read: " + line)
	}
	if len(f.scopes) > 0 {
		b.WriteString("\n  Look elsewhere with --region all, --profile, or --org --role-name NAME; AWS forgets jobs after some time, 30 days as lists go")
	}
	return &statusError{exitPartial, b.String()}
}

// unreadLines says each trouble of a scope once, with what mends it: the four describe
// calls are refused alike.
func unreadLines(errs []*backup.Error) []string {
	const most = 8
	type cause struct {
		in     backup.Scope
		kind   backup.Kind
		policy string
	}
	said := map[cause]bool{}
	var lines []string
	for _, e := range errs {
		c := cause{e.Scope, e.Kind, e.Policy}
		if e.Kind == backup.Credentials { // those of an account, in every Region
			c.in.Region = backup.Text{}
		}
		if said[c] {
			continue
		}
		said[c] = true
		line := troubleWords(e)
		if where := c.in.String(); c.in != (backup.Scope{}) {
			line = where + ": " + line
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	if len(lines) > most {
		lines = append(lines[:most-1:most-1], fmt.Sprintf("and %d more; bkpui info says whose data can be read", len(lines)-most+1))
	}
	return lines
}

// troubleWords says why AWS did not answer, and what mends that.
func troubleWords(e *backup.Error) string {
	words := string(e.Kind)
	if e.Op != "" && e.Kind != backup.Credentials {
		words += " " + cmp.Or(e.Action, e.Op)
	}
	switch {
	case e.Policy != "":
		words += " (" + e.Policy + ")"
	case e.Message != "":
		words += ": " + e.Message
	}
	if e.Remedy != "" {
		words += "; " + e.Remedy
	}
	return words
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

// sideBySide calls f with 0 to n-1, so many at once. The first error ends it; errDone is
// no error.
func sideBySide(ctx context.Context, n, limit int, f func(context.Context, int) error) error {
	g := newGroup(ctx)
	var next atomic.Int64
	for range min(n, limit) {
		g.run(func(ctx context.Context) error {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := f(ctx, i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	_, err := g.end(grace)
	return err
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
