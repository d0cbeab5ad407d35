package views

import (
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestThePagesOfAFailedRestoreNameItsKey opens the page of a cause and of its job.
func TestThePagesOfAFailedRestoreNameItsKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{}).after(20 * time.Second).press("2").after(2 * time.Second)
		u.press("/").types("cause:restore").press("enter").after(time.Second).sees("key of the restore not usable")
		u.press("enter").after(3*time.Second).sees("(from the restore job's metadata)", "Let the policy of arn:aws:kms:")
		found := regexp.MustCompile(`Key +(arn:aws:kms:\S+) \(from the restore job's metadata\)`)
		key := found.FindStringSubmatch(u.text())
		if key == nil || !strings.Contains(u.text(), "Key: "+key[1]) {
			t.Fatalf("the block for the owner lacks the key %q:\n%s", key, u.text())
		}
		u.press("J").after(time.Second).press("enter").after(3*time.Second).sees("Diagnosis", "GetRestoreJobMetadata")
		if again := found.FindStringSubmatch(u.text()); again == nil || again[1] != key[1] {
			t.Errorf("the page of the job names the key %q:\n%s", again, u.text())
		}
	})
}

func TestWhyTheKeyOfARestoreIsNotKnownIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{}).after(20 * time.Second).befalls("denied=100%@GetRestoreJobMetadata").press("2").after(2 * time.Second)
		u.press("/").types("cause:restore").press("enter").after(time.Second).press("enter").after(3 * time.Second)
		u.sees("key of the restore not usable", "Restore's key", "not known: access denied", "backup:GetRestoreJobMetadata").misses("from the restore job's metadata")
	})
}
