package aws

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// errEndpoint is an endpoint that no request can be sent to.
type errEndpoint string

func (e errEndpoint) Error() string {
	return fmt.Sprintf("AWS_ENDPOINT_URL or endpoint_url: no URL: %q; such as http://127.0.0.1:4599", string(e))
}

// aimed loads a configuration whose credential chain, too, calls the endpoint of
// AWS_ENDPOINT_URL or endpoint_url, as AWS's other tools do. The SDK resolves
// that endpoint after the chain, so the chain's own calls for roles and logins
// would leave for AWS.
func aimed(ctx context.Context, opts []func(*config.LoadOptions) error) (sdkaws.Config, error) {
	cfg, err := config.LoadDefaultConfig(ctx, opts...)
	if err != nil || cfg.BaseEndpoint == nil {
		return cfg, err
	}
	to, err := url.Parse(*cfg.BaseEndpoint)
	if err != nil || to.Host == "" || to.Scheme != "http" && to.Scheme != "https" {
		return cfg, errEndpoint(*cfg.BaseEndpoint)
	}
	return config.LoadDefaultConfig(ctx, append(opts, func(o *config.LoadOptions) error {
		o.APIOptions = append(o.APIOptions[:len(o.APIOptions):len(o.APIOptions)], aim(to))
		return nil
	})...)
}

// aim sends the calls for credentials to an endpoint, unless their service has
// one of its own.
func aim(to *url.URL) func(*middleware.Stack) error {
	turn := middleware.FinalizeMiddlewareFunc("bkpuiAim", func(
		ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
	) (middleware.FinalizeOutput, middleware.Metadata, error) {
		req, ok := in.Request.(*smithyhttp.Request)
		if ok && req.URL.Host != to.Host && forCredentials(awsmiddleware.GetServiceID(ctx)) {
			req.URL.Scheme, req.URL.Host = to.Scheme, to.Host
			req.Host = ""
			raw := strings.TrimSuffix(to.EscapedPath(), "/") + req.URL.EscapedPath()
			req.URL.Path, req.URL.RawPath = strings.TrimSuffix(to.Path, "/")+req.URL.Path, raw
		}
		return next.HandleFinalize(ctx, in)
	})
	return func(stack *middleware.Stack) error {
		if _, ok := stack.Finalize.Get("ResolveEndpointV2"); !ok {
			return nil // instance metadata has no endpoint to resolve
		}
		return stack.Finalize.Insert(turn, "ResolveEndpointV2", middleware.After)
	}
}

func forCredentials(service string) bool {
	switch service {
	case "STS", "SSO", "SSO OIDC", "Signin":
		_, own := os.LookupEnv("AWS_ENDPOINT_URL_" + strings.ToUpper(strings.ReplaceAll(service, " ", "_")))
		return !own
	}
	return false
}
