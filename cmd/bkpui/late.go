package main

import (
	"context"
	"iter"
	"slices"
	"sync"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// late is a backend that is made while the first frame is drawn already: reading the
// config files and the certificates takes longer than drawing it.
type late struct {
	// Source is there once a list has been read: whoever has seen a row may use it.
	state.Source
	ready  chan struct{} // closed when client is there
	client *aws.Client

	mu     sync.Mutex
	poller *state.Poller // nil until it is there
	wanted []state.Part  // what was wanted before
}

func newLate() *late { return &late{ready: make(chan struct{})} }

// run makes the client and keeps the lists fresh until ctx ends. Its error is wrong
// usage where the options can't be used.
func (l *late) run(ctx context.Context, o aws.Options, store *state.Store, p state.PollerOptions) error {
	client, err := aws.New(ctx, o)
	if err != nil {
		return awsUsage(err)
	}
	poller := state.NewPoller(store, client, state.Feeds(), p)
	l.Source, l.client = client, client
	close(l.ready)
	l.mu.Lock()
	l.poller = poller
	poller.Want(l.wanted)
	l.mu.Unlock()
	return poller.Run(ctx)
}

// Want is state.Poller's; what is wanted too early is remembered.
func (l *late) Want(parts []state.Part) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.poller == nil {
		l.wanted = slices.Clone(parts)
		return
	}
	l.poller.Want(parts)
}

// Refresh is state.Poller's; before there is anything it has nothing to do.
func (l *late) Refresh(parts []state.Part) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.poller != nil {
		l.poller.Refresh(parts)
	}
}

// Stop is state.Poller's; before there is anything it has nothing to do.
func (l *late) Stop(parts []state.Part) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.poller != nil {
		l.poller.Stop(parts)
	}
}

// Describe waits for the client and asks it.
func (l *late) Describe(ctx context.Context, t backup.Thing) iter.Seq[backup.Document] {
	return func(yield func(backup.Document) bool) {
		select {
		case <-l.ready:
			l.client.Describe(ctx, t)(yield)
		case <-ctx.Done():
		}
	}
}
