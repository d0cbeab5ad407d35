package triage

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// failedJobs are n failed jobs with n different messages: of every entry in turn, and
// unknown ones, each with other ARNs, IDs and numbers in it. Which account and role a message names
// hangs on its number alone, so that there are as many causes an entry, however many entries there are.
func failedJobs(n int) []backup.Job {
	var words []string
	for _, e := range Catalogue() {
		words = append(words, e.Examples[0])
	}
	jobs := make([]backup.Job, n)
	for i := range jobs {
		mixed := uint32(i) * 2654435761 >> 8 // Knuth's multiplicative hash
		account, role := mixed%300, mixed/300%50
		text := fmt.Sprintf("%s on arn:aws:ec2:eu-west-1:%012d:volume/vol-%017x by arn:aws:iam::%012d:role/backup-%d, request %08x", words[i%len(words)], account, i, account, role, i*7919)
		if i%5 == 0 {
			text = fmt.Sprintf("Flux capacitor %d of arn:aws:ec2:eu-west-1:%012d:volume/vol-%017x is misaligned by %d degrees, ask the operator of rack r%d for help", i, account, i, i%360, i%97)
		}
		jobs[i] = *job(fmt.Sprintf("%012d", account), i, i%1400, "FAILED", text)
	}
	return jobs
}

// BenchmarkGroup100000 groups 100,000 failed jobs with as many messages; the bound beside
// it is what lower-casing and scanning each message once costs.
func BenchmarkGroup100000(b *testing.B) {
	jobs := failedJobs(100_000)
	for name, parts := range map[string]int{"one processor": 1, "all processors": runtime.GOMAXPROCS(0)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				in := make([]*Grouper, parts)
				_ = sideBySide(parts, func(n int) {
					in[n] = NewGrouper(day())
					for i := n * len(jobs) / parts; i < (n+1)*len(jobs)/parts; i++ {
						in[n].Add(&jobs[i], nil)
					}
				})
				for _, o := range in[1:] {
					in[0].Join(o)
				}
				if causes, err := in[0].Causes(sideBySide); err != nil || len(causes) == 0 {
					b.Fatal("no causes", err)
				}
			}
		})
	}
	b.Run("bound", func(b *testing.B) {
		n := 0
		for b.Loop() {
			for i := range jobs {
				low := lower(jobs[i].Message.String())
				for _, c := range []byte(low) {
					if c == ' ' {
						n++
					}
				}
			}
		}
		if n == 0 {
			b.Fatal("no words")
		}
	})
}

func TestEveryFailedJobIsInARow(t *testing.T) {
	jobs := failedJobs(10_000)
	g := NewGrouper(day())
	for i := range jobs {
		g.Add(&jobs[i], nil)
	}
	n := 0
	for _, c := range g.all() {
		n += c.Count()
	}
	if n != len(jobs) {
		t.Errorf("%d of %d jobs are in a row", n, len(jobs))
	}
}
