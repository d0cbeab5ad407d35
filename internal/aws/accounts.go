package aws

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/organizations/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Accounts yields the fleet: first the accounts of the identities, then those of
// the organisation or of Options.Accounts. An account that can't be read is in it
// with its Trouble; an identity whose account is not known has an empty ID and
// the name of its profile, and a name of Options.Accounts that no account of the
// organisation has is a row of that name. The error that ends the sequence is that of
// the first identity that failed, or that of ListAccounts, so that a later pass finds
// the rest.
func (c *Client) Accounts(ctx context.Context) iter.Seq2[[]backup.Account, error] {
	return func(yield func([]backup.Account, error) bool) {
		defer c.lists()()
		own, wanted, trouble := c.own(ctx, yield)
		if !wanted {
			return
		}
		if home := c.reader(); home != nil {
			for rows, err := range c.others(ctx, home, own) {
				if err != nil {
					trouble = err
					break
				}
				if !yield(rows, nil) {
					return
				}
			}
		}
		if trouble != nil {
			yield(nil, trouble)
		}
	}
}

// reader is the first identity that works, nil when none does.
func (c *Client) reader() *session {
	for _, s := range c.identities {
		if s.works() {
			return s
		}
	}
	return nil
}

// others are the accounts that a role reads.
func (c *Client) others(ctx context.Context, home *session, own []backup.Account) iter.Seq2[[]backup.Account, error] {
	if c.o.Org {
		return c.organization(ctx, home, own)
	}
	return func(yield func([]backup.Account, error) bool) {
		if rows := c.given(ctx, home, own); len(rows) > 0 {
			yield(rows, nil)
		}
	}
}

// given are the accounts of Options.Accounts that are not an identity's own.
func (c *Client) given(ctx context.Context, home *session, own []backup.Account) []backup.Account {
	var rows []backup.Account
	for _, id := range c.o.Accounts {
		if accountShape.MatchString(id) && !listed(own, id) {
			rows = append(rows, c.foreign(ctx, home, backup.Account{ID: backup.Intern(id)}))
		}
	}
	return rows
}

// foreign completes an account that is not an identity's own, and tells how it is read.
func (c *Client) foreign(ctx context.Context, home *session, row backup.Account) backup.Account {
	if row.Partition.Empty() {
		row.Partition = backup.Intern(home.known().partition)
	}
	row.Profile = backup.Intern(home.profile)
	if row = c.chosen(row); row.Skipped {
		return row
	}
	if c.o.RoleName == "" {
		row.Trouble, row.Why = backup.Invalid, backup.Intern("no role to read this account with")
		row.Remedy = backup.Intern("give --role-name, the role to assume in every account")
		return row
	}
	id := row.ID.String()
	_, name, isARN := strings.Cut(c.o.RoleName, ":role/")
	if !isARN {
		name = strings.TrimPrefix(c.o.RoleName, "/")
	}
	arn := "arn:" + row.Partition.String() + ":iam::" + id + ":role/" + name
	s := c.reads(id, func() *session { return c.assume(home, id, arn) })
	row.Role = backup.Intern(s.role)
	if err := s.source.refusal(); err != nil {
		fail(&row, s.unadmitted(ctx, row.ID, err))
	}
	return row
}

// chosen leaves an account out that is excluded, not asked for, or not active.
func (c *Client) chosen(row backup.Account) backup.Account {
	named := func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return called(&row, n) })
	}
	switch state := row.State.String(); {
	case named(c.o.Exclude):
		row.Skipped, row.Why = true, backup.Intern("excluded")
	case len(c.o.Accounts) > 0 && !named(c.o.Accounts):
		row.Skipped, row.Why = true, backup.Intern("not among the accounts asked for")
	case state != "" && state != string(types.AccountStateActive):
		row.Skipped, row.Why = true, backup.Intern("the account is "+strings.ToLower(strings.ReplaceAll(state, "_", " ")))
	}
	return row
}

// called reports whether an account has this ID or name.
func called(a *backup.Account, name string) bool {
	return name == a.ID.String() || strings.EqualFold(name, a.Name.String())
}

// fail notes why an account can't be read.
func fail(row *backup.Account, err error) {
	var e *backup.Error
	if errors.As(err, &e) {
		refused := ""
		if e.Kind == backup.AccessDenied {
			refused = cmp.Or(e.Action, e.Op)
		}
		row.Trouble, row.Refused, row.Why, row.Remedy = e.Kind, backup.Intern(refused), backup.Intern(e.Message), backup.Intern(e.Remedy)
	}
}

func listed(rows []backup.Account, id string) bool {
	return slices.ContainsFunc(rows, func(a backup.Account) bool { return a.ID.String() == id })
}
