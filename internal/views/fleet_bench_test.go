package views

import (
	"context"
	"iter"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// reader is a client of a simulated organisation, in this process and within AWS's
// rates, as the console has it.
func reader(b *testing.B, w *sim.World) *aws.Client {
	b.Helper()
	c, err := aws.New(b.Context(), aws.Options{Isolated: true, Org: true, RoleName: "BackupReader", AllRegions: true, Transport: sim.InProcess{Handler: w}})
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// BenchmarkVault is opening a vault of 100,000 points: its first rows on the screen
// against one bare call, and all of them against the bare list, each with a limiter of
// its own that has rested.
func BenchmarkVault(b *testing.B) {
	w := sim.New(sim.Options{OneVault: 100_000})
	w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 40 * time.Millisecond}})
	in, q := backup.In(w.HomeAccount(), w.Regions()[0]), backup.PointQuery{Vault: "prod-daily-all"}
	var page, list, first, all time.Duration
	for range b.N {
		bare := reader(b, w)
		known(b, bare, in)
		began := time.Now()
		for _, err := range bare.Points(backup.Urgent(b.Context()), in, q) {
			if err != nil {
				b.Fatal(err)
			}
			page += time.Since(began)
			break
		}
		bare = reader(b, w)
		known(b, bare, in)
		began = time.Now()
		for _, err := range bare.Points(b.Context(), in, q) {
			if err != nil {
				b.Fatal(err)
			}
		}
		list += time.Since(began)

		d := sitDown(b, reader(b, w), "vaults prod-daily-all")
		d.until("vault", d.shows("100,000"))
		began = time.Now()
		d.handle(tea.KeyPressMsg{Code: tea.KeyEnter})
		d.until("first rows", d.shows("1,000 of"))
		first += time.Since(began)
		d.until("whole list", d.answered(100_000))
		all += time.Since(began)
	}
	b.ReportMetric(float64(first-time.Duration(b.N)*50*time.Millisecond)/float64(page), "x_call_less_50ms")
	b.ReportMetric(milliseconds(first)/float64(b.N), "ms_first")
	b.ReportMetric(milliseconds(page)/float64(b.N), "ms_call")
	b.ReportMetric(float64(all)/float64(list), "x_list")
}

// known has the client find out who it is, as the console had to before it showed
// anything.
func known(b *testing.B, c *aws.Client, in backup.Scope) {
	b.Helper()
	for _, err := range c.Vaults(b.Context(), in, backup.VaultQuery{}) {
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFleet is a fleet of 50 accounts and 10 Regions, from nothing to the vaults
// of every scope, against the same calls made bare, each as soon as what it needs is
// there.
func BenchmarkFleet(b *testing.B) {
	w := sim.New(sim.Options{Accounts: 50, Regions: 10})
	w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 100 * time.Millisecond, Jitter: 50 * time.Millisecond}})
	var bare, ours, frame time.Duration
	for range b.N {
		began := time.Now()
		readFleet(b.Context(), reader(b, w))
		bare += time.Since(began)

		began = time.Now()
		d := sitDown(b, reader(b, w), "vaults")
		frame += time.Since(began)
		s := d.model.(*root).s
		d.until("whole fleet", func() bool {
			l := s.top().(*list[backup.Vault])
			return len(s.env.Fleet.Scopes) > 400 && len(l.lists.parts) >= len(s.env.Fleet.Scopes) && l.lists.reading == 0 && !l.work.running
		})
		ours += time.Since(began)
	}
	b.ReportMetric(float64(ours)/float64(bare), "x_bare")
	b.ReportMetric(milliseconds(bare)/float64(b.N), "ms_bare")
	b.ReportMetric(milliseconds(frame)/float64(b.N), "ms_first_frame")
}

// readFleet makes the calls that the vaults of a fleet need, side by side. Accounts and
// Regions that refuse are left out.
func readFleet(ctx context.Context, c *aws.Client) {
	var wg sync.WaitGroup
	defer wg.Wait()
	seen := map[backup.Text]bool{}
	for accounts := range pagesOf(c.Accounts(ctx)) {
		for _, a := range accounts {
			if a.Skipped || a.ID.Empty() || seen[a.ID] {
				continue
			}
			seen[a.ID] = true
			wg.Go(func() {
				for regions := range pagesOf(c.Regions(ctx, a.ID)) {
					for _, r := range regions {
						if !r.Enabled() {
							continue
						}
						wg.Go(func() {
							for range pagesOf(c.Vaults(ctx, r.Scope(), backup.VaultQuery{})) {
							}
							for range pagesOf(c.Vaults(ctx, r.Scope(), backup.VaultQuery{Shared: true})) {
							}
						})
					}
				}
			})
		}
	}
}

// pagesOf drops the errors of a bare list: a scope that is denied is part of the world, and
// what is measured is the calls.
func pagesOf[V any](pages iter.Seq2[[]V, error]) iter.Seq[[]V] {
	return func(yield func([]V) bool) {
		for page, err := range pages {
			if err != nil || !yield(page) {
				return
			}
		}
	}
}
