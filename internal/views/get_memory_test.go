package views

import (
	"context"
	"fmt"
	"io"
	"iter"
	"math"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// endless is an account with one vault, whose recovery points are made as they are
// read. It measures what is alive just before the last page.
type endless struct {
	state.Source
	points int
	alive  uint64
}

var endlessScope = backup.In("111122223333", "eu-west-1")

func onePage[V any](rows ...V) iter.Seq2[[]V, error] {
	return func(yield func([]V, error) bool) { yield(rows, nil) }
}

func (s *endless) Accounts(context.Context) iter.Seq2[[]backup.Account, error] {
	return onePage(backup.Account{ID: endlessScope.Account, Home: true})
}

func (s *endless) Regions(context.Context, backup.Text) iter.Seq2[[]backup.Region, error] {
	return onePage(backup.Region{Account: endlessScope.Account, Name: endlessScope.Region})
}

func (s *endless) Vaults(_ context.Context, _ backup.Scope, q backup.VaultQuery) iter.Seq2[[]backup.Vault, error] {
	if q.Shared {
		return onePage[backup.Vault]()
	}
	return onePage(backup.Vault{In: s.vault()})
}

func (s *endless) vault() backup.Ref[backup.VaultRef] {
	return backup.RefTo(backup.VaultRef{Account: endlessScope.Account, Region: endlessScope.Region, Name: backup.Intern("prod-daily")})
}

func (s *endless) Points(context.Context, backup.Scope, backup.PointQuery) iter.Seq2[[]backup.RecoveryPoint, error] {
	return func(yield func([]backup.RecoveryPoint, error) bool) {
		in, now := s.vault(), backup.TimeOf(time.Now())
		for n := 0; n < s.points; n += 1000 {
			rows := make([]backup.RecoveryPoint, 1000)
			for i := range rows {
				rows[i] = backup.RecoveryPoint{
					ARN: backup.ParseARN(fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%017x", n+i)), In: in,
					Of:      backup.RefTo(backup.ResourceRef{ARN: backup.Intern(fmt.Sprintf("arn:aws:ec2:eu-west-1:111122223333:volume/vol-%d", (n+i)/30)), Type: backup.Intern("EBS")}),
					Created: now.Add(-time.Duration(n+i) * time.Minute), SizeBytes: int64(n), SizeKnown: true,
				}
			}
			if n+1000 >= s.points {
				s.alive = alive()
			}
			if !yield(rows, nil) {
				return
			}
		}
	}
}

func (s *endless) Jobs(context.Context, backup.Scope, backup.JobKind, backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	return onePage[backup.Job]()
}

// alive is how many bytes are in use. An interned word that nobody holds is taken from its
// table by a goroutine of the runtime after the collection that finds it, and its place goes
// with the next: it collects until no more goes.
func alive() uint64 {
	const settled = 3 // collections in a row, since pools are emptied by the second
	least := uint64(math.MaxUint64)
	for same, n := 0, 0; same < settled && n < 50; n++ {
		runtime.GC()
		cleaned()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		if same++; m.HeapAlloc+1<<10 < least {
			same = 0
		}
		least = min(least, m.HeapAlloc)
	}
	return least
}

// cleaned returns when the runtime has cleaned up after what the last collection found, or
// takes too long for that.
func cleaned() {
	s := []metrics.Sample{{Name: "/gc/cleanups/queued:cleanups"}, {Name: "/gc/cleanups/executed:cleanups"}}
	for began := time.Now(); time.Since(began) < 5*time.Second; runtime.Gosched() {
		if metrics.Read(s); s[0].Value.Uint64() == s[1].Value.Uint64() {
			return
		}
	}
}

// counter counts what is written.
type counter struct{ n int }

func (c *counter) Write(b []byte) (int, error) {
	c.n += len(b)
	return len(b), nil
}

func TestMemoryOfGetDoesNotGrowWithTheRows(t *testing.T) {
	for _, format := range []string{"csv", "jsonl"} {
		t.Run(format, func(t *testing.T) {
			held := func(points int, o GetOptions) uint64 {
				o.View, o.Output = "points", format
				s, out := &endless{points: points}, &counter{}
				if err := Get(t.Context(), Backend{Source: s}, o, out, io.Discard); err != nil {
					t.Fatal(err)
				}
				if out.n < 60*points {
					t.Fatalf("%d bytes for %d points", out.n, points)
				}
				return s.alive
			}
			const few, many, limit = 10_000, 70_000, 200 << 10 // few fill the first block of what was given
			held(few, GetOptions{})                            // what is made once
			a, b := held(few, GetOptions{}), held(many, GetOptions{})
			for range 4 { // what else is in the process may change meanwhile
				if b <= a+limit {
					break
				}
				a, b = min(a, held(few, GetOptions{})), min(b, held(many, GetOptions{}))
			}
			if b > a+limit {
				t.Errorf("%d KiB more for %d points more", (b-a)>>10, many-few)
			}
			if sorted := held(many/4, GetOptions{Sort: "created"}); int64(sorted)-int64(a) < (many/4-few)*100 {
				t.Errorf("%d KiB for %d sorted points: the measurement shows nothing", int64(sorted-a)>>10, many/4)
			}
		})
	}
}
