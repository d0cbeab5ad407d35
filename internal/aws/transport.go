package aws

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// newTransport returns what carries every call of a Client: rt, or a transport sized
// for 500 scopes that share one host. The SDK would give each of its clients a
// transport of its own; with one client a scope that is thousands of connection pools.
//
// It is the SDK's own kind of client, since its configuration adds the certificates of
// AWS_CA_BUNDLE to no other.
func newTransport(rt http.RoundTripper) sdkaws.HTTPClient {
	if rt != nil {
		return &http.Client{
			Transport:     rt,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		}
	}
	return awshttp.NewBuildableClient().
		WithDialerOptions(func(d *net.Dialer) {
			d.Timeout, d.KeepAlive = 5*time.Second, 30*time.Second
		}).
		WithTransportOptions(func(t *http.Transport) {
			t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
			t.TLSHandshakeTimeout = 5 * time.Second
			t.IdleConnTimeout = 90 * time.Second
			t.MaxIdleConns = 2048
			t.MaxIdleConnsPerHost = 512
			t.MaxConnsPerHost = 512
		})
}
