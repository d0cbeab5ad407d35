package aws

import (
	"context"
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// listingPatience is how long one who looks for an account lets a list of accounts that is
// under way go on before making one of its own.
const listingPatience = 5 * time.Second

// session returns who reads an account. One that no list of accounts has named yet is
// waited for while such a list is under way, which shares the pace of AWS Organizations with
// any other, and then looked for, by one caller at a time: the lists of a whole fleet may ask
// for a hundred such accounts at once, and one listing mostly finds them all.
func (c *Client) session(ctx context.Context, account string) (*session, error) {
	if account == backup.Organization {
		return c.identities[0], nil
	}
	if s := c.known(account); s != nil {
		return s, nil
	}
	c.seeking.Add(1)
	defer c.seeking.Add(-1)
	patience := time.NewTimer(listingPatience)
	defer patience.Stop()
	for patient := true; ; {
		met, listing := c.next() // before the look: nobody is missed
		if s := c.known(account); s != nil {
			return s, nil
		}
		look := c.looking
		if listing && patient {
			look = nil // it waits
		}
		select {
		case look <- struct{}{}:
			defer func() { <-c.looking }()
			return c.find(ctx, account)
		case <-met:
		case <-patience.C:
			patient = false
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

// next is closed when one more account has got its session, or a list of accounts has
// ended; listing says whether one is under way.
func (c *Client) next() (met <-chan struct{}, listing bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.met, c.listing > 0
}

// lists notes that a list of accounts has begun, and with what it returns that it has ended.
func (c *Client) lists() (ended func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.listing++
	return func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.listing--
		c.wake()
	}
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
	c.wake()
}

// wake tells those who wait for an account to look again. c.mu is held.
func (c *Client) wake() {
	close(c.met)
	c.met = make(chan struct{})
}
