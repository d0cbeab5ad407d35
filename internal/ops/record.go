package ops

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/bkpui/bkpui/internal/backup"
)

// Record is one line of the journal: one event of one attempt of one item of an op.
type Record struct {
	Seq     uint64 `json:"seq"`  // 1 = the first line of the file
	Prev    string `json:"prev"` // SHA-256 of the line before, in hex; "" in the first
	Time    Stamp  `json:"time"`
	Op      string `json:"op"`
	Item    int    `json:"item"`    // 1 = the first of the op; 0 = the op as a whole
	Attempt int    `json:"attempt"` // 1 = the first of the item
	Phase   Phase  `json:"phase"`
	Kind    Kind   `json:"kind"`
	Actor   Actor  `json:"actor"`

	Account string           `json:"account"`
	Region  string           `json:"region"`
	Target  string           `json:"target"` // ARN or ID of the thing acted upon
	Thing   backup.ThingKind `json:"thing,omitempty"`
	Vault   string           `json:"vault,omitempty"` // of a point: its vault's name
	Owner   string           `json:"owner,omitempty"` // of a shared vault: its account
	Name    string           `json:"name,omitempty"`  // what the operator calls it
	Reason  string           `json:"reason,omitempty"`

	Items []string `json:"items,omitempty"` // of an op of several, as it begins: the target of each

	Operation string          `json:"operation,omitempty"` // AWS's name: "StartRestoreJob"
	Request   json.RawMessage `json:"request,omitempty"`   // AWS's JSON, without secrets
	Token     string          `json:"token,omitempty"`     // the idempotency token
	Confirmed *Circumstances  `json:"confirmed,omitempty"` // of an intent: under which circumstances
	Draft     string          `json:"draft,omitempty"`     // of an intent: ID of the draft that it was made of

	Outcome   Outcome     `json:"outcome,omitempty"`
	Finding   Verdict     `json:"finding,omitempty"` // of a look-up
	Job       string      `json:"job,omitempty"`
	Error     backup.Kind `json:"error,omitempty"`
	Message   string      `json:"message,omitempty"` // AWS's words, or what a look-up saw; of an intent a remark
	RequestID string      `json:"requestId,omitempty"`
	Note      string      `json:"note,omitempty"` // what was mended in the file before this line was written
}

// Phase is which event a record tells.
type Phase string

// The phases. An intent is on disk before its request is sent.
const (
	Begun     Phase = "begun" // an op of several items, before the first of them
	Intended  Phase = "intent"
	Ended     Phase = "outcome"
	LookedUp  Phase = "lookup"
	Stopped   Phase = "stopped"   // the rest of the op's items was not sent; Message says why
	Dismissed Phase = "dismissed" // an operator settled an intent that no look-up could
)

func allPhases() []Phase { return []Phase{Begun, Intended, Ended, LookedUp, Stopped, Dismissed} }

// Outcome is what AWS answered.
type Outcome string

// The outcomes. Refused means that AWS did nothing; Unsure that it may have; Withheld
// that it was never asked: another console's intent for the same stood before, or the
// credentials or a connection to ask with were not to be had.
const (
	Accepted Outcome = "accepted"
	Refused  Outcome = "refused"
	Unsure   Outcome = "uncertain"
	Withheld Outcome = "not sent"
)

// Actor is who acts.
type Actor struct {
	AWS     string `json:"aws,omitempty"`  // ARN, as CloudTrail shows it; "" = not known
	User    string `json:"user,omitempty"` // of the operating system
	Host    string `json:"host,omitempty"`
	Console string `json:"console,omitempty"` // version and session: one process
	PID     int    `json:"pid,omitempty"`     // of it, on Host
}

// String names the actor in a few words: user@host and the AWS identity.
func (a Actor) String() string {
	who := strings.Trim(a.User+"@"+a.Host, "@")
	if a.AWS == "" {
		return who
	}
	return strings.TrimSpace(who + " as " + backup.ShortARN(a.AWS))
}

// Stamp is a moment in milliseconds since 1970, which JSON gives as RFC 3339 in UTC.
type Stamp backup.Time

// stampNow is the moment by this machine's clock.
func stampNow() Stamp { return Stamp(backup.TimeOf(time.Now())) }

// Time returns the moment in UTC.
func (s Stamp) Time() time.Time { return backup.Time(s).Time() }

// MarshalText writes the moment with its three decimals.
func (s Stamp) MarshalText() ([]byte, error) {
	return []byte(time.UnixMilli(int64(s)).UTC().Format("2006-01-02T15:04:05.000Z")), nil
}

// UnmarshalText reads RFC 3339.
func (s *Stamp) UnmarshalText(b []byte) error {
	t, err := time.Parse(time.RFC3339, string(b))
	*s = Stamp(t.UnixMilli())
	return err
}

// longest is how many bytes a line may have with its newline. What AWS takes is
// far below it (metadata: 200 KB).
const longest = 1 << 20

// line returns the record as a line of the journal, newline included.
func (r Record) line() ([]byte, error) {
	r.Name, r.Reason = clip(r.Name, 1<<10), clip(r.Reason, 1<<10)
	r.Message, r.Note = clip(r.Message, 4<<10), clip(r.Note, 1<<10)
	r.Actor.AWS, r.Actor.User = clip(r.Actor.AWS, 1<<10), clip(r.Actor.User, 1<<10)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return nil, err
	}
	if b.Len() > longest {
		return nil, fmt.Errorf("the record has %d bytes, more than %d", b.Len(), longest)
	}
	return b.Bytes(), nil
}

// parseRecord reads a line without its newline.
func parseRecord(line []byte) (Record, error) {
	var r Record
	if err := json.Unmarshal(line, &r); err != nil {
		return Record{}, err
	}
	if r.Seq == 0 || r.Seq > 1<<53 || r.Phase == "" {
		return Record{}, errNoRecord
	}
	return r, nil
}

// clip shortens text from outside to most bytes, whole characters.
func clip(s string, most int) string {
	if len(s) <= most {
		return s
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut] + "…"
}

// whole returns the record as one of an op as a whole, of so many items.
func (r Record) whole(items int) Record {
	r.Item, r.Attempt, r.Target = 0, 0, ""
	if items > 1 {
		r.Name = strings.TrimSuffix(fmt.Sprintf("%d of %s", items, r.Vault), " of ")
	}
	return r
}

// Scope is where the request went.
func (r *Record) Scope() backup.Scope { return backup.In(r.Account, r.Region) }

// Of is the thing acted upon, as seen from the op's scope.
func (r *Record) Of() backup.Thing {
	t := backup.Thing{Kind: r.Thing, Scope: r.Scope(), Owner: r.Owner, Vault: r.Vault, ID: r.Target}
	if r.Kind == Validate {
		t.Job = backup.RestoreJob
	}
	return t
}
