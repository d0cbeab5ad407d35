package main

import (
	"context"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
)

// Events is views.Evidence's.
func (l *late) Events(ctx context.Context, in backup.Scope, q backup.EventsQuery) ([]backup.Event, error) {
	return ask(ctx, l, func(c *aws.Client) ([]backup.Event, error) { return c.Events(ctx, in, q) })
}

// DecodeAuthorizationMessage is views.Evidence's.
func (l *late) DecodeAuthorizationMessage(ctx context.Context, in backup.Scope, encoded string) (string, error) {
	return ask(ctx, l, func(c *aws.Client) (string, error) { return c.DecodeAuthorizationMessage(ctx, in, encoded) })
}
