package triage

import (
	"sync"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestTheBriefIsThatOfTheDiagnosis: a list shows the one, and the page behind it the other.
func TestTheBriefIsThatOfTheDiagnosis(t *testing.T) {
	for name, of := range map[string]func(j *backup.Job) Context{
		"nothing known": nil,
		"keys known": func(j *backup.Job) Context {
			return Context{VaultKey: "arn:aws:kms:eu-west-1:" + j.Account.String() + ":key/1", TargetKey: "arn:aws:kms:eu-west-1:" + j.Account.String() + ":key/2", Plan: "p", Rule: "r"}
		},
		"keys asked for": func(*backup.Job) Context { return Context{Seeking: true, Restoring: true} },
		"keys unread":    func(*backup.Job) Context { return Context{Unread: "denied", Unasked: "denied"} },
	} {
		t.Run(name, func(t *testing.T) {
			jobs := failedJobs(20_000)
			g := NewGrouper(day())
			for i := range jobs {
				j := &jobs[i]
				j.Kind, j.IsParent = []backup.JobKind{backup.BackupJob, backup.CopyJob, backup.RestoreJob, backup.ScanJob}[i/7%4], i%11 == 0
				if j.Kind == backup.CopyJob {
					j.DestARN = backup.Intern("arn:aws:backup:eu-west-1:" + j.Account.String() + ":backup-vault:to")
				}
				g.Add(j, of)
			}
			for i, status := range []string{"EXPIRED", "STOPPED", "DELETING", "PARTIAL"} {
				p := &backup.RecoveryPoint{Status: backup.Intern(status), Created: at, DeleteAt: 1, ScanFindings: i == 0}
				g.AddPoint(p, nil)
			}
			later := 0
			for _, c := range g.all() {
				if c.story.diagnosis == nil {
					later++
				}
				if d := c.Diagnosis(); d.Brief != c.Brief || c.each != c.story.each {
					t.Fatalf("%+v\nis not %+v\nof %q", c.Brief, d.Brief, c.Message)
				}
			}
			if later == 0 {
				t.Error("every cause is told at once")
			}
		})
	}
}

// TestACauseOfManyIsToldAtOnce: who opens it must not wait until all its messages are read.
func TestACauseOfManyIsToldAtOnce(t *testing.T) {
	g := NewGrouper(day())
	for i := range toldAtOnce {
		g.Add(job("111122223333", i, i, "FAILED", disabled), nil)
	}
	if c := g.all()[0]; c.Count() != toldAtOnce || c.story.diagnosis == nil {
		t.Errorf("%d jobs: %v", c.Count(), c.story.diagnosis)
	}
}

// TestACauseIsToldToSeveralAtOnce, of which one is a screen and another writes records.
func TestACauseIsToldToSeveralAtOnce(t *testing.T) {
	g := NewGrouper(day())
	g.Add(job("111122223333", 1, 1, "FAILED", "User: arn:aws:iam::111122223333:role/r is not authorized to perform: ec2:CreateSnapshot on resource: x"), nil)
	c := g.all()[0]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if len(c.Diagnosis().Remedy) == 0 || len(c.Denied()) != 1 {
				t.Errorf("%+v", c.Diagnosis())
			}
		})
	}
	all.Wait()
}
