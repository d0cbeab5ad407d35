package aws

import (
	"cmp"

	"github.com/bkpui/bkpui/internal/backup"
)

// Hands says through whose hands a change in that scope goes, for a command line that
// does the same: the named profile, and the role that is assumed with it, by ARN and
// session name; empty where there is none. It asks AWS nothing.
func (c *Client) Hands(in backup.Scope, purpose string) (profile, role, session string) {
	s := c.known(in.Account.String())
	if s == nil {
		return "", "", ""
	}
	by := s.identity()
	if c.o.WriteRole == "" {
		if s.role != "" {
			session = c.o.SessionName
		}
		return by.profile, s.role, session
	}
	by.mu.Lock()
	partition := cmp.Or(by.self.partition, "aws")
	by.mu.Unlock()
	return by.profile, roleARN(c.o.WriteRole, partition, in.Account.String()), sessionName(c.o.SessionName, purpose)
}
