package aws

import (
	"context"
	"iter"
	"slices"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/organizations"
	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// organization lists the accounts of the organisation (AWS Organizations API:
// ListAccounts, from the management or a delegated administrator account). Where
// that is refused, the accounts that were given stand in for it.
func (c *Client) organization(ctx context.Context, home *session, own []backup.Account) iter.Seq2[[]backup.Account, error] {
	return func(yield func([]backup.Account, error) bool) {
		api := organizations.NewFromConfig(home.config)
		r := request{
			session: home, scope: backup.In(home.known().account, ""), limit: c.limiter("organizations"),
			service: organizations.ServiceID, op: "DescribeOrganization",
		}
		management := ""
		if out, err := do(ctx, r, func(ctx context.Context) (*organizations.DescribeOrganizationOutput, error) {
			return api.DescribeOrganization(ctx, nil)
		}); err == nil && out.Organization != nil {
			management = sdkaws.ToString(out.Organization.MasterAccountId)
		}
		r.op = "ListAccounts"
		missing := slices.Clone(c.o.Accounts)
		met := func(rows []backup.Account) {
			missing = slices.DeleteFunc(missing, func(name string) bool {
				return slices.ContainsFunc(rows, func(a backup.Account) bool { return called(&a, name) })
			})
		}
		met(own)
		for rows, err := range pages(ctx, r, func(ctx context.Context, token *string) (page[types.Account], error) {
			out, err := api.ListAccounts(ctx, &organizations.ListAccountsInput{NextToken: token})
			if err != nil {
				return page[types.Account]{}, err
			}
			return page[types.Account]{out.Accounts, out.NextToken}, nil
		}) {
			if err != nil {
				if given := c.given(ctx, home, own); len(given) > 0 && !yield(given, nil) {
					return
				}
				yield(nil, err)
				return
			}
			members := c.members(ctx, home, own, rows, management)
			met(members)
			if !yield(members, nil) {
				return
			}
		}
		if len(missing) > 0 {
			yield(nobodys(missing), nil)
		}
	}
}

// nobodys are rows for names that no account of the organisation has.
func nobodys(names []string) []backup.Account {
	rows := make([]backup.Account, len(names))
	for i, name := range names {
		rows[i] = backup.Account{
			Name: backup.Intern(name), Trouble: backup.NotFound, Why: backup.Intern("no account of the organisation is called that"),
		}
	}
	return rows
}

func (c *Client) members(ctx context.Context, home *session, own []backup.Account, in []types.Account, management string) []backup.Account {
	rows := make([]backup.Account, 0, len(in))
	for _, a := range in {
		state := word(a.State)
		if state.Empty() {
			state = word(a.Status)
		}
		row := backup.Account{
			ID: text(a.Id), Name: text(a.Name), Email: text(a.Email), State: state, Joined: at(a.JoinedTimestamp),
			Management: management != "" && sdkaws.ToString(a.Id) == management,
		}
		if p, ok := backup.SplitARN(sdkaws.ToString(a.Arn)); ok {
			row.Partition = backup.Intern(p.Partition)
		}
		if i := slices.IndexFunc(own, func(h backup.Account) bool { return h.ID == row.ID }); i >= 0 {
			h := own[i]
			row.Home, row.Profile, row.Principal = true, h.Profile, h.Principal
			row.Trouble, row.Why, row.Remedy, row.Partition = h.Trouble, h.Why, h.Remedy, h.Partition
			rows = append(rows, c.chosen(row))
			continue
		}
		rows = append(rows, c.foreign(ctx, home, row))
	}
	return rows
}
