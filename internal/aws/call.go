package aws

import (
	"context"
	"errors"
	"strings"
	"time"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"

	"github.com/bkpui/bkpui/internal/backup"
)

// request is what a call needs besides its input.
type request struct {
	session *session
	scope   backup.Scope
	limit   *limiter
	service string // the SDK's name: "Backup"
	op      string // "ListBackupVaults"
	paging  bool   // a page token is sent
	keep    *[]byte
	within  time.Duration // the whole call; 0 = a minute
	attempt time.Duration // one attempt; 0 = ten seconds
	changes bool          // it changes something: see unsure
}

// do makes one call and turns what goes wrong into a *backup.Error. Credentials
// are fetched before the call's minute begins, since a person may have to type a
// code for them; ones that AWS refuses are fetched anew, once.
func do[Out any](ctx context.Context, r request, send func(context.Context) (Out, error)) (Out, error) {
	var none Out
	for again := false; ; again = true {
		creds, err := r.session.creds.Retrieve(ctx)
		if err != nil {
			return none, r.unsent(r.credentialError(ctx, err))
		}
		if r.op != "GetCallerIdentity" {
			if err := r.session.same(ctx); err != nil {
				return none, r.unsent(err)
			}
		}
		f := &flight{service: r.service, scope: r.scope, limit: r.limit, keep: r.keep, within: r.within, attempt: r.attempt}
		if r.changes {
			f.out = func() { backup.Sending(ctx) }
		}
		backup.Answered(ctx) // who it is, which may have taken a call or two
		timed, done := f.start(ctx)
		out, err := send(timed)
		done()
		if err == nil {
			r.session.accepted(creds)
			backup.Answered(ctx)
			return out, nil
		}
		e := r.error(ctx, f, creds, err)
		if e.Kind != backup.Credentials {
			if !r.keepsWaiting(e) {
				backup.Answered(ctx)
			}
			return none, e
		}
		r.session.reject(creds, err)
		if fresh, err := r.session.creds.Retrieve(ctx); again || err != nil || spent(fresh) == spent(creds) {
			return none, e
		}
	}
}

// keepsWaiting reports an error that does not say what was asked.
func (r request) keepsWaiting(e *backup.Error) bool {
	switch e.Kind {
	case backup.Throttled, backup.InternalError, backup.Unreachable, backup.Canceled:
		return true
	}
	return false
}

// unsent marks the error of a change that failed before it was sent.
func (r request) unsent(err error) error {
	var e *backup.Error
	if !r.changes || !errors.As(err, &e) {
		return err
	}
	marked := *e // the cause may be shared
	marked.Unsent = true
	return &marked
}

func (r request) error(ctx context.Context, f *flight, creds sdkaws.Credentials, err error) *backup.Error {
	caller, late := ctx.Err(), f.said != nil && timeIsOver(ctx, err)
	switch {
	case late:
		err, caller = f.said, nil // an answer says more than the silence after it
	case errors.Is(err, context.Canceled) && caller == nil && f.last != nil:
		err = errors.Join(errLate(f.time()), f.last) // the time ended between two attempts: what they met says more
	}
	kind := kindOf(err, situation{paging: r.paging, proven: r.session.isProven(creds), caller: caller})
	e := r.session.error(kind, actionName(r.service, r.op), r.scope, err)
	if kind == backup.Credentials && r.session.base != nil {
		e.Remedy = r.assumedAgain(e.Code)
	}
	var res *awshttp.ResponseError
	if errors.As(err, &res) {
		e.RequestID = res.ServiceRequestID()
	}
	if late {
		e.Message += " (and no other answer in time)"
	}
	if kind == backup.Unreachable && f.host != "" && !strings.Contains(e.Message, f.host) {
		e.Message = f.host + ": " + e.Message
	}
	if r.changes && f.unsure {
		return unsure(e)
	}
	e.Unsent = r.changes && !f.met
	return e
}

// assumedAgain is the way out where AWS refused the session of a role: what assumes it had
// been accepted, and needs no renewal.
func (r request) assumedAgain(code string) string {
	if !r.changes { // reading goes on by itself once AWS gave others
		return "its role is assumed again by itself"
	}
	what := "was refused"
	if strings.HasPrefix(code, "ExpiredToken") {
		what = "expired"
	}
	role := r.session.role[strings.LastIndexByte(r.session.role, '/')+1:]
	return "the session of role " + role + " " + what + ", not what assumes it: send it again, which assumes the role anew"
}

// timeIsOver says whether a call ended in err for want of time: its caller's, its own,
// which cancels an attempt or the wait before the next, or that of its last attempt.
func timeIsOver(ctx context.Context, err error) bool {
	var slow errSlow
	switch {
	case ctx.Err() != nil:
		return errors.Is(context.Cause(ctx), context.DeadlineExceeded)
	case errors.Is(err, context.Canceled), errors.Is(err, errTooLong):
		return true
	}
	return errors.As(err, &slow)
}

// credentialError is about credentials that could not be had: the chain is
// empty, a login has expired, or STS refused the role.
func (r request) credentialError(ctx context.Context, err error) *backup.Error {
	s, op := r.session, actionName(r.service, r.op)
	if ctx.Err() != nil {
		return s.error(backup.Canceled, op, r.scope, err)
	}
	if s.base != nil {
		creds, baseErr := s.base.creds.Retrieve(ctx)
		if baseErr != nil {
			r.session = s.base
			return r.credentialError(ctx, baseErr)
		}
		if kindOf(err, situation{}) == backup.Credentials {
			s.base.reject(creds, err)
		}
	}
	asked := innermost(err)
	if asked == nil || asked.ServiceID == metadataService {
		e := s.error(backup.Credentials, op, r.scope, err)
		if asked != nil {
			e.Message = "none found: not in AWS_* variables, not in a profile, and this machine has no role"
		}
		return e
	}
	switch kind := kindOf(err, situation{}); {
	case kind == backup.Unreachable, kind == backup.Throttled, kind == backup.InternalError,
		kind == backup.AccessDenied && asked.ServiceID == sts.ServiceID:
		return s.error(kind, actionName(asked.ServiceID, asked.OperationName), r.scope, err)
	}
	return s.error(backup.Credentials, op, r.scope, err)
}

// innermost returns the call that failed: a role may need a login, which needs a
// call of its own.
func innermost(err error) *smithy.OperationError {
	var found, op *smithy.OperationError
	for errors.As(err, &op) {
		found, err, op = op, op.Err, nil
	}
	return found
}

// actionName spells an operation as IAM does.
func actionName(service, op string) string {
	switch service {
	case "SSO OIDC":
		service = "sso-oauth"
	case "CloudControl":
		service = "cloudformation"
	default:
		service = strings.ToLower(service)
	}
	return service + ":" + op
}
