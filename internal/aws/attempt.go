package aws

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"

	"github.com/bkpui/bkpui/internal/backup"
)

// errSlow is an attempt that got no answer in time. Unlike a canceled call it is
// worth another attempt.
type errSlow struct{ after time.Duration }

func (e errSlow) Error() string      { return "no answer within " + e.after.String() }
func (errSlow) Timeout() bool        { return true }
func (errSlow) RetryableError() bool { return true }

// errNoMetadata is an instance metadata service that is not there: on most
// machines it is the end of the credential chain, and trying again only delays
// saying so.
type errNoMetadata struct{ error }

func (e errNoMetadata) Unwrap() error      { return e.error }
func (errNoMetadata) RetryableError() bool { return false }

// answer is what one attempt brought back, filled in where the body is read.
type answer struct {
	status int
	bytes  int64
	id     string
	host   string

	clocks   []*deadline // of the attempt, and of the call that it is of
	decoders decoders
	leave    func() // gives the place among the decoders back; nil = none taken
}

type answerKey struct{}

// layers returns the SDK middleware of every client: attempts wait their turn
// below the retries and before signing, have a deadline, and are recorded. Large
// answers take turns at d.
func layers(record func(backup.Call), d decoders) func(*middleware.Stack) error {
	var reached atomic.Bool
	var served sync.Map // the hosts that have answered as AWS does
	attempt := middleware.FinalizeMiddlewareFunc("bkpuiAttempt", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (out middleware.FinalizeOutput, meta middleware.Metadata, err error) {
		service := awsmiddleware.GetServiceID(ctx)
		op := actionName(service, awsmiddleware.GetOperationName(ctx))
		f := flightOf(ctx, service)
		if f != nil {
			if err := f.turn(ctx, op); err != nil {
				return out, meta, err
			}
		}
		limit := attemptTime
		if f != nil && f.attempt > 0 {
			limit = f.attempt
		}
		if service == metadataService {
			limit = metadataTime
		}
		if f != nil && f.out != nil {
			f.out()
		}
		got := answer{decoders: d}
		timed, cancel := context.WithCancelCause(context.WithValue(ctx, answerKey{}, &got))
		defer cancel(nil)
		clock := newDeadline(limit, func() { cancel(errSlow{limit}) })
		defer clock.stop()
		if got.clocks = append(got.clocks, clock); f != nil {
			got.clocks = append(got.clocks, f.clock)
		}
		began := time.Now()
		out, meta, err = next.HandleFinalize(timed, in)
		if got.leave != nil {
			got.leave()
		}
		if slow := (errSlow{}); err != nil && ctx.Err() == nil && errors.As(context.Cause(timed), &slow) {
			err = slow
		}
		if err != nil && service == metadataService && got.status == 0 {
			err = errNoMetadata{err}
		}
		n := attemptOf(in.Request)
		if got.status != 0 {
			reached.Store(true)
		}
		if err == nil && service != metadataService {
			served.Store(got.host, true)
		}
		_, known := served.Load(got.host)
		if err != nil && hopeless(err, n, reached.Load(), known) {
			err = errNoConnection{err}
		}
		if f != nil {
			f.note(got, err)
		}
		if record != nil && service != metadataService {
			record(call(op, f, awsmiddleware.GetRegion(ctx), n, got, began, err))
		}
		return out, meta, err
	})
	return func(stack *middleware.Stack) error {
		if err := stack.Finalize.Insert(attempt, "Retry", middleware.After); err != nil {
			return err
		}
		return stack.Deserialize.Add(wire{}, middleware.After)
	}
}

// note keeps what the attempt met and adapts the pace.
func (f *flight) note(got answer, err error) {
	f.last = err
	if err != nil && got.status != 0 && errorCode(err) != "" {
		f.said = err
	}
	f.unsure = f.unsure || mayHaveArrived(got.status, err)
	f.met = f.met || got.status != 0
	if got.host != "" {
		f.host = got.host
	}
	if throttleCode(errorCode(err)) || got.status == 429 {
		f.limit.throttled()
	} else if got.status != 0 {
		f.limit.answered()
	}
}

func call(op string, f *flight, region string, n int, got answer, began time.Time, err error) backup.Call {
	c := backup.Call{
		At: backup.TimeOf(began), Op: backup.Intern(op), Region: backup.Intern(region), Status: int32(got.status),
		Attempt: int32(n), Took: time.Since(began).Microseconds(), Bytes: got.bytes, RequestID: got.id,
	}
	if f != nil {
		c.Account, c.Region = f.scope.Account, f.scope.Region
	}
	if err != nil {
		c.Error = bounded(errorCode(err))
		if c.Error.Empty() {
			c.Error = bounded(transportWords(err))
		}
	}
	return c
}
