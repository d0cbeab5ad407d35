package sim

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
)

// BenchmarkPage is one page of 1,000 points out of 1,000,000 over 30,000
// resources, without the SDK: the simulator must not be the slow part of what
// is measured against it.
func BenchmarkPage(b *testing.B) {
	w := New(Options{OneVault: 1_000_000, Resources: 30_000})
	for name, query := range map[string]string{
		"newest":       "",
		"one resource": "&resourceArn=" + w.scopes[0].homes[1].firstARN(),
		"one type":     "&resourceType=EBS",
		"old":          "&createdBefore=" + utc(w.start-20*day).Format("2006-01-02T15:04:05Z"),
	} {
		b.Run(name, func(b *testing.B) {
			req := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/backup-vaults/"+bigVaultName+"/recovery-points?maxResults=1000"+query, nil)
			caller := Caller{Account: w.HomeAccount(), Region: "us-east-1"}
			for b.Loop() {
				rec := httptest.NewRecorder()
				if err := w.backup(caller, rec, req); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(int64(rec.Body.Len()))
			}
		})
	}
	b.Run("memory", func(b *testing.B) {
		var before, after runtime.MemStats
		for b.Loop() {
			runtime.GC()
			runtime.ReadMemStats(&before)
			held := New(Options{OneVault: 1_000_000, Resources: 30_000})
			held.scopes[0].homes[1].load()
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB/world")
			runtime.KeepAlive(held)
		}
	})
}

func (s *scope) firstARN() string {
	s.load()
	return s.resources[0].arn
}
