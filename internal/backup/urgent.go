package backup

import "context"

type urgentKey struct{}

// Urgent marks the calls made under ctx as ones that a person waits for: they go
// ahead of what is read in the background.
func Urgent(ctx context.Context) context.Context {
	return context.WithValue(ctx, urgentKey{}, true)
}

// IsUrgent reports whether a person waits for the calls made under ctx.
func IsUrgent(ctx context.Context) bool { return ctx.Value(urgentKey{}) != nil }
