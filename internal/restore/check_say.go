package restore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bkpui/bkpui/internal/backup"
)

// The findings, one function an outcome, so that a check reads like what it says.

func proven(check, source, evidence string, args ...any) Finding {
	return finding(check, OK, source, "", evidence, args)
}

func warns(check, source, remedy, evidence string, args ...any) Finding {
	return finding(check, Warning, source, remedy, evidence, args)
}

func blocks(check, source, remedy, evidence string, args ...any) Finding {
	return finding(check, Blocks, source, remedy, evidence, args)
}

func doubts(check, source, remedy, evidence string, args ...any) Finding {
	return finding(check, CannotTell, source, remedy, evidence, args)
}

func finding(check string, o Outcome, source, remedy, evidence string, args []any) Finding {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = short(s)
		}
	}
	return Finding{Check: check, Outcome: o, Evidence: fmt.Sprintf(evidence, args...), Remedy: remedy, Source: source}
}

// unanswered is the finding where a look-up ended in err: refused, failed or timed
// out, it proves nothing. action is the IAM action of the call.
func unanswered(check, action string, in backup.Scope, err error) Finding {
	var e *backup.Error
	if !errors.As(err, &e) {
		e = &backup.Error{Kind: backup.InternalError, Message: err.Error(), Err: err}
	}
	f := Finding{Check: check, Source: action}
	action, _, _ = strings.Cut(action, ",") // without what is asked beneath it
	if e.Action != "" {
		action = short(e.Action)
	}
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), e.Kind == backup.Canceled:
		f.Evidence, f.Remedy = action+" gave no answer in time", lookAgain
	case e.Kind == backup.AccessDenied:
		f.Evidence = "the reader may not " + action + " in " + in.String()
		switch {
		case e.Policy != "":
			f.Evidence += " (" + short(e.Policy) + ")"
		case e.Code == "" && e.Message != "": // not AWS's words
			f.Evidence += ": " + short(e.Message)
		}
		f.Remedy = "whoever may " + action + " there can tell; or allow it to the role that reads"
	case e.Kind == backup.Unsupported && e.Code == "" && e.Message != "": // known beforehand
		f.Evidence, f.Remedy = short(e.Message), "look at it with whoever may "+action+" in "+in.String()
	case e.Kind == backup.Unsupported:
		f.Evidence, f.Remedy = "this endpoint does not know "+action, "look at it with whoever may "+action+" in "+in.String()
	default:
		f.Evidence = action + ": " + string(e.Kind)
		if e.Message != "" {
			f.Evidence += ": " + short(e.Message)
		}
		f.Remedy = lookAgain
	}
	if e.Remedy != "" {
		f.Remedy = short(e.Remedy)
	}
	return f
}

// lookAgain is what helps where AWS gave no answer; the key is that of the review.
const lookAgain = "check again (ctrl+r)"

// notFound reports whether AWS said that there is no such thing.
func notFound(err error) bool { return backup.KindOf(err) == backup.NotFound }

// textLimit is how much of a name or message from AWS a line of a finding takes.
const textLimit = 256

// short returns s, its end cut off where it is long. Names of AWS are data; what
// they hold besides letters is for the screen to clean.
func short(s string) string {
	if len(s) <= textLimit {
		return s
	}
	cut := textLimit
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// list joins names for a sentence, the first few of many.
func list(names []string) string {
	const shown = 5
	if n := len(names); n > shown {
		return strings.Join(names[:shown], ", ") + fmt.Sprintf(" and %d more", n-shown)
	}
	return strings.Join(names, ", ")
}

// count returns "1 restore", "2 restores".
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// moment is a time in a finding, in UTC.
func moment(t backup.Time) string {
	if t.IsZero() {
		return "an unknown time"
	}
	return t.Time().Format("2006-01-02 15:04 UTC")
}

// span is a length of time as the rest of the screen says one, with its two largest units, the
// second only while it matters: 45 s, 12 min, 1 h 8 min, 1 d 10 h, 35 d.
func span(d time.Duration) string {
	const day = 24 * time.Hour
	two := func(n time.Duration, unit string, m time.Duration, part string) string {
		if m == 0 {
			return fmt.Sprintf("%d %s", n, unit)
		}
		return fmt.Sprintf("%d %s %d %s", n, unit, m, part)
	}
	switch d = max(d, 0); {
	case d >= 10*day:
		return fmt.Sprintf("%d d", d/day)
	case d >= day:
		return two(d/day, "d", d%day/time.Hour, "h")
	case d >= time.Hour:
		return two(d/time.Hour, "h", d%time.Hour/time.Minute, "min")
	case d >= time.Minute:
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return fmt.Sprintf("%d s", d/time.Second)
}
