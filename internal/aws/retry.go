package aws

import (
	"errors"
	"io"
	"math/rand/v2"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
)

const (
	readAttempts = 12 // with three, no list of 1,000 pages survives 20 % throttling
	sendAttempts = 3  // of a change
	maxBackoff   = 5 * time.Second
)

// newRetryer returns the SDK's standard retryer with more patience: also for
// answers that were cut or garbled on the way, without a quota of retries that
// steady throttling would empty, and never for quotas of the account, which the
// SDK counts among throttling.
func newRetryer() sdkaws.Retryer { return patient(readAttempts) }

// newSender returns the same for changes, with less patience: a person waits to know
// what became of one.
func newSender() sdkaws.Retryer { return patient(sendAttempts) }

func patient(attempts int) sdkaws.Retryer {
	return retry.NewStandard(func(o *retry.StandardOptions) {
		o.MaxAttempts = attempts
		o.MaxBackoff = maxBackoff
		o.Backoff = retry.BackoffDelayerFunc(backoff)
		o.RateLimiter = ratelimit.None
		o.Retryables = append([]retry.IsErrorRetryable{retry.IsErrorRetryableFunc(retryable)}, o.Retryables...)
	})
}

func retryable(err error) sdkaws.Ternary {
	if quotaCode(errorCode(err)) {
		return sdkaws.FalseTernary
	}
	var own interface{ RetryableError() bool }
	if errors.As(err, &own) {
		return sdkaws.BoolTernary(own.RetryableError())
	}
	var canceled *smithy.CanceledError
	var cut *smithy.DeserializationError
	switch {
	case errors.As(err, &canceled):
		return sdkaws.UnknownTernary
	case errors.As(err, &cut), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return sdkaws.TrueTernary
	case throttleCode(errorCode(err)), statusOf(err) == 429:
		return sdkaws.TrueTernary
	}
	return sdkaws.UnknownTernary
}

// backoff doubles from 400 ms after throttling and from 100 ms after anything
// else, to 5 s at most, half of it by chance so that scopes do not retry in step.
func backoff(attempt int, err error) (time.Duration, error) {
	d := 100 * time.Millisecond
	if throttleCode(errorCode(err)) || statusOf(err) == 429 {
		d = 400 * time.Millisecond
	}
	d = min(d<<min(max(attempt-1, 0), 10), maxBackoff)
	return d/2 + rand.N(d/2), nil
}
