package restore

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// RunChecks runs the checks side by side, each until AWS leaves it without an answer, and returns
// when all have ended. report is called once for the i-th check as it ends, with no
// finding where it does not apply; one call at a time, and none once ctx has ended. A check that
// panics can't tell; its panic is the error. Otherwise the error is that of ctx.
func RunChecks(ctx context.Context, l Lookup, p Plan, checks []Check, report func(i int, found []Finding)) error {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failure error
	for i := range checks {
		wg.Go(func() {
			found, err := checks[i].run(ctx, l, p)
			mu.Lock()
			defer mu.Unlock()
			if ctx.Err() == nil {
				err = firstError(err, caught(func() { report(i, found) }))
			}
			failure = firstError(failure, err)
		})
	}
	wg.Wait()
	return firstError(failure, ctx.Err())
}

// run runs one check. Its error is a panic.
func (c *Check) run(ctx context.Context, l Lookup, p Plan) (found []Finding, err error) {
	ctx, cancel := patient(ctx)
	defer cancel()
	applies := true
	err = caught(func() {
		if applies = c.Applies == nil || c.Applies(p); applies {
			found = c.Run(ctx, l, p)
		}
	})
	switch {
	case err != nil:
		err = fmt.Errorf("check %q: %w", c.Name, err)
		found = []Finding{{Evidence: "the check itself broke off", Remedy: "see the log", Source: fromPlan}}
	case applies && len(found) == 0:
		found = []Finding{{Evidence: "the check came to nothing", Source: fromPlan}}
	}
	for i := range found {
		if found[i].Check == "" {
			found[i].Check = c.Name
		}
	}
	return found, err
}

// caught calls fn and returns its panic.
func caught(fn func()) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	fn()
	return nil
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
