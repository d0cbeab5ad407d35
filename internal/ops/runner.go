package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"sync"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Options are what a Runner works with.
type Options struct {
	API     API
	Finder  Finder // nil: whatever is uncertain can't be told
	Journal *Journal
	Policy  Policy
	User    string // of the operating system
	Host    string
	Console string // version, such as "bkpui v1.0.0"; the Runner adds its own session
	// Wake is told that something changes at AWS there, so that feeds read again. It is
	// called from Do's goroutine and must return at once. nil = nobody is told.
	Wake func(in backup.Scope, k Kind)
}

// Runner carries out confirmed ops for one identity. Its methods may be called from
// any goroutine; those that take a context block, so a screen calls them in a command.
// It starts no goroutine.
type Runner struct {
	Arming *Arming

	api     API
	finder  Finder
	journal *Journal
	policy  Policy
	actor   Actor
	wake    func(backup.Scope, Kind)

	mu   sync.Mutex
	idle *sync.Cond
	left map[*run]int              // items that are not done, of what runs
	done map[attemptKey]bool       // items that were sent, or are about to be
	used map[string]bool           // tokens, likewise
	held map[itemKey]backup.Change // uncertain ones with secrets, to be sent again
}

// NewRunner returns a disarmed Runner. It sends nothing and touches no file.
func NewRunner(o Options) *Runner {
	r := &Runner{
		Arming: NewArming(o.Policy), api: o.API, finder: o.Finder, journal: o.Journal, policy: o.Policy, wake: o.Wake,
		actor: Actor{User: o.User, Host: o.Host, Console: cmp.Or(o.Console, "bkpui") + " " + NewID()[:8], PID: os.Getpid()},
		left:  map[*run]int{}, done: map[attemptKey]bool{}, used: map[string]bool{}, held: map[itemKey]backup.Change{},
	}
	r.idle = sync.NewCond(&r.mu)
	return r
}

// Journal returns the journal that it writes.
func (r *Runner) Journal() *Journal { return r.journal }

// Policy returns what its context allows.
func (r *Runner) Policy() Policy { return r.policy }

// Left returns how many items of running ops are still to be sent or to be answered.
func (r *Runner) Left() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := 0
	for left := range maps.Values(r.left) {
		n += left
	}
	return n
}

// Wait returns when nothing runs any more, or with the error of ctx. The program waits
// for it before it ends, so that what was sent gets its outcome.
func (r *Runner) Wait(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.idle.Broadcast()
	})
	defer stop()
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.left) > 0 {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		r.idle.Wait()
	}
	return nil
}

// ErrToken is why a request is not sent whose token another one has used: AWS would
// answer with the job of that one.
var ErrToken = errors.New("its idempotency token was used before: an edited request needs a new one")

// begin notes that an op runs. What has run already is refused: sending again is Again's.
func (r *Runner) begin(x *run) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, it := range x.op.Items {
		switch token := it.Change.Token(); {
		case r.done[x.key(it)]:
			return fmt.Errorf("%w: op %s", ErrNotConfirmed, x.op.ID)
		case token != "" && it.attempt == 1 && r.used[token]:
			return ErrToken
		}
	}
	for _, it := range x.op.Items {
		r.done[x.key(it)], r.used[it.Change.Token()] = true, true
	}
	r.left[x] = len(x.op.Items)
	return nil
}

// end forgets what was not sent: it may be confirmed again.
func (r *Runner) end(x *run) {
	r.progress(x, 0)
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, it := range x.op.Items {
		if x.results[i].Sent {
			continue
		}
		delete(r.done, x.key(it))
		if it.attempt == 1 {
			delete(r.used, it.Change.Token())
		}
	}
}

// runs reports whether an op of that ID is under way here.
func (r *Runner) runs(op string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for x := range r.left {
		if x.op.ID == op {
			return true
		}
	}
	return false
}

func (r *Runner) progress(x *run, left int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if left > 0 {
		r.left[x] = left
		return
	}
	delete(r.left, x)
	r.idle.Broadcast()
}

// identityTime bounds the question who acts: it must not hold a restore up.
const identityTime = 15 * time.Second

// identify says who acts in that scope. Where it can't be asked the action goes on
// without; credentials that are refused end it here.
func (r *Runner) identify(ctx context.Context, in backup.Scope) (Actor, error) {
	limited, cancel := context.WithTimeout(ctx, identityTime)
	defer cancel()
	actor := r.actor
	arn, err := r.api.Identity(limited, in)
	switch {
	case err == nil:
		actor.AWS = arn
	case backup.KindOf(err) == backup.Credentials || ctx.Err() != nil:
		return actor, err
	}
	return actor, nil
}
