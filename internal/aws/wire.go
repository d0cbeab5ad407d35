package aws

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// errPage is an answer that no AWS service gives: a web page, or nothing at all.
// Gateways in front of a service answer their own trouble with pages too, so
// server errors, empty answers and pages that stand for an answer are worth another
// attempt; how many, hopeless says.
type errPage struct {
	status int
	empty  bool
	to     string // where a redirect leads
}

func (e errPage) Error() string {
	switch {
	case e.empty:
		return fmt.Sprintf("an empty answer (HTTP %d)", e.status)
	case e.to != "":
		return fmt.Sprintf("a redirect to %s (HTTP %d), not AWS", e.to, e.status)
	default:
		return fmt.Sprintf("a web page (HTTP %d), not AWS", e.status)
	}
}

func (e errPage) RetryableError() bool { return e.empty || e.status >= 500 || e.status < 300 }

// wire looks at the answer before the SDK decodes it. The SDK takes an empty body
// for a page without rows and without a next one, which would end a list early.
type wire struct{}

// ID names the layer.
func (wire) ID() string { return "bkpuiWire" }

// HandleDeserialize implements middleware.DeserializeMiddleware.
func (wire) HandleDeserialize(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (
	middleware.DeserializeOutput, middleware.Metadata, error,
) {
	got, _ := ctx.Value(answerKey{}).(*answer)
	if req, ok := in.Request.(*smithyhttp.Request); ok && got != nil {
		got.host = req.URL.Host
	}
	out, meta, err := next.HandleDeserialize(ctx, in)
	res, ok := out.RawResponse.(*smithyhttp.Response)
	if err != nil || !ok || got == nil {
		return out, meta, err
	}
	got.status, got.id = res.StatusCode, requestID(res.Header)
	body := &counted{ReadCloser: res.Body, got: got}
	head := make([]byte, 256)
	n, err := io.ReadFull(body, head)
	head = head[:n]
	switch {
	case n == 0 && errors.Is(err, io.EOF) && res.StatusCode < 300 && reads(awsmiddleware.GetOperationName(ctx)):
		return out, meta, errPage{status: res.StatusCode, empty: true}
	case n == 0 && err != nil && !errors.Is(err, io.EOF):
		return out, meta, err
	case res.StatusCode >= 300 && res.StatusCode < 400:
		return out, meta, errPage{status: res.StatusCode, to: res.Header.Get("Location")}
	case webPage(res.Header, head), res.StatusCode >= 400 && strings.HasPrefix(res.Header.Get("Content-Type"), "text/plain"):
		return out, meta, errPage{status: res.StatusCode}
	}
	if got.leave, err = got.decoders.enter(ctx, res.ContentLength, got.clocks); err != nil {
		return out, meta, err
	}
	whole := io.MultiReader(bytes.NewReader(head), body)
	if f := flightOf(ctx, awsmiddleware.GetServiceID(ctx)); f != nil && f.keep != nil && res.StatusCode < 300 {
		*f.keep = (*f.keep)[:0]
		whole = io.TeeReader(whole, (*sink)(f.keep))
	}
	res.Body = readCloser{whole, body}
	return out, meta, nil
}

// reads reports whether an operation answers with a body.
func reads(op string) bool {
	return strings.HasPrefix(op, "List") || strings.HasPrefix(op, "Get") || strings.HasPrefix(op, "Describe") ||
		strings.HasPrefix(op, "Start") || op == "AssumeRole"
}

func webPage(h http.Header, head []byte) bool {
	if strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "text/html") {
		return true
	}
	head = bytes.ToLower(bytes.TrimLeft(head, "\ufeff \t\r\n"))
	return bytes.HasPrefix(head, []byte("<!doctype")) || bytes.HasPrefix(head, []byte("<html"))
}

func requestID(h http.Header) string {
	for _, name := range []string{"X-Amzn-Requestid", "X-Amz-Request-Id"} {
		if id := h.Get(name); id != "" {
			return id[:min(len(id), 128)]
		}
	}
	return ""
}

type counted struct {
	io.ReadCloser
	got *answer
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	c.got.bytes += int64(n)
	return n, err
}

type readCloser struct {
	io.Reader
	io.Closer
}

type sink []byte

func (s *sink) Write(p []byte) (int, error) {
	*s = append(*s, p...)
	return len(p), nil
}
