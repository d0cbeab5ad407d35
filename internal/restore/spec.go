package restore

import (
	"slices"
	"strings"
)

// Spec is one way of restoring one resource type, as data: which recovery points it
// is for, what it asks, what it drops of the metadata that AWS returned, and what
// the operator should know before sending (AWS Backup Developer Guide, "Restoring a
// backup"). Specs and their parts are read-only.
type Spec struct {
	Name  string // stable: drafts are kept under it
	Of    string // type of the recovery points
	Type  string // ResourceType of the request; differs from Of where a point becomes something else
	Title string
	Fits  func(p Point, metadata map[string]string) bool // nil = every point of the type

	Fields []Field
	Drops  []Drop            // beside what is never sent back, for any type
	Only   bool              // sends what its fields say, and nothing else of what AWS returned
	Fixed  map[string]string // sent with every request
	Check  func(f *Form, metadata map[string]string) string

	Source func(p Point, metadata map[string]string) (ChoiceKind, string) // what was backed up, to be looked up
	Moment func(f *Form) Moment                                           // nil = what the Time says that it asks for, else the point's creation
	Target func(f *Form) Target                                           // nil = new, under the name in the field that must be new
	Under  func(f *Form, metadata map[string]string) []string             // ARNs of the keys that what is made is encrypted under though no field names them; nil = none
	Usual  func(f *Form) string                                           // the key that AWS chooses for what is made, in words; "" or nil = it chooses none
	Zones  func(f *Form) int                                              // how many zones its subnet group must span; nil = 1
	Tags   TagRule
	NoRole bool // the restore acts with the caller's rights: no role is sent

	Actions  []string // IAM actions that the role needs on anything, those that make something where it makes something; those of the caller with NoRole
	Policies []string // managed policies that the role needs beside AWSBackupServiceRolePolicyForRestores

	NotRestored []string // what a restore does not bring back
	NotMade     []string // what besides, of something new
	SetsOff     []string // what it sets off
	SetsOffIn   []string // what besides, in what is there already and is written into
	TagsSetOff  string   // what the tags set off, where they are copied
	After       func(f *Form) []Command

	Unguided bool   // nothing is known of the keys
	LineOnly string // why the console shows the command line and never sends it; "" = it sends
}

// Drop is a key of the returned metadata that is not sent back. A Key that ends in *
// is a prefix. Case does not matter.
type Drop struct{ Key, Why string }

// TagRule says whether the tags of the backup can be copied
// (StartRestoreJob: CopySourceTagsToRestoredResource). At most one is set.
type TagRule struct {
	Never   string               // why AWS would fail the job
	Always  string               // AWS copies them whatever is asked
	NeverIf func(f *Form) string // Never, for some values; "" = it can be asked
}

// Command is a command line that a restore leaves to the operator.
type Command struct{ Title, Line string }

// alwaysDropped is refused by every type (reference: what is returned is not what
// may be sent).
func alwaysDropped() []Drop {
	return []Drop{
		{"aws:backup:request-id", "the token of an earlier request"},
		{"InformationalOnly:*", "information only"},
	}
}

// dropped returns why key is not sent back, ok false where it is.
func (s *Spec) dropped(key string) (why string, ok bool) {
	for _, list := range [][]Drop{alwaysDropped(), s.Drops} {
		for _, d := range list {
			prefix, isPrefix := strings.CutSuffix(d.Key, "*")
			if isPrefix && len(key) >= len(prefix) && strings.EqualFold(key[:len(prefix)], prefix) || strings.EqualFold(key, d.Key) {
				return d.Why, true
			}
		}
	}
	return "", false
}

// SpecsFor returns the ways in which a recovery point can be restored, the most
// natural first. There is always one: types without a guide get the raw form.
func SpecsFor(p Point, metadata map[string]string) []Spec {
	var fit []Spec
	for _, s := range specs() {
		if s.Of == p.Type && (s.Fits == nil || s.Fits(p, metadata)) {
			fit = append(fit, s)
		}
	}
	if len(fit) == 0 {
		fit = append(fit, raw(p.Type))
	}
	return fit
}

// SpecNamed returns the Spec that a draft was made with, if the point can still be
// restored that way.
func SpecNamed(name string, p Point, metadata map[string]string) (Spec, bool) {
	fit := SpecsFor(p, metadata)
	if i := slices.IndexFunc(fit, func(s Spec) bool { return s.Name == name }); i >= 0 {
		return fit[i], true
	}
	return Spec{}, false
}

// continuous reports whether a point can be restored to any moment of a window.
func isContinuous(p Point, _ map[string]string) bool {
	return continuous(p) || strings.Contains(p.ARN, ":continuous:")
}

// Continuous reports whether a point can be restored to any moment of a window; what it
// brings back is not as old as the point.
func Continuous(p Point) bool { return isContinuous(p, nil) }

func isSnapshot(p Point, m map[string]string) bool { return !isContinuous(p, m) }
