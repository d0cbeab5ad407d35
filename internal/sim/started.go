package sim

import (
	"encoding/json"
	"net/http"
	"slices"
	"sync"
	"time"
)

// A Mutation is a request to change something, as it arrived.
type Mutation struct {
	ID        string // of the request, as its answer carries it
	At        time.Time
	Operation string // "StartRestoreJob"
	Account   string
	Region    string
	Caller    string // ARN of the user or role session that signed it
	Path      string
	Body      string // as it was sent
	Token     string // its idempotency token, "" without one

	Taken bool   // AWS did it, whether or not the answer reached the caller
	Job   string // ID of the job behind the answer, "" without one
	Again bool   // that job was started by an earlier request with the same token
	Code  string // of the error that AWS Backup answered with, "" where it did not
}

// mutationsRemembered bounds what Started returns: past it the older half is
// forgotten.
const mutationsRemembered = 1 << 15

// Started returns the requests to AWS Backup that change something, in the order
// in which they arrived, those that faults or refusals stopped as well. May be called
// from any goroutine.
func (w *World) Started() []Mutation {
	w.overlay.record.mu.Lock()
	defer w.overlay.record.mu.Unlock()
	all := make([]Mutation, len(w.overlay.record.all))
	for i, m := range w.overlay.record.all {
		all[i] = *m
	}
	return all
}

// An Assumption is a request for the credentials of a role.
type Assumption struct {
	At      time.Time
	Caller  string // ARN
	Role    string // ARN
	Session string // RoleSessionName
	Taken   bool   // the credentials were given
}

// Assumed returns the calls of AssumeRole that reached AWS STS, in order. May be
// called from any goroutine.
func (w *World) Assumed() []Assumption {
	w.overlay.record.mu.Lock()
	defer w.overlay.record.mu.Unlock()
	return slices.Clone(w.overlay.record.assumed)
}

// A record is what Started and Assumed return.
type record struct {
	mu      sync.Mutex
	all     []*Mutation
	byID    map[string]*Mutation
	assumed []Assumption
}

// arrived notes a request before anything can befall it.
func (t *record) arrived(id string, c Caller, op operation, r *http.Request, body []byte) {
	if op.Service != "backup" || !op.Mutates {
		return
	}
	var in struct{ IdempotencyToken string }
	_ = json.Unmarshal(body, &in) // the operation says what is wrong with it
	m := &Mutation{
		ID: id, At: time.Now(), Operation: op.Name, Account: c.Account, Region: c.Region, Caller: c.Principal,
		Path: r.URL.Path, Body: string(body), Token: in.IdempotencyToken,
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byID == nil {
		t.byID = map[string]*Mutation{}
	}
	if len(t.all) == mutationsRemembered {
		for _, old := range t.all[:mutationsRemembered/2] {
			delete(t.byID, old.ID)
		}
		t.all = slices.Clone(t.all[mutationsRemembered/2:])
	}
	t.all, t.byID[id] = append(t.all, m), m
}

// settled notes what became of a request that reached AWS Backup.
func (t *record) settled(c *call, id string, err *apiError) {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := t.byID[id]
	switch {
	case m == nil:
	case err != nil:
		m.Code = err.Code
	default:
		m.Taken, m.Job, m.Again = true, c.started, c.again
	}
}

func (t *record) assume(c Caller, role, session string, taken bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.assumed) == mutationsRemembered {
		t.assumed = slices.Clone(t.assumed[mutationsRemembered/2:])
	}
	t.assumed = append(t.assumed, Assumption{At: time.Now(), Caller: c.Principal, Role: role, Session: session, Taken: taken})
}
