package aws

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync/atomic"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/logging"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	ec2Service = "EC2" // the SDK's name
	ec2Version = "2016-11-15"
)

// ec2Client makes the Describe calls of Amazon EC2, on the core of the SDK: its
// retries, signer, errors and layers are those of every other client here. The SDK's
// own client of EC2 knows 750 operations and takes longer to compile than all the
// rest of this program.
type ec2Client struct {
	config  sdkaws.Config
	options sts.Options  // what the SDK makes of the configuration for a regional service of the query protocol
	skew    atomic.Int64 // nanoseconds that the service's clock is ahead of ours
}

func newEC2(cfg sdkaws.Config) *ec2Client {
	return &ec2Client{config: cfg, options: sts.NewFromConfig(cfg).Options()}
}

// describe makes one call: the parameters are those of the Query API, without
// Action and Version.
func (c *ec2Client) describe(ctx context.Context, op string, in url.Values) (*ec2Answer, error) {
	stack := middleware.NewStack(op, smithyhttp.NewStackRequest)
	if err := c.assemble(stack, op); err != nil {
		return nil, fmt.Errorf("EC2: %w", err)
	}
	ctx = middleware.ClearStackValues(ctx)
	ctx = middleware.WithOperationName(middleware.WithServiceID(ctx, ec2Service), op)
	ctx = awsmiddleware.SetOperationName(awsmiddleware.SetServiceID(ctx, ec2Service), op)
	ctx = awsmiddleware.SetRegion(ctx, c.config.Region)
	ctx = middleware.SetLogger(ctx, c.logger())
	handler := middleware.DecorateHandler(smithyhttp.NewClientHandlerWithOptions(c.config.HTTPClient), stack)
	out, _, err := handler.Handle(ctx, in)
	if err != nil {
		return nil, &smithy.OperationError{ServiceID: ec2Service, OperationName: op, Err: err}
	}
	return out.(*ec2Answer), nil
}

func (c *ec2Client) logger() logging.Logger {
	if c.config.Logger == nil {
		return logging.Nop{}
	}
	return c.config.Logger
}

// assemble builds the layers of a call in the order of the SDK's own clients, and
// ours among them.
func (c *ec2Client) assemble(stack *middleware.Stack, op string) error {
	agent := awsmiddleware.NewRequestUserAgent()
	agent.AddSDKAgentKeyValue(awsmiddleware.APIMetadata, "ec2", sdkaws.SDKVersion)
	if c.config.AppID != "" {
		agent.AddSDKAgentKey(awsmiddleware.ApplicationIdentifier, c.config.AppID)
	}
	again := retry.NewAttemptMiddleware(c.options.Retryer, smithyhttp.RequestCloner, func(a *retry.Attempt) { a.ClientSkew = &c.skew })
	err := errors.Join(
		stack.Serialize.Add(ec2Request{c, op}, middleware.After),
		stack.Build.Add(&awsmiddleware.ClientRequestID{}, middleware.After),
		stack.Build.Add(agent, middleware.After),
		stack.Build.Add(&awsmiddleware.RecursionDetection{}, middleware.After),
		stack.Finalize.Add(again, middleware.After),
		stack.Finalize.Add(&v4.ComputePayloadSHA256{}, middleware.After),
		stack.Finalize.Add(ec2Signer{c}, middleware.After),
		stack.Deserialize.Add(&awsmiddleware.AddRawResponse{}, middleware.After),
		stack.Deserialize.Add(&awshttp.ResponseErrorWrapper{}, middleware.After),
		stack.Deserialize.Add(&awsmiddleware.RequestIDRetriever{}, middleware.After),
		stack.Deserialize.Add(ec2Decoder{op}, middleware.After),
		stack.Deserialize.Add(&awsmiddleware.RecordResponseTiming{}, middleware.After),
	)
	for _, add := range c.config.APIOptions {
		err = errors.Join(err, add(stack))
	}
	return err
}
