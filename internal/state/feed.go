package state

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Page is what one answer brought.
type Page[V any] struct {
	Rows    []V
	Horizon backup.Time // every row newer than this has been yielded by now; 0 = nothing to say
	Expect  int         // about how many rows there are in all; 0 = unknown
}

// Since bounds a pass to what may have changed. The zero value asks for everything.
type Since struct {
	Created   backup.Time // rows created after
	Completed backup.Time // rows completed after
	States    []string    // rows in these states
}

// All reports whether everything is asked for.
func (s Since) All() bool { return s.Created == 0 && s.Completed == 0 && len(s.States) == 0 }

// Feed says how one kind of list is read and kept fresh.
type Feed[V any] struct {
	Name   string
	Active time.Duration   // how often to read while a row is Busy
	Idle   time.Duration   // how often else
	Brisk  bool            // more often than Idle where few lists are wanted: see intervals
	Key    func(*V) string // unique in a part
	Busy   func(*V) bool   // the row is still moving; nil = rows never are
	// Fetch yields the list of a part. A pass with a zero Since yields everything: rows that
	// it leaves out are gone. Another pass never deletes.
	Fetch func(ctx context.Context, src Source, p Part, since Since) iter.Seq2[Page[V], error]
	// Since derives the bounds of the next pass from the rows that are there, false when
	// the part can only be read in full. asOf is when the last full pass began, by this
	// machine's clock. Nil = always in full.
	Since func(p Part, rows iter.Seq[*V], asOf backup.Time) (Since, bool)
	// List yields each row once, for Stream; nil = as Fetch.
	List func(ctx context.Context, src Source, p Part) iter.Seq2[Page[V], error]
	// Newest: Fetch yields what is newest first, and names a horizon as soon as all that people
	// look at most is there. Where the store is full the rest is left out.
	Newest bool
	// Again: Fetch yields rows a second time when more is known of them.
	Again bool
	// Expect estimates the number of rows from other tables; may be nil.
	Expect func(s *Snapshot, p Part) int

	hash  func(*V) uint64 // with same, instead of Key where making the key costs memory
	same  func(a, b *V) bool
	equal func(a, b *V) bool
	adopt func(next, old *V)
}

// AnyFeed is a Feed[V], whatever V is.
type AnyFeed interface {
	name() string
	intervals(wanted int) (active, idle time.Duration)
	read(ctx context.Context, r reading) result
}

// Feeds returns every feed.
func Feeds() []AnyFeed {
	return []AnyFeed{
		accounts(), regions(), vaults(), points(), resources(), plans(), rulesOfPlans(), selections(), restoreKeys(),
		jobs("backup-jobs", backup.BackupJob), jobs("copy-jobs", backup.CopyJob),
		jobs("restore-jobs", backup.RestoreJob), jobs("scan-jobs", backup.ScanJob),
		summaries("backup-job-summaries", backup.BackupJob), summaries("copy-job-summaries", backup.CopyJob),
		summaries("restore-job-summaries", backup.RestoreJob),
	}
}

// compared gives a feed whose rows compare with == the means to drop rows that bring
// nothing new.
func compared[V comparable](f Feed[V]) Feed[V] {
	f.equal = func(a, b *V) bool { return *a == *b }
	return f
}

func (f Feed[V]) name() string { return f.Name }

// listEach is what each list that is wanted adds to the interval of those that are Brisk: 40 of
// them are read a second, whatever the size of the fleet, until Idle is reached.
const listEach = 25 * time.Millisecond

// intervals are how often a list is read while a row is Busy, and else. What fails shows within an
// Active in a small fleet; in one of thousands of scopes, where nothing moves costs little.
func (f Feed[V]) intervals(wanted int) (active, idle time.Duration) {
	if !f.Brisk {
		return f.Active, f.Idle
	}
	return f.Active, max(f.Active, min(f.Idle, time.Duration(wanted)*listEach))
}

func (f Feed[V]) rules() rules[V] {
	return rules[V]{key: f.Key, hash: f.hash, same: f.same, equal: f.equal, busy: f.Busy, adopt: f.adopt}
}

// pages turns what a Source yields into Pages.
func pages[V any](seq iter.Seq2[[]V, error]) iter.Seq2[Page[V], error] {
	return func(yield func(Page[V], error) bool) { forward(seq, yield) }
}

// forward passes a list on, and returns false when it failed or nobody listens.
func forward[V any](seq iter.Seq2[[]V, error], yield func(Page[V], error) bool) bool {
	for rows, err := range seq {
		if !yield(Page[V]{Rows: rows}, err) || err != nil {
			return false
		}
	}
	return true
}

// errorOf makes sure of the type of a feed's error.
func errorOf(err error, p Part) *backup.Error {
	var e *backup.Error
	if err == nil || errors.As(err, &e) {
		return e
	}
	kind := backup.InternalError
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		kind = backup.Canceled
	}
	return &backup.Error{Kind: kind, Op: p.Feed, Scope: p.Scope, Message: err.Error(), Err: err}
}
