package aws

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
)

// transport carries every call of a Client. The SDK would give each of its
// clients a transport of its own; with one client a scope that is thousands of
// connection pools.
type transport struct{ http.Client }

// newTransport wraps rt, or makes a transport sized for 500 scopes that share
// one host.
func newTransport(rt http.RoundTripper) *transport {
	if rt == nil {
		dial := net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
		rt = &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           dial.DialContext,
			TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:   5 * time.Second,
			ExpectContinueTimeout: time.Second,
			IdleConnTimeout:       90 * time.Second,
			MaxIdleConns:          2048,
			MaxIdleConnsPerHost:   512,
			MaxConnsPerHost:       512,
			ForceAttemptHTTP2:     true,
		}
	}
	return &transport{http.Client{
		Transport:     rt,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// WithTransportOptions is how the SDK's configuration adds the certificates of
// AWS_CA_BUNDLE. A transport of another type than Go's own keeps what it has.
func (t *transport) WithTransportOptions(opts ...func(*http.Transport)) sdkaws.HTTPClient {
	own, ok := t.Transport.(*http.Transport)
	if !ok {
		return t
	}
	own = own.Clone()
	for _, opt := range opts {
		opt(own)
	}
	return newTransport(own)
}
