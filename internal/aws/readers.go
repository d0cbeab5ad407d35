package aws

import (
	"context"
	"fmt"

	"github.com/bkpui/bkpui/internal/backup"
)

// session returns who reads an account. One that no list of accounts has named yet is
// looked for, by one caller at a time: the lists of a whole fleet may ask for a hundred
// such accounts at once, and one listing mostly finds them all.
func (c *Client) session(ctx context.Context, account string) (*session, error) {
	if account == backup.Organization {
		return c.identities[0], nil
	}
	if s := c.known(account); s != nil {
		return s, nil
	}
	c.seeking.Add(1)
	defer c.seeking.Add(-1)
	for {
		met := c.next() // before the look: nobody is missed
		if s := c.known(account); s != nil {
			return s, nil
		}
		select {
		case c.looking <- struct{}{}:
			defer func() { <-c.looking }()
			return c.find(ctx, account)
		case <-met:
		case <-ctx.Done():
			return nil, &backup.Error{Kind: backup.Canceled, Op: "organizations:ListAccounts", Scope: backup.In(account, ""), Err: ctx.Err()}
		}
	}
}

// find lists the accounts until one of them is the account, and to the end where others
// wait for theirs.
func (c *Client) find(ctx context.Context, account string) (*session, error) {
	if s := c.known(account); s != nil {
		return s, nil // found by who looked before
	}
	var last error
	for _, err := range c.Accounts(ctx) {
		last = err
		if c.seeking.Load() > 1 {
			continue
		}
		if s := c.known(account); s != nil {
			return s, nil
		}
	}
	if s := c.known(account); s != nil {
		return s, nil
	}
	if last != nil {
		return nil, last
	}
	return nil, &backup.Error{
		Kind: backup.NotFound, Op: "organizations:ListAccounts", Scope: backup.In(account, ""),
		Message: fmt.Sprintf("account %s is not among those that can be read", account),
		Remedy:  "give a --profile of that account, or --org or --account with --role-name",
	}
}

// known is who reads an account, nil before that is known.
func (c *Client) known(account string) *session {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sessions[account]
}

// next is closed when one more account has got its session.
func (c *Client) next() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.met
}

// reads makes s the session of an account, unless it has one.
func (c *Client) reads(account string, s func() *session) *session {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sessions[account] == nil {
		c.meets(account, s())
	}
	return c.sessions[account]
}

// meets gives an account its session. c.mu is held.
func (c *Client) meets(account string, s *session) {
	c.sessions[account] = s
	close(c.met)
	c.met = make(chan struct{})
}
