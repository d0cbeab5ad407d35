package sim

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A param is a member of a request's query, and how AWS checks it.
type param struct {
	name  string
	check func(string) string // what is wrong with a value, "" = nothing
}

func text(name string) param { return param{name: name} }

func oneOf(name string, values ...string) param {
	return param{name, func(v string) string {
		if !slices.Contains(values, v) {
			return fmt.Sprintf("Invalid value for %s: %s. Valid values are: %s", name, v, strings.Join(values, ", "))
		}
		return ""
	}}
}

func when(name string) param {
	return param{name, func(v string) string {
		if _, ok := parseTime(v); !ok {
			return fmt.Sprintf("Invalid timestamp for %s: %s", name, v)
		}
		return ""
	}}
}

func boolean(name string) param { return oneOf(name, "true", "false") }

func arnText(name string) param {
	return param{name, func(v string) string {
		if !strings.HasPrefix(v, "arn:") || strings.Count(v, ":") < 5 {
			return fmt.Sprintf("Invalid ARN for %s: %s", name, v)
		}
		return ""
	}}
}

func account12(name string) param {
	return param{name, func(v string) string {
		if len(v) != 12 || strings.Trim(v, "0123456789") != "" {
			return fmt.Sprintf("Invalid account ID for %s: %s", name, v)
		}
		return ""
	}}
}

func accountOrAll(name string) param {
	id := account12(name)
	return param{name, func(v string) string {
		if v == "*" {
			return ""
		}
		return id.check(v)
	}}
}

func number(name string, low, high int) param {
	return param{name, func(v string) string {
		if n, err := strconv.Atoi(v); err != nil || n < low || n > high {
			return fmt.Sprintf("Invalid value for %s: %s. It must be between %d and %d.", name, v, low, high)
		}
		return ""
	}}
}

func invalid(format string, args ...any) *apiError {
	return refuse("InvalidParameterValueException", format, args...)
}

func notFound(format string, args ...any) *apiError {
	return refuse("ResourceNotFoundException", format, args...)
}

func insufficient() *apiError {
	return refuse("AccessDeniedException", "Insufficient privileges to perform this action.")
}

// parseTime reads a timestamp of a query: ISO 8601, or seconds since 1970.
func parseTime(v string) (int64, bool) {
	if t, err := time.Parse(time.RFC3339Nano, v); err == nil {
		return t.UnixMilli(), true
	}
	if f, err := strconv.ParseFloat(v, 64); err == nil && f > -1e12 && f < 1e12 {
		return int64(f * 1000), true
	}
	return 0, false
}

// time is the value of a checked timestamp member, or the given one.
func (c *call) time(name string, absent int64) int64 {
	if ms, ok := parseTime(c.query.Get(name)); ok {
		return ms
	}
	return absent
}

// answer makes the body of an answer. Few pages are made at a time, however many are asked for:
// one is tens of milliseconds of a processor, and where a console and its world are one
// process, the console wants one as well. What is small does not stand behind
// them: AWS answers it in its own time too. What nobody waits for any more is not made, or an
// hour in which answers are late would only make them later; what changes something always is.
func (w *World) answer(c *call, id string, r *http.Request) *apiError {
	if places := w.queue(c.route); places != nil {
		left := r.Context().Done()
		if c.route.method != http.MethodGet {
			left = nil
		}
		select {
		case places <- struct{}{}:
			defer func() { <-places }()
		case <-left:
			return refuse("ServiceUnavailableException", "The caller has left.")
		}
	}
	c.out.b = append(c.out.b[:0], '{')
	if c.route.method != http.MethodGet {
		if err := c.changes(id, r); err != nil {
			return err
		}
	} else if err := c.route.answer(c); err != nil {
		return err
	}
	c.out.b = append(c.out.b, '}')
	return nil
}

// queue is where answers of a route wait for their turn, nil where none does.
func (w *World) queue(rt *route) chan struct{} {
	switch {
	case rt.counts:
		return w.counting
	case rt.paged && rt.name != "ListBackupVaults": // of which a Region has few
		return w.making
	}
	return nil
}

// backup answers a request to AWS Backup. It may be called from any goroutine.
func (w *World) backup(caller Caller, rw http.ResponseWriter, r *http.Request) *apiError {
	rt, labels := w.match(r)
	if rt == nil {
		return refuse("UnknownOperationException", "Could not find operation %s %s", r.Method, r.URL.Path)
	}
	c := &call{w: w, caller: caller, route: rt, labels: labels, now: time.Now().UnixMilli(), out: w.bodies.Get().(*jsonBody)}
	defer w.bodies.Put(c.out)
	if c.scope = w.scope(caller.Account, caller.Region); c.scope == nil {
		return invalidToken()
	}
	var bad error
	if c.query, bad = url.ParseQuery(r.URL.RawQuery); bad != nil {
		return invalid("Invalid query string.")
	}
	for _, p := range rt.query {
		if v := c.query.Get(p.name); v != "" && p.check != nil {
			if wrong := p.check(v); wrong != "" {
				return invalid("%s", wrong)
			}
		}
	}
	if err := w.answer(c, rw.Header().Get(requestIDHeader), r); err != nil {
		return err
	}
	if rt.void {
		c.out.b = c.out.b[:0]
	}
	rw.Header().Set("Content-Type", "application/json")
	rw.Header().Set("Content-Length", strconv.Itoa(len(c.out.b)))
	rw.WriteHeader(cmp.Or(rt.status, http.StatusOK))
	_, _ = rw.Write(c.out.b)
	return nil
}
