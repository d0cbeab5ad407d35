package aws

import (
	"context"
	"sync"
	"sync/atomic"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"

	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/smithy-go/middleware"

	"github.com/bkpui/bkpui/internal/backup"
)

// Client reads a fleet of accounts and Regions. It holds one SDK client a scope
// and makes each when it is first needed.
type Client struct {
	ctx        context.Context // for the questions that credentials put; ends with the program
	o          Options
	transport  sdkaws.HTTPClient
	layers     []func(*middleware.Stack) error
	identities []*session

	looking chan struct{} // held by whoever lists accounts to find one
	seeking atomic.Int32  // callers whose account is not known yet
	listing int           // lists of accounts under way; mu

	mu       sync.Mutex
	sessions map[string]*session // by account ID
	met      chan struct{}       // closed when the next account has got a session
	scopes   map[backup.Scope]*scope
	pace     map[string]*limiter // of the services that are not read by scope
	refusals map[string]string   // why an MFA code was refused, by profile, until the next question
	asked    map[string]bool     // the profiles whose question for a code is with the operator
	codes    map[string]string   // those that Answer has brought, by profile, until they are sent
}

// scope is where calls to AWS Backup go.
type scope struct {
	at      backup.Scope
	session *session
	api     *sdk.Client
	limit   *limiter
	more    neighbours
}

// New reads the configuration of AWS's tools. It asks nothing over the network;
// its errors are what is wrong without it: an unknown profile, a file that can't
// be read, options that contradict themselves. The context bounds the questions
// that credentials put later.
func New(ctx context.Context, o Options) (*Client, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	c := &Client{
		ctx: ctx, o: o, transport: newTransport(o.Transport), sessions: map[string]*session{},
		scopes: map[backup.Scope]*scope{}, pace: map[string]*limiter{},
		refusals: map[string]string{}, asked: map[string]bool{}, codes: map[string]string{},
		looking: make(chan struct{}, 1), met: make(chan struct{}),
	}
	c.layers = []func(*middleware.Stack) error{layers(o.Record, make(decoders, decodersAtOnce))}
	if !o.Isolated {
		if err := unclosed(); err != nil {
			return nil, err
		}
	}
	profiles := o.Profiles
	if len(profiles) == 0 {
		profiles = []string{""}
	}
	for _, p := range profiles {
		s, err := c.identity(ctx, p)
		if err != nil {
			return nil, err
		}
		c.identities = append(c.identities, s)
		if s.account != "" && c.sessions[s.account] == nil {
			c.sessions[s.account] = s
		}
	}
	return c, nil
}

// scope returns the client of a scope. An account that no list of accounts has
// named yet is looked for.
func (c *Client) scope(ctx context.Context, in backup.Scope) (*scope, error) {
	s, err := c.session(ctx, in.Account.String())
	if err != nil {
		return nil, err
	}
	if reads := c.named(in); reads != nil && s.base == nil {
		s = reads
	}
	region := in.Region.String()
	if region == "" {
		return nil, noRegion(in)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	sc := c.scopes[in]
	if sc != nil && sc.session == s {
		return sc, nil
	}
	limit := newLimiter()
	if sc != nil {
		limit = sc.limit // AWS counts by account and Region, whoever asks
	}
	sc = &scope{at: in, session: s, limit: limit, more: newNeighbours(s.config, region)}
	sc.api = sdk.NewFromConfig(s.config, func(o *sdk.Options) {
		o.Region, o.Retryer = region, newRetryer()
	})
	c.scopes[in] = sc
	return sc, nil
}

// limiter paces a service that is not AWS Backup.
func (c *Client) limiter(key string) *limiter {
	c.mu.Lock()
	defer c.mu.Unlock()
	l, ok := c.pace[key]
	if !ok {
		l = newLimiter()
		c.pace[key] = l
	}
	return l
}
