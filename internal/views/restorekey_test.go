package views

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// TestThePagesOfAFailedRestoreNameItsKey opens the page of a cause and of its job.
func TestThePagesOfAFailedRestoreNameItsKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{}).rests(20 * time.Second).press("2").after(2 * time.Second)
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
		u := start(t, 160, 80, small(), Options{}).befalls("denied=100%@GetRestoreJobMetadata").rests(20 * time.Second).press("2").after(2 * time.Second)
		u.press("/").types("cause:restore").press("enter").after(time.Second).press("enter").after(3 * time.Second)
		u.sees("key of the restore not usable", "Key unknown", "can't be read: access denied", "backup:GetRestoreJobMetadata").misses("arn:aws:kms:")
	})
}

// TestARestoreThatFailsByTheKeyOfBackupsIsOneRowWithThem: its message names no key, and nor does its row.
func TestARestoreThatFailsByTheKeyOfBackupsIsOneRowWithThem(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, Accounts: 3, Regions: 2, Resources: 300, Jobs: 6000})
		key := w.KeyOf(w.Accounts()[1], w.Regions()[0], "alias/backup/prod-daily")
		if _, ok := w.Break(sim.Incident{Kind: sim.KeyDisabled, Resource: key, From: time.Now().Add(-20 * time.Hour)}); !ok {
			t.Fatal("there is no such key")
		}
		u := startOn(t, 160, 60, w, Options{}).rests(30 * time.Second)
		var of []*failure
		for _, f := range u.session().env.Causes.rows {
			if f.of().Brief.Class == triage.KMS && f.of().Brief.Root.Value == key {
				of = append(of, f)
			}
			if f.of().Brief.Seeking() {
				t.Errorf("still looked up: %s", f.key)
			}
		}
		if len(of) != 1 || !slices.Contains(of[0].of().Kinds, backup.RestoreJob) || !slices.Contains(of[0].of().Kinds, backup.BackupJob) {
			for _, f := range of {
				t.Logf("%s: %v", f.key, f.of().Kinds)
			}
			t.Errorf("%d rows hang on %s", len(of), key)
		}
	})
}

// TestThePageOfAFailedCopyNamesTheKeyOfItsPoint, which is not that of the vault.
func TestThePageOfAFailedCopyNamesTheKeyOfItsPoint(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 3, Accounts: 6, Regions: 4, Resources: 900, Jobs: 40000})
		u := startOn(t, 160, 60, w, Options{}).rests(30 * time.Second)
		met := false
		for _, f := range u.session().env.Causes.rows {
			c := f.of()
			if !slices.ContainsFunc(c.Jobs, func(j *backup.Job) bool { return hangsOnKey(j) && j.Kind == backup.CopyJob }) {
				continue
			}
			met = true
			root := c.Brief.Root
			for _, v := range state.Select[backup.Vault](u.session().env.Snap, nil, "vaults").All() {
				if root.From != triage.FromPoint || v.Key.String() == root.Value {
					t.Errorf("%s hangs on %v", f.key, root)
				}
			}
		}
		if !met {
			t.Error("no copy of a snapshot failed by a key: the test shows nothing")
		}
	})
}
