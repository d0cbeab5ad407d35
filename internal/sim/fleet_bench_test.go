package sim

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"
)

// BenchmarkFleet is a fleet of 300 accounts in 17 Regions with 4,000,000 jobs in 30 days
// and a bad night: the making of the world, and pages of what a triage reads.
func BenchmarkFleet(b *testing.B) {
	o := Options{Accounts: 300, Regions: 17, Jobs: 4_000_000, Tonight: true, Rates: true}
	b.Run("new", func(b *testing.B) {
		var before, after runtime.MemStats
		for b.Loop() {
			runtime.GC()
			runtime.ReadMemStats(&before)
			w := New(o)
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB/world")
			runtime.KeepAlive(w)
		}
	})
	w := New(o)
	ago := func(d time.Duration) string { return time.Now().Add(-d).UTC().Format("2006-01-02T15:04:05Z") }
	for name, query := range map[string]string{
		"one scope, failed, a day":          "/backup-jobs?maxResults=1000&state=FAILED&createdAfter=" + ago(24*time.Hour),
		"one scope, a day":                  "/backup-jobs?maxResults=1000&createdAfter=" + ago(24*time.Hour),
		"organisation, failed, a day":       "/backup-jobs?maxResults=1000&accountId=*&state=FAILED&createdAfter=" + ago(24*time.Hour),
		"organisation, failed, 30 days":     "/backup-jobs?maxResults=1000&accountId=*&state=FAILED",
		"organisation, running":             "/backup-jobs?maxResults=1000&accountId=*&state=RUNNING",
		"organisation, key errors":          "/backup-jobs?maxResults=1000&accountId=*&messageCategory=KMS_KEY_ERROR&createdAfter=" + ago(24*time.Hour),
		"organisation, a day":               "/backup-jobs?maxResults=1000&accountId=*&createdAfter=" + ago(24*time.Hour),
		"organisation, summary, 14 days":    "/audit/backup-job-summaries?AccountId=AGGREGATE_ALL&State=ANY&AggregationPeriod=ONE_DAY",
		"one scope, summary, 14 days":       "/audit/backup-job-summaries?State=ANY&AggregationPeriod=ONE_DAY",
		"organisation, copies summary":      "/audit/copy-job-summaries?AccountId=AGGREGATE_ALL&State=ANY&AggregationPeriod=ONE_DAY",
		"one scope, copies, failed, a day":  "/copy-jobs?maxResults=1000&state=FAILED&createdAfter=" + ago(24*time.Hour),
		"one scope, restores, failed, week": "/restore-jobs?maxResults=1000&status=FAILED&createdAfter=" + ago(7*24*time.Hour),
	} {
		b.Run(name, func(b *testing.B) {
			req := httptest.NewRequestWithContext(b.Context(), http.MethodGet, query, nil)
			caller := Caller{Account: w.HomeAccount(), Region: "us-east-1"}
			bytes := 0
			for b.Loop() {
				rec := httptest.NewRecorder()
				if err := w.backup(caller, rec, req); err != nil {
					b.Fatal(err)
				}
				bytes = rec.Body.Len()
			}
			b.ReportMetric(float64(bytes)/1e3, "kB/page")
		})
	}
}
