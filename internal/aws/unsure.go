package aws

import (
	"errors"
	"net"
	"strings"

	"github.com/bkpui/bkpui/internal/backup"
)

// mayHaveArrived reports whether AWS may have taken a request whose attempt failed:
// it was sent, and no answer came that says what became of it.
func mayHaveArrived(status int, err error) bool {
	var dial *net.OpError
	var dns *net.DNSError
	switch {
	case err == nil:
		return false
	case status >= 500, status >= 200 && status < 300:
		return true
	case status != 0:
		return false
	case errors.As(err, &dial) && dial.Op == "dial", errors.As(err, &dns), credentialWords(strings.ToLower(err.Error())):
		return false // it never left
	}
	return true
}

// unsure makes the error of a change one that says so where an earlier attempt may
// have been taken: that a later one was refused tells nothing about it.
func unsure(e *backup.Error) *backup.Error {
	switch e.Kind {
	case backup.Unreachable, backup.InternalError, backup.Canceled:
		return e
	}
	e.Message = "an attempt got no answer and may have been taken; the last answer: " + string(e.Kind) + ": " + e.Message
	e.Kind, e.Remedy = backup.Unreachable, "look whether it was taken before it is sent again"
	return e
}
