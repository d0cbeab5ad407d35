package sim_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"github.com/bkpui/bkpui/internal/sim"
)

// inOrganization are the backup jobs of the first Region of all accounts, in a state.
func inOrganization(t *testing.T, w *sim.World, after time.Time, state types.BackupJobState) (all []types.BackupJob) {
	t.Helper()
	pages := backup.NewListBackupJobsPaginator(backup.NewFromConfig(user(w)), &backup.ListBackupJobsInput{
		ByAccountId: aws.String("*"), ByState: state, ByCreatedAfter: &after, MaxResults: aws.Int32(1000),
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page.BackupJobs...)
	}
	return all
}

func TestTonightFailsForOneKeyOfManyAccounts(t *testing.T) {
	for name, c := range map[string]struct{ accounts, befallen, least, most int }{
		"a demo": {6, 4, 30, 32}, "a big organisation": {60, 12, 132, 140},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(45*24*time.Hour + 3*time.Hour + 4*time.Minute)
				w := sim.New(sim.Options{Seed: 7, Accounts: c.accounts, Regions: 2, Tonight: true})
				i, befallen, ok := w.Tonight()
				if !ok || len(befallen) != c.befallen {
					t.Fatalf("%+v befell %v", i, befallen)
				}
				failed, accounts := 0, map[string]bool{}
				for _, j := range inOrganization(t, w, i.From, types.BackupJobStateFailed) {
					if aws.ToString(j.MessageCategory) == "KMS_KEY_ERROR" {
						failed++
						accounts[*j.AccountId] = true
						if *j.BackupVaultName != "pci-daily" {
							t.Errorf("%s failed as well", *j.BackupVaultName)
						}
					}
				}
				if failed < c.least || failed > c.most || len(accounts) != c.befallen {
					t.Errorf("%d jobs failed in %d accounts", failed, len(accounts))
				}
				well := 0
				for _, j := range inOrganization(t, w, i.From.Add(-24*time.Hour), types.BackupJobStateCompleted) {
					if *j.BackupVaultName == "pci-daily" {
						well++
					}
				}
				if well < failed*9/10 {
					t.Errorf("%d went well the night before", well)
				}
				owner := strings.Split(i.Resource, ":")[4]
				cfg := as(t, user(w), owner, "BackupReader")
				events := recorded(t, cfg, "PutKeyPolicy")
				if owner != w.Account("identity") || len(events) == 0 || *events[0].Resources[0].ResourceName != i.Resource || !events[0].EventTime.Before(i.From) {
					t.Errorf("events %+v", events)
				}
				policy, err := kms.NewFromConfig(cfg).GetKeyPolicy(t.Context(), &kms.GetKeyPolicyInput{KeyId: &i.Resource})
				if err != nil || strings.Contains(*policy.Policy, "Backups of the organisation") {
					t.Errorf("%+v, %v", policy, err)
				}
				vault, err := backup.NewFromConfig(user(w)).DescribeBackupVault(t.Context(), &backup.DescribeBackupVaultInput{BackupVaultName: aws.String("pci-daily")})
				if err != nil || *vault.EncryptionKeyArn != i.Resource {
					t.Errorf("%+v, %v", vault, err)
				}
			})
		})
	}
}

// TestTonightLeavesTheRestOfTheWorldAsItIs compares the jobs with those of the same
// world on an ordinary night.
func TestTonightLeavesTheRestOfTheWorldAsItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(45*24*time.Hour + 3*time.Hour + 4*time.Minute)
		jobs := func(tonight bool) map[string]types.BackupJobState {
			all := map[string]types.BackupJobState{}
			for _, j := range inOrganization(t, sim.New(sim.Options{Seed: 7, Tonight: tonight}), time.Now().Add(-48*time.Hour), "") {
				if *j.BackupVaultName != "pci-daily" && aws.ToString(j.MessageCategory) != "KMS_KEY_ERROR" {
					all[*j.BackupJobId] = j.State
				}
			}
			return all
		}
		with, without := jobs(true), jobs(false)
		for id, state := range without {
			if with[id] != state {
				t.Errorf("%s is %s on an ordinary night, %s tonight", id, state, with[id])
			}
		}
		if len(without) < 200 {
			t.Errorf("%d jobs", len(without))
		}
	})
}
