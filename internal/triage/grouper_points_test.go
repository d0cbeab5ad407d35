package triage

import (
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// point makes a recovery point that was made and is to be deleted so long after the window
// began.
func point(status string, made, due time.Duration) *backup.RecoveryPoint {
	return &backup.RecoveryPoint{
		ARN:    backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-0123456789abcdef0"),
		In:     backup.RefTo(backup.VaultRef{Account: backup.Intern("000000000001"), Region: backup.Intern("eu-west-1"), Name: backup.Intern("prod")}),
		Status: backup.Intern(status), Created: at.Add(made), Completed: at.Add(made), DeleteAt: at.Add(due),
	}
}

func TestAPointBelongsToTheWindowInWhichItsProblemArose(t *testing.T) {
	const hour, days = time.Hour, 24 * time.Hour
	for _, c := range []struct {
		what      string
		status    string
		made, due time.Duration
		at        time.Duration // 0 = it does not belong to it
	}{
		{"it was not deleted tonight", "EXPIRED", -30 * days, 3 * hour, 3 * hour},
		{"it was not deleted last week", "EXPIRED", -30 * days, -7 * days, 0},
		{"its end is still to come", "EXPIRED", 2 * hour, 900 * days, 2 * hour},
		{"its deletion hangs since tonight", "DELETING", -30 * days, hour - overdue, hour},
		{"its deletion hangs for long", "DELETING", -30 * days, -9 * days, 0},
		{"it was made in part tonight", "PARTIAL", hour, 2000 * days, hour},
		{"it was made in part long ago", "PARTIAL", -300 * days, 2000 * days, 0},
		{"it was made in part long ago and goes tonight", "PARTIAL", -300 * days, hour, 0},
		{"it stopped long ago", "STOPPED", -40 * days, 2 * hour, 0},
	} {
		g := NewGrouper(day())
		g.AddPoint(point(c.status, c.made, c.due), nil)
		causes := g.all()
		if (len(causes) == 1) != (c.at != 0) {
			t.Errorf("%s: %d rows", c.what, len(causes))
			continue
		}
		if c.at != 0 && (causes[0].First != at.Add(c.at) || causes[0].Last != at.Add(c.at)) {
			t.Errorf("%s: it arose at %v, last at %v", c.what, causes[0].First.Time(), causes[0].Last.Time())
		}
	}
}

func TestFailuresComeBeforeIssuesAndPoints(t *testing.T) {
	g := NewGrouper(day())
	for i := range 9 {
		p := point("PARTIAL", time.Hour, 900*time.Hour)
		p.Of = backup.RefTo(job("000000000001", i, 0, "", "").Of.Get())
		g.AddPoint(p, nil)
	}
	for i := range 6 {
		g.Add(job("000000000001", 20+i, i, "FAILED", "No default VPC for this user"), nil)
		g.Add(job("000000000001", 20+i, 30+i, "COMPLETED", ""), nil) // mended
	}
	for i := range 5 {
		j := job("000000000001", 30+i, i, "COMPLETED", "Windows VSS Backup Job Error encountered, trying for regular backup")
		j.Category = backup.Intern("VSS_ERROR")
		g.Add(j, nil)
	}
	g.Add(job("000000000001", 50, 1, "FAILED", disabled), nil)
	var order []string
	for _, c := range g.all() {
		order = append(order, c.Diagnosis.ID)
	}
	want := []string{"kms_key_unusable", "vss_fallback", "no_default_vpc", "point partial"}
	if len(order) != len(want) {
		t.Fatalf("%v", order)
	}
	for i := range want {
		if order[i] != want[i] {
			t.Fatalf("the order is %v, want %v", order, want)
		}
	}
}
