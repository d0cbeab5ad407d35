package ops

import (
	"fmt"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Result is what has become of one item. It is reported again whenever more is known.
type Result struct {
	Op      string
	Item    int // 1 = the first
	Attempt int
	Name    string

	Sent      bool      // an attempt was made: from when its intent is in the journal
	Out       bool      // the request itself went out: before, credentials are got for it
	Again     time.Time // AWS throttles it: when it is, or was, sent once more; zero = it has its outcome, or was not throttled
	Outcome   Outcome   // "" = none yet, or not sent
	Receipt   backup.Receipt
	Err       error     // AWS's refusal; not sent: why
	Finding   Finding   // of the looks at what came of it; zero = there was none
	Until     time.Time // of the looks that go on; zero = none does
	Unwritten error     // why the outcome or the finding is not in the journal
}

// TurnedAway reports that AWS was too busy for it: nothing came of it, and the same request
// may be sent once more (Runner.Again).
func (r *Result) TurnedAway() bool {
	return r.Outcome == Refused && backup.KindOf(r.Err) == backup.Throttled
}

// Job returns the job that the item started, by AWS's answer or as it was found; ""
// where there is none.
func (r *Result) Job() string {
	if r.Receipt.Job != "" {
		return r.Receipt.Job
	}
	return r.Finding.Job
}

// stops says why nothing more should be sent after this, nil when the next may be.
func (r *Result) stops() error {
	switch {
	case r.Unwritten != nil:
		return fmt.Errorf("the outcome of item %d could not be written: %w", r.Item, r.Unwritten)
	case r.Outcome == Unsure && r.Finding.Verdict != Found:
		return fmt.Errorf("it is not certain what came of item %d: %w", r.Item, r.Err)
	case r.Outcome == Refused:
		if kind := backup.KindOf(r.Err); kind == backup.Credentials || kind.Refusal() {
			return fmt.Errorf("item %d was refused for what refuses the others too: %w", r.Item, r.Err)
		}
	}
	return nil
}
