package aws_test

import (
	"iter"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/aws"
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// fleet is a client of a simulated organisation, in process.
func fleet(t *testing.T, w *sim.World, change func(*aws.Options)) *aws.Client {
	t.Helper()
	o := aws.Options{
		Org: true, AllRegions: true, RoleName: "BackupReader", Isolated: true, Transport: sim.InProcess{Handler: w},
	}
	if change != nil {
		change(&o)
	}
	c, err := aws.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func all[V any](t *testing.T, seq iter.Seq2[[]V, error]) []V {
	t.Helper()
	rows, err := gather(seq)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func gather[V any](seq iter.Seq2[[]V, error]) (rows []V, err error) {
	for page, e := range seq {
		rows, err = append(rows, page...), e
	}
	return rows, err
}

// scopes are the accounts and Regions that can be read.
func scopes(t *testing.T, c *aws.Client) []backup.Scope {
	t.Helper()
	seen := map[backup.Text]backup.Account{}
	for _, a := range all(t, c.Accounts(t.Context())) {
		seen[a.ID] = a
	}
	var out []backup.Scope
	for id, a := range seen {
		if a.Skipped {
			continue
		}
		regions, err := gather(c.Regions(t.Context(), id))
		if err != nil && a.Name.String() != "audit" {
			t.Fatalf("regions of %s: %v", a.Name, err)
		}
		for _, r := range regions {
			out = append(out, r.Scope())
		}
	}
	return out
}

func TestTheWholeOrganisationIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c := fleet(t, w, nil)
		var management, homes, refused int
		var skipped bool
		ids := map[backup.Text]backup.Account{}
		for range 2 { // the second time the refused role is known
			for _, a := range all(t, c.Accounts(t.Context())) {
				ids[a.ID] = a
				if a.Skipped {
					continue
				}
				for _, err := range c.Regions(t.Context(), a.ID) {
					if k := backup.KindOf(err); err != nil && k != backup.AccessDenied {
						t.Errorf("regions of %s: %v", a.Name, err)
					}
				}
			}
		}
		for _, a := range ids {
			if a.Management {
				management++
			}
			if a.Name.String() == "legacy-crm" {
				skipped = a.Skipped && !a.Why.Empty()
			}
			if a.Home {
				homes++
			}
			if a.Trouble == backup.AccessDenied {
				refused++
				if a.Name.String() != "audit" || a.Role.Empty() || a.Why.Empty() {
					t.Errorf("the account that refuses: %+v", a)
				}
			}
		}
		if len(ids) != 7 || !skipped || management != 1 || homes != 1 || refused != 1 {
			t.Errorf("%d accounts, %d of management, %d home, %d refused; want 7, 1, 1, 1 and one suspended", len(ids), management, homes, refused)
		}
	})
}

func TestARefusedRoleIsAskedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7})
		c := fleet(t, w, func(o *aws.Options) { o.AllRegions, o.Regions = false, []string{"eu-west-1"} })
		var audit backup.Text
		for _, a := range all(t, c.Accounts(t.Context())) {
			if a.Name.String() == "audit" {
				audit = a.ID
			}
		}
		for range 40 {
			_, err := gather(c.Vaults(t.Context(), backup.Scope{Account: audit, Region: backup.Intern("eu-west-1")}, backup.VaultQuery{}))
			e := fails(t, err, backup.AccessDenied, "sts:AssumeRole")
			if e.Op != "sts:AssumeRole" || e.Action != "sts:AssumeRole" {
				t.Fatalf("error %#v", err)
			}
		}
		if n := w.Stats().Operations["sts.AssumeRole"]; n != 1 {
			t.Errorf("%d calls of AssumeRole, want 1", n)
		}
	})
}

func TestEveryListGivesRowsOfItsScope(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 10, Points: 4000, Jobs: 800})
		c := fleet(t, w, nil)
		ctx := t.Context()
		total := map[string]int{}
		for _, in := range scopes(t, c) {
			vaults, err := gather(c.Vaults(ctx, in, backup.VaultQuery{}))
			if err != nil {
				if e := fails(t, err, backup.AccessDenied, "policy of the organisation"); e.Policy == "service control policy" {
					total["denied"]++
					continue
				}
				t.Fatal(err)
			}
			total["vaults"] += len(vaults)
			total["shared"] += len(all(t, c.Vaults(ctx, in, backup.VaultQuery{Shared: true})))
			for _, v := range vaults[:min(1, len(vaults))] {
				for _, p := range all(t, c.Points(ctx, in, backup.PointQuery{Vault: v.In.Get().Name.String()})) {
					if p.In.Get().Reader() != in || p.ARN.Empty() || p.Created == 0 || p.Of.Get().Type.Empty() {
						t.Fatalf("point %+v in %v", p, in)
					}
					total["points"]++
				}
			}
			resources := all(t, c.Resources(ctx, in))
			total["resources"] += len(resources)
			if len(resources) > 0 {
				of := resources[0].Of.Get().ARN.String()
				total["of"] += len(all(t, c.Points(ctx, in, backup.PointQuery{Resource: of})))
			}
			for _, p := range all(t, c.Plans(ctx, in)) {
				total["plans"]++
				if p.Rules > 0 {
					total["counted"]++
					total["rules"] += len(all(t, c.Rules(ctx, in, p.ID.String())))
					total["selections"] += len(all(t, c.Selections(ctx, in, p.ID.String())))
				}
			}
			for kind := backup.BackupJob; kind <= backup.ScanJob; kind++ {
				for _, j := range all(t, c.Jobs(ctx, in, kind, backup.JobQuery{CreatedAfter: backup.TimeOf(time.Now().AddDate(0, 0, -2))})) {
					if j.Kind != kind || j.ID == "" || j.Account != in.Account || j.Region != in.Region {
						t.Fatalf("job %+v in %v", j, in)
					}
					total[kind.String()]++
				}
			}
		}
		for _, what := range []string{"vaults", "shared", "points", "resources", "of", "plans", "counted", "rules", "selections", "backup", "copy", "restore", "denied"} {
			if total[what] == 0 {
				t.Errorf("no %s at all: %v", what, total)
			}
		}
	})
}

func TestTheOrganisationsJobsAreReadAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := fleet(t, sim.New(sim.Options{Seed: 7, Points: 2000, Jobs: 600}), nil)
		accounts := map[backup.Text]int{}
		for _, j := range all(t, c.Jobs(t.Context(), backup.In(backup.Organization, "us-east-1"), backup.BackupJob, backup.JobQuery{})) {
			accounts[j.Account]++
		}
		if len(accounts) < 4 {
			t.Errorf("jobs of %d accounts: %v", len(accounts), accounts)
		}
	})
}

func TestRowsSurviveABadDay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		w := sim.New(sim.Options{Seed: 7, PageSize: 50, Points: 9000, Jobs: 4000})
		read := func() (int, int, int) {
			c := fleet(t, w, func(o *aws.Options) { o.Org, o.AllRegions, o.Regions = false, false, []string{"us-east-1"} })
			home := all(t, c.Accounts(ctx))[0]
			in := backup.Scope{Account: home.ID, Region: backup.Intern("us-east-1")}
			points := 0
			for _, v := range all(t, c.Vaults(ctx, in, backup.VaultQuery{})) {
				points += len(all(t, c.Points(ctx, in, backup.PointQuery{Vault: v.In.Get().Name.String()})))
			}
			return points, len(all(t, c.Resources(ctx, in))), len(all(t, c.Jobs(ctx, in, backup.BackupJob, backup.JobQuery{CreatedBefore: backup.TimeOf(start)})))
		}
		points, resources, jobs := read()
		bad := append(sim.BadDay(), sim.Fault{Kind: sim.CutShort, Fraction: 0.05}, sim.Fault{Kind: sim.Garbled, Fraction: 0.05}, sim.Fault{Kind: sim.Hang, Fraction: 0.01})
		w.SetFaults(bad)
		began := time.Now()
		p, r, j := read()
		if p != points || r != resources || j != jobs || points == 0 || jobs == 0 {
			t.Errorf("%d points, %d resources, %d jobs; without faults %d, %d, %d", p, r, j, points, resources, jobs)
		}
		t.Logf("%d points, %d jobs in %s, %v", p, j, time.Since(began), w.Stats().Faults)
	})
}

func TestNoRateOfAWSIsExceeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, PageSize: 20, Points: 3000, Jobs: 1000, Rates: true})
		c := fleet(t, w, func(o *aws.Options) { o.Org, o.AllRegions, o.Regions = false, false, []string{"us-east-1"} })
		in := backup.Scope{Account: all(t, c.Accounts(t.Context()))[0].ID, Region: backup.Intern("us-east-1")}
		var wg sync.WaitGroup
		rows := func(read func() error) {
			wg.Go(func() {
				if err := read(); err != nil {
					t.Error(err)
				}
			})
		}
		for range 3 {
			rows(func() error { _, err := gather(c.Vaults(t.Context(), in, backup.VaultQuery{})); return err })
			rows(func() error { _, err := gather(c.Resources(t.Context(), in)); return err })
			rows(func() error { _, err := gather(c.Plans(t.Context(), in)); return err })
			for kind := backup.BackupJob; kind <= backup.ScanJob; kind++ {
				rows(func() error { _, err := gather(c.Jobs(t.Context(), in, kind, backup.JobQuery{})); return err })
			}
		}
		wg.Wait()
		if s := w.Stats(); s.Throttled != 0 || s.Requests < 100 {
			t.Errorf("%d of %d calls exceeded a rate; peaks %v", s.Throttled, s.Requests, s.Peaks)
		}
	})
}

func TestAccountsThatAreAskedForAtOnceAreLookedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Accounts: 40, Regions: 1})
		w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 50 * time.Millisecond}}) // so that all ask before the first is answered
		c := fleet(t, w, nil)
		var asks sync.WaitGroup
		unknown := 0
		var mu sync.Mutex
		for _, id := range w.Accounts() {
			asks.Go(func() {
				if _, err := gather(c.Vaults(t.Context(), backup.In(id, w.Regions()[0]), backup.VaultQuery{})); backup.KindOf(err) == backup.NotFound {
					mu.Lock()
					defer mu.Unlock()
					unknown++ // suspended
				}
			})
		}
		asks.Wait()
		// One listing finds them all; for one that stays unknown it may be asked again.
		if n := w.Stats().Operations["organizations.DescribeOrganization"]; n > 1+unknown {
			t.Errorf("the accounts were listed %d times, with %d unknown", n, unknown)
		}
		if unknown > 2 {
			t.Errorf("%d of %d accounts are unknown", unknown, len(w.Accounts()))
		}
	})
}

// TestAnAccountIsWaitedForWhileTheAccountsAreListed asks for the account that comes last
// while a list of the accounts is under way, and while one is that does not go on.
func TestAnAccountIsWaitedForWhileTheAccountsAreListed(t *testing.T) {
	for name, stalls := range map[string]bool{"a list that goes on": false, "a list that stalls": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := sim.New(sim.Options{Accounts: 60, Regions: 1})
				w.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 50 * time.Millisecond}})
				c := fleet(t, w, nil)
				ids := w.Accounts()
				var asks sync.WaitGroup
				for _, err := range c.Accounts(t.Context()) {
					if err != nil {
						t.Error(err)
					}
					if asks.Go(func() {
						if _, err := gather(c.Vaults(t.Context(), backup.In(ids[len(ids)-1], w.Regions()[0]), backup.VaultQuery{})); err != nil {
							t.Error(err)
						}
					}); stalls {
						asks.Wait()
					}
				}
				asks.Wait()
				want := 1
				if stalls {
					want = 2 // it lists them itself in the end
				}
				if n := w.Stats().Operations["organizations.DescribeOrganization"]; n > want {
					t.Errorf("the accounts were listed %d times", n)
				}
			})
		})
	}
}

func TestARefusedRoleIsMetWhereTheRegionsAreNamed(t *testing.T) {
	for name, o := range map[string]func(*aws.Options){
		"named":        func(o *aws.Options) { o.AllRegions, o.Regions = false, []string{"us-east-1"} },
		"default":      func(o *aws.Options) { o.AllRegions = false },
		"no such role": func(o *aws.Options) { o.AllRegions, o.Regions, o.RoleName = false, []string{"us-east-1"}, "NoSuchRole" },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := fleet(t, sim.New(sim.Options{Seed: 7}), o)
				for _, a := range all(t, c.Accounts(t.Context())) {
					if a.Skipped {
						continue
					}
					rows, err := gather(c.Regions(t.Context(), a.ID))
					refuses := !a.Home && (name == "no such role" || a.Name.String() == "audit")
					switch {
					case refuses:
						fails(t, err, backup.AccessDenied, "sts:AssumeRole")
					case err != nil || len(rows) != 1:
						t.Errorf("%s: %d Regions, %v", a.Name, len(rows), err)
					}
				}
			})
		})
	}
}
