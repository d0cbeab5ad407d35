package triage

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

var at = backup.TimeOf(time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC))

func day() Window { return Window{From: at, To: at.Add(24 * time.Hour), Slices: 12} }

// job makes a job of the n-th volume of an account that was created and ended after so
// many minutes of the window.
func job(account string, n, minutes int, state, message string) *backup.Job {
	created := at.Add(time.Duration(minutes) * time.Minute)
	return &backup.Job{
		ID: fmt.Sprintf("%s-%d-%d", account, n, minutes), Kind: backup.BackupJob, State: backup.Intern(state), Message: backup.Intern(message),
		Account: backup.Intern(account), Region: backup.Intern("eu-west-1"), Vault: backup.Intern("prod"),
		Of: backup.RefTo(backup.ResourceRef{
			ARN: backup.Intern(fmt.Sprintf("arn:aws:ec2:eu-west-1:%s:volume/vol-%017x", account, n)), Type: backup.Intern("EBS"),
		}),
		Created: created, Completed: created.Add(time.Minute),
	}
}

const disabled = "Backup job failed because the KMS key is either disabled or pending deletion or access to KMS key is denied"

func TestOneKeyIsOneRow(t *testing.T) {
	const key = "arn:aws:kms:eu-west-1:999900001111:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	g := NewGrouper(day())
	about := func(*backup.Job) Context { return Context{VaultKey: key} }
	for i := range 1000 {
		state, message := "COMPLETED", ""
		if i < 140 {
			state, message = "FAILED", disabled
		}
		g.Add(job(fmt.Sprintf("%012d", 1+i%12), i, i, state, message), about)
	}
	// AWS's other words about the same key are the same cause.
	g.Add(job("000000000003", 7777, 1000, "FAILED", "User: arn:aws:sts::000000000003:assumed-role/R/s is not authorized to perform: kms:Decrypt on resource: "+key+" because no resource-based policy allows the kms:Decrypt action"), about)
	causes := g.all()
	if len(causes) != 1 {
		t.Fatalf("%d rows: %v", len(causes), causes)
	}
	c := causes[0]
	if c.Count() != 141 || c.Of != 1001 || len(c.Accounts) != 12 || len(c.Resources) != 141 || c.Failing != 141 || !c.Worst() {
		t.Errorf("%d of %d jobs, %d accounts, %d resources, %d failing", c.Count(), c.Of, len(c.Accounts), len(c.Resources), c.Failing)
	}
	if want := (Fact{"key", key, FromVault}); c.Brief.Root != want {
		t.Errorf("root %v", c.Brief.Root)
	}
	if c.Brief.ID != "kms_key_unusable" {
		t.Errorf("diagnosis %s, not that of the most jobs", c.Brief.ID)
	}
	if CauseKey(&c.Diagnosis().Brief) != c.Key || !strings.Contains(c.Key.String(), key) {
		t.Errorf("key %v of the row, %v of its diagnosis", c.Key, CauseKey(&c.Diagnosis().Brief))
	}
	if c.First != at.Add(time.Minute) || c.Last != at.Add(1001*time.Minute) || slices.Max(c.Trend) != 119 || c.Trend[1] != 21 || c.Trend[8] != 1 {
		t.Errorf("first %v last %v trend %v", c.First.Time(), c.Last.Time(), c.Trend)
	}
}

func TestTwoRootsAreTwoRows(t *testing.T) {
	g := NewGrouper(day())
	for i, key := range []string{"arn:aws:kms:eu-west-1:1:key/a", "arn:aws:kms:eu-west-1:1:key/b", "arn:aws:kms:eu-west-1:1:key/a"} {
		g.Add(job("000000000001", i, i, "FAILED", disabled), func(*backup.Job) Context { return Context{VaultKey: key} })
	}
	g.Add(job("000000000001", 9, 9, "FAILED", disabled), nil) // nobody knows the key: the vault is the root
	if causes := g.all(); len(causes) != 3 || causes[0].Count() != 2 {
		t.Errorf("%d rows", len(causes))
	}
}

func TestACopyIntoAnotherVaultMendsNothing(t *testing.T) {
	copied := func(minute int, state, message, into string) *backup.Job {
		j := job("000000000001", 1, minute, state, message)
		j.Kind, j.DestARN = backup.CopyJob, backup.Intern("arn:aws:backup:eu-west-1:111122223333:backup-vault:"+into)
		return j
	}
	g := NewGrouper(day())
	g.Add(copied(10, "FAILED", disabled, "locked"), nil)
	g.Add(copied(20, "COMPLETED", "", "open"), nil)
	if c := g.all()[0]; c.Recovered != 0 || c.Failing != 1 {
		t.Errorf("%d recovered, %d failing", c.Recovered, c.Failing)
	}
	g.Add(copied(30, "COMPLETED", "", "locked"), nil)
	if c := g.all()[0]; c.Recovered != 1 || c.Failing != 0 {
		t.Errorf("into the same vault: %d recovered, %d failing", c.Recovered, c.Failing)
	}
}

func TestARecoveryIsALaterSuccessOfTheResource(t *testing.T) {
	g := NewGrouper(day())
	g.Add(job("000000000001", 1, 10, "FAILED", disabled), nil)
	g.Add(job("000000000001", 2, 10, "FAILED", disabled), nil)
	g.Add(job("000000000001", 3, 5, "COMPLETED", ""), nil)
	g.Add(job("000000000001", 3, 10, "FAILED", disabled), nil)
	g.Add(job("000000000001", 1, 20, "COMPLETED", ""), nil)
	other := job("000000000001", 2, 20, "COMPLETED", "")
	other.Kind = backup.RestoreJob // says nothing about backups
	g.Add(other, nil)
	if c := g.all()[0]; c.Recovered != 1 || c.Failing != 2 || len(c.Resources) != 3 {
		t.Errorf("%d recovered, %d failing", c.Recovered, c.Failing)
	}
	// A job with issues is no recovery from issues, but one from a failure.
	g = NewGrouper(day())
	vss := "Windows VSS Backup Job Error encountered, trying for regular backup"
	g.Add(job("000000000001", 1, 1, "FAILED", disabled), nil)
	for _, minute := range []int{10, 20} {
		j := job("000000000001", 1, minute, "COMPLETED", vss)
		j.Category = backup.Intern("VSS_ERROR")
		g.Add(j, nil)
	}
	for _, c := range g.all() {
		if issues := c.Brief.Class == VSSAgent; issues == (c.Recovered == 1) {
			t.Errorf("%s: %d recovered, %d failing", c.Brief.ID, c.Recovered, c.Failing)
		}
	}
}

func TestProblemsAreMoreThanFailures(t *testing.T) {
	g := NewGrouper(day())
	for i, state := range []string{"EXPIRED", "PARTIAL", "ABORTED", "FAILED", "COMPLETED", "RUNNING"} {
		g.Add(job("000000000001", i, i, state, ""), nil)
	}
	g.Add(job("000000000001", 7, -90, "FAILED", ""), nil) // before the window
	g.Add(job("000000000001", 7, 24*60, "FAILED", ""), nil)
	classes := map[Class]int{}
	for _, c := range g.all() {
		classes[c.Brief.Class] += c.Count()
		if c.Of != 5 {
			t.Errorf("%s: of %d", c.Brief.Class, c.Of)
		}
	}
	if len(classes) != 4 || classes[WindowExpired] != 1 || classes[PartialData] != 1 || classes[StoppedByUser] != 1 || classes[Unknown] != 1 {
		t.Error(classes)
	}
}

func TestUnknownMessagesAreGroupedByShape(t *testing.T) {
	g := NewGrouper(day())
	for i := range 50 {
		g.Add(job("000000000001", i, i, "FAILED", fmt.Sprintf("Flux capacitor %d of arn:aws:ec2:eu-west-1:111122223333:volume/vol-%017x in bucket b-%d misaligned at 2026-03-04T00:%02d:00Z", i, i, i, i)), nil)
		g.Add(job("000000000001", i, i, "FAILED", fmt.Sprintf("Widget '%c' is sad", 'a'+i%26)), nil)
	}
	causes := g.all()
	if len(causes) != 2 {
		for _, c := range causes {
			t.Log(c.Key)
		}
		t.Fatalf("%d rows", len(causes))
	}
	for _, c := range causes {
		if c.Count() != 50 || c.Brief.Known() || c.Message == "" || len(c.Diagnosis().Remedy) > 0 {
			t.Errorf("%+v", c.Diagnosis())
		}
	}
}

func TestPointsAreGroupedByTheirAccount(t *testing.T) {
	w := day()
	g := NewGrouper(w)
	for i := range 30 {
		p := backup.RecoveryPoint{
			ARN:     backup.ParseARN(fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%017x", i)),
			In:      backup.RefTo(backup.VaultRef{Account: backup.Intern("000000000001"), Region: backup.Intern("eu-west-1"), Name: backup.Intern("prod")}),
			Of:      backup.RefTo(backup.ResourceRef{ARN: backup.Intern(fmt.Sprintf("arn:aws:ec2:eu-west-1:1:volume/vol-%d", i%7)), Type: backup.Intern("EBS")}),
			Status:  backup.Intern([]string{"COMPLETED", "EXPIRED", "DELETING"}[i%3]),
			Created: w.From.Add(-time.Hour * 24 * 90), DeleteAt: w.From.Add(time.Hour),
		}
		if i == 2 {
			p.DeleteAt = w.From.Add(time.Hour - overdue) // stuck
		}
		g.AddPoint(&p, nil)
	}
	causes := g.all()
	if len(causes) != 2 {
		t.Fatalf("%d rows", len(causes))
	}
	expired, stuck := causes[0], causes[1]
	if len(expired.Points) != 10 || expired.Of != 30 || expired.Brief.ID != "point expired" || expired.Brief.Root.Value != "000000000001" {
		t.Errorf("%d of %d %q %v", len(expired.Points), expired.Of, expired.Brief.ID, expired.Brief.Root)
	}
	if len(stuck.Points) != 1 || stuck.Brief.ID != "point deleting" || len(stuck.Diagnosis().Remedy) == 0 {
		t.Errorf("%d %q", len(stuck.Points), stuck.Brief.ID)
	}
}

func TestWhatFailedComesBeforeIssuesBeforeWhatWasStopped(t *testing.T) {
	g := NewGrouper(day())
	for i := range 4 {
		g.Add(job("000000000001", i, 1, "ABORTED", "Backup job was stopped by user"), nil)
	}
	for i := range 3 {
		g.Add(job("000000000001", 10+i, 1, "PARTIAL", "Some objects were not backed up"), nil)
	}
	g.Add(job("000000000001", 20, 1, "FAILED", disabled), nil)
	for i := range 2 {
		g.Add(job("000000000001", 30+i, 1, "FAILED", "the moon is full"), nil)
	}
	var order []string
	for _, c := range g.all() {
		order = append(order, fmt.Sprintf("%s %d", c.Jobs[0].State, c.Count()))
	}
	if got, want := strings.Join(order, ", "), "FAILED 2, FAILED 1, PARTIAL 3, ABORTED 4"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// all are the causes, worked out part by part.
func (g *Grouper) all() []Cause {
	causes, _ := g.Causes(nil)
	return causes
}

// sideBySide is a Share with a goroutine for each part.
func sideBySide(n int, do func(part int)) error {
	var wg sync.WaitGroup
	for part := range n {
		wg.Go(func() { do(part) })
	}
	wg.Wait()
	return nil
}

// TestPartsJoinedAreTheWhole groups the same jobs at once, and in parts side by side.
func TestPartsJoinedAreTheWhole(t *testing.T) {
	jobs := failedJobs(10_000)
	for i := range jobs {
		if i%3 == 0 {
			jobs[i].State = backup.Intern("COMPLETED")
		}
	}
	whole := NewGrouper(day())
	for i := range jobs {
		whole.Add(&jobs[i], nil)
	}
	parts := make([]*Grouper, 3)
	_ = sideBySide(len(parts), func(n int) {
		parts[n] = NewGrouper(day())
		for i := n * len(jobs) / len(parts); i < (n+1)*len(jobs)/len(parts); i++ {
			parts[n].Add(&jobs[i], nil)
		}
	})
	parts[0].Join(parts[1])
	parts[0].Join(parts[2])
	joined, err := parts[0].Causes(sideBySide)
	if want := whole.all(); err != nil || !reflect.DeepEqual(joined, want) {
		t.Errorf("%d causes in parts, %v; want the same %d", len(joined), err, len(want))
	}
}

func TestCausesThatWereLeftOutAreAnError(t *testing.T) {
	g := NewGrouper(day())
	g.Add(job("111122223333", 1, 1, "FAILED", "no such words"), nil)
	if causes, err := g.Causes(func(int, func(int)) error { return io.EOF }); err == nil || causes != nil {
		t.Errorf("%v, %v; want the error alone", causes, err)
	}
}
