package sim

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"syscall"
)

// InProcess is an http.RoundTripper that calls a Handler without a socket, so
// that the SDK works within testing/synctest. A handler that panics is seen as
// a connection reset, before or in the middle of the body. Safe for concurrent
// use.
type InProcess struct{ http.Handler }

// RoundTrip waits for the handler, which ends when the request's context does.
func (t InProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer func() { _ = req.Body.Close() }()
	}
	in := req.Clone(req.Context())
	if in.Body == nil {
		in.Body = http.NoBody
	}
	in.Host, in.RequestURI, in.RemoteAddr = req.URL.Host, req.URL.RequestURI(), "127.0.0.1:0"

	rec := newRecorder()
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		t.ServeHTTP(rec, in)
	}()
	var panicked any
	select {
	case panicked = <-done:
	case <-req.Context().Done():
		<-done
		return nil, req.Context().Err()
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	if panicked == nil {
		return rec.response(req, nil), nil
	}
	if err, ok := panicked.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
		panic(panicked) // a bug of the handler, to be seen
	}
	if rec.status == 0 {
		return nil, fmt.Errorf("read tcp 127.0.0.1: %w", syscall.ECONNRESET)
	}
	return rec.response(req, io.ErrUnexpectedEOF), nil
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// newRecorderLike keeps an answer that would have had the headers of rw.
func newRecorderLike(rw http.ResponseWriter) *recorder { return &recorder{header: rw.Header()} }

func newRecorder() *recorder { return &recorder{header: make(http.Header)} }

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(b []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(b)
}

// response is what a client receives; its body ends with end, nil for the
// usual end.
func (r *recorder) response(req *http.Request, end error) *http.Response {
	r.WriteHeader(http.StatusOK)
	res := &http.Response{
		Status: fmt.Sprintf("%03d %s", r.status, http.StatusText(r.status)), StatusCode: r.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: r.header, Request: req, ContentLength: int64(r.body.Len()),
	}
	var body io.Reader = &r.body
	if end != nil {
		body = io.MultiReader(body, failing{end})
		res.ContentLength = -1
		if n, err := strconv.ParseInt(r.header.Get("Content-Length"), 10, 64); err == nil {
			res.ContentLength = n
		}
	}
	res.Body = io.NopCloser(body)
	return res
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
