package backup

import "context"

type answeringKey struct{}

// OnAnswer has heard called when AWS has answered a call made under ctx, or a step towards
// one: whoever waits for several calls knows by it that they get on. It may be called from
// any goroutine.
func OnAnswer(ctx context.Context, heard func()) context.Context {
	return context.WithValue(ctx, answeringKey{}, heard)
}

// Answered says that AWS has answered something under ctx.
func Answered(ctx context.Context) {
	if heard, ok := ctx.Value(answeringKey{}).(func()); ok {
		heard()
	}
}
