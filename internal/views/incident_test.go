package views

import (
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
)

// broken is an incident of a small world, and what the console must make of it.
type broken struct {
	incident func(*sim.World) sim.Incident
	class    triage.Class
	root     string        // name of the root fact; "" = there is none
	from     triage.Source // where it was found
	value    func(*sim.World) string
	accounts []string      // of the world, by name
	regions  int           // the first so many
	hour     time.Duration // when it breaks: some jobs that it touches begin soon
	event    string        // that CloudTrail has before it; "" = none
}

// The accounts of the world: the first of the organisation, and a member.
const (
	home   = "payments"
	member = "data-lake"
)

// incidents are one of each kind, in a world of three accounts in two Regions. That the
// policy of a key is closed is tonight's incident.
func incidents() map[string]broken {
	key := func(w *sim.World) string {
		return w.KeyOf(w.Account(member), w.Regions()[0], "alias/backup/prod-daily")
	}
	role := func(w *sim.World) string { return w.DefaultRole(w.HomeAccount()) }
	vault := func(w *sim.World) string {
		return "arn:aws:backup:" + w.Regions()[1] + ":" + w.HomeAccount() + ":backup-vault:prod-daily"
	}
	return map[string]broken{
		"a key is disabled": {
			incident: func(w *sim.World) sim.Incident { return sim.Incident{Kind: sim.KeyDisabled, Resource: key(w)} },
			class:    triage.KMS, root: "key", from: triage.FromVault, value: key, accounts: []string{member}, regions: 1, hour: 5*time.Hour + 14*time.Minute, event: "DisableKey",
		},
		"an SCP appears": {
			incident: func(w *sim.World) sim.Incident {
				return sim.Incident{Kind: sim.PolicyDenies, Regions: w.Regions()[:1]}
			},
			class: triage.SCP, regions: 1, hour: 5*time.Hour + 4*time.Minute, event: "AttachPolicy",
		},
		"a role loses its trust": {
			incident: func(w *sim.World) sim.Incident { return sim.Incident{Kind: sim.TrustLost, Resource: role(w)} },
			class:    triage.AssumeRole, root: "role", from: triage.FromMessage, value: role, accounts: []string{home}, regions: 2, hour: 5*time.Hour + 4*time.Minute, event: "UpdateAssumeRolePolicy",
		},
		"a quota is reached": {
			incident: func(w *sim.World) sim.Incident {
				return sim.Incident{Kind: sim.QuotaReached, Resource: "EBS", Accounts: []string{w.HomeAccount()}}
			},
			class: triage.Quota, root: "scope", from: triage.FromJob, accounts: []string{home}, regions: 1, hour: 5*time.Hour + 13*time.Minute,
		},
		"a lock refuses copies": {
			incident: func(w *sim.World) sim.Incident { return sim.Incident{Kind: sim.LockRefuses, Resource: vault(w)} },
			class:    triage.LockOrLifecycle, root: "destination vault", from: triage.FromJob, value: vault, accounts: []string{home}, regions: 2, hour: 6*time.Hour + 21*time.Minute, event: "PutBackupVaultLockConfiguration",
		},
	}
}

// cause are the rows that an incident may have: of its class, with a job that ended since
// then, and with its root fact where it has one.
func (u *user) cause(c *broken, since backup.Time) (rows []*failure) {
	defer u.screen.looked()
	for _, f := range u.session().env.Causes.rows {
		if d := f.of().Diagnosis(); d.Class == c.class && f.of().Last >= since && (c.value == nil || d.Root.Value == c.value(u.world)) {
			rows = append(rows, f)
		}
	}
	return rows
}

// opensCause goes to the page of a cause.
func (u *user) opensCause(f *failure) *user {
	u.t.Helper()
	return u.does(func(s *session) {
		to, _ := failurePage(f, s.env)
		s.open(to)
	})
}

// A console on an incident reads less often than others: much of the time is waited
// for. What happens has two refreshes to be seen, the derivation's time, and the step of
// the test.
const (
	refresh   = 30 * time.Second
	refreshes = 2*refresh + 2*time.Second
)

// TestAnIncidentIsOneCauseFromTheFirstFailureToItsEnd breaks one thing of each kind when
// the nightly jobs run, mends it, and runs again what had failed: all within one console
// that stands on the overview.
func TestAnIncidentIsOneCauseFromTheFirstFailureToItsEnd(t *testing.T) {
	t.Parallel()
	all := incidents()
	names := slices.Sorted(maps.Keys(all))
	for _, name := range names[:max(1, fewer(len(names)))] {
		c := all[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(45*24*time.Hour + c.hour)
				w := sim.New(tonight())
				u := startOn(t, 160, 60, w, Options{Refresh: refresh}).after(20 * time.Second)
				mend, ok := w.Break(c.incident(w))
				if !ok {
					t.Fatal("there is no such thing in the world")
				}
				began := backup.TimeOf(time.Now())
				row := u.until("no such cause", func() *triage.Cause {
					if rows := u.cause(&c, began); len(rows) > 0 {
						return rows[0].of()
					}
					return nil
				})
				if late := backup.TimeOf(time.Now()).Sub(row.Last); late > refreshes {
					t.Errorf("it shows %s after the first job failed", late)
				}
				t.Logf("%s to the first failure", row.First.Sub(began))
				u.resize(161, 60).after(2 * time.Second).sees(row.Brief.Cause)
				u.rests(3 * time.Minute) // others follow
				rows := u.cause(&c, began)
				if len(rows) != 1 {
					t.Fatalf("%d rows", len(rows))
				}
				c.check(t, w, rows[0].of())
				u.opensCause(rows[0]).after(8*time.Second).resize(200, 150).sees("Remedy 1", "For its owner")
				if c.value != nil {
					u.sees(capital(c.root), rows[0].of().Brief.Root.Value+" ("+sourceWords(c.from)+")")
				}
				if c.event != "" {
					u.sees("Changed before", c.event+" on ", "PlatformAdmin")
				}
				if !rows[0].fresh || u.session().env.Causes.find(rows[0].key).fresh {
					t.Error("a cause is new until it was looked at, and no longer")
				}
				u.resize(160, 60).home()
				mend()
				u.runsAgain(rows[0].of().Jobs)
				key, mended := rows[0].key, backup.TimeOf(time.Now())
				row = u.until("it does not recover", func() *triage.Cause {
					if f := u.session().env.Causes.find(key); f != nil && f.of().Recovered > 0 {
						return f.of()
					}
					return nil
				})
				if late := backup.TimeOf(time.Now()).Sub(u.wellSince(row, mended)); late > refreshes {
					t.Errorf("the first recovered %s ago", late)
				}
				u.leave()

				time.Sleep(4 * time.Hour) // the slowest of them has ended
				u = startOn(t, 160, 120, w, Options{}).after(20 * time.Second)
				row = u.session().env.Causes.find(key).of()
				left := 0 // of restores: they are not run again
				for _, j := range row.Jobs {
					if j.Kind == backup.RestoreJob {
						left++
					}
				}
				if row.Failing > left || row.Recovered == 0 {
					t.Errorf("mended and run again, %d still fail, want at most %d, and %d are well", row.Failing, left, row.Recovered)
				}
				u.sees(row.Brief.Cause)
				if left == 0 {
					u.sees("✓ recovered")
				}
			})
		})
	}
}

// wellSince is when the first resource of a cause succeeded after a moment.
func (u *user) wellSince(c *triage.Cause, from backup.Time) backup.Time {
	defer u.screen.looked()
	first := backup.TimeOf(time.Now())
	e := u.session().env
	for _, j := range state.Select[backup.Job](e.Snap, partSet(jobParts(e, Target{}, jobFeeds()...)), jobFeeds()...).All() {
		if j.Outcome() == backup.Succeeded && from.Before(j.Ended()) && slices.Contains(c.Kinds, j.Kind) && slices.Contains(c.Resources, j.Of.Get().ARN) {
			first = min(first, j.Ended())
		}
	}
	return first
}

// unseen is how many frames are left out while nobody looks.
const unseen = 1000

// until waits for a cause, at most 40 minutes.
func (u *user) until(missing string, found func() *triage.Cause) *triage.Cause {
	u.t.Helper()
	u.screen.spares.Store(unseen)
	defer u.screen.spares.Store(0)
	for deadline := time.Now().Add(40 * time.Minute); ; u.after(time.Second) {
		c := found()
		u.screen.looked()
		if c != nil {
			return c
		}
		if time.Now().After(deadline) {
			u.t.Fatalf("%s:\n%s", missing, u.text())
		}
	}
}

// runsAgain starts what has failed once more, as its owners do when it is mended.
func (u *user) runsAgain(jobs []*backup.Job) {
	u.t.Helper()
	c, err := aws.New(u.t.Context(), aws.Options{
		Transport: u.wire, Isolated: true, Org: true, RoleName: "BackupReader", AllRegions: true, WriteRole: "BackupOperator",
	})
	if err != nil {
		u.t.Fatal(err)
	}
	kept := &backup.Lifecycle{DeleteAfterDays: 60} // every vault takes that
	for _, j := range jobs {
		if j.Kind == backup.RestoreJob {
			continue // what it needs is not in the job
		}
		var change backup.Change = &backup.StartBackupJob{
			BackupVaultName: j.Vault.String(), ResourceArn: j.Of.Get().ARN.String(), IamRoleArn: j.Role.String(), Lifecycle: kept, IdempotencyToken: j.ID,
		}
		if j.Kind == backup.CopyJob {
			change = &backup.StartCopyJob{
				RecoveryPointArn: j.PointARN.String(), SourceBackupVaultName: j.Vault.String(), DestinationBackupVaultArn: j.DestARN.String(),
				IamRoleArn: j.Role.String(), Lifecycle: kept, IdempotencyToken: j.ID,
			}
		}
		if _, err := c.Send(u.t.Context(), backup.Scope{Account: j.Account, Region: j.Region}, "again", change); err != nil {
			u.t.Error(err)
		}
	}
}

// check compares what a cause says of the fleet with what was broken.
func (c *broken) check(t *testing.T, w *sim.World, f *triage.Cause) {
	t.Helper()
	if r := f.Brief.Root; r.Name != c.root || c.root != "" && r.From != c.from {
		t.Errorf("it hangs on %+v", r)
	}
	var accounts []string
	for _, name := range c.accounts {
		accounts = append(accounts, w.Account(name))
	}
	slices.Sort(accounts)
	if got := textsOf(f.Accounts); len(accounts) > 0 && !slices.Equal(got, accounts) {
		t.Errorf("accounts %v, want %v", got, accounts)
	}
	for _, r := range f.Regions {
		if !slices.Contains(w.Regions()[:c.regions], r.String()) {
			t.Errorf("it is in %s as well", r)
		}
	}
}
