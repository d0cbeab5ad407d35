package ops

import (
	"context"
	"errors"

	"github.com/bkpui/bkpui/internal/backup"
)

// Kind is what an op does, in the operator's words.
type Kind string

// The kinds of ops.
const (
	Restore      Kind = "restore"
	Copy         Kind = "copy"
	BackUp       Kind = "backup"
	Stop         Kind = "stop"
	Delete       Kind = "delete"
	SetLifecycle Kind = "lifecycle"
	Disassociate Kind = "disassociate"
	DetachChild  Kind = "detach-child"
	Validate     Kind = "validate"
)

// Op is what an operator confirms once: one kind of change, in one account and
// Region, for one reason, to one item or several. Attempts belong to an item: the
// same body sent again.
type Op struct {
	ID     string // names it in the journal; NewID makes one
	Kind   Kind
	Scope  backup.Scope
	Reason string
	Items  []Item
	Draft  string // ID of the draft that it was made of; "" = none
	// Ahead are the canaries of an op before this one, which were still being deleted
	// when its operator chose to go on with the rest. They are looked at once more before
	// anything is sent, and no others go first.
	Ahead []backup.Thing
	// Beside are the IDs of others' ops to restore the same that its operator knows of,
	// by Runner.Rivals: any other that stands in the journal before it keeps it from
	// being sent.
	Beside []string
}

// Item is one request of an op.
type Item struct {
	Change backup.Change
	Thing  backup.Thing // what is restored, copied, deleted …, for its page and for looking it up
	Name   string       // what the operator calls it
	Into   string       // of a restore: the name that it makes or writes into; "" = AWS chooses, or it is not known

	number  int    // within the op, where it is sent again; 0 = its place in Items
	attempt int    // 0 = the first
	first   Stamp  // when the first attempt was intended: its token lives from then
	same    []byte // the body that is sent again
}

// API sends changes to AWS. *aws.Client is one. Send may be called from any
// goroutine; it makes up to three attempts with the same token within its deadline,
// and assumes the write role, where one is configured, for this call alone, under a
// session name that carries user and purpose. Its errors are *backup.Error.
type API interface {
	Send(ctx context.Context, in backup.Scope, purpose string, c backup.Change) (backup.Receipt, error)
	// Identity is the ARN of who changes AWS in that scope, as CloudTrail will show
	// it; of the write role where one is configured.
	Identity(ctx context.Context, in backup.Scope) (string, error)
}

// unsent reports whether a request that ended in err never left.
func unsent(err error) bool {
	var e *backup.Error
	return errors.As(err, &e) && e.Unsent
}

// Uncertain reports whether AWS may have taken a request that ended in err: no
// answer came, or one that says nothing about it.
func Uncertain(err error) bool {
	if unsent(err) {
		return false
	}
	switch backup.KindOf(err) {
	case backup.Unreachable, backup.InternalError, backup.Canceled:
		return true
	}
	return false
}
