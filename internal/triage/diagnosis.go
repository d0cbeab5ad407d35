package triage

import (
	"cmp"
	"strings"
)

// Diagnosis is what is known about why something went wrong.
type Diagnosis struct {
	ID         string     `json:"id"`    // of the entry of the catalogue; "" = unknown
	Cause      string     `json:"cause"` // in a few words
	Class      Class      `json:"class"`
	Meaning    string     `json:"meaning,omitempty"`
	Remedy     []string   `json:"remedy,omitempty"` // steps, in the order to try them
	Facts      []Fact     `json:"facts,omitempty"`  // the surest first
	Root       Fact       `json:"root,omitzero"`    // what the cause hangs on: this key, this role, this vault; zero = nothing; without a value = being looked up
	Confidence Confidence `json:"confidence"`
	Also       []string   `json:"also,omitempty"`  // what else to look at
	Shape      string     `json:"shape,omitempty"` // where no entry knows the words: the message without ARNs, IDs, numbers and names
	Denial     *Denial    `json:"denial,omitempty"`
	Several    bool       `json:"-"` // of a cause: meaning and remedy name what others than its newest job met as well

	group   string
	apart   bool
	actions []string // that AWS documents for the cause
}

// Fact returns the surest fact of that name.
func (d *Diagnosis) Fact(name string) (Fact, bool) { return facts(d.Facts).get(name) }

// Seeking reports whether what the cause hangs on is being looked up.
func (d *Diagnosis) Seeking() bool { return d.Root.Name != "" && d.Root.Value == "" }

// Known reports whether an entry of the catalogue fits.
func (d *Diagnosis) Known() bool { return d.ID != "" }

// Malware reports whether a scan found malware in recovery points.
func (d *Diagnosis) Malware() bool { return d.ID == malwareScan || d.ID == malwarePoint }

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

// CauseKey returns the key of the cause of d. What hangs on the failed job's own resource
// is one cause for all resources.
func CauseKey(d *Diagnosis) Key {
	k := Key{group: d.group, shape: d.Shape}
	if d.apart || !own(d.Root.Name) {
		k.name, k.value = d.Root.keyed(), d.Root.Value
	}
	return k
}
