package aws

import (
	"errors"
	"fmt"
	"strings"
)

// Challenge is a question that only the operator can answer.
type Challenge struct {
	Profile string
	Serial  string // of the MFA device
	Refused string // what AWS said of the code before, "" for the first one
}

// errDeclined is a question that nobody answered.
var errDeclined = errors.New("no MFA code was given")

// code asks the operator for an MFA code.
func (c *Client) code(profile, serial string) (string, error) {
	if c.o.Ask == nil {
		return "", fmt.Errorf("%w: the role needs an MFA code of %s and nobody is there to give it", errDeclined, serial)
	}
	c.mu.Lock()
	refused := c.refusals[profile]
	delete(c.refusals, profile)
	c.mu.Unlock()
	answer, err := c.o.Ask(c.ctx, Challenge{Profile: profile, Serial: serial, Refused: refused})
	if err != nil {
		return "", fmt.Errorf("%w: %w", errDeclined, err)
	}
	return answer, nil
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
