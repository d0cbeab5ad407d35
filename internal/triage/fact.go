package triage

// Source is where a fact was found.
type Source string

// The sources, the surest first.
const (
	FromMessage  Source = "message"        // AWS's words
	FromError    Source = "error"          // the fields of an error beside its words
	FromJob      Source = "job"            // the row of the job
	FromPoint    Source = "point"          // the row of the recovery point
	FromVault    Source = "vault"          // the vault that the job writes to or reads from
	FromLists    Source = "list of vaults" // that could not be read
	FromTarget   Source = "target"         // copy jobs: the destination vault
	FromResource Source = "resource"       // the protected resource
	FromRule     Source = "rule"           // the plan and rule behind the job
	FromRestore  Source = "restore"        // what was submitted to a restore job (AWS Backup API: GetRestoreJobMetadata)
	FromRestored Source = "restored point" // the recovery point of a restore that names no key of its own
)

// Fact is one thing that is known about a failure. Names are lower-case words: key,
// role, principal, action, resource, bucket, vault, account, region … Values are one
// line without control characters, however hostile the text they come from.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	From  Source `json:"source"`
}

// keyed is what a root fact is called in a key: a vault is the same whether it is backed up or
// copied into.
func (f Fact) keyed() string {
	switch f.Name {
	case "destination vault", "vault in scope":
		return "vault"
	}
	return f.Name
}

// The longest value of a fact in bytes. An encoded authorization message may have as
// many as sts:DecodeAuthorizationMessage takes (AWS STS API: EncodedMessage).
const (
	maxFact    = 1024
	maxEncoded = 10240
)

// Encoded is the name of the fact that holds an encoded authorization message.
const Encoded = "encoded message"

// facts gathers facts, the surest first: the first of a name is the one that counts.
type facts []Fact

func (f facts) get(name string) (Fact, bool) {
	for i := range f {
		if f[i].Name == name {
			return f[i], true
		}
	}
	return Fact{}, false
}

// named is get for the names that templates know: "caller" is who was denied as well.
func (f facts) named(name string) (Fact, bool) {
	if name == "caller" {
		return f.caller()
	}
	return f.get(name)
}

// caller is who made a call: the principal that the message names, by its role where it is
// the session of one, else the role of the row.
func (f facts) caller() (Fact, bool) {
	if p, ok := f.get("principal"); ok && roleOf(p.Value) == "" {
		return p, true
	}
	return f.get("role")
}

// add keeps what is new. Two sources may disagree, and both are worth showing.
func (f *facts) add(name, value string, from Source) {
	limit := maxFact
	if name == Encoded {
		limit = maxEncoded
	}
	if value == "" || name == "" || len(value) > limit {
		return
	}
	for i := range *f {
		if (*f)[i].Name == name && (*f)[i].Value == value {
			return
		}
	}
	*f = append(*f, Fact{name, value, from})
}

// addClean is add for values that did not come through clean.
func (f *facts) addClean(name, value string, from Source) {
	if value != "" && len(value) <= maxEncoded {
		f.add(name, clean(value), from)
	}
}
