package views

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
)

// row returns the row of the table that has a text, and its line on screen.
func (u *user) row(text string) (row string, line int, ok bool) {
	for i, r := range u.rows() {
		if strings.Contains(r, text) {
			return r, i, true
		}
	}
	return "", 0, false
}

var percentShown = regexp.MustCompile(`([\d.]+)%`)

func percentOf(t *testing.T, row string) float64 {
	t.Helper()
	m := percentShown.FindStringSubmatch(row)
	if m == nil {
		t.Fatalf("no percent in %q", row)
	}
	p, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// ending is a job of the small world that ends within its first four minutes.
const ending = "identity…e-log-03"

func TestProgressMovesByItselfAndAnEndedJobStaysForAMoment(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("jobs state:running").after(time.Minute)
		row, _, ok := u.row(ending)
		if !ok {
			t.Fatalf("no running job %s:\n%s", ending, u.text())
		}
		before := percentOf(t, row)
		u.after(7 * time.Second)
		if row, _, _ = u.row(ending); percentOf(t, row) <= before {
			t.Errorf("the job stands still at %v %%: %s", before, row)
		}

		var ended time.Time
		at, stayed := 0, time.Duration(0)
		for range 300 {
			row, line, there := u.row(ending)
			switch {
			case there && strings.Contains(row, "RUNNING"):
				at = line
			case there:
				if ended.IsZero() {
					ended = time.Now()
				}
				stayed = time.Since(ended)
				if !strings.Contains(row, "✓ COMPLETED") {
					t.Fatalf("its end does not show: %s", row)
				}
				if line != at {
					t.Errorf("it went from line %d to line %d when it ended", at, line)
				}
			case ended.IsZero():
				t.Fatalf("it vanished without a word:\n%s", u.text())
			default:
				if stayed < 3*time.Second || stayed > 10*time.Second {
					t.Errorf("it stayed for %v after its end", stayed)
				}
				return
			}
			u.after(time.Second)
		}
		t.Errorf("it stays for ever:\n%s", u.text())
	})
}

// still is a row without what moves with the clock.
func still(row string) string {
	f := strings.Fields(strings.TrimLeft(row, "▌● "))
	return strings.Join(f[1:min(len(f), 4)], " ")
}

func TestCursorAndMarksStayThroughRefreshes(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 30, small(), Options{}).after(10 * time.Second)
		u.opens("jobs").press("pgdown", "pgdown", "pgdown", "up", "up", "up", "space", "space")
		before, cursor := u.session().env.Snap.Version(), u.underCursor()
		_, line, _ := u.row("▌")
		u.sees("2 marked").after(6 * time.Minute).sees("2 marked")
		if u.session().env.Snap.Version() < before+100 {
			t.Fatal("nothing was refreshed")
		}
		if got := u.underCursor(); still(got) != still(cursor) {
			t.Errorf("the cursor went from %q to %q", cursor, got)
		}
		if _, now, _ := u.row("▌"); now != line {
			t.Errorf("the cursor's row went from line %d to line %d", line, now)
		}
		if n := strings.Count(u.text(), " ●"); n != 2 {
			t.Errorf("%d marks on screen:\n%s", n, u.text())
		}
	})
}

func TestAnUntouchedCursorStaysOnTheRowThatWasSeenUnderIt(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		soon := small()
		soon.Seed = 6 // a world in which the next job starts within a minute
		w := sim.New(soon)
		looks, opens := startOn(t, 120, 24, w, Options{}), startOn(t, 120, 24, w, Options{})
		looks.opens("jobs").after(30 * time.Second)
		opens.opens("jobs").press("d")
		first := still(looks.underCursor())
		looks.after(90 * time.Second)
		if still(looks.rows()[0]) == first {
			t.Fatal("the first row is still the same one: nothing came")
		}
		if got := still(looks.underCursor()); got != first {
			t.Errorf("a key acts on %q, where %q was seen", got, first)
		}
		here := still(opens.press("q").after(2 * time.Second).underCursor())
		if opened := still(opens.press("d", "q").underCursor()); opened != here {
			t.Errorf("opened %q, came back to %q", here, opened)
		}
	})
}

// TestAnUntouchedCursorIsOnTheNewestPointWhicheverCameFirst opens recovery points at the
// start, while the lists of some vaults and accounts come later than those of others.
func TestAnUntouchedCursorIsOnTheNewestPointWhicheverCameFirst(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		synctest.Test(t, func(t *testing.T) {
			world := sim.New(sim.Options{Seed: seed, Accounts: 3, Regions: 1, Resources: 60, Jobs: 50})
			world.SetFaults(sim.Faults{
				{Kind: sim.Slow, Fraction: 0.5, Delay: 3 * time.Second, Operations: []string{"ListRecoveryPointsByBackupVault"}},
				{Kind: sim.Slow, Fraction: 0.5, Delay: 6 * time.Second, Operations: []string{"ListBackupVaults", "ListAccounts"}},
			})
			u := startOn(t, 120, 24, world, Options{Command: "points"})
			for range 20 {
				if u.after(time.Second); len(u.rows()) > 0 && !strings.HasPrefix(u.rows()[0], "▌") {
					t.Fatalf("before any key the cursor is not on the first row:\n%s", u.text())
				}
			}
		})
	}
}

func TestThatThereIsNoRowIsSaidForAsLongAsItIsTrue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		world := sim.New(small())
		u := startOn(t, 120, 24, world, Options{}).after(10 * time.Second)
		world.SetFaults(sim.Faults{{Kind: sim.Slow, Fraction: 1, Delay: 2 * time.Second, Operations: []string{"ListRecoveryPointsByBackupVault"}}})
		u.goes("points").press("d").sees(noRow).after(4 * time.Second).misses(noRow)
		if l := u.session().top().(*list[backup.RecoveryPoint]); l.grid.Len() == 0 {
			t.Error("no row came")
		}
	})
}

func TestAKeyMeantForTheRowThatWasUnderTheCursorDoesNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 24, small(), Options{}).after(10 * time.Second)
		u.opens("vaults").after(5 * time.Second)
		l := u.session().top().(*list[backup.Vault])
		l.slip.at = time.Now()
		u.press("d").after(2 * time.Second).sees("Points (about)").misses("has just changed").press("q") // reading opens
		l.slip.at = time.Now()
		u.after(slipFor).press("space").sees("1 marked").press("u")
		l.slip.at = time.Now()
		u.press("space").sees("has just changed").misses("1 marked")
	})
}

func TestSorting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 40, small(), Options{}).after(10 * time.Second)
		u.opens("vaults")
		u.press("s").sees("NAME ↑", "sorted by name, ascending").press("S").sees("NAME ↓", "sorted by name, descending")
		u.press("down", "down", "space", "down", "down")
		at := still(u.underCursor())
		u.press("s", "s").sees("POINTS ↓", "1 marked") // numbers begin with the most
		if got := still(u.underCursor()); got != at {
			t.Errorf("the cursor went from %q to %q", at, got)
		}
		last := 1 << 40
		points := regexp.MustCompile(`(?:standard|air-gapped) +~?([\d,]+) `)
		for _, row := range u.rows() {
			m := points.FindStringSubmatch(row)
			if m == nil {
				t.Fatalf("no points in %q", row)
			}
			n, err := strconv.Atoi(strings.ReplaceAll(m[1], ",", ""))
			if err != nil || n > last {
				t.Errorf("%d after %d (%v)", n, last, err)
			}
			last = n
		}
		u.goes("sort created").sees("sorted by created ↑").goes("sort -name").sees("NAME ↓").goes("sort nmae").sees("no column nmae; there are: account, region")
		for range 20 { // through all columns and the order of AWS, and round again
			u.press("s")
		}
		u.sees("32")
	})
}

func TestADeniedScopeIsNamed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 200, 40, sim.Options{Seed: 7, Regions: 2, Resources: 60, Jobs: 300, Start: small().Start}, Options{}).after(10 * time.Second)
		for view, action := range map[string]string{"vaults": "ListBackupVaults", "resources": "ListProtectedResources", "plans": "ListBackupPlans", "cj": "ListCopyJobs", "rj": "ListRestoreJobs"} {
			u.opens(view).sees("2 unread", "data-lake/eu-west-1: access denied backup:"+action+" (service control policy)")
		}
		u.opens("regions !denied").misses("access denied backup:ListBackupVaults (service control policy)  ")
		u.opens("regions").press("!").sees("⊘ access denied backup:ListBackupVaults (service control policy)").misses("✓ ok")
		u.opens("accounts").sees("⊘ access denied sts:AssumeRole").press("!", "d").after(time.Second).sees("sts:AssumeRole", "to mend it")
		u.opens("health").press("!").sees("⊘ denied", "backup:ListBackupVaults").misses("✓ whole")
		u.press("d").after(time.Second).sees("AWS: User: ", "explicit deny in a service control policy")
		u.opens("overview").sees("audit", "⊘")
	})
}

func TestEscStopsTheLoadThenClearsTheFilterThenGoesBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 120, 30, w, Options{}).after(10 * time.Second)
		u.opens("vaults prod-daily account:payments")
		w.SetFaults(slowly(8 * time.Second))
		u.press("enter").after(2*time.Second).sees("points", "loading").press("/").types("ebs").press("enter")
		u.press("esc").after(time.Second).sees("stopped", "/ebs", "nothing was read yet: the lists were stopped; ctrl+r reads on").misses("loading", "no recovery points")
		u.press("esc").sees("stopped").misses("/ebs")
		u.press("esc").sees("/prod-daily account:payments").misses("points ›")
		u.press("esc").sees("vaults").misses("/prod-daily")
		u.press("esc").sees(" screen")

		// What was stopped can be taken up again.
		w.SetFaults(nil)
		u.opens("vaults prod-daily account:payments").press("enter").after(time.Second).sees("stopped")
		u.press("ctrl+r").after(3*time.Second).sees("prod-daily › points", "live").misses("stopped", "loading")
	})
}

// TestAFilterKeepsWhatIsKnownWhileAWSFilters types a filter that AWS can apply into a list that
// is half read, and stops before its first page is there.
func TestAFilterKeepsWhatIsKnownWhileAWSFilters(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(sim.Options{Seed: 7, Accounts: 1, Regions: 1, Resources: 400, PageSize: 100})
		u := startOn(t, 120, 30, w, Options{}).after(10 * time.Second)
		w.SetFaults(slowly(2 * time.Second))
		u.opens("points").after(9 * time.Second).sees("loading").misses("nothing was read")
		w.SetFaults(slowly(time.Minute))
		u.press("/").types("type:ebs").press("enter").after(2*time.Second).sees("loading", "/type:ebs", " of ", "EBS").misses("nothing in the first", "reading ")
		u.press("esc").after(time.Second).sees("stopped", "/type:ebs", "EBS").misses("nothing was read")
	})
}

// screenCalls are the operations that the lists of a view need.
var screenCalls = map[string]string{
	"vaults": "ListBackupVaults", "resources": "ListProtectedResources", "plans": "ListBackupPlans GetBackupPlan ListBackupSelections",
	"bj": "ListBackupJobs", "cj": "ListCopyJobs", "rj": "ListRestoreJobs", "sj": "ListScanJobs",
	"jobs": "ListBackupJobs ListCopyJobs ListRestoreJobs ListScanJobs", "overview": "ListBackupJobs ListCopyJobs ListRestoreJobs ListScanJobs ListBackupVaults ListBackupJobSummaries ListCopyJobSummaries ListRestoreJobSummaries",
	"accounts": "", "regions": "ListBackupVaults", "health": "", "calls": "", "logs": "", "info": "",
	"points": "ListBackupVaults ListRecoveryPointsByBackupVault",
}

func TestAnIdleScreenMakesOnlyItsOwnCalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		w := sim.New(small())
		u := startOn(t, 120, 30, w, Options{}).after(10 * time.Second)
		const scopes, refresh, minutes = 6, 5 * time.Second, 1
		for view, own := range screenCalls {
			u.goes(view).after(15 * time.Second) // its lists are read, what was left is cancelled
			before := w.Stats().Operations
			u.after(minutes * time.Minute)
			for op, n := range w.Stats().Operations {
				n -= before[op]
				service, name, _ := strings.Cut(op, ".")
				switch {
				case n == 0:
				case service != "backup": // the fleet itself: rarely
					if n > 2*scopes {
						t.Errorf("on %s: %d x %s in %d minutes", view, n, op, minutes)
					}
				case !strings.Contains(" "+own+" ", " "+name+" "):
					t.Errorf("on %s: %d x %s, which it does not need", view, n, op)
				default:
					// A pass over jobs asks for the new, the ended and the running ones; one
					// over the points of a scope asks each of its vaults.
					passes := int(minutes*time.Minute/refresh) + 1
					if most := passes * scopes * 7; n > most {
						t.Errorf("on %s: %d x %s in %d minutes, at most %d", view, n, op, minutes, most)
					}
				}
			}
		}
	})
}

func TestATrackedJobRingsTheBellWhenItEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 120, 30, small(), Options{}).after(10 * time.Second)
		u.opens("jobs state:running kind:backup").press("t").sees("tracking backup of")
		u.press("4").after(3 * time.Second)
		u.out.take()
		for range 300 {
			if strings.Contains(u.text(), "ended: COMPLETED") {
				if !strings.Contains(u.after(time.Second).out.take(), "\a") {
					t.Error("the bell did not ring")
				}
				return
			}
			u.after(time.Second)
		}
		t.Errorf("its end was never said:\n%s", u.text())
	})
}

func TestWideTablesScroll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 100, 30, small(), Options{}).after(10 * time.Second)
		u.opens("vaults").misses("CREATED").press("w").sees("NAME")
		for range 20 {
			if u.press("l"); strings.Contains(u.text(), "CREATED") {
				break
			}
		}
		u.sees("NAME", "CREATED").misses("POINTS") // the first column stays
		for range 20 {
			u.press("h")
		}
		u.sees("NAME", "POINTS").press("w").sees("ACCOUNT", "REG").misses("CREATED")
	})
}
