package triage

import (
	"fmt"
	"slices"
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

func TestAPointBelongsToTheWindowInWhichItsProblemAroseUnlessThatLasts(t *testing.T) {
	const hour, days = time.Hour, 24 * time.Hour
	for _, c := range []struct {
		what      string
		status    string
		made, due time.Duration
		at        time.Duration // 0 = it does not belong to it
	}{
		{"it was not deleted tonight", "EXPIRED", -30 * days, 3 * hour, 3 * hour},
		{"it was not deleted last week, and is still there", "EXPIRED", -30 * days, -7 * days, -7 * days},
		{"its end is still to come", "EXPIRED", 2 * hour, 900 * days, 2 * hour},
		{"its deletion hangs since tonight", "DELETING", -30 * days, hour - overdue, hour},
		{"its deletion hangs for long", "DELETING", -30 * days, -9 * days, overdue - 9*days},
		{"it was made in part tonight", "PARTIAL", hour, 2000 * days, hour},
		{"it was made in part long ago", "PARTIAL", -300 * days, 2000 * days, 0},
		{"it was made in part long ago and goes tonight", "PARTIAL", -300 * days, hour, 0},
		{"it stopped long ago, and records nothing since", "STOPPED", -40 * days, 2 * hour, -40 * days},
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

// TestPointsThatAreStillThereAreARowAnAccount: whose roles delete them is mended once.
func TestPointsThatAreStillThereAreARowAnAccount(t *testing.T) {
	g := NewGrouper(day())
	for _, c := range []struct{ account, vault, message string }{
		{"000000000001", "prod", ""},
		{"000000000001", "dev", ""},
		{"000000000002", "prod", ""},
		{"000000000001", "prod", disabled},
		{"000000000001", "dev", disabled}, // AWS names the reason
	} {
		p := point("EXPIRED", -900*time.Hour, -90*time.Hour)
		p.In = backup.RefTo(backup.VaultRef{Account: backup.Intern(c.account), Region: backup.Intern("eu-west-1"), Name: backup.Intern(c.vault)})
		p.More = backup.RefTo(backup.PointMore{Message: backup.Intern(c.message), Key: backup.Intern("arn:aws:kms:eu-west-1:000000000001:key/1f0c")})
		g.AddPoint(p, nil)
	}
	var got []string
	for _, c := range g.all() {
		got = append(got, fmt.Sprint(c.Brief.ID, " ", c.Brief.Root.Name, " ", len(c.Points)))
	}
	slices.Sort(got)
	if want := []string{"kms_key_unusable key 2", "point expired account 1", "point expired account 2"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
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
		order = append(order, c.Brief.ID)
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
