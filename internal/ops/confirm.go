package ops

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"

	"github.com/bkpui/bkpui/internal/backup"
)

// Confirmed is an op that its operator has confirmed, as it was then: later changes
// to the form do not reach it. Only Runner.Confirm makes one, and it runs once.
type Confirmed struct {
	op    Op
	under Circumstances
	by    *Runner
	spent atomic.Bool

	// Remark is what was found out between the confirmation and the sending, for the
	// journal: that nobody could look for others who do the same.
	Remark string
}

// Reasons why an op is not confirmed.
var (
	ErrNotArmed     = errors.New("not armed")
	ErrPhrase       = errors.New("what was typed is not what was asked for")
	ErrNotConfirmed = errors.New("the op was not confirmed here, or has run already")
)

// MostItems is how many items an op may have: they stand in one line of the journal before
// the first is sent, and at AWS's rates (reference, section 3.1) more take hours.
const MostItems = 5000

// Demand says what must be typed for the op in these circumstances.
func (r *Runner) Demand(op Op, c Circumstances) Demand { return demand(op, c, r.policy.Protected) }

// Confirm checks that the console is armed and that typed is the phrase, to the
// letter, and returns what Do runs. An op without a reason takes the one that the
// console was armed for.
func (r *Runner) Confirm(op Op, c Circumstances, typed string) (*Confirmed, error) {
	state := r.Arming.State()
	if !state.Armed {
		return nil, fmt.Errorf("%w: %s", ErrNotArmed, state.Why)
	}
	if d := r.Demand(op, c); !d.Takes(typed) {
		return nil, fmt.Errorf("%w: %q", ErrPhrase, d.Phrase)
	}
	if len(op.Items) > MostItems {
		return nil, fmt.Errorf("%d items are more than the %d that one confirmation takes", len(op.Items), MostItems)
	}
	op.Reason = cmp.Or(op.Reason, state.Reason)
	if err := r.policy.CheckReason(op.Reason); err != nil {
		return nil, err
	}
	op.Items, op.Ahead, op.Beside = slices.Clone(op.Items), slices.Clone(op.Ahead), slices.Clone(op.Beside)
	for i := range op.Items {
		if err := prepare(&op, i); err != nil {
			return nil, fmt.Errorf("item %d: %w", i+1, err)
		}
	}
	return &Confirmed{op: op, under: c, by: r}, nil
}

// prepare checks one item and makes it independent of who made it.
func prepare(op *Op, i int) error {
	it := &op.Items[i]
	if !isID(op.ID) {
		return fmt.Errorf("the op has no ID of its own: %q", op.ID)
	}
	if it.Change == nil || it.Change.Operation() != operations[op.Kind] {
		return fmt.Errorf("it is no request of a %s", op.Kind)
	}
	if it.attempt == 0 {
		it.number, it.attempt = i+1, 1
	}
	if NeedsSecrets(it.Change) {
		return ErrSecrets
	}
	if key, found := bare(it.Change); found {
		return fmt.Errorf("a secret stands in the request itself, under %s: hide that field in the form (ctrl+k)", key)
	}
	if d, ok := it.Change.(*backup.DeleteRecoveryPoint); ok && d.BackupVaultName != op.Items[0].Change.(*backup.DeleteRecoveryPoint).BackupVaultName {
		return errors.New("it is in another vault: what is deleted at once lies in one")
	}
	token := it.Change.Token()
	if token == "" && op.Kind.StartsJob() {
		return errors.New("it has no idempotency token")
	}
	for k := range i {
		if token != "" && op.Items[k].Change.Token() == token {
			return fmt.Errorf("it has the token of item %d", k+1)
		}
	}
	b, err := body(it.Change)
	if err != nil {
		return err
	}
	if it.attempt > 1 && !bytes.Equal(b, it.same) {
		return ErrOtherBody
	}
	it.Change, err = copyOf(it.Change)
	return err
}

// StartsJob reports whether a request of the kind starts a job, and would start another when
// it is made once more: these carry an idempotency token (AWS Backup API: StartRestoreJob,
// StartCopyJob, StartBackupJob).
func (k Kind) StartsJob() bool { return k == Restore || k == Copy || k == BackUp }

// spend returns the op, once.
func (c *Confirmed) spend(by *Runner) (Op, error) {
	if c == nil || c.by != by || by == nil || !c.spent.CompareAndSwap(false, true) {
		return Op{}, ErrNotConfirmed
	}
	return c.op, nil
}
