package views

import (
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
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

// incidents are one of each kind, in a world of three accounts in two Regions.
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
			class:    triage.KMS, root: "key", from: triage.FromVault, value: key, accounts: []string{member}, regions: 1, hour: 5 * time.Hour, event: "DisableKey",
		},
		"the policy of a key is closed": {
			incident: func(w *sim.World) sim.Incident { return sim.Incident{Kind: sim.KeyPolicyClosed, Resource: key(w)} },
			class:    triage.KMS, root: "key", from: triage.FromVault, value: key, accounts: []string{member}, regions: 1, hour: 5 * time.Hour, event: "PutKeyPolicy",
		},
		"an SCP appears": {
			incident: func(w *sim.World) sim.Incident {
				return sim.Incident{Kind: sim.PolicyDenies, Regions: w.Regions()[:1]}
			},
			class: triage.SCP, regions: 1, hour: 5 * time.Hour, event: "AttachPolicy",
		},
		"a role loses its trust": {
			incident: func(w *sim.World) sim.Incident { return sim.Incident{Kind: sim.TrustLost, Resource: role(w)} },
			class:    triage.AssumeRole, root: "role", from: triage.FromMessage, value: role, accounts: []string{home}, regions: 2, hour: 5 * time.Hour, event: "UpdateAssumeRolePolicy",
		},
		"a quota is reached": {
			incident: func(w *sim.World) sim.Incident {
				return sim.Incident{Kind: sim.QuotaReached, Resource: "EBS", Accounts: []string{w.HomeAccount()}}
			},
			class: triage.Quota, root: "scope", from: triage.FromJob, accounts: []string{home}, regions: 1, hour: 5 * time.Hour,
		},
		"a lock refuses copies": {
			incident: func(w *sim.World) sim.Incident { return sim.Incident{Kind: sim.LockRefuses, Resource: vault(w)} },
			class:    triage.LockOrLifecycle, root: "destination vault", from: triage.FromJob, value: vault, accounts: []string{home}, regions: 2, hour: 6 * time.Hour, event: "PutBackupVaultLockConfiguration",
		},
	}
}

// cause are the rows that an incident may have: of its class, with a job that ended since
// then, and with its root fact where it has one.
func (u *user) cause(c *broken, since backup.Time) (rows []*failure) {
	defer u.screen.looked()
	for _, f := range u.session().env.Causes.rows {
		if d := &f.of().Diagnosis; d.Class == c.class && f.of().Last >= since && (c.value == nil || d.Root.Value == c.value(u.world)) {
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

// refreshes is twice what start sets, the time of the derivation, and the step of the test.
const refreshes = 2*5*time.Second + 2*time.Second

// TestAnIncidentIsOneCauseFromTheFirstFailureToItsEnd breaks one thing of each kind at
// the hour of the nightly jobs, mends it, and looks again after the jobs of the next night.
func TestAnIncidentIsOneCauseFromTheFirstFailureToItsEnd(t *testing.T) {
	all := incidents()
	names := slices.Sorted(maps.Keys(all))
	for _, name := range names[:max(1, fewer(len(names)))] {
		c := all[name]
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(45*24*time.Hour + c.hour + 4*time.Minute)
				w := sim.New(tonight())
				u := startOn(t, 160, 60, w, Options{}).after(20 * time.Second)
				mend, ok := w.Break(c.incident(w))
				if !ok {
					t.Fatal("there is no such thing in the world")
				}
				began := backup.TimeOf(time.Now())
				var rows []*failure
				for deadline := time.Now().Add(40 * time.Minute); len(rows) == 0; rows = u.cause(&c, began) {
					if u.after(time.Second); time.Now().After(deadline) {
						t.Fatalf("no such cause:\n%s", u.text())
					}
				}
				row := rows[0].of()
				if late := backup.TimeOf(time.Now()).Sub(row.Last); late > refreshes {
					t.Errorf("it shows %s after the first job failed", late)
				}
				u.after(2 * time.Second).sees(row.Diagnosis.Cause)
				u.after(3 * time.Minute) // others follow
				if rows = u.cause(&c, began); len(rows) != 1 {
					t.Fatalf("%d rows", len(rows))
				}
				c.check(t, w, rows[0].of())
				u.opensCause(rows[0]).after(8*time.Second).resize(200, 150).sees("Remedy 1", "For its owner")
				if c.value != nil {
					u.sees(capital(c.root), rows[0].of().Diagnosis.Root.Value+" ("+sourceWords(c.from)+")")
				}
				if c.event != "" {
					u.sees("Changed before", c.event+" on ", "PlatformAdmin")
				}
				mend()
				u.leave()

				time.Sleep(27 * time.Hour)
				u = startOn(t, 160, 60, w, Options{Command: "failures"}).goes("window 7d").after(20 * time.Second)
				found := u.session().env.Causes.find(rows[0].key)
				if found == nil {
					t.Fatalf("it is forgotten:\n%s", u.text())
				}
				if found.of().Failing > 0 || found.of().Recovered == 0 {
					t.Errorf("mended, %d still fail and %d are well again", found.of().Failing, found.of().Recovered)
				}
				u.opensCause(found).after(2 * time.Second).sees("recovered")
			})
		})
	}
}

// check compares what a cause says of the fleet with what was broken.
func (c *broken) check(t *testing.T, w *sim.World, f *triage.Cause) {
	t.Helper()
	if r := f.Diagnosis.Root; r.Name != c.root || c.root != "" && r.From != c.from {
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
