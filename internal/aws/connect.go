package aws

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"

	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// dialAttempts is how often the first connection is tried: where nobody listens,
// twelve attempts only keep the operator waiting for half a minute. Once anything has
// answered, a network that goes away for some seconds is sat out.
const dialAttempts = 4

// errNoConnection is a connection that further attempts will not bring about.
type errNoConnection struct{ error }

func (e errNoConnection) Unwrap() error      { return e.error }
func (errNoConnection) RetryableError() bool { return false }

// hopeless reports whether the n-th attempt failed so that another one would too;
// reached is whether any attempt of the client ever got an answer, and served whether its
// host ever gave AWS's: a page among such answers is a moment of a proxy, pages alone are no AWS.
func hopeless(err error, n int, reached, served bool) bool {
	var page errPage
	var dial *net.OpError
	var certificate *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &certificate), errors.As(err, &record), errors.Is(err, http.ErrSchemeMismatch):
		return true
	case errors.As(err, &page) && !page.empty && page.status < 300:
		return n >= dialAttempts && !served
	case errors.As(err, &dial) && dial.Op == "dial":
		return n >= dialAttempts && !reached
	}
	return false
}

// attemptOf returns the number of an attempt, which the SDK tells AWS in a header.
func attemptOf(request any) int {
	if req, ok := request.(*smithyhttp.Request); ok {
		text, _, _ := strings.Cut(strings.TrimPrefix(req.Header.Get("Amz-Sdk-Request"), "attempt="), ";")
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return 1
}
