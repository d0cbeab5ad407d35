package state

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Publish adds rows to a part that its owner feeds rather than a list of AWS: calls,
// log lines. Only the newest keep rows stay; 0 keeps all. With a key, a row with the key
// of another takes its place; nil always appends. It never waits for a reader.
func Publish[V any](s *Store, p Part, key func(*V) string, rows []V, keep int) {
	s.write(false, func() {
		t := tableOf(s, p, rules[V]{key: key})
		t.apply(rows)
		if keep > 0 {
			t.keepNewest(keep)
		}
		t.health.Whole, t.health.ReadAt = true, backup.TimeOf(time.Now())
		s.touch(t)
	})
}

// keepNewest drops the oldest rows.
func (t *table[V]) keepNewest(keep int) {
	for i := 0; t.live > keep; i++ {
		if b := t.blocks[i>>chunkShift]; b.live(i & (chunkRows - 1)) {
			t.kill(t.base + uint32(i))
		}
	}
	for len(t.blocks) > 1 && t.blocks[0].empty() {
		t.blocks = append(t.blocks[:0:0], t.blocks[1:]...)
		t.base += chunkRows
		t.slots -= chunkRows
	}
}

func (b *block[V]) empty() bool {
	for i := range b.rows {
		if b.live(i) {
			return false
		}
	}
	return true
}
