package sim

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
)

// TestMalwareIsRareAndThereIsOneToBeSeen: of a demo's scans of a day, at every hour.
func TestMalwareIsRareAndThereIsOneToBeSeen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45 * 24 * time.Hour)
		w := New(Options{})
		for range 12 {
			time.Sleep(2 * time.Hour)
			all, found := 0, 0
			for _, region := range w.regions {
				c := client(w, w.HomeAccount(), region)
				for pages := sdk.NewListScanJobsPaginator(c, &sdk.ListScanJobsInput{ByAccountId: aws.String("*"), ByCompleteAfter: aws.Time(time.Now().Add(-24 * time.Hour))}); pages.HasMorePages(); {
					page, err := pages.NextPage(t.Context())
					if err != nil {
						t.Fatal(err)
					}
					for _, j := range page.ScanJobs {
						all++
						if j.ScanResult != nil && j.ScanResult.ScanResultStatus == "THREATS_FOUND" {
							found++
						}
					}
				}
			}
			if found < 1 || found*36 > all {
				t.Errorf("%s: %d of %d scans found threats", time.Now().UTC(), found, all)
			}
		}
	})
}
