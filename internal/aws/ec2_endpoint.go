package aws

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// endpoint is where EC2 answers. Its rules are those of STS with another first
// label: partitions, FIPS and dual-stack addresses.
func (c *ec2Client) endpoint(ctx context.Context) (url.URL, error) {
	region, own := c.config.Region, ec2Base(ctx, c.config)
	if !smithyhttp.ValidHostLabel(region) {
		return url.URL{}, fmt.Errorf("invalid input region %s", region)
	}
	has := c.options.EndpointOptions
	at, err := sts.NewDefaultEndpointResolverV2().ResolveEndpoint(ctx, sts.EndpointParameters{
		Region: &region, Endpoint: own,
		UseFIPS:      sdkaws.Bool(has.UseFIPSEndpoint == sdkaws.FIPSEndpointStateEnabled),
		UseDualStack: sdkaws.Bool(has.UseDualStackEndpoint == sdkaws.DualStackEndpointStateEnabled),
	})
	if err != nil {
		return url.URL{}, err
	}
	if rest, ok := strings.CutPrefix(at.URI.Host, "sts"); ok && own == nil {
		at.URI.Host = "ec2" + rest
	}
	return at.URI, nil
}

// ec2Base is the endpoint that the configuration names for EC2, or for all
// services; nil where it names none (AWS SDKs and Tools Reference Guide:
// service-specific endpoints).
func ec2Base(ctx context.Context, cfg sdkaws.Config) *string {
	_, all := os.LookupEnv("AWS_ENDPOINT_URL")
	_, one := os.LookupEnv("AWS_ENDPOINT_URL_EC2")
	if all && !one {
		return cfg.BaseEndpoint
	}
	for _, source := range cfg.ConfigSources {
		s, ok := source.(interface {
			GetIgnoreConfiguredEndpoints(context.Context) (ignore, found bool, err error)
		})
		if !ok {
			continue
		}
		if ignore, found, err := s.GetIgnoreConfiguredEndpoints(ctx); err == nil && found {
			if ignore {
				return cfg.BaseEndpoint
			}
			break
		}
	}
	for _, source := range cfg.ConfigSources {
		s, ok := source.(interface {
			GetServiceBaseEndpoint(ctx context.Context, sdkID string) (base string, found bool, err error)
		})
		if !ok {
			continue
		}
		if base, found, err := s.GetServiceBaseEndpoint(ctx, ec2Service); err == nil && found {
			return &base
		}
	}
	return cfg.BaseEndpoint
}
