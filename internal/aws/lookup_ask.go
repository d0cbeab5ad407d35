package aws

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/cloudcontrol"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	lookTime    = 10 * time.Second // of one call that a person waits for
	lookAttempt = 9 * time.Second  // of one attempt, which ends before the call does
	mostRows    = 3000             // of a list of choices; nobody reads more
)

// neighbours are the clients of the services around AWS Backup in one scope, each
// made when it is first asked for.
type neighbours struct {
	ec2     func() *ec2Client
	iam     func() *iam.Client
	kms     func() *kms.Client
	control func() *cloudcontrol.Client
	sts     func() *sts.Client
	trail   func() *cloudtrail.Client
}

func newNeighbours(cfg sdkaws.Config, region string) neighbours {
	cfg = cfg.Copy()
	cfg.Region = region
	cfg.Retryer = newRetryer
	return neighbours{
		ec2:     sync.OnceValue(func() *ec2Client { return newEC2(cfg) }),
		iam:     sync.OnceValue(func() *iam.Client { return iam.NewFromConfig(cfg) }),
		kms:     sync.OnceValue(func() *kms.Client { return kms.NewFromConfig(cfg) }),
		control: sync.OnceValue(func() *cloudcontrol.Client { return cloudcontrol.NewFromConfig(cfg) }),
		sts:     sync.OnceValue(func() *sts.Client { return sts.NewFromConfig(cfg) }),
		trail:   sync.OnceValue(func() *cloudtrail.Client { return cloudtrail.NewFromConfig(cfg) }),
	}
}

// looker asks the services of one scope for a person who waits.
type looker struct {
	ctx context.Context
	c   *Client
	sc  *scope
}

// look begins a look-up in a scope. An account that is not read here is no answer: a
// look-up that finds nothing would say that a name is free.
func (c *Client) look(ctx context.Context, in backup.Scope) (looker, error) {
	ctx = backup.Urgent(ctx)
	sc, err := c.scope(ctx, in)
	var e *backup.Error
	if errors.As(err, &e) && e.Kind == backup.NotFound {
		denied := *e
		denied.Kind, denied.Err = backup.AccessDenied, errNotRead
		err = &denied
	}
	return looker{ctx, c, sc}, err
}

// errNotRead is an account that the console does not read.
var errNotRead = errors.New("the account is not among those that are read")

func (l looker) request(service, op string) request {
	r := request{session: l.sc.session, scope: l.sc.at, service: service, op: op, within: lookTime, attempt: lookAttempt}
	switch service {
	case sdk.ServiceID:
		r.limit = l.sc.limit
	case iam.ServiceID:
		r.limit = l.c.limiter("iam/" + l.sc.at.Account.String())
	default:
		r.limit = l.c.limiter(service + "/" + l.sc.at.String())
	}
	return r
}

// ask makes one call.
func ask[In, Out any, Opt any](l looker, service, op string, send func(context.Context, *In, ...func(Opt)) (*Out, error), in *In) (*Out, error) {
	out, err := do(l.ctx, l.request(service, op), func(ctx context.Context) (*Out, error) { return send(ctx, in) })
	return out, permission(err)
}

// askAll follows the pages of a list until it has most rows. Where there are more,
// what it has comes with an error of kind Cut.
func askAll[V any](l looker, service, op string, most int, fetch func(ctx context.Context, token *string) ([]V, *string, error)) ([]V, error) {
	return gathered(l.request(service, op), most, pages(l.ctx, l.request(service, op), func(ctx context.Context, token *string) (page[V], error) {
		got, next, err := fetch(ctx, token)
		return page[V]{got, next}, err
	}))
}

// gathered are the rows of a sequence, with an error of kind Cut where there are more
// than most.
func gathered[V any](r request, most int, seq iter.Seq2[[]V, error]) ([]V, error) {
	var rows []V
	for got, err := range seq {
		if err != nil {
			return nil, permission(err)
		}
		if rows = append(rows, got...); len(rows) > most {
			return rows[:most:most], &backup.Error{
				Kind: backup.Cut, Op: actionName(r.service, r.op), Scope: r.scope, Message: fmt.Sprintf("there are more than these %d", most),
				Remedy: "narrow the list, or type it by hand",
			}
		}
	}
	return rows, nil
}

// permission says which permission is missing where AWS's words do not: of these services
// an operation is a permission of its own name.
func permission(err error) error {
	e, ok := err.(*backup.Error) //nolint:errorlint // do returns nothing else
	if ok && e.Kind == backup.AccessDenied && e.Action == "" {
		e.Action = e.Op
		if e.Remedy == "" {
			e.Remedy = "allow " + e.Op
		}
	}
	return err
}

// str is a text of AWS, "" where it gave none.
func str[S ~string](s *S) string { return text(s).String() }

// facts are what is known of a choice: pairs of a name and a value, without empty
// ones.
func facts(pairs ...string) map[string]string {
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = pairs[i+1]
		}
	}
	return m
}
