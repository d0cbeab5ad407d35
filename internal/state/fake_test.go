package state

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// fakeAWS is a Source over rows in memory: it filters, pages and takes its time.
type fakeAWS struct {
	page  int           // rows of a page
	takes time.Duration // a page takes
	// fault may fail a page: op is the list with its filters, page counts from 1.
	fault func(op string, page int) error

	mu        sync.Mutex
	calls     []string // op and page, and "!" when urgent
	flying    int
	accounts  []backup.Account
	plans     []backup.Plan
	vaults    []backup.Vault
	points    []backup.RecoveryPoint
	resources []backup.Resource
	jobs      []backup.Job
	summaries []backup.JobSummary
}

func newFake() *fakeAWS { return &fakeAWS{page: 1000, takes: 100 * time.Millisecond} }

func (f *fakeAWS) change(fn func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fn()
}

// took returns the calls since the last time it was asked.
func (f *fakeAWS) took() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	calls := f.calls
	f.calls = nil
	return calls
}

// lists yields the rows that keep accepts, as they are when the list begins.
func lists[V any](ctx context.Context, f *fakeAWS, op string, rows *[]V, keep func(*V) bool) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) {
		f.mu.Lock()
		var left []V
		for i := range *rows {
			if keep == nil || keep(&(*rows)[i]) {
				left = append(left, (*rows)[i])
			}
		}
		f.mu.Unlock()
		for n := 1; ; n++ {
			if err := f.call(ctx, op, n); err != nil {
				yield(nil, err)
				return
			}
			size := min(f.page, len(left))
			if !yield(left[:size:size], nil) || size == len(left) {
				return
			}
			left = left[size:]
		}
	}
}

func (f *fakeAWS) call(ctx context.Context, op string, n int) error {
	mark := ""
	if backup.IsUrgent(ctx) {
		mark = "!"
	}
	f.change(func() {
		f.calls = append(f.calls, fmt.Sprintf("%s %d%s", op, n, mark))
		f.flying++
	})
	defer f.change(func() { f.flying-- })
	select {
	case <-ctx.Done():
		return &backup.Error{Kind: backup.Canceled, Op: op, Err: ctx.Err()}
	case <-time.After(f.takes):
	}
	var fault func(string, int) error
	f.change(func() { fault = f.fault })
	if fault != nil {
		return fault(op, n)
	}
	return nil
}

// inFlight returns how many pages are being read.
func (f *fakeAWS) inFlight() (n int) {
	f.change(func() { n = f.flying })
	return n
}

func (f *fakeAWS) Accounts(ctx context.Context) iter.Seq2[[]backup.Account, error] {
	return lists(ctx, f, "accounts", &f.accounts, nil)
}

func (f *fakeAWS) RestoreKeys(ctx context.Context, _ backup.Scope, q backup.RestoreKeyQuery) iter.Seq2[[]backup.RestoreKey, error] {
	rows := []backup.RestoreKey{{Job: q.Job, Named: backup.Intern("alias/" + q.Point)}}
	return lists(ctx, f, "restore keys", &rows, nil)
}

func (f *fakeAWS) Regions(ctx context.Context, account backup.Text) iter.Seq2[[]backup.Region, error] {
	regions := []backup.Region{{Account: account, Name: backup.Intern("eu-west-1")}}
	return lists(ctx, f, "regions", &regions, nil)
}

func (f *fakeAWS) Vaults(ctx context.Context, in backup.Scope, q backup.VaultQuery) iter.Seq2[[]backup.Vault, error] {
	op := "vaults"
	if q.Shared {
		op = "vaults shared"
	}
	return lists(ctx, f, op, &f.vaults, func(v *backup.Vault) bool {
		return v.In.Get().SeenFrom.Empty() != q.Shared && v.In.Get().Reader() == in
	})
}

func (f *fakeAWS) Points(ctx context.Context, _ backup.Scope, q backup.PointQuery) iter.Seq2[[]backup.RecoveryPoint, error] {
	return lists(ctx, f, "points "+q.Encode(), &f.points, func(p *backup.RecoveryPoint) bool {
		return (q.Vault == "" || p.In.Get().Name.String() == q.Vault) && (q.CreatedAfter == 0 || p.Created > q.CreatedAfter)
	})
}

func (f *fakeAWS) Resources(ctx context.Context, in backup.Scope) iter.Seq2[[]backup.Resource, error] {
	return lists(ctx, f, "resources "+in.String(), &f.resources, func(r *backup.Resource) bool {
		return backup.Scope{Account: r.Account, Region: r.Region} == in
	})
}

func (f *fakeAWS) Plans(ctx context.Context, _ backup.Scope) iter.Seq2[[]backup.Plan, error] {
	return func(yield func([]backup.Plan, error) bool) {
		for _, counted := range []bool{false, true} {
			for rows, err := range lists(ctx, f, fmt.Sprintf("plans counted=%v", counted), &f.plans, nil) {
				rows = slices.Clone(rows)
				for i := range rows {
					if !counted {
						rows[i].Rules = -1
					}
				}
				if !yield(rows, err) || err != nil {
					return
				}
			}
		}
	}
}

func (f *fakeAWS) Rules(ctx context.Context, _ backup.Scope, plan string) iter.Seq2[[]backup.Rule, error] {
	rules := []backup.Rule{{PlanID: backup.Intern(plan), ID: backup.Intern("rule-1")}}
	return lists(ctx, f, "rules "+plan, &rules, nil)
}

func (f *fakeAWS) Selections(ctx context.Context, _ backup.Scope, plan string) iter.Seq2[[]backup.Selection, error] {
	all := []backup.Selection{{PlanID: backup.Intern(plan), ID: backup.Intern("selection-1")}}
	return lists(ctx, f, "selections "+plan, &all, nil)
}

func (f *fakeAWS) Jobs(ctx context.Context, _ backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	return lists(ctx, f, strings.TrimSpace(kind.String()+" "+ago(q)), &f.jobs, func(j *backup.Job) bool {
		return j.Kind == kind && (q.State == "" || j.State.String() == q.State) &&
			(q.CreatedAfter == 0 || j.Created > q.CreatedAfter) && (q.CreatedBefore == 0 || j.Created < q.CreatedBefore) &&
			(q.CompletedAfter == 0 || j.Completed > q.CompletedAfter)
	})
}

func (f *fakeAWS) Summaries(ctx context.Context, _ backup.Scope, kind backup.JobKind) iter.Seq2[[]backup.JobSummary, error] {
	return lists(ctx, f, kind.String()+" summaries", &f.summaries, func(s *backup.JobSummary) bool { return s.Kind == kind })
}

// ago spells a query with its times as ages in whole hours.
func ago(q backup.JobQuery) string {
	age := func(t backup.Time) string { return time.Since(t.Time()).Truncate(time.Hour).String() }
	var words []string
	if q.State != "" {
		words = append(words, q.State)
	}
	if q.CreatedAfter != 0 {
		words = append(words, "created<"+age(q.CreatedAfter))
	}
	if q.CreatedBefore != 0 {
		words = append(words, "created>"+age(q.CreatedBefore))
	}
	if q.CompletedAfter != 0 {
		words = append(words, "completed<"+age(q.CompletedAfter))
	}
	return strings.Join(words, " ")
}

// console is a Poller at work on a fakeAWS, in virtual time.
type console struct {
	*Poller
	t     *testing.T
	aws   *fakeAWS
	store *Store
	ended chan error
}

// watch runs test in a bubble with a Poller running.
func watch(t *testing.T, aws *fakeAWS, o PollerOptions, test func(*console)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		store := NewStore()
		c := &console{NewPoller(store, aws, Feeds(), o), t, aws, store, make(chan error, 1)}
		go func() { c.ended <- c.Run(ctx) }()
		test(c)
		cancel()
		synctest.Wait()
		if err := <-c.ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

// after lets time pass.
func (c *console) after(d time.Duration) *console {
	time.Sleep(d)
	synctest.Wait()
	return c
}

func (c *console) health(p Part) Health {
	h, _ := c.store.Snapshot().Health(p)
	return h
}

func (c *console) calls(want ...string) {
	c.t.Helper()
	if got := c.aws.took(); !slices.Equal(got, want) {
		c.t.Errorf("calls:\n got %q\nwant %q", got, want)
	}
}

// rowsOf returns the rows of a part.
func rowsOf[V any](c *console, p Part) []V {
	var out []V
	for _, v := range Select[V](c.store.Snapshot(), func(q Part) bool { return q == p }, p.Feed).All() {
		out = append(out, *v)
	}
	return out
}

var home = backup.In("111122223333", "eu-west-1")

var vaultRef = backup.RefTo(backup.VaultRef{Account: home.Account, Region: home.Region, Name: backup.Intern("prod")})

// makePoints returns n points, the newest first, a minute apart.
func makePoints(n int) []backup.RecoveryPoint {
	var out []backup.RecoveryPoint
	now := backup.TimeOf(time.Now())
	for i := range n {
		out = append(out, backup.RecoveryPoint{
			ARN:    backup.ParseARN(fmt.Sprintf("arn:aws:backup:eu-west-1:111122223333:recovery-point:%08d", n-i)),
			In:     vaultRef,
			Status: backup.Intern("COMPLETED"), Created: now.Add(-time.Duration(i) * time.Minute),
		})
	}
	return out
}

func pointsPart() Part {
	return Part{Feed: "points", Scope: home, Arg: backup.PointQuery{Vault: "prod"}.Encode()}
}

func makeJob(id, state string, created, completed time.Duration) backup.Job {
	now := backup.TimeOf(time.Now())
	j := backup.Job{ID: id, State: backup.Intern(state), Created: now.Add(-created)}
	if j.Terminal() {
		j.Completed = now.Add(-completed)
	}
	return j
}
