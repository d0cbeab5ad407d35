package aws

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
)

const (
	refusalKept  = 5 * time.Second  // the chain gave nothing
	denialKept   = 30 * time.Second // STS refused the role
	declinedKept = 2 * time.Minute  // the operator gave no code
)

// codesAsked is how many MFA codes are asked for before it counts as a failure.
const codesAsked = 3

// source is a credentials provider that can start over: after AWS has refused
// what it gave, it reads the profile again, so that credentials that come back
// are used without a restart. It remembers a refusal for a moment, so that forty
// lists that begin together ask once.
type source struct {
	load    func(context.Context) (sdkaws.CredentialsProvider, error) // reads the files again; no network
	patient time.Duration                                             // how long one retrieval may take
	again   func(error) bool                                          // whether the operator can be asked once more after err; nil = never
	came    func()                                                    // it has got credentials; nil = nobody wants to know

	mu      sync.Mutex
	inner   sdkaws.CredentialsProvider // nil = load first
	loaded  int                        // how often
	refused error
	until   time.Time
	spent   string // credentials that AWS refused
	why     error  // its words
}

// Retrieve implements aws.CredentialsProvider. It is called by one goroutine at
// a time, through an aws.CredentialsCache.
func (s *source) Retrieve(ctx context.Context) (sdkaws.Credentials, error) {
	if refused := s.refusal(); refused != nil {
		return sdkaws.Credentials{}, refused
	}
	s.mu.Lock()
	inner := s.inner
	s.mu.Unlock()
	creds, err := s.retrieve(ctx, inner)
	for n := 1; err != nil && n < codesAsked && s.again != nil && s.again(err); n++ {
		creds, err = s.retrieve(ctx, inner)
	}
	if err == nil && s.came != nil {
		s.came()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil && s.spent == spent(creds) {
		err, s.spent = s.why, "" // once the refusal is forgotten AWS is asked again
	}
	if err != nil {
		s.inner, s.refused, s.until = nil, err, time.Now().Add(keep(err))
		return sdkaws.Credentials{}, err
	}
	s.refused, s.spent, s.why = nil, "", nil
	return creds, nil
}

// refusal returns the error that is still remembered, nil when there is none.
func (s *source) refusal() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !time.Now().Before(s.until) {
		return nil
	}
	return s.refused
}

// forget lets the source try again at once.
func (s *source) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused, s.until = nil, time.Time{}
}

func (s *source) retrieve(ctx context.Context, inner sdkaws.CredentialsProvider) (sdkaws.Credentials, error) {
	timed, cancel := context.WithTimeout(ctx, s.patient)
	defer cancel()
	creds, err := s.fetch(timed, inner)
	if err != nil && ctx.Err() == nil && errors.Is(timed.Err(), context.DeadlineExceeded) {
		err = errPatience{s.patient}
	}
	return creds, err
}

// errPatience is credentials that did not come in time.
type errPatience struct{ after time.Duration }

func (e errPatience) Error() string {
	return fmt.Sprintf("no credentials came within %.0f s", e.after.Seconds())
}

// fetch asks inner, which is loaded first where there is none.
func (s *source) fetch(ctx context.Context, inner sdkaws.CredentialsProvider) (sdkaws.Credentials, error) {
	if inner == nil {
		var err error
		if inner, err = s.load(ctx); err != nil {
			return sdkaws.Credentials{}, err
		}
		s.mu.Lock()
		s.inner = inner
		s.loaded++
		s.mu.Unlock()
	}
	return inner.Retrieve(ctx)
}

// loads returns how often the profile was read again.
func (s *source) loads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.loaded
}

// reject tells the source that AWS refused creds. The profile is read again, and
// the same credentials are not sent again for a moment.
func (s *source) reject(creds sdkaws.Credentials, why error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.inner, s.spent, s.why = nil, spent(creds), why
}

func keep(err error) time.Duration {
	switch {
	case errors.Is(err, errDeclined):
		return declinedKept
	case refusedCode(err):
	case errorCode(err) == "AccessDenied", errorCode(err) == "AccessDeniedException":
		return denialKept
	}
	return refusalKept
}

// spent tells credentials apart.
func spent(creds sdkaws.Credentials) string { return creds.AccessKeyID + " " + creds.SessionToken }
