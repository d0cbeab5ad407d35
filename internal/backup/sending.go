package backup

import "context"

type sendingKey struct{}

// OnSending has out called when a change made under ctx goes out to AWS itself: until then
// its credentials are being got, or it waits for its turn. It may be called once for every
// attempt, from the goroutine that makes the change.
func OnSending(ctx context.Context, out func()) context.Context {
	return context.WithValue(ctx, sendingKey{}, out)
}

// Sending says that the change made under ctx goes out now.
func Sending(ctx context.Context) {
	if out, ok := ctx.Value(sendingKey{}).(func()); ok {
		out()
	}
}
