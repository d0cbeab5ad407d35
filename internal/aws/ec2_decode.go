package aws

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/aws/protocol/ec2query"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	ec2Most      = 32 << 20 // bytes of an answer; a page of a thousand instances has about 8 MB
	ec2ErrorMost = 1 << 20  // bytes of an error that are read
)

// errHuge is an answer that no page of EC2 is as long as. Asking again would bring
// it again.
type errHuge struct{ most int64 }

func (e errHuge) Error() string      { return fmt.Sprintf("more than %d MB in one answer", e.most>>20) }
func (errHuge) RetryableError() bool { return false }

// ec2Decoder reads what EC2 answers to an operation.
type ec2Decoder struct{ op string }

// ID names the layer.
func (ec2Decoder) ID() string { return "OperationDeserializer" }

// HandleDeserialize implements middleware.DeserializeMiddleware.
func (d ec2Decoder) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	out, meta, err := next.HandleDeserialize(ctx, in)
	res, ok := out.RawResponse.(*smithyhttp.Response)
	if !ok {
		return out, meta, err
	}
	defer func() { _ = res.Body.Close() }()
	if err != nil {
		return out, meta, err
	}
	if res.StatusCode < 200 || res.StatusCode >= 300 {
		id, err := ec2Error(res.Body)
		if id != "" {
			awsmiddleware.SetRequestIDMetadata(&meta, id)
		}
		return out, meta, err
	}
	answer, err := ec2Decode(res.Body, d.op)
	if err != nil {
		return out, meta, &smithy.DeserializationError{Err: fmt.Errorf("failed to decode response body, %w", err)}
	}
	out.Result = answer
	return out, meta, nil
}

// ec2Decode reads the answer of an operation. Anything but that operation's own
// element is no answer: read as one it would be a list without rows.
func ec2Decode(body io.Reader, op string) (*ec2Answer, error) {
	bound := &io.LimitedReader{R: body, N: ec2Most + 1}
	answer := struct {
		XMLName xml.Name
		ec2Answer
	}{}
	err := xml.NewDecoder(bound).Decode(&answer)
	switch {
	case bound.N == 0:
		return nil, errHuge{ec2Most}
	case errors.Is(err, io.EOF):
		return nil, io.ErrUnexpectedEOF
	case err != nil:
		return nil, err
	case answer.XMLName.Local != op+"Response":
		return nil, fmt.Errorf("<%s> where <%sResponse> is due", bounded(answer.XMLName.Local), op)
	}
	return &answer.ec2Answer, nil
}

// ec2Error is what an answer of a bad status says, and which request that was.
func ec2Error(body io.Reader) (request string, err error) {
	text, err := io.ReadAll(io.LimitReader(body, ec2ErrorMost))
	if err != nil {
		return "", &smithy.DeserializationError{Err: fmt.Errorf("failed to copy error response body, %w", err)}
	}
	said, err := ec2query.GetErrorResponseComponents(bytes.NewReader(text))
	if err != nil {
		return "", err
	}
	const unknown = "UnknownError"
	e := &smithy.GenericAPIError{Code: unknown, Message: unknown}
	if said.Code != "" {
		e.Code = said.Code
	}
	if said.Message != "" {
		e.Message = said.Message
	}
	return said.RequestID[:min(len(said.RequestID), 128)], e
}
