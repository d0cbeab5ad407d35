package sim

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
)

const (
	requestIDHeader = "X-Amzn-Requestid"
	largestBody     = 1 << 20
)

// server is what all services share: the faults set, the rates enforced, the
// counts kept.
type server struct {
	serial atomic.Uint64
	faults faultBox
	rates  rateTable
	counts counter
}

// An operation is one call of one service, in AWS's words.
type operation struct {
	Service string
	Name    string // "ListBackupJobs"
	Mutates bool
	Serve   handler
}

type handler func(Caller, http.ResponseWriter, *http.Request) *apiError

// ServeHTTP answers one request of any service. Which one it is for says the
// credential scope of its signature, as at AWS where each has its own host.
// Safe for concurrent use.
func (w *World) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	rw.Header().Set(requestIDHeader, uuid(hash(w.seed, w.serial.Add(1))))
	// The body is read first: only then does net/http notice a client that leaves.
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, largestBody))
	if err != nil {
		restJSON.writeError(rw, &apiError{Status: http.StatusRequestEntityTooLarge, Code: "RequestEntityTooLargeException", Message: err.Error()})
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))

	c, _ := claim(r)
	speak := protocolOf(r, c.Service)
	if speak == awsJSON {
		rw.Header().Set("Content-Type", r.Header.Get("Content-Type")) // 1.0 or 1.1, as the service speaks it
	}
	op, known := w.find(c, r)
	failure := refuse("UnknownOperationException", "Could not find operation %s", op.Name)
	if !strings.HasPrefix(op.Service, "sso") { // the SSO portal is called unsigned
		if e := w.identify(&c, r); e != nil {
			failure, known = e, false
		}
	}
	w.overlay.record.arrived(rw.Header().Get(requestIDHeader), c, op, r, body)
	done := w.counts.arrived(c, op)
	defer done()
	if !known {
		speak.writeError(rw, failure)
		return
	}
	rw, end := w.faults.inject(speak, c, op, rw, r, &w.counts)
	if rw == nil {
		return
	}
	if e := w.serve(c, op, rw, r); e != nil {
		speak.writeError(rw, e)
	}
	end()
}

// serve answers what faults let through.
func (w *World) serve(c Caller, op operation, rw http.ResponseWriter, r *http.Request) *apiError {
	if w.options.Rates && !w.rates.allow(c, op) {
		w.counts.throttled()
		return throttled(op.Service)
	}
	switch op.Service {
	case "backup", "ec2", "kms", "cloudcontrolapi", "cloudtrail":
		s := w.scope(c.Account, c.Region)
		if s == nil {
			return invalidToken() // what AWS answers in a region that the account has not enabled
		}
		if s.denied {
			return deniedBySCP(c, op)
		}
	}
	return op.Serve(c, rw, r)
}

// find names the operation. For one that its service lacks, the name says what
// was asked.
func (w *World) find(c Caller, r *http.Request) (operation, bool) {
	var serve handler
	op := operation{Service: c.Service, Name: r.Method + " " + r.URL.Path}
	switch c.Service {
	case "":
		return w.findSSO(r)
	case "backup":
		op.Serve = w.backup
		op.Mutates = r.Method != http.MethodGet // also of what is not served
		if name := w.backupOperation(r); name != "" {
			op.Name = name
			return op, true
		}
		return op, false
	case "sts":
		op.Name = form(r).Get("Action")
		serve = w.stsOperations()[op.Name]
	case "organizations":
		_, op.Name, _ = strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		serve = w.organizationsOperations()[op.Name]
	case "ec2":
		op.Name = form(r).Get("Action")
		serve = w.ec2Operations()[op.Name]
	case "iam":
		op.Name = form(r).Get("Action")
		serve = w.iamOperations()[op.Name]
	case "kms":
		_, op.Name, _ = strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		serve = w.kmsOperations()[op.Name]
	case "cloudcontrolapi":
		_, op.Name, _ = strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		serve = w.cloudControlOperations()[op.Name]
	case "cloudtrail":
		target := r.Header.Get("X-Amz-Target") // of the aws command with a package before it
		op.Name = target[strings.LastIndexByte(target, '.')+1:]
		serve = w.cloudTrailOperations()[op.Name]
	case "account":
		if r.Method == http.MethodPost && strings.TrimSuffix(r.URL.Path, "/") == "/listRegions" {
			op.Name, serve = "ListRegions", w.listRegions
		}
	}
	op.Serve = serve
	return op, serve != nil
}

// protocolOf tells by the shape of a request how its sender wants to be
// answered.
func protocolOf(r *http.Request, service string) protocol {
	switch {
	case r.Header.Get("X-Amz-Target") != "":
		return awsJSON
	case service == "ec2":
		return ec2Query
	case strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded"):
		return awsQuery
	}
	return restJSON
}

func throttled(service string) *apiError {
	if service == "organizations" || service == "account" {
		return refuse("TooManyRequestsException", "You have sent too many requests in too short a period of time. The quota helps protect against denial-of-service attacks. Try again later.")
	}
	return refuse("ThrottlingException", "Rate exceeded")
}

func notAllowed(c Caller, op operation) *apiError {
	return refuse("AccessDeniedException", "User: %s is not authorized to perform: %s because no identity-based policy allows the %[2]s action", c.Principal, action(op))
}

func deniedBySCP(c Caller, op operation) *apiError {
	return refuse("AccessDeniedException", "User: %s is not authorized to perform: %s with an explicit deny in a service control policy", c.Principal, action(op))
}

// action is the operation's name in IAM policies.
func action(op operation) string {
	service := op.Service
	if service == "cloudcontrolapi" {
		service = "cloudformation"
	}
	return fmt.Sprintf("%s:%s", service, op.Name)
}
