package backup

import (
	"errors"
	"strings"
)

// Kind is what went wrong, decided once where AWS answers.
type Kind string

// The kinds of errors. An empty Kind means no error.
const (
	AccessDenied  Kind = "access denied"
	Throttled     Kind = "throttled"
	Credentials   Kind = "credentials" // missing, expired or refused; Remedy says what mends them
	RegionOff     Kind = "region disabled"
	NotFound      Kind = "not found"
	Invalid       Kind = "invalid request"
	TokenExpired  Kind = "page token expired" // the list has to start again
	Conflict      Kind = "conflict"
	Quota         Kind = "quota reached"
	Unreachable   Kind = "unreachable"
	Unsupported   Kind = "not supported by this endpoint"
	Cut           Kind = "list cut short" // what came with the error is the beginning of it
	Canceled      Kind = "canceled"
	InternalError Kind = "internal error"
)

// Error is an answer of AWS that is no success, or the reason why there was none.
type Error struct {
	Kind      Kind
	Op        string // service:Operation, as IAM spells it: "backup:ListBackupVaults"
	Scope     Scope
	Action    string // the IAM action that is missing, where AWS says it
	Policy    string // which kind of policy denied, where AWS says it: "service control policy", "identity-based policy" …
	Code      string // AWS's error code
	Message   string // AWS's words, or the transport's
	RequestID string
	Remedy    string // a command or a step that mends it, where one is known
	Unsent    bool   // of a change: it never left, since its credentials or a connection were not to be had
	Err       error  // the cause, for errors.Is and errors.As
}

// Error returns one line: the operation, the scope, the kind and AWS's words.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Op)
	if e.Scope != (Scope{}) {
		b.WriteString(" in " + e.Scope.String())
	}
	b.WriteString(": " + string(e.Kind))
	if e.Message != "" {
		b.WriteString(": " + e.Message)
	}
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Refusal reports whether AWS will go on answering so until somebody changes a permission
// or a setting.
func (k Kind) Refusal() bool { return k == AccessDenied || k == RegionOff || k == Unsupported }

// KindOf returns the kind of err: "" for nil, InternalError for errors that no
// answer of AWS is behind.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return InternalError
}
