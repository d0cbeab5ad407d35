package state

import (
	"context"
	"fmt"
	"iter"

	"github.com/bkpui/bkpui/internal/backup"
)

// Stream reads the list of a part once without keeping it: each row once, page by page.
// A list whose page token expired starts again, and what was given is left out: for
// that, eight bytes a row are remembered, of long lists on disk. Of rows that come again
// with more known of them, the last is given, at the end. An error is a *backup.Error and ends the stream. A
// page is the receiver's until it asks for the next.
func Stream[V any](ctx context.Context, src Source, f string, p Part) iter.Seq2[[]V, error] {
	for _, some := range Feeds() {
		if feed, ok := some.(Feed[V]); ok && feed.Name == f {
			if feed.Again {
				return feed.streamLast(ctx, src, p)
			}
			return feed.stream(ctx, src, p)
		}
	}
	return func(yield func([]V, error) bool) {
		yield(nil, errorOf(fmt.Errorf("no feed %q of such rows", f), p))
	}
}

// list yields the pages of a list, and an error where ctx cut it short.
func (f Feed[V]) list(ctx context.Context, src Source, p Part) iter.Seq2[[]V, error] {
	seq := f.Fetch(ctx, src, p, Since{})
	if f.List != nil {
		seq = f.List(ctx, src, p)
	}
	return func(yield func([]V, error) bool) {
		for page, err := range seq {
			if !yield(page.Rows, err) || err != nil {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(nil, err)
		}
	}
}

func (f Feed[V]) stream(ctx context.Context, src Source, p Part) iter.Seq2[[]V, error] {
	hash := f.rules().byKey().hash
	return func(yield func([]V, error) bool) {
		var before given
		defer before.close()
		var hashes []uint64
		for try, known := 0, 0; ; try++ {
			var err error
			for rows, e := range f.list(ctx, src, p) {
				if err = e; err != nil {
					break
				}
				hashes = hashes[:0]
				for i := range rows {
					hashes = append(hashes, hash(&rows[i]))
				}
				if known > 0 {
					if rows, hashes, err = unseen(rows, hashes, &before, known); err != nil {
						break
					}
				}
				for _, h := range hashes {
					before.add(h)
				}
				if len(rows) > 0 && !yield(rows, nil) {
					return
				}
			}
			if backup.KindOf(err) != backup.TokenExpired || try == restarts {
				if err != nil {
					yield(nil, errorOf(err, p))
				}
				return
			}
			before.seal()
			known = len(before.blocks)
		}
	}
}

// unseen returns the rows, with their hashes, that are not in the first n blocks of what
// was given.
func unseen[V any](rows []V, hashes []uint64, before *given, n int) ([]V, []uint64, error) {
	found, err := before.find(hashes, n)
	if err != nil {
		return nil, nil, err
	}
	left := 0
	for i := range rows {
		if !found[i] {
			rows[left], hashes[left] = rows[i], hashes[i]
			left++
		}
	}
	return rows[:left], hashes[:left], nil
}

// streamLast gives the last version of every row at the end of the list. Lists of this
// kind are short: plans, accounts.
func (f Feed[V]) streamLast(ctx context.Context, src Source, p Part) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) {
		t := &table[V]{rules: f.rules().byKey()}
		var err error
		for try := 0; try <= restarts; try++ {
			err = nil
			t.beginPass()
			for rows, e := range f.list(ctx, src, p) {
				if err = e; err != nil {
					break
				}
				t.apply(rows)
			}
			if backup.KindOf(err) != backup.TokenExpired {
				break
			}
		}
		t.endPass(err == nil)
		var rows []V
		for _, b := range t.blocks {
			for i := range b.rows {
				if b.live(i) {
					rows = append(rows, b.rows[i])
				}
			}
		}
		if len(rows) > 0 && !yield(rows, nil) {
			return
		}
		if err != nil {
			yield(nil, errorOf(err, p))
		}
	}
}
