package ops

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/bkpui/bkpui/internal/backup"
)

// Danger is what an op can do at worst.
type Danger uint8

// The dangers, the least first.
const (
	Adds     Danger = iota // something new, and nothing is lost
	Alters                 // what is there, and it can be altered back
	Destroys               // overwrites, deletes, stops, shortens, detaches
	Binds                  // makes what nobody can take back before its time
)

// Circumstances are what the phrase hangs on beside the op and the policy. The form
// and its checks find them out, and they stand in the journal with the intent: what is
// sent again is confirmed under the same.
type Circumstances struct {
	Account string   `json:"account,omitempty"` // name of the account where the change takes effect: of a copy the destination's
	Place   string   `json:"place,omitempty"`   // of many: what they have in common, such as the vault's name
	New     bool     `json:"new,omitempty"`     // of a restore: it is known to make something new, and to write into nothing
	Into    string   `json:"into,omitempty"`    // of a restore: name of what it writes into, or may; "" = the name of what was backed up is asked for
	Sure    bool     `json:"sure,omitempty"`    // of a restore: what it writes into is known
	Unseen  bool     `json:"unseen,omitempty"`  // of a restore: no look found what it writes into
	Shorten bool     `json:"shorten,omitempty"` // of a lifecycle: something is deleted earlier, or the form can't tell
	Stays   bool     `json:"stays,omitempty"`   // of what is disassociated: AWS Backup keeps it, STOPPED
	Binding *Binding `json:"binding,omitempty"` // of what lands in, or lies in, a locked or air-gapped vault
}

// Binding is why something can't be deleted before its time.
type Binding struct {
	Vault     string      `json:"vault"`
	Removable bool        `json:"removable,omitempty"` // a governance lock: who may remove the lock can delete
	Until     backup.Time `json:"until,omitempty"`     // zero = for ever
}

// String is the sentence that a binding action is confirmed under.
func (b Binding) String() string {
	when := "ever"
	if b.Until != 0 {
		when = "before " + b.Until.Time().Format(time.DateOnly)
	}
	switch {
	case b.Removable && b.Until == 0:
		return "can't be deleted while the lock of " + b.Vault + " stands"
	case b.Removable:
		return "can't be deleted " + when + " while the lock of " + b.Vault + " stands"
	}
	return "can't be deleted by anyone " + when
}

// Demand is what an operator must type to confirm an op.
type Demand struct {
	Phrase string // compared literally
	Why    string
	Danger Danger
}

// Takes reports whether typed is the phrase, to the letter.
func (d Demand) Takes(typed string) bool { return d.Phrase != "" && typed == d.Phrase }

// demand says what must be typed for an op: a name where it destroys or binds, or
// where the context is protected, count and place for many, else yes.
func demand(op Op, c Circumstances, protected bool) Demand {
	if len(op.Items) == 0 {
		return Demand{Why: "there is nothing to do"}
	}
	n, name := len(op.Items), nameOf(op.Items[0])
	called := name
	if n > 1 {
		called = "them"
	}
	danger, what := dangerOf(op.Kind, c, called)
	d := Demand{Danger: danger}
	switch {
	case n > 1:
		place := cmp.Or(typeable(c.Place), typeable(c.Account), string(op.Kind))
		d.Phrase, d.Why = fmt.Sprintf("%d %s", n, place), fmt.Sprintf("%d at once: it %s", n, what)
	case danger == Binds && op.Kind != SetLifecycle:
		d.Phrase, d.Why = cmp.Or(typeable(c.Binding.Vault), name), "it "+what
	case danger == Destroys || danger == Binds:
		d.Phrase, d.Why = cmp.Or(typeable(c.Into), name), "it "+what
	case protected:
		d.Phrase, d.Why = cmp.Or(typeable(c.Account), op.Scope.Account.String(), name), "it "+what+", in a protected context"
	default:
		d.Phrase, d.Why = "yes", "it "+what
	}
	if tail := tailOfID(d.Phrase); n == 1 && tail != "" {
		d.Phrase, d.Why = tail, d.Why+"; typed are the last "+strconv.Itoa(tailLength)+" characters of its ID"
	}
	return d
}

// tailLength is how much of an ID is typed: one in four thousand million, and to be typed
// in the night.
const tailLength = 8

// tailOfID returns the end of a name that ends in a UUID, as composite points and those
// that AWS Backup manages itself are called; "" for any other.
func tailOfID(name string) string {
	const uuid = 36
	if len(name) < uuid || !isID(strings.ToLower(name[len(name)-uuid:])) {
		return ""
	}
	return name[len(name)-tailLength:]
}

// dangerOf is what the kind does in these circumstances, and in words.
func dangerOf(k Kind, c Circumstances, name string) (Danger, string) {
	binds := c.Binding != nil
	switch {
	case k == Restore && c.New:
		return Adds, "makes something new"
	case k == Restore && c.Sure && c.Into != "" && c.Unseen:
		return Destroys, "writes into " + c.Into + "; whether that exists is not known"
	case k == Restore && c.Sure && c.Into != "":
		return Destroys, "writes into " + c.Into + ", which exists"
	case k == Restore && c.Into != "":
		return Destroys, "may write into " + c.Into + ", if that exists: nothing here can tell whether it makes something new"
	case k == Restore:
		return Destroys, "may write into what exists: nothing here can tell whether it makes something new"
	case (k == Copy || k == BackUp) && binds:
		return Binds, "makes what " + c.Binding.String()
	case k == Copy || k == BackUp:
		return Adds, "makes a recovery point"
	case k == SetLifecycle && c.Shorten:
		return Destroys, "shortens the retention of " + name
	case k == SetLifecycle && binds:
		return Binds, "lengthens the retention of " + name + ", which then " + c.Binding.String()
	case k == SetLifecycle:
		return Alters, "changes the retention of " + name
	case k == Validate:
		return Alters, "records a result that can't be changed"
	case k == Stop:
		return Destroys, "stops the backup of " + name + "; what it did so far is lost"
	case k == Disassociate && c.Stays:
		return Destroys, "stops " + name + ": nothing is added to it any more, and what it holds ages out"
	case k == Disassociate:
		return Destroys, "makes AWS Backup forget " + name + "; its own service goes on keeping and billing it"
	case k == DetachChild:
		return Destroys, "detaches " + name + " for good"
	}
	return Destroys, "deletes " + name // also what is not known
}

// nameOf is what an item is called where it must be typed.
func nameOf(it Item) string {
	return cmp.Or(typeable(it.Name), typeable(backup.ShortARN(it.Thing.ID)), it.Thing.ID)
}

// typeable returns a name that can be typed as it is shown, else "": AWS's names may
// hold anything.
func typeable(s string) string {
	odd := func(r rune) bool { return !unicode.IsPrint(r) || unicode.Is(unicode.Mn, r) }
	if len(s) > 128 || strings.TrimSpace(s) != s || strings.ContainsFunc(s, odd) || strings.Contains(s, "  ") {
		return ""
	}
	return s
}
