package views

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
)

var listedOf = regexp.MustCompile(`([\d,]+) of `)

func TestACauseOfRecoveryPointsLeadsToItsPoints(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		u := start(t, 160, 80, small(), Options{}).after(15 * time.Second)
		u.opens("points").after(10 * time.Second).goes("window 30d")
		u.press("2").after(3 * time.Second)
		tried := 0
		for _, f := range u.causesNow() {
			if !onlyPoints(f.of()) {
				continue
			}
			tried++
			u.sees("points: " + f.of().Brief.Cause)
			u.opensCause(f).after(2*time.Second).sees("Recovery points").misses("Jobs ", "its jobs")
			u.press("J").after(5*time.Second).sees("› points", "causeKey").misses("none matches", "› jobs")
			m := listedOf.FindStringSubmatch(u.text())
			if m == nil || m[1] != strconv.Itoa(len(f.of().Points)) {
				t.Errorf("%s has %d points, the list says %v:\n%s", f.key, len(f.of().Points), m, u.text())
			}
			u.press("2").after(2 * time.Second)
		}
		if tried == 0 {
			t.Fatalf("no cause of points:\n%s", u.text())
		}
	})
}

// causesNow are the rows of failures.
func (u *user) causesNow() []*failure {
	defer u.screen.looked()
	if u.session().env.Causes == nil {
		return nil
	}
	return slices.Clone(u.session().env.Causes.rows)
}

func TestAShareOfJobsIsNotSaidOfPoints(t *testing.T) {
	points := func(status ...string) (list []*backup.RecoveryPoint) {
		for _, s := range status {
			list = append(list, &backup.RecoveryPoint{Status: backup.Intern(s)})
		}
		return list
	}
	failed := []*backup.Job{{State: backup.Intern("FAILED")}}
	for _, c := range []struct {
		cause             triage.Cause
		jobs, points, now string
		count             string
	}{
		{triage.Cause{Points: points("EXPIRED", "EXPIRED"), Of: 80, Failing: 2}, "", "2 of 80 (2.5%)", "2 undeleted", "! 2"},
		{triage.Cause{Points: points("STOPPED"), Of: 10}, "", "1 of 10 (10%)", "1 stopped", "! 1"},
		{triage.Cause{Points: points("EXPIRED", "DELETING"), Of: 10}, "", "2 of 10 (20%)", "2 points", "! 2"},
		{triage.Cause{Jobs: failed, Of: 20}, "1 of 20 (5%)", "", "", "✗ 1/20 5%"},
		{triage.Cause{Jobs: failed, Points: points("EXPIRED"), Of: 20}, "1", "1", "", "✗ 2"},
	} {
		jobs, met := metWords(&c.cause)
		f := &failure{Cause: &c.cause}
		if now := nowWords(f); jobs != c.jobs || met != c.points || now != c.now {
			t.Errorf("%q, %q, now %q", jobs, met, now)
		}
		if got := countWords(f, 30, bareEnv()); got != c.count {
			t.Errorf("%q, want %q", got, c.count)
		}
		block := strings.Join(ownerLines(bareEnv(), f, c.cause.Diagnosis(), nil), "\n")
		if strings.Contains(block, "Recovery points: ") != (c.points != "") || strings.Contains(block, "Jobs: ") != (c.jobs != "") {
			t.Errorf("for the owner:\n%s", block)
		}
	}
}
