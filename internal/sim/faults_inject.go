package sim

import (
	"net"
	"net/http"
	"strconv"
)

const signInPage = `<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><h1>Sign in to continue</h1></body></html>`

// inject puts a request through its ordeal. It returns the writer to answer
// to and what to call after the answer; a nil writer when there is nothing
// left to answer. It panics with http.ErrAbortHandler to end a connection.
func (b *faultBox) inject(p protocol, c Caller, op operation, rw http.ResponseWriter, r *http.Request, n *counter) (http.ResponseWriter, func()) {
	o := b.draw(c, op, r)
	if o.delay > 0 {
		n.injected(Slow)
	}
	if !wait(r.Context(), o.delay) {
		return nil, nil
	}
	if o.kind == "" {
		return rw, func() {}
	}
	n.injected(o.kind)
	switch o.kind {
	case Reset:
		reset(rw)
	case Hang:
		<-r.Context().Done()
	case HTML:
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = rw.Write([]byte(signInPage))
	case TakenReset:
		return newRecorderLike(rw), func() { reset(rw) }
	case CutShort, Garbled:
		rec := newRecorderLike(rw)
		return rec, func() { damage(rw, rec, o) }
	default:
		p.writeError(rw, refusal(o.kind, c, op))
	}
	return nil, nil
}

// refusal is the error that a kind of fault answers with.
func refusal(kind FaultKind, c Caller, op operation) *apiError {
	switch kind {
	case Throttling:
		return throttled(op.Service)
	case ExpiredToken:
		return expiredToken()
	case ExpiredPage:
		return refuse("InvalidParameterValueException", "The nextToken has expired.")
	case AccessDenied:
		return notAllowed(c, op)
	case DeniedBySCP:
		return deniedBySCP(c, op)
	}
	if op.Service == "backup" {
		return refuse("ServiceUnavailableException", "The request failed due to a temporary failure of the server.")
	}
	return refuse("InternalFailure", "The request processing has failed because of an unknown error, exception or failure.")
}

// reset ends the connection with a TCP reset where there is a connection.
func reset(rw http.ResponseWriter) {
	conn, _, err := http.NewResponseController(rw).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // close sends RST instead of FIN
	}
	_ = conn.Close()
}

// damage sends a recorded answer, half of it or half of it as noise.
func damage(rw http.ResponseWriter, rec *recorder, o ordeal) {
	body := rec.body.Bytes()
	half := len(body) / 2
	rw.Header().Set("Content-Length", strconv.Itoa(len(body)))
	rw.WriteHeader(rec.status)
	if o.kind == CutShort {
		_, _ = rw.Write(body[:half])
		_ = http.NewResponseController(rw).Flush()
		panic(http.ErrAbortHandler)
	}
	for i := half; i < len(body); i++ {
		body[i] = byte(o.noise>>(i%56)) & 7 // characters that neither JSON nor XML allow
	}
	_, _ = rw.Write(body)
}
