package state

import (
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// fleetPage makes a page of points as they come from AWS: a thousand of one vault, over
// 30,000 resources, the IDs of a page in one string.
func fleetPage(page int, resources []backup.Ref[backup.ResourceRef]) []backup.RecoveryPoint {
	const size = 1000
	text := make([]byte, 0, size*96)
	ends := make([]int, 0, size)
	for i := range size {
		text = fmt.Appendf(text, "%08x-5a7c-4f2e-9d11-%012x", page*size+i, i)
		ends = append(ends, len(text))
	}
	ids, at := string(text), 0
	status := backup.Intern("COMPLETED")
	key := backup.RefTo(backup.PointMore{Key: backup.Intern("arn:aws:kms:eu-west-1:111122223333:key/1")})
	by := backup.RefTo(backup.CreatedBy{PlanName: backup.Intern("daily")})
	rows := make([]backup.RecoveryPoint, size)
	for i := range rows {
		n := page*size + i
		rows[i] = backup.RecoveryPoint{
			ARN: packedARN(ids[at:ends[i]]), In: vaultRef, Of: resources[n%len(resources)], By: by, Status: status, More: key,
			Created: backup.Time(n), Completed: backup.Time(n + 1), SizeBytes: int64(n),
		}
		at = ends[i]
	}
	return rows
}

// packedARN is an ARN without a shared half whose text lies in that of the page.
func packedARN(id string) backup.ARN { return backup.ParseARN(id) }

func fleetResources() []backup.Ref[backup.ResourceRef] {
	refs := make([]backup.Ref[backup.ResourceRef], 30_000)
	for i := range refs {
		refs[i] = backup.RefTo(backup.ResourceRef{
			ARN:  backup.Intern(fmt.Sprintf("arn:aws:ec2:eu-west-1:111122223333:volume/vol-%017x", i)),
			Name: backup.Intern(fmt.Sprintf("web-%05d", i)), Type: backup.Intern("EBS"),
		})
	}
	return refs
}

func live() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkMillionPoints appends 1,000,000 recovery points in pages of 1,000, publishing
// after each, and then reads the same list again.
func BenchmarkMillionPoints(b *testing.B) {
	for b.Loop() {
		before := live()
		resources := fleetResources()
		feed := points()
		s := NewStore()
		p := pointsPart()
		var spent, published, again time.Duration
		for page := range 1000 {
			rows := fleetPage(page, resources)
			began := time.Now()
			s.write(false, func() {
				t := tableOf(s, p, feed.rules())
				t.apply(rows)
				s.touch(t)
			})
			spent += time.Since(began)
			began = time.Now()
			s.write(true, func() {})
			published += time.Since(began)
		}
		kept := live() - before
		for page := range 1000 {
			rows := fleetPage(page, resources)
			began := time.Now()
			s.write(true, func() { s.tables[p].(*table[backup.RecoveryPoint]).apply(rows) })
			again += time.Since(began)
		}
		rows := Select[backup.RecoveryPoint](s.Snapshot(), nil, "points")
		b.ReportMetric(float64(spent.Nanoseconds())/1e6, "ns/row")
		b.ReportMetric(float64(again.Nanoseconds())/1e6, "ns/same-row")
		b.ReportMetric(float64(published.Microseconds())/1000, "µs/publish")
		b.ReportMetric(float64(kept)/float64(rows.Len()), "bytes/row")
		runtime.KeepAlive(resources)
	}
}

// BenchmarkPublishAmongParts publishes one changed part among 20,000.
func BenchmarkPublishAmongParts(b *testing.B) {
	s := NewStore()
	part := func(i int) Part {
		return Part{Feed: "items", Scope: backup.In(fmt.Sprintf("%012d", i), "eu-west-1")}
	}
	before := live()
	for i := range 20_000 {
		p := part(i)
		s.write(false, func() {
			t := tableOf(s, p, itemRules())
			t.apply([]item{{ID: "a"}})
			s.touch(t)
		})
	}
	s.write(true, func() {})
	b.ReportMetric(float64(live()-before)/20_000, "bytes/part")
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		fill(s, part(n%20_000), item{"a", n})
	}
}

// BenchmarkSelect makes a table of 20,000 parts.
func BenchmarkSelect(b *testing.B) {
	s := NewStore()
	for i := range 20_000 {
		fill(s, Part{Feed: "items", Scope: backup.In(fmt.Sprintf("%012d", i), "eu-west-1")}, item{"a", i})
	}
	b.ReportAllocs()
	for b.Loop() {
		Select[item](s.Snapshot(), nil, "items")
	}
}

// BenchmarkAt reads a row of one part, and of one among 20,000.
func BenchmarkAt(b *testing.B) {
	for _, parts := range []int{1, 20_000} {
		b.Run(fmt.Sprintf("parts=%d", parts), func(b *testing.B) {
			s := NewStore()
			var ids []RowID
			for i := range parts {
				fill(s, Part{Feed: "items", Scope: backup.In(fmt.Sprintf("%012d", i), "eu-west-1")}, item{"a", i}, item{"b", i})
			}
			rows := Select[item](s.Snapshot(), nil, "items")
			for id := range rows.All() {
				ids = append(ids, id)
			}
			n := 0
			for b.Loop() {
				n++
				if rows.At(ids[n*7919%len(ids)]) == nil {
					b.Fatal("gone")
				}
			}
		})
	}
}
