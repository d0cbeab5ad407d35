package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"

	"github.com/bkpui/bkpui/internal/backup"
)

// pageSize is the most that AWS Backup gives at once.
const pageSize = 1000

// page is what one call of a list brought.
type page[V any] struct {
	rows []V
	next *string
}

// list pages through an operation of AWS Backup. The first error ends it.
func list[V any](
	ctx context.Context, c *Client, in backup.Scope, op string,
	fetch func(ctx context.Context, api *sdk.Client, token *string) (page[V], error),
) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) {
		sc, err := c.scope(ctx, in)
		if err != nil {
			yield(nil, err)
			return
		}
		pages(ctx, sc.request(op), func(ctx context.Context, token *string) (page[V], error) {
			return fetch(ctx, sc.api, token)
		})(yield)
	}
}

// pages follows the tokens of any list. Pages may be empty and still not be the
// last; a token that comes twice in a row would never end.
func pages[V any](ctx context.Context, r request, fetch func(context.Context, *string) (page[V], error)) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) {
		var token *string
		for first := true; first || sdkaws.ToString(token) != ""; first = false {
			r.paging = !first
			got, err := do(ctx, r, func(ctx context.Context) (page[V], error) { return fetch(ctx, token) })
			if err != nil {
				yield(nil, err)
				return
			}
			if t := sdkaws.ToString(got.next); t != "" && t == sdkaws.ToString(token) {
				yield(nil, &backup.Error{
					Kind: backup.TokenExpired, Op: actionName(r.service, r.op), Scope: r.scope,
					Message: "AWS gave the same page twice",
				})
				return
			}
			if token = got.next; len(got.rows) > 0 || first {
				if !yield(got.rows, nil) {
					return
				}
			}
		}
	}
}

func (s *scope) request(op string) request {
	return request{session: s.session, scope: s.at, limit: s.limit, service: sdk.ServiceID, op: op}
}

// get makes one call to AWS Backup that is no list.
func get[Out any](ctx context.Context, s *scope, op string, send func(context.Context, *sdk.Client) (Out, error)) (Out, error) {
	return do(ctx, s.request(op), func(ctx context.Context) (Out, error) { return send(ctx, s.api) })
}
