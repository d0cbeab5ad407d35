package aws

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	metadataService = "ec2imds"
	fallbackRegion  = "us-east-1" // of the global services, where no Region is known
	soon            = time.Minute // credentials are renewed that long before they expire
)

// session is one way to sign calls: the default chain, a named profile, or a role
// assumed from one of them.
type session struct {
	profile string
	role    string // ARN, empty for an identity
	account string // as the configuration tells before AWS is asked; may be empty
	region  string // default Region, empty when there is none
	remedy  string // what brings its credentials back
	base    *session
	config  sdkaws.Config
	source  *source
	creds   *sdkaws.CredentialsCache

	pace   *limiter      // of the calls about who it is
	asking chan struct{} // one slot: who holds it asks AWS who we are

	mu     sync.Mutex
	proven string // access key that AWS has accepted
	self   identity
}

func newSession(s *session, cfg sdkaws.Config, src *source) *session {
	s.source, s.asking, s.pace = src, make(chan struct{}, 1), newLimiter()
	s.creds = sdkaws.NewCredentialsCache(src, func(o *sdkaws.CredentialsCacheOptions) {
		o.ExpiryWindow, o.ExpiryWindowJitterFrac = soon, 0.5
	})
	s.config = cfg.Copy()
	s.config.Credentials = s.creds
	return s
}

// identity loads a profile, "" for the default chain. Nothing is asked over the
// network.
func (c *Client) identity(ctx context.Context, profile string) (*session, error) {
	if c.o.Isolated {
		return c.isolated(), nil
	}
	cfg, shared, err := c.load(ctx, profile)
	if err != nil {
		return nil, profileError(profile, err)
	}
	load := func(ctx context.Context) (sdkaws.CredentialsProvider, error) {
		c.o.Log.Info("credentials are read again", "profile", profile)
		fresh, _, err := c.load(ctx, profile)
		return fresh.Credentials, err
	}
	s := &session{profile: profile, region: cfg.Region, remedy: remedyOf(profile, &shared), account: accountOf(&shared)}
	if cfg.Region == "" {
		cfg.Region = fallbackRegion
		if len(c.o.Regions) > 0 {
			cfg.Region = c.o.Regions[0]
		}
	}
	again := func(err error) bool { return c.codeRefused(profile, err) }
	came := func() { c.settled(profile) }
	return newSession(s, cfg, &source{load: load, inner: cfg.Credentials, patient: patience(&shared), again: again, came: came}), nil
}

// load reads a profile, and what the files say of it.
func (c *Client) load(ctx context.Context, profile string) (sdkaws.Config, config.SharedConfig, error) {
	role := func(o *stscreds.AssumeRoleOptions) {
		if o.RoleSessionName == "" { // the profile names none
			o.RoleSessionName = c.o.SessionName
		}
		serial := sdkaws.ToString(o.SerialNumber)
		o.TokenProvider = func() (string, error) { return c.code(profile, serial) }
	}
	opts := []func(*config.LoadOptions) error{
		config.WithHTTPClient(c.transport),
		config.WithAPIOptions(c.layers),
		config.WithLogger(logger{c.o.Log}),
		config.WithRetryer(func() sdkaws.Retryer { return newRetryer() }),
		config.WithAssumeRoleCredentialOptions(role),
	}
	if profile != "" {
		opts = append(opts, config.WithSharedConfigProfile(profile))
	}
	cfg, err := aimed(ctx, opts)
	if err != nil {
		return cfg, config.SharedConfig{}, err
	}
	shared := sharedProfile(ctx, profile)
	if runs(profile, &shared) {
		cfg.Credentials = sdkaws.NewCredentialsCache(processChain(cfg, &shared, c.o.Screen, role))
	}
	return cfg, shared, nil
}

// isolated is an identity that depends on nothing outside of the program.
func (c *Client) isolated() *session {
	cfg := sdkaws.Config{
		Region: fallbackRegion, HTTPClient: c.transport,
		APIOptions: c.layers,
		Retryer:    func() sdkaws.Retryer { return newRetryer() },
	}
	if len(c.o.Regions) > 0 {
		cfg.Region = c.o.Regions[0]
	}
	fixed := credentials.NewStaticCredentialsProvider("AKIAIOSFODNN7EXAMPLE", "not-a-secret", "")
	load := func(context.Context) (sdkaws.CredentialsProvider, error) { return fixed, nil }
	return newSession(&session{region: cfg.Region}, cfg, &source{load: load, inner: fixed, patient: attemptTime})
}

// assume returns a session of a role that s assumes. Nothing is asked before the
// first call.
func (c *Client) assume(s *session, account, arn string) *session {
	load := func(context.Context) (sdkaws.CredentialsProvider, error) {
		return stscreds.NewAssumeRoleProvider(sts.NewFromConfig(s.config), arn, func(o *stscreds.AssumeRoleOptions) {
			o.RoleSessionName = c.o.SessionName
			o.ExternalID = optional(c.o.ExternalID)
			o.Duration = time.Hour // the most that a chained role gets
		}), nil
	}
	role := &session{profile: s.profile, role: arn, account: account, region: s.region, base: s, remedy: s.remedy}
	return newSession(role, s.config, &source{load: load, patient: s.source.patient + time.Minute})
}

// reject notes that AWS refused the credentials of s, which may be due to those
// that they were made from.
func (s *session) reject(creds sdkaws.Credentials, why error) {
	if creds.HasKeys() {
		s.source.reject(creds, why)
	}
	s.creds.Invalidate()
}

func (s *session) accepted(creds sdkaws.Credentials) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proven = creds.AccessKeyID
}

func (s *session) isProven(creds sdkaws.Credentials) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return creds.AccessKeyID != "" && s.proven == creds.AccessKeyID
}

func (s *session) error(kind backup.Kind, op string, in backup.Scope, err error) *backup.Error {
	words := strings.ReplaceAll(wordsOf(err), "failed to refresh cached credentials, ", "") // a layer each
	e := &backup.Error{Kind: kind, Op: op, Scope: in, Code: errorCode(err), Message: bounded(words).String(), Err: err}
	e.Action, e.Policy = denial(e.Message)
	switch {
	case refusedCode(err):
		e.Message, e.Remedy = "the MFA code was refused: "+e.Message, "type a fresh code of the device: each works once, for half a minute"
	case errors.Is(err, errAwaited):
		e.Message, e.Remedy = "its role needs an MFA code", "M types the code of the device"
	case errors.Is(err, errDeclined):
		e.Remedy = "type the MFA code when it is asked for, in the console or where the command has a terminal"
	case kind == backup.Credentials:
		e.Remedy = s.remedy
	default:
		e.Remedy = remedyFor(e)
	}
	return e
}
