package aws

import (
	"context"
	"errors"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	attemptTime  = 10 * time.Second // of a read
	metadataTime = time.Second      // instance metadata answers at once or is not there
	callTime     = time.Minute      // a whole call with its retries, without the time that it waits for its turn
)

// errTooLong is what every errLate is.
var errTooLong = errors.New("no answer in time")

// errLate is a call whose time is over: so long it was.
type errLate time.Duration

func (e errLate) Error() string {
	if time.Duration(e) == time.Minute {
		return "no answer within a minute"
	}
	return "no answer within " + time.Duration(e).String()
}

func (errLate) Is(target error) bool { return target == errTooLong }

// flight is one call on its way through the SDK's layers: who makes it, how much
// of its time is left and what its attempts met.
type flight struct {
	service string // the SDK's name, so that calls made on the way for credentials are told apart
	scope   backup.Scope
	limit   *limiter
	keep    *[]byte       // where the body of the answer is wanted byte for byte
	within  time.Duration // the call; 0 = callTime
	attempt time.Duration // one attempt; 0 = attemptTime

	clock *deadline

	host   string
	last   error // of the last attempt
	said   error // of the last attempt that AWS answered
	unsure bool  // an attempt was sent and brought no answer that says what became of it
	met    bool  // somebody answered an attempt
	out    func()
}

type flightKey struct{}

// start begins the call's minute. The context that it returns ends with the call.
func (f *flight) start(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(context.WithValue(ctx, flightKey{}, f))
	f.clock = newDeadline(f.time(), func() { cancel(errLate(f.time())) })
	return ctx, func() { f.clock.stop(); cancel(nil) }
}

// time is how long the call may take.
func (f *flight) time() time.Duration {
	if f.within == 0 {
		return callTime
	}
	return f.within
}

func flightOf(ctx context.Context, service string) *flight {
	if f, ok := ctx.Value(flightKey{}).(*flight); ok && f.service == service {
		return f
	}
	return nil
}

// turn waits until the limiter lets op go; the wait is not the call's time.
func (f *flight) turn(ctx context.Context, op string) error {
	if !f.clock.pause() {
		return errLate(f.time())
	}
	defer f.clock.resume()
	return f.limit.wait(ctx, op)
}
