package aws

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// ec2Request writes a call as a form (Amazon EC2 API Reference: Query requests).
type ec2Request struct {
	c  *ec2Client
	op string
}

// ID names the layer.
func (ec2Request) ID() string { return "OperationSerializer" }

// HandleSerialize implements middleware.SerializeMiddleware.
func (s ec2Request) HandleSerialize(ctx context.Context, in middleware.SerializeInput, next middleware.SerializeHandler) (
	out middleware.SerializeOutput, meta middleware.Metadata, err error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	values, known := in.Parameters.(url.Values)
	if !ok || !known {
		return out, meta, &smithy.SerializationError{Err: fmt.Errorf("a request %T of %T", in.Request, in.Parameters)}
	}
	at, err := s.c.endpoint(ctx)
	if err != nil {
		return out, meta, fmt.Errorf("failed to resolve service endpoint, %w", err)
	}
	form := url.Values{"Action": {s.op}, "Version": {ec2Version}}
	for name, v := range values {
		form[name] = v
	}
	req.Method = http.MethodPost
	req.URL = &at
	req.URL.Path = strings.TrimSuffix(req.URL.Path, "/") + "/"
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if in.Request, err = req.SetStream(strings.NewReader(form.Encode())); err != nil {
		return out, meta, &smithy.SerializationError{Err: err}
	}
	return next.HandleSerialize(ctx, in)
}

// ec2Signer signs each attempt by the clock of the service, which the answers tell.
type ec2Signer struct{ c *ec2Client }

// ID names the layer.
func (ec2Signer) ID() string { return "Signing" }

// HandleFinalize implements middleware.FinalizeMiddleware.
func (s ec2Signer) HandleFinalize(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (
	out middleware.FinalizeOutput, meta middleware.Metadata, err error,
) {
	req, ok := in.Request.(*smithyhttp.Request)
	if !ok {
		return out, meta, fmt.Errorf("a request %T can't be signed", in.Request)
	}
	creds, err := s.c.config.Credentials.Retrieve(ctx)
	if err != nil {
		return out, meta, fmt.Errorf("get identity: get credentials: %w", err)
	}
	now := time.Now().Add(time.Duration(s.c.skew.Load()))
	if err := s.c.options.HTTPSignerV4.SignHTTP(ctx, creds, req.Request, v4.GetPayloadHash(ctx), "ec2", s.c.config.Region, now); err != nil {
		return out, meta, fmt.Errorf("sign request: %w", err)
	}
	out, meta, err = next.HandleFinalize(ctx, in)
	if skew, ok := awsmiddleware.GetAttemptSkew(meta); ok {
		s.c.skew.Store(int64(skew))
	}
	return out, meta, err
}
