package triage

import "github.com/bkpui/bkpui/internal/backup"

// Entry is what the catalogue knows about one cause. A new cause is a new Entry in one of
// catalogue_*.go, with at least one full message that it must win.
//
// A pattern is a fragment of AWS's message in lower case. In it
//
//	…       stands for any text, up to a few hundred characters
//	{name}  stands for one word and makes it the fact of that name
//	^ and $ at its ends stand for where a sentence or the text begins and ends
//	* at its end lets the last word go on
//
// and every fragment begins and ends with a whole word. Of several patterns that fit, the
// one with the most letters of its own wins; one that names a denied action wins over all others:
// that sentence is IAM's own, and says more than whatever a service writes around it.
//
// In Meaning, Remedy and Also, {name|other words} stands for the fact of that name, or
// for the other words where it is not known. A step that has no sense without its fact
// has no other words, and is left out: {name}. One that has no sense with the fact, since it
// asks for it, begins with {!name}; one that is for such rows only as have it, with {?name}. There are
// names for that which are no facts: see when. Of a Meaning of several lines the first counts that can be
// filled, and of a Cause as well.
type Entry struct {
	ID         string // lower-case words with underscores; operators silence by it, so it stays
	Class      Class
	Cause      string // a few words, the same for everybody it meets or for everybody with the same trouble
	Group      string // entries with the same one are one cause where they hang on the same thing; "" = ID
	Patterns   []string
	Kinds      []backup.JobKind // only for jobs of these kinds; nil = all
	Types      []string         // only for resources of these types; nil = all
	Categories []string         // only with one of these message categories of AWS; nil = any or none
	Bare       bool             // not where the words name an action that was denied, which tells more
	ByKind     bool             // jobs of each kind are causes of their own
	Vague      bool             // says that something failed and not why: any other entry that fits tells more
	InJob      bool             // only for jobs: as a pasted message the words are too common to tell
	Open       string           // the ID of the entry that counts instead where AWS leaves open whether it is this; see hedge
	Apart      bool             // each thing that it hangs on is a cause of its own, the failed job's own resource too
	Reached    bool             // about the way to an endpoint: as sure as Confidence only where the words name one of AWS's
	Meaning    string
	Remedy     []string
	Also       []string
	Actions    []string   // that AWS documents the caller to need, as IAM spells them
	Root       []string   // names of facts that the cause may hang on; the first that is known is the root
	Confidence Confidence // zero = High
	Examples   []string

	says []string // of jobFacts those that the templates name, once it is in an index
}

// Catalogue returns every entry that is told by the words of a message.
func Catalogue() []Entry {
	var all []Entry
	for _, part := range [...]func() []Entry{
		denialEntries, vaultDenialEntries, accessEntries, keyEntries, keyDenialEntries, vaultEntries, lifecycleEntries, limitEntries, throttleEntries, snapshotEntries, resourceEntries, internalEntries, s3Entries, publicEntries, nameEntries,
		computeEntries, databaseEntries, premisesEntries, clientEntries,
	} {
		all = append(all, part()...)
	}
	return all
}
