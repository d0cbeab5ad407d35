package aws

import (
	"context"

	"github.com/bkpui/bkpui/internal/backup"
)

// decoders bounds how many large answers are read and decoded at once. A page of a
// thousand rows takes 3 MB while it is decoded; of a fleet that is read for the first
// time hundreds may arrive together, and waiting they cost nothing.
type decoders chan struct{}

const (
	decodersAtOnce = 8
	smallAnswer    = 64 << 10 // bytes; smaller ones do not take turns
)

// enter waits for a place, until leave gives it back; the clocks stand still meanwhile, since what came
// late is not AWS. A small answer needs none, nor does one that a person waits for.
func (d decoders) enter(ctx context.Context, size int64, clocks []*deadline) (leave func(), err error) {
	if size >= 0 && size < smallAnswer || backup.IsUrgent(ctx) {
		return nil, nil
	}
	for _, c := range clocks {
		if c.pause() {
			defer c.resume()
		}
	}
	select {
	case d <- struct{}{}:
		return func() { <-d }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
