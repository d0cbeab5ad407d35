package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"github.com/bkpui/bkpui/internal/views"
)

// Exit statuses of every command. A signal ends it with 128 + its number, as
// shells expect.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3 // some scopes could not be read; they are named on standard error
	exitIssues  = 4 // a job that was watched completed with issues
)

// usageError is wrong usage: what is wrong, and the way out.
type usageError struct{ msg, hint string }

func (e *usageError) Error() string {
	if e.hint == "" {
		return e.msg
	}
	return e.msg + "\n  " + e.hint
}

func usagef(hint, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), hint}
}

// statusError is an end with a status of its own. Without a message everything was said.
type statusError struct {
	status int
	msg    string
}

func (e *statusError) Error() string { return e.msg }

// signalError is the end by a signal.
type signalError struct{ os.Signal }

func (e signalError) Error() string { return e.String() }

// exitStatus returns the status that a command ends with after err.
func exitStatus(err error) int {
	var sig signalError
	var usage *usageError
	var viewUsage *views.UsageError
	var partial *views.PartialError
	var status *statusError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &sig):
		if n, ok := sig.Signal.(syscall.Signal); ok {
			return 128 + int(n)
		}
		return exitFailed
	case errors.As(err, &usage), errors.As(err, &viewUsage):
		return exitUsage
	case errors.As(err, &partial):
		return exitPartial
	case errors.As(err, &status):
		return status.status
	default:
		return exitFailed
	}
}

// report prints err for a person, unless it is one that needs no words: a signal
// (who sent it knows), scopes already named, or a job whose end was shown.
func report(w io.Writer, err error) {
	var sig signalError
	var partial *views.PartialError
	var status *statusError
	if err == nil || errors.As(err, &sig) || errors.As(err, &partial) || errors.As(err, &status) && status.msg == "" {
		return
	}
	fmt.Fprintf(w, "bkpui: %s\n", printable(err.Error()))
}

// printable returns s without the characters that would act on a terminal: an
// error may quote a file, an answer or an argument.
func printable(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		switch {
		case r == '\n', r == '\t':
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			r = '\ufffd'
		}
		out = append(out, r)
	}
	return string(out)
}
