package restore

import (
	"context"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// answerTime is how long a check waits for an answer of AWS, and checkTime how long it may
// look: one that asks for a role and each of its policies gets on though AWS is slow.
const (
	answerTime = 10 * time.Second
	checkTime  = time.Minute
)

// patient returns a context that ends when AWS has not answered for answerTime, at the latest
// after checkTime.
func patient(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	late := func() { cancel(context.DeadlineExceeded) }
	end := time.AfterFunc(checkTime, late)
	wait := time.AfterFunc(answerTime, late)
	return backup.OnAnswer(ctx, func() { wait.Reset(answerTime) }), func() {
		end.Stop()
		wait.Stop()
		cancel(nil)
	}
}
