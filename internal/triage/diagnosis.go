package triage

import (
	"cmp"
	"strings"
)

// Diagnosis is what is known about why something went wrong.
type Diagnosis struct {
	Brief
	Meaning    string     `json:"meaning,omitempty"`
	Remedy     []string   `json:"remedy,omitempty"` // steps, in the order to try them
	Facts      []Fact     `json:"facts,omitempty"`  // the surest first
	Confidence Confidence `json:"confidence"`
	Also       []string   `json:"also,omitempty"` // what else to look at
	Denial     *Denial    `json:"denial,omitempty"`
	Several    bool       `json:"-"` // of a cause: meaning and remedy name what others than its newest job met as well

	actions []string // that AWS documents for the cause
}

// Brief is what a row shows of a diagnosis.
type Brief struct {
	ID    string `json:"id"`    // of the entry of the catalogue; "" = unknown
	Cause string `json:"cause"` // in a few words
	Class Class  `json:"class"`
	Root  Fact   `json:"root,omitzero"`   // what the cause hangs on: this key, this role, this vault; zero = nothing; without a value = being looked up
	Shape string `json:"shape,omitempty"` // where no entry knows the words: the message without ARNs, IDs, numbers and names

	Unread bool `json:"-"` // nobody may read what tells the key
	group  string
	apart  bool
}

// take takes what an entry says of a job or point without its facts.
func (b *Brief) take(e *Entry, a *about) {
	b.ID, b.Class, b.group, b.apart, b.Unread = e.ID, e.Class, e.groupOf(a), e.Apart, a.unread()
}

// Fact returns the surest fact of that name.
func (d *Diagnosis) Fact(name string) (Fact, bool) { return facts(d.Facts).get(name) }

// Seeking reports whether what the cause hangs on is being looked up.
func (b *Brief) Seeking() bool { return b.Root.Name != "" && b.Root.Value == "" }

// Known reports whether an entry of the catalogue fits.
func (b *Brief) Known() bool { return b.ID != "" }

// Malware reports whether a scan found malware in recovery points.
func (b *Brief) Malware() bool { return b.ID == malwareScan || b.ID == malwarePoint }

// Key tells one cause from another: the cause and what it hangs on, or the cause and
// the shape of the message. It is comparable; its fields are for nobody to parse.
type Key struct{ group, name, value, shape string }

// String returns a form of the key that is the same in every run, for what an operator
// silences or has seen.
func (k Key) String() string {
	s := k.group
	if s == "" {
		s = string(Unknown)
	}
	if k.name != "" {
		s += " " + k.name + "=" + k.value
	}
	if k.shape != "" {
		s += " " + k.shape
	}
	return s
}

func (k Key) compare(o Key) int {
	return cmp.Or(strings.Compare(k.group, o.group), strings.Compare(k.value, o.value), strings.Compare(k.shape, o.shape), strings.Compare(k.name, o.name))
}

// CauseKey returns the key of the cause of b. What hangs on the failed job's own resource
// is one cause for all resources.
func CauseKey(b *Brief) Key {
	k := Key{group: b.group, shape: b.Shape}
	if b.apart || !own(b.Root.Name) {
		k.name, k.value = b.Root.keyed(), b.Root.Value
	}
	return k
}
