package main

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
)

// Events waits for the client and asks it.
func (l *late) Events(ctx context.Context, in backup.Scope, q backup.EventsQuery) ([]backup.Event, error) {
	select {
	case <-l.ready:
		return l.client.Events(ctx, in, q)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// DecodeAuthorizationMessage waits for the client and asks it.
func (l *late) DecodeAuthorizationMessage(ctx context.Context, in backup.Scope, encoded string) (string, error) {
	select {
	case <-l.ready:
		return l.client.DecodeAuthorizationMessage(ctx, in, encoded)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}
