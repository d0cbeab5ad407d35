package state

import (
	"hash/maphash"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"testing/synctest"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestWhatWasGivenIsFoundWithAndWithoutAFile(t *testing.T) {
	for name, folder := range map[string]string{"in a file": t.TempDir(), "in memory": filepath.Join(t.TempDir(), "missing")} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMPDIR", folder)
			var g given
			defer g.close()
			hash := func(n int) uint64 { return maphash.Comparable(seed, n) }
			const before, after = 3*givenBlock + 17, 2 * givenBlock
			for n := range before {
				g.add(hash(n))
			}
			g.seal()
			known := len(g.blocks)
			for n := before; n < before+after; n++ {
				g.add(hash(n))
			}
			g.seal()
			if onDisk := g.file != nil; onDisk != (name == "in a file") {
				t.Errorf("a file: %v", onDisk)
			}
			for range 50 {
				ask := make([]int, 100)
				hashes := make([]uint64, len(ask))
				for i := range ask {
					ask[i] = rand.IntN(before + 2*after)
					hashes[i] = hash(ask[i])
				}
				first, err := g.find(hashes, known)
				if err != nil {
					t.Fatal(err)
				}
				all, err := g.find(hashes, len(g.blocks))
				if err != nil {
					t.Fatal(err)
				}
				for i, n := range ask {
					if first[i] != (n < before) || all[i] != (n < before+after) {
						t.Fatalf("%d of %d and %d: found %v, %v", n, before, after, first[i], all[i])
					}
				}
			}
		})
	}
}

func TestALongListStartsAgainWithoutGivingARowTwice(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	synctest.Test(t, func(t *testing.T) {
		aws := newFake()
		aws.points = makePoints(3*givenBlock + 100)
		failures := []int{20, 24}
		aws.fault = func(_ string, page int) error {
			if len(failures) > 0 && page == failures[0] {
				failures = failures[1:]
				return &backup.Error{Kind: backup.TokenExpired}
			}
			return nil
		}
		got := map[backup.ARN]bool{}
		for rows, err := range Stream[backup.RecoveryPoint](t.Context(), aws, "points", pointsPart()) {
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range rows {
				if got[p.ARN] {
					t.Fatalf("%s came twice", p.ARN)
				}
				got[p.ARN] = true
			}
		}
		if len(got) != len(aws.points) {
			t.Errorf("%d rows, want %d", len(got), len(aws.points))
		}
	})
}
