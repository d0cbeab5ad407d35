package aws

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/bkpui/bkpui/internal/backup"
)

// Challenge is a question that only the operator can answer.
type Challenge struct {
	Profile string
	Serial  string // of the MFA device
	Refused string // what AWS said of the code before, "" for the first one
	Settled bool   // the profile has credentials again: there is nothing more to answer
}

var (
	errDeclined = errors.New("no MFA code was given")  // a question that nobody answered
	errAwaited  = errors.New("an MFA code is awaited") // a question that stands until Answer
)

// code asks the operator for an MFA code.
func (c *Client) code(profile, serial string) (string, error) {
	if c.o.Ask == nil && c.o.Asked != nil {
		return c.awaited(profile, serial)
	}
	if c.o.Ask == nil {
		return "", fmt.Errorf("%w: the role needs an MFA code of %s and nobody is there to give it", errDeclined, serial)
	}
	c.mu.Lock()
	refused := c.refusals[profile]
	delete(c.refusals, profile)
	c.mu.Unlock()
	answer, err := c.o.Ask(c.ctx, Challenge{Profile: profile, Serial: serial, Refused: refused})
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", errDeclined, err)
	case answer == "":
		return "", errDeclined
	}
	return answer, nil
}

// awaited returns the code that Answer has brought, and puts the question where there is none.
func (c *Client) awaited(profile, serial string) (string, error) {
	c.mu.Lock()
	code, given := c.codes[profile]
	delete(c.codes, profile) // each works once
	asked := c.asked[profile]
	c.asked[profile] = true
	c.mu.Unlock()
	if given {
		return code, nil
	}
	if !asked {
		c.o.Asked(c.ctx, Challenge{Profile: profile, Serial: serial})
	}
	return "", errAwaited
}

// settled tells that a profile that waited for a code has its credentials.
func (c *Client) settled(profile string) {
	c.mu.Lock()
	asked := c.asked[profile]
	delete(c.asked, profile)
	c.mu.Unlock()
	if asked {
		c.o.Asked(c.ctx, Challenge{Profile: profile, Settled: true})
	}
}

// Answer gives the MFA code that a profile waits for (see Options.Asked) and fetches its
// credentials with it. The error is AWS's words where it refuses the code: the question
// stands then, for another one. It may be called from any goroutine and waits for AWS.
func (c *Client) Answer(ctx context.Context, profile, code string) error {
	s := c.identityOf(profile)
	if s == nil {
		return fmt.Errorf("no profile %q is in use", profile)
	}
	c.mu.Lock()
	c.codes[profile] = code
	c.mu.Unlock()
	for {
		s.source.forget()
		_, err := s.creds.Retrieve(ctx)
		if c.untaken(profile) && errors.Is(err, errAwaited) && ctx.Err() == nil {
			continue // it joined one that had begun without the code
		}
		c.mu.Lock()
		delete(c.codes, profile)
		c.mu.Unlock()
		if err != nil {
			r := request{session: s, scope: backup.In(s.account, ""), service: sts.ServiceID, op: "AssumeRole"}
			return r.credentialError(ctx, err)
		}
		return nil
	}
}

func (c *Client) untaken(profile string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, there := c.codes[profile]
	return there
}

// identityOf is the identity of a profile, nil where there is none.
func (c *Client) identityOf(profile string) *session {
	for _, s := range c.identities {
		if s.profile == profile {
			return s
		}
	}
	return nil
}

// refusedCode reports whether AWS refused what the operator typed as the MFA code: for its
// value, or for its shape (AWS STS API: AssumeRole, TokenCode).
func refusedCode(err error) bool {
	words := strings.ToLower(wordsOf(err))
	return strings.Contains(words, "multifactorauthentication failed") || strings.Contains(words, "at 'tokencode' failed")
}

// codeRefused remembers for the next question why the last code was refused. It reports
// whether there is a next question.
func (c *Client) codeRefused(profile string, err error) bool {
	if c.o.Ask == nil || !refusedCode(err) {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.refusals[profile] = bounded(wordsOf(err)).String()
	return true
}
