package restore

import "github.com/bkpui/bkpui/internal/backup"

// FieldKind is how a field is filled in.
type FieldKind string

// The kinds of fields. All but Secret have their value as text: YesNo "true" or
// "false", Number a decimal, List items with commas between, Paths one a line, Time
// RFC 3339 or Latest. List and Paths also take a JSON list.
const (
	Text   FieldKind = "text"
	Number FieldKind = "number"
	Pick   FieldKind = "choice"
	YesNo  FieldKind = "yes/no"
	List   FieldKind = "list"
	Paths  FieldKind = "paths"
	Secret FieldKind = "secret"
	Time   FieldKind = "time"
)

// Origin is where the value of a field comes from.
type Origin string

// The origins of values.
const (
	AsBackedUp  Origin = "as backed up"
	Proposed    Origin = "proposed"
	SafeDefault Origin = "safe default"
	SetByYou    Origin = "set by you"
	AsSent      Origin = "as sent before" // by the action that is done again
	LookedUp    Origin = "looked up now"
	NotRecorded Origin = "not recorded"
	LeftOut     Origin = "left out"      // backed up, but sent only when set
	NotCarried  Origin = "not from here" // backed up, but of another Region or account
)

// Keys of fields that are no metadata.
const (
	RoleField = "@role" // IamRoleArn
	TagsField = "@tags" // CopySourceTagsToRestoredResource
)

// Bound is what a value hangs on: it means nothing in another place.
type Bound int

// What values hang on.
const (
	Anywhere Bound = iota
	InRegion
	InAccount // and in its Region
	OfAccount // in all of its Regions: what IAM keeps
)

// Field is one thing that a restore asks, as data. Its functions see the form with
// its current values, and must not change it.
type Field struct {
	// Key is where the value stands in the metadata, as AWS documents it:
	// "volumeType", or a path into JSON text, "WindowsConfiguration.PreferredSubnetId".
	// A key that AWS returned in another case keeps the case it came in. "@…" stays
	// in the form.
	Key                  string
	Also                 []string // where else the value as backed up may stand
	Label, Section, Help string
	Kind                 FieldKind
	Options              []string             // of a Pick
	Open                 bool                 // AWS may take more than Options
	JSON                 bool                 // a Text that is itself a value within JSON
	Min, Max             int64                // of a Number; of a name the bytes; Max 0 = AWS decides
	Items                int                  // of List and Paths: at most so many; 0 = any number
	Empty                string               // what it means to leave it empty; "" with Required
	Unset                func(f *Form) string // Empty, where it hangs on the form

	Required   bool
	RequiredIf func(f *Form) bool
	Shown      func(f *Form) bool // nil = always
	Hidden     string             // value that is sent while it is not shown; "original" = as backed up

	Query   func(f *Form) (Query, bool)            // what to look up; nil = nothing
	Limits  func(f *Form) (lo, hi int64)           // instead of Min and Max
	Window  func(f *Form) Window                   // of a Time
	Follows bool                                   // of a Time: AWS itself finds out what the latest is
	Check   func(f *Form, value string) string     // what is wrong with a value that is not empty
	Doubt   func(f *Form, value string) string     // what is doubtful of a value that may be sent
	Preset  func(f *Form) (value string, o Origin) // before the value as backed up; o "" = no opinion
	From    func(f *Form) string                   // the value as backed up, where Key does not hold it
	Read    func(value string) string              // what AWS returned, as it may be sent
	Suits   func(f *Form, c Choice) bool           // narrows what Query finds; nil = all
	Fit     func(name string) string               // New: makes a name that AWS takes of the original one
	Lower   bool                                   // AWS lower-cases it

	Own      string // of a key: AWS's own key that works here, by what follows alias/aws/
	New      bool   // names what the restore makes: a free name is proposed
	Unproven string // New: why a name that no look-up knows may still be taken
	Bound    Bound
	Fact     string // fact of the looked-up source that serves where the point records nothing
	Else     string // proposed where nothing is known
	LeftOut  string // why the value as backed up is not sent unless set
	Fixed    string // why it cannot be changed

	Write func(f *Form, out map[string]string, value string) // instead of Key = value
	Sent  func(metadata map[string]string) string            // the value in a request, where Key does not hold it

	plain bool // Key is no path
	extra bool // AWS returned it, or it was added; no Spec knows it
}

// FieldState is a field as it stands now.
type FieldState struct {
	Key, Label, Section, Help string
	Kind                      FieldKind
	Value                     string
	Origin                    Origin
	Original                  string // as backed up; "" = not recorded
	Preset                    string // what Default puts back: the value while nothing is set
	Required                  bool
	Fixed                     string // why it cannot be changed; "" = it can
	Extra                     bool   // AWS returned it, or it was added: carried through, unguided
	New                       bool   // names what is made: Choices are the names that are taken
	Empty                     string // what an empty value means
	Problem                   string // what to do before it can be sent; "" = nothing
	Warning                   string // what is doubtful; it can be sent
	Note                      string // what is known of the value: how a name was found free, where a window comes from
	Min, Max                  int64  // of a Number; Max 0 = AWS decides
	Items                     int    // of List and Paths: at most so many; 0 = any number
	Window                    Window // of a Time
	Lookup                    bool   // Query tells what there is to choose from
	Query                     Query
	Asked                     bool     // Query has been answered
	Refused                   string   // why the choices could not be looked up: type by hand
	Choices                   []Choice // read-only
	Closed                    bool     // of a Pick: nothing but Choices can be sent
}

// Window is the span that a restore to a point in time can choose from.
type Window struct {
	From, To backup.Time // To may be chosen as Latest
	Known    string      // how the span is known
}

// Latest is the value of a Time field for the end of its window.
const Latest = "latest"
