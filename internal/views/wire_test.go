package views

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/bkpui/bkpui/internal/sim"
)

// wire is the way to the simulated AWS. It remembers what went over it.
type wire struct {
	sim.InProcess

	mu     sync.Mutex
	roles  map[string]int // assumed, by ARN: how often
	jobs   int            // calls that asked about one restore job
	keeps  bool           // the answers
	gave   [][]byte
	alters func([]byte) []byte // what an answer says; nil = nothing
}

func newWire(w *sim.World) *wire {
	return &wire{InProcess: sim.InProcess{Handler: w}, roles: map[string]int{}}
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil && req.Header.Get("Content-Type") == "application/x-www-form-urlencoded" {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		if form, err := url.ParseQuery(string(body)); err == nil && form.Get("Action") == "AssumeRole" {
			w.mu.Lock()
			w.roles[form.Get("RoleArn")]++
			w.mu.Unlock()
		}
		req.Body = io.NopCloser(bytes.NewReader(body))
	}
	res, err := w.InProcess.RoundTrip(req)
	w.mu.Lock()
	defer w.mu.Unlock()
	if strings.HasPrefix(req.URL.Path, "/restore-jobs/") {
		w.jobs++
	}
	if err != nil || !w.keeps && w.alters == nil {
		return res, err
	}
	body, err := io.ReadAll(res.Body)
	if w.alters != nil {
		body = w.alters(body)
		res.ContentLength = int64(len(body))
		res.Header.Del("Content-Length")
	}
	if w.keeps {
		w.gave = append(w.gave, body)
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	return res, err
}

// answers returns what AWS gave since the last time, from the first time on.
func (w *wire) answers() [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	gave := w.gave
	w.keeps, w.gave = true, nil
	return gave
}

// assumed returns the roles that were assumed.
func (w *wire) assumed() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	var roles []string
	for role := range w.roles {
		roles = append(roles, role)
	}
	return roles
}

// tap is what the program writes to the terminal, the last of it.
type tap struct {
	mu  sync.Mutex
	buf []byte
}

const tapKeeps = 1 << 16

func (t *tap) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.buf)+len(b) > 2*tapKeeps {
		t.buf = append(t.buf[:0], t.buf[max(len(t.buf)-tapKeeps, 0):]...)
	}
	t.buf = append(t.buf, b...)
	return len(b), nil
}

// take returns what was written since the last time.
func (t *tap) take() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := string(t.buf)
	t.buf = t.buf[:0]
	return s
}

// alter has answers say something else from now on.
func (w *wire) alter(answer func([]byte) []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.alters = answer
}
