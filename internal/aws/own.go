package aws

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	quick   = time.Second     // how long the credentials of one profile keep the next one waiting
	brief   = 5 * time.Second // and the list, where it is made again and again
	forever = time.Hour       // longer than any credentials may take
)

// errTardy is credentials that a program or a person has not given yet.
var errTardy = errors.New("its credentials have not come yet")

// own yields the accounts of the identities. One whose credentials take their time (a
// program that asks a person, a code to be typed) is waited for after the others, and only
// briefly where the operator is asked beside the list. It returns the rows, whether anybody wants more, and the first error.
func (c *Client) own(ctx context.Context, yield func([]backup.Account, error) bool) (own []backup.Account, wanted bool, trouble error) {
	var slow []*session
	add := func(row backup.Account, err error) bool {
		if err != nil && trouble == nil {
			trouble = err
		}
		var at int
		own, at = c.joined(own, row)
		return yield([]backup.Account{own[at]}, nil)
	}
	for _, s := range c.identities {
		patience := quick
		if len(c.identities) == 1 {
			patience = forever
		}
		timed, cancel := context.WithTimeout(ctx, patience)
		row, err := c.home(timed, s)
		late := err != nil && ctx.Err() == nil && errors.Is(timed.Err(), context.DeadlineExceeded)
		cancel()
		if late {
			slow = append(slow, s)
		} else if !add(row, err) {
			return own, false, trouble
		}
	}
	for _, s := range slow {
		if !add(c.slow(ctx, s)) {
			return own, false, trouble
		}
	}
	return own, true, trouble
}

// slow is the account of an identity whose credentials take their time. They are still on
// their way when it gives up, and a later list meets them.
func (c *Client) slow(ctx context.Context, s *session) (backup.Account, error) {
	if c.o.Asked != nil {
		timed, cancel := context.WithTimeout(ctx, brief)
		defer cancel()
		if _, err := s.creds.Retrieve(timed); err != nil && ctx.Err() == nil && errors.Is(timed.Err(), context.DeadlineExceeded) {
			row := s.row()
			err := s.error(backup.Credentials, "sts:GetCallerIdentity", backup.In(s.account, ""), errTardy)
			fail(&row, err)
			return c.chosen(row), err
		}
	}
	return c.home(ctx, s)
}

// row is the account of an identity as the configuration tells.
func (s *session) row() backup.Account {
	return backup.Account{ID: backup.Intern(s.account), Profile: backup.Intern(s.profile), Name: backup.Intern(s.profile), Home: true}
}

// joined adds an account to those that are known. Several profiles of one account are one
// row, which is as readable as the best of them.
func (c *Client) joined(own []backup.Account, row backup.Account) ([]backup.Account, int) {
	at := slices.IndexFunc(own, func(a backup.Account) bool { return a.Key() == row.Key() })
	switch {
	case at < 0:
		own, at = append(own, row), len(own)
	case own[at].Trouble != "" && row.Trouble == "":
		own[at] = row
	}
	if !row.ID.Empty() {
		own[at].Profile = c.profilesOf(row.ID)
	}
	return own, at
}

// profilesOf names the profiles of an account.
func (c *Client) profilesOf(id backup.Text) backup.Text {
	var names []string
	for _, s := range c.identities {
		if s.owner() == id.String() {
			names = append(names, s.profile)
		}
	}
	return backup.Intern(strings.Join(names, ", "))
}

// home is the account of an identity.
func (c *Client) home(ctx context.Context, s *session) (backup.Account, error) {
	row := s.row()
	self, err := s.whoami(ctx)
	if err != nil {
		fail(&row, err)
		return c.chosen(row), err
	}
	row.ID, row.Principal, row.Partition = backup.Intern(self.account), backup.Intern(self.arn), backup.Intern(self.partition)
	c.mu.Lock()
	if r := c.sessions[self.account]; r == nil || r.role != "" || !r.works() {
		c.meets(self.account, s)
	}
	c.mu.Unlock()
	return c.chosen(row), nil
}

// named returns the identity that reads a scope because its profile names the Region:
// where several profiles are of one account, each reads its own. It is nil where Regions
// were asked for, or none is named by a profile.
func (c *Client) named(in backup.Scope) *session {
	if len(c.o.Regions) > 0 || c.o.AllRegions {
		return nil
	}
	var found *session
	for _, s := range c.identities {
		if s.owner() == in.Account.String() && s.region == in.Region.String() && (found == nil || !found.works() && s.works()) {
			found = s
		}
	}
	return found
}

// namedRegions are the Regions that the profiles of an account name.
func (c *Client) namedRegions(id backup.Text) []backup.Region {
	var rows []backup.Region
	for _, s := range c.identities {
		row := backup.Region{Account: id, Name: backup.Intern(s.region)}
		if s.owner() != id.String() || s.region == "" || slices.ContainsFunc(rows, func(r backup.Region) bool { return r.Name == row.Name }) {
			continue
		}
		if reads := c.named(row.Scope()); reads != nil {
			row.Profile = backup.Intern(reads.profile)
		}
		rows = append(rows, row)
	}
	return rows
}
