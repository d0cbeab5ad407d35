package sim

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
)

// TestCountsAreRefreshedOnceADay: a job that runs over midnight ends in the list, and in the
// counts a day later.
func TestCountsAreRefreshedOnceADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + time.Minute)
		c := home(New(Options{}))
		running := func() (n int32) {
			out, err := c.ListBackupJobSummaries(t.Context(), &sdk.ListBackupJobSummariesInput{State: "RUNNING", AccountId: aws.String("AGGREGATE_ALL")})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range out.BackupJobSummaries {
				n += s.Count
			}
			return n
		}
		first := running()
		if first == 0 {
			t.Fatal("nothing runs over midnight: the test sees nothing")
		}
		time.Sleep(20 * time.Hour)
		if now := running(); now != first {
			t.Errorf("%d ran at the first look, %d at one of the same day", first, now)
		}
	})
}

// TestCountsAndOtherAnswersDoNotWaitForEachOther: with all places taken, the other kind is
// still answered, and who leaves the queue leaves no work behind.
func TestCountsAndOtherAnswersDoNotWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := New(Options{})
		c := home(w)
		take := func(places chan struct{}) (back func()) {
			n := cap(places)
			for range n {
				places <- struct{}{}
			}
			return func() {
				for range n {
					<-places
				}
			}
		}
		back := take(w.making)
		if _, err := c.ListBackupJobSummaries(t.Context(), &sdk.ListBackupJobSummariesInput{}); err != nil {
			t.Errorf("summaries while pages are made: %v", err)
		}
		ctx, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		left := httptest.NewRequestWithContext(ctx, http.MethodGet, "/backup-jobs", nil)
		if err := w.backup(Caller{Account: w.HomeAccount(), Region: "us-east-1"}, httptest.NewRecorder(), left); err == nil {
			t.Error("an answer was made for somebody who left")
		}
		back()
		defer take(w.counting)()
		if _, err := c.ListBackupJobs(t.Context(), &sdk.ListBackupJobsInput{MaxResults: aws.Int32(1)}); err != nil {
			t.Errorf("a page while jobs are counted: %v", err)
		}
	})
}
