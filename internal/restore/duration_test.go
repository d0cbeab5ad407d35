package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// took is finished restores of EBS, of so many minutes each.
func took(account string, minutes ...int) (jobs []backup.Job) {
	for _, m := range minutes {
		jobs = append(jobs, backup.Job{
			Kind: backup.RestoreJob, State: backup.Intern("COMPLETED"), Account: backup.Intern(account),
			Of:      backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}),
			Created: noon.Add(-time.Duration(m) * time.Minute), Completed: noon,
		})
	}
	return jobs
}

func TestHowLongItTakesIsARangeWithItsBasis(t *testing.T) {
	ten := took(homeAccount, 1, 20, 21, 22, 23, 24, 25, 26, 27, 400)
	failed := took(homeAccount, 5, 6)
	for i := range failed {
		failed[i].State = backup.Intern("FAILED")
	}
	other := took(homeAccount, 5, 6)
	for i := range other {
		other[i].Of = backup.RefTo(backup.ResourceRef{Type: backup.Intern("RDS")})
	}
	started := took(homeAccount, 90, 90)
	for i := range started {
		started[i].Started = noon.Add(-30 * time.Minute)
	}
	for name, c := range map[string]struct {
		jobs []backup.Job
		cold bool
		want string
	}{
		"a few":                  {took(homeAccount, 20, 40, 30), false, "20–40 min (3 restores of EBS, this account)"},
		"all the same":           {took(homeAccount, 20, 20), false, "20–21 min (2 restores of EBS, this account)"},
		"ten, without the odd":   {ten, false, "20–27 min (10 restores of EBS, this account)"},
		"others":                 {took(farAccount, 20, 40), false, "20–40 min (2 restores of EBS, other account)"},
		"of several others":      {append(took(farAccount, 20), took("999988887777", 40)...), false, "20–40 min (2 restores of EBS, other accounts)"},
		"one here, one there":    {append(took(homeAccount, 10), took(farAccount, 20)...), false, "10–20 min (2 restores of EBS, this and other account)"},
		"those here go first":    {append(took(homeAccount, 10, 12), took(farAccount, 60, 70)...), false, "10–12 min (2 restores of EBS, this account)"},
		"from when they started": {started, false, "30–31 min (2 restores of EBS, this account)"},
		"archived":               {took(homeAccount, 20, 40), true, "0–73 h (2 restores of EBS, this account, thawing added)"},
		"one":                    {took(homeAccount, 20), false, ""},
		"none":                   {nil, false, ""},
		"failed":                 {failed, false, ""},
		"another type":           {other, false, ""},
	} {
		p := plan()
		p.Jobs.Finished = c.jobs
		if c.cold {
			p.Point.StorageClass = "COLD"
		}
		e, ok := EstimateRestore(p)
		if ok != (c.want != "") || ok && e.String() != c.want {
			t.Errorf("%s: %v %q, want %q", name, ok, e, c.want)
		}
		want := CannotTell
		if c.want != "" {
			want = OK
		}
		expect(t, name, runs(t, durationCheck(), &answers{}, p), verdict{"duration", want})
	}
	p := plan()
	p.Point.StorageClass = "COLD"
	expect(t, "archived, no history", runs(t, durationCheck(), &answers{}, p), verdict{"duration", CannotTell})
}

func TestExpiryIsHeldAgainstTheUpperEndOfTheDuration(t *testing.T) {
	p := plan()
	p.Jobs.Finished = took(homeAccount, 20, 300)
	p.Point.DeleteAt = noon.Add(4 * time.Hour)
	if f := pointExpiry(p); f.Outcome != Warning {
		t.Errorf("%+v", f)
	}
	p.Point.DeleteAt = noon.Add(6 * time.Hour)
	if f := pointExpiry(p); f.Outcome != OK {
		t.Errorf("%+v", f)
	}
}

func TestASpanIsSaidAsTheRestOfTheScreenSaysIt(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-time.Second: "0 s", 45 * time.Second: "45 s", 90 * time.Second: "1 min", 68 * time.Minute: "1 h 8 min", 23 * time.Hour: "23 h",
		34*time.Hour + 48*time.Minute: "1 d 10 h", 72 * time.Hour: "3 d", 76 * time.Hour: "3 d 4 h", 35*24*time.Hour + time.Hour: "35 d",
	} {
		if got := span(d); got != want {
			t.Errorf("%v is %q, not %q", d, got, want)
		}
	}
}

// TestNoHistoryIsSaidOfWhatWasReadAlone has none here, and asks AWS.
func TestNoHistoryIsSaidOfWhatWasReadAlone(t *testing.T) {
	done := func(id string) backup.Job {
		return backup.Job{
			ID: id, Kind: backup.RestoreJob, State: backup.Intern("COMPLETED"), Account: backup.Intern(homeAccount), Created: noon.Add(-2 * time.Hour), Completed: noon.Add(-time.Hour),
			Of: backup.RefTo(backup.ResourceRef{Type: backup.Intern("EBS")}),
		}
	}
	for name, c := range map[string]struct {
		restores func(backup.Scope, backup.Time) ([]backup.Job, error)
		want     Outcome
		says     string
	}{
		"refused": {nil, CannotTell, "could not be read"},
		"none":    {func(backup.Scope, backup.Time) ([]backup.Job, error) { return nil, nil }, CannotTell, "no history of restores of EBS in "},
		"some":    {func(backup.Scope, backup.Time) ([]backup.Job, error) { return []backup.Job{done("a"), done("b")}, nil }, OK, "2 restores of EBS"},
	} {
		p := plan()
		p.Jobs.Finished = nil
		found := runs(t, durationCheck(), &answers{restores: c.restores}, p)
		expect(t, name, found, verdict{"duration", c.want})
		if !strings.Contains(found[0].Evidence, c.says) || c.says == "could not be read" && strings.Contains(found[0].Evidence, "no history") {
			t.Errorf("%s: %q", name, found[0].Evidence)
		}
	}
}
