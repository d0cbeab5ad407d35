package views

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/sim"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// TestThePageOfAPointSaysWhatIsKnownOfMalware by AWS's word on the point and by its scan jobs: that nothing
// is known never reads like clean.
func TestThePageOfAPointSaysWhatIsKnownOfMalware(t *testing.T) {
	in := backup.In("444455556666", "eu-west-1")
	arn := backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-1")
	scan := func(id, state, result string, ago time.Duration) backup.Job {
		return backup.Job{
			ID: id, Kind: backup.ScanJob, Account: in.Account, Region: in.Region, State: backup.Intern(state), Result: backup.Intern(result),
			PointARN: arn, Created: sampleNow.Add(-ago), Completed: sampleNow.Add(-ago),
		}
	}
	const found, none = "THREATS_FOUND", "NO_THREATS_FOUND"
	elsewhere := scan("x", "COMPLETED", found, time.Hour)
	elsewhere.Account = backup.Intern("111122223333") // snapshots bear no account
	for name, c := range map[string]struct {
		point backup.RecoveryPoint
		jobs  []backup.Job // nil = the list is not read
		err   *backup.Error
		kind  string
		words string
		tone  ui.Tone
		leads string
	}{
		"a job found threats":        {jobs: []backup.Job{scan("a", "COMPLETED", found, 2*time.Hour), scan("b", "COMPLETED", none, 3*time.Hour)}, words: "THREATS FOUND by scan job a, 2026-11-22 01:00:00 UTC", tone: ui.Bad, leads: "a"},
		"and a newer one none":       {jobs: []backup.Job{scan("a", "COMPLETED", found, 2*time.Hour), scan("b", "COMPLETED", none, time.Hour)}, words: "THREATS FOUND by scan job a", tone: ui.Bad, leads: "a"},
		"the point alone":            {point: backup.RecoveryPoint{Scanned: true, ScanFindings: true}, jobs: []backup.Job{}, words: "THREATS FOUND, AWS says of the point", tone: ui.Bad},
		"clean":                      {jobs: []backup.Job{scan("a", "COMPLETED", none, 2*time.Hour)}, words: "no threats found by scan job a, 2026-11-22 01:00:00 UTC", tone: ui.Good, leads: "a"},
		"clean in part":              {jobs: []backup.Job{scan("a", "COMPLETED_WITH_ISSUES", none, 2*time.Hour)}, words: "no threats found in what was scanned", tone: ui.Warn, leads: "a"},
		"it failed":                  {point: backup.RecoveryPoint{Scanned: true}, jobs: []backup.Job{scan("a", "FAILED", "", 2*time.Hour)}, words: "nothing known: FAILED by scan job a", tone: ui.Warn, leads: "a"},
		"clean by the point":         {point: backup.RecoveryPoint{Scanned: true}, jobs: []backup.Job{}, words: "no findings, AWS says of the point", tone: ui.Plain},
		"clean by the point, unread": {point: backup.RecoveryPoint{Scanned: true}, words: "no findings, AWS says of the point; the scan jobs of 444455556666/eu-west-1 are not read", tone: ui.Warn},
		"never":                      {jobs: []backup.Job{elsewhere}, words: "not scanned, which is not clean", tone: ui.Muted},
		"unread":                     {words: "the scan jobs of 444455556666/eu-west-1 are not read", tone: ui.Warn},
		"refused":                    {err: &backup.Error{Kind: backup.AccessDenied, Action: "backup:ListScanJobs"}, words: "can't be read: access denied backup:ListScanJobs", tone: ui.Warn},
		"what is never scanned":      {kind: "RDS", words: "not scanned: AWS scans EBS, EC2 and S3 only", tone: ui.Muted},
	} {
		e := sampleEnv()
		list := state.Part{Feed: "scan-jobs", Scope: in}
		if c.jobs != nil {
			store := state.NewStore()
			state.Publish(store, list, nil, c.jobs, 0)
			e.Snap = store.Snapshot()
		}
		if c.err != nil {
			e.refused = map[state.Part]*backup.Error{list: c.err}
		}
		p := c.point
		if c.kind == "" {
			c.kind = "EBS"
		}
		p.ARN, p.In = arn, backup.RefTo(backup.VaultRef{Account: in.Account, Region: in.Region, Name: backup.Intern("prod")})
		p.Of = backup.RefTo(backup.ResourceRef{Type: backup.Intern(c.kind)})
		l := scanLines(&p, e)[0]
		if !strings.Contains(l.value, c.words) || l.tone != c.tone {
			t.Errorf("%s: %q in tone %v, want %q in %v", name, l.value, l.tone, c.words, c.tone)
		}
		if leads := l.link != nil && l.link.Thing.ID == c.leads; leads != (c.leads != "") {
			t.Errorf("%s leads to %+v", name, l.link)
		}
	}
}

// TestAPointThatOnlyAScanJobFoundInfectedIsNotSoundInTheList, nor one of the same ARN elsewhere infected.
func TestAPointThatOnlyAScanJobFoundInfectedIsNotSoundInTheList(t *testing.T) {
	e, arn := sampleEnv(), backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-1")
	of := func(account string) *backup.RecoveryPoint {
		in := backup.VaultRef{Account: backup.Intern(account), Region: backup.Intern("eu-west-1"), Name: backup.Intern("v")}
		return &backup.RecoveryPoint{ARN: arn, In: backup.RefTo(in), Status: backup.Intern("COMPLETED"), Scanned: true}
	}
	job := &backup.Job{
		ID: "s", Kind: backup.ScanJob, Account: backup.Intern("444455556666"), Region: backup.Intern("eu-west-1"), PointARN: arn,
		State: backup.Intern("COMPLETED"), Result: backup.Intern("THREATS_FOUND"),
	}
	e.Causes = &causes{byKey: map[string]*failure{}, byJob: map[string]*failure{}}
	job.Of = backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:ec2:eu-west-1:444455556666:volume/vol-1")})
	if e.Causes.add(&failure{Cause: &triage.Cause{Jobs: []*backup.Job{job}}}); foundBy(of("444455556666"), e) != "" {
		t.Error("it is infected, though a newer scan found nothing")
	}
	e.Causes.add(&failure{Cause: &triage.Cause{Jobs: []*backup.Job{job}, Infected: []backup.Text{backup.Intern(arn.String())}}})
	for account, infected := range map[string]bool{"444455556666": true, "111122223333": false} {
		p := of(account)
		words := string(appendPointStatus(nil, p, e))
		if strings.Contains(words, "malware (scan job)") != infected || strings.Contains(words, "COMPLETED") == infected ||
			(pointTone(p, e) == ui.Bad) != infected || pointProblem(p, e) != infected {
			t.Errorf("in %s it is %q", account, words)
		}
	}
}

// TestARecordSaysWhatAScanJobFound, as the list of the console does: the newest scan of a point decides. Where scan
// jobs can't be read, that is said.
func TestARecordSaysWhatAScanJobFound(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := small()
		o.Jobs, o.Resources = 3000, 120
		w := sim.New(o)
		jobs, _ := getRecords(t, w, GetOptions{View: "jobs", Filter: "kind:scan", Output: "json"})
		newest := map[string]record{}
		for _, j := range jobs {
			if at := j["pointArn"]; (j["state"] == "COMPLETED" || j["result"] == "THREATS_FOUND") && j["created"] > newest[at]["created"] {
				newest[at] = j
			}
		}
		get := GetOptions{View: "points", Filter: "malware:scan", Output: "json"}
		found, _ := getRecords(t, w, get)
		for _, p := range found {
			if j := newest[p["arn"]]; j["result"] != "THREATS_FOUND" || p["scanFindings"] == "true" {
				t.Errorf("%s: %v", p["arn"], j)
			}
		}
		if len(found) == 0 {
			t.Error("no scan job found anything")
		}
		w.SetFaults(sim.Faults{{Kind: sim.AccessDenied, Fraction: 1, Operations: []string{"ListScanJobs"}}})
		out, errs, err := getText(t, w, get)
		if partial := new(PartialError); !errors.As(err, &partial) || !strings.Contains(errs, "ListScanJobs") || len(readRecords(t, "json", out)) > 0 {
			t.Errorf("refused: %v, %q", err, errs)
		}
	})
}
