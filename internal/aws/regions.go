package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/account"
	"github.com/aws/aws-sdk-go-v2/service/account/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

// Regions yields where an account is read: the Regions given, or all that it has
// enabled (AWS Account Management API: ListRegions), or the default ones of its
// profiles or the environment. Of an account whose role or credentials are refused it
// yields none, and why, also where the names need no call.
func (c *Client) Regions(ctx context.Context, id backup.Text) iter.Seq2[[]backup.Region, error] {
	return func(yield func([]backup.Region, error) bool) {
		s, err := c.session(ctx, id.String())
		switch {
		case err != nil:
			yield(nil, err)
			return
		case c.o.AllRegions && len(c.o.Regions) == 0:
			c.enabledRegions(ctx, s, id)(yield)
			return
		}
		rows, err := c.givenRegions(s, id), c.admitted(ctx, s, id)
		switch {
		case err != nil:
			yield(nil, err)
		case len(rows) == 0:
			yield(nil, noRegion(backup.Scope{Account: id}))
		default:
			yield(rows, nil)
		}
	}
}

// givenRegions are those that no call tells: of the options, the profiles, or the environment.
func (c *Client) givenRegions(s *session, id backup.Text) []backup.Region {
	named := c.namedRegions(id)
	switch {
	case len(c.o.Regions) > 0:
		rows := make([]backup.Region, len(c.o.Regions))
		for i, name := range c.o.Regions {
			rows[i] = backup.Region{Account: id, Name: backup.Intern(name)}
		}
		return rows
	case s.base == nil && len(named) > 0:
		return named
	case s.region == "":
		return nil
	}
	return []backup.Region{{Account: id, Name: backup.Intern(s.region)}}
}

// admitted asks for the credentials that an account is read with, which every list of it needs
// first: without them nobody may say that it can be read.
func (c *Client) admitted(ctx context.Context, s *session, id backup.Text) error {
	if _, err := s.creds.Retrieve(ctx); err != nil {
		return s.unadmitted(ctx, id, err)
	}
	return s.same(ctx)
}

// unadmitted is the error of credentials that could not be had.
func (s *session) unadmitted(ctx context.Context, id backup.Text, err error) error {
	r := request{session: s, scope: backup.Scope{Account: id}, service: sts.ServiceID, op: "AssumeRole"}
	return r.credentialError(ctx, err)
}

func (c *Client) enabledRegions(ctx context.Context, s *session, id backup.Text) iter.Seq2[[]backup.Region, error] {
	api := account.NewFromConfig(s.config)
	in := account.ListRegionsInput{
		MaxResults: sdkaws.Int32(50),
		RegionOptStatusContains: []types.RegionOptStatus{
			types.RegionOptStatusEnabled, types.RegionOptStatusEnabledByDefault, types.RegionOptStatusEnabling,
		},
	}
	r := request{
		session: s, scope: backup.Scope{Account: id}, limit: c.limiter("account/" + id.String()),
		service: account.ServiceID, op: "ListRegions",
	}
	return pages(ctx, r, func(ctx context.Context, token *string) (page[backup.Region], error) {
		in := in
		in.NextToken = token
		out, err := api.ListRegions(ctx, &in)
		if err != nil {
			return page[backup.Region]{}, err
		}
		rows := make([]backup.Region, 0, len(out.Regions))
		for _, region := range out.Regions {
			rows = append(rows, backup.Region{Account: id, Name: text(region.RegionName), OptIn: word(region.RegionOptStatus)})
		}
		return page[backup.Region]{rows, out.NextToken}, nil
	})
}

func noRegion(in backup.Scope) *backup.Error {
	return &backup.Error{
		Kind: backup.Invalid, Op: "account:ListRegions", Scope: in,
		Message: "no region: give --region or set AWS_REGION", Remedy: "give --region eu-west-1, or --region all",
	}
}
