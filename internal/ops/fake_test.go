package ops

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// cloud is an AWS of a few points and jobs: it honours tokens, and what it answers can
// be set by call.
type cloud struct {
	mu     sync.Mutex
	sent   []backup.Change
	tokens map[string]string // → job
	jobs   []backup.Job
	meta   map[string]map[string]string // submitted, by job
	points map[string]backup.PointDetail
	lasts  time.Duration        // how long a point is DELETING
	goes   map[string]time.Time // when a point that is DELETING will be gone

	answer   func(n int, c backup.Change) error // before the request is taken; nil = take it
	lose     func(n int, c backup.Change) error // after it was taken
	refuse   func(op string) error              // of looks
	identity func(context.Context) (string, error)
	purposes []string
}

func newCloud() *cloud {
	return &cloud{tokens: map[string]string{}, meta: map[string]map[string]string{}, points: map[string]backup.PointDetail{}, goes: map[string]time.Time{}}
}

func (c *cloud) Identity(ctx context.Context, _ backup.Scope) (string, error) {
	if c.identity != nil {
		return c.identity(ctx)
	}
	return "arn:aws:sts::111122223333:assumed-role/BackupOperator/bkpui-ada-INC-1", nil
}

func (c *cloud) Send(_ context.Context, in backup.Scope, purpose string, ch backup.Change) (backup.Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(c.sent)
	c.sent, c.purposes = append(c.sent, ch), append(c.purposes, purpose)
	if c.answer != nil {
		if err := c.answer(n, ch); err != nil {
			return backup.Receipt{}, err
		}
	}
	got := backup.Receipt{Job: c.take(in, ch), RequestID: fmt.Sprint("request-", n)}
	if c.lose != nil {
		if err := c.lose(n, ch); err != nil {
			return backup.Receipt{}, err
		}
	}
	return got, nil
}

// take carries the change out.
func (c *cloud) take(in backup.Scope, ch backup.Change) string {
	if token := ch.Token(); token != "" {
		if job, known := c.tokens[token]; known {
			return job
		}
		job := fmt.Sprint("job-", len(c.tokens)+1)
		c.tokens[token] = job
		j := backup.Job{ID: job, Account: in.Account, Region: in.Region, Created: backup.TimeOf(time.Now()), State: backup.Intern("CREATED")}
		switch ch := ch.(type) {
		case *backup.StartRestoreJob:
			j.Kind, j.PointARN = backup.RestoreJob, backup.ParseARN(ch.RecoveryPointArn)
			c.meta[job] = ch.Fill(func(s string) string { return s })
		case *backup.StartCopyJob:
			j.Kind, j.PointARN, j.DestARN = backup.CopyJob, backup.ParseARN(ch.RecoveryPointArn), backup.Intern(ch.DestinationBackupVaultArn)
		case *backup.StartBackupJob:
			j.Kind, j.Vault = backup.BackupJob, backup.Intern(ch.BackupVaultName)
			j.Of = backup.RefTo(backup.ResourceRef{ARN: backup.Intern(ch.ResourceArn)})
		}
		c.jobs = append(c.jobs, j)
		return job
	}
	if d, ok := ch.(*backup.DeleteRecoveryPoint); ok {
		p := c.points[d.RecoveryPointArn]
		if p.Status == "COMPLETED" {
			p.Status = "DELETING"
			c.goes[d.RecoveryPointArn] = time.Now().Add(c.lasts)
			c.points[d.RecoveryPointArn] = p
		}
	}
	return ""
}

func (c *cloud) Jobs(_ context.Context, in backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.refused("Jobs"); err != nil {
		return func(yield func([]backup.Job, error) bool) { yield(nil, err) }
	}
	var page []backup.Job
	for _, j := range c.jobs {
		if j.Kind == kind && j.Account == in.Account && j.Created >= q.CreatedAfter && (q.State == "" || j.State.String() == q.State) {
			page = append(page, j)
		}
	}
	return func(yield func([]backup.Job, error) bool) { yield(page, nil) }
}

func (c *cloud) RestoreMetadata(_ context.Context, _ backup.Scope, job string) (map[string]string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.meta[job]), c.refused("RestoreMetadata")
}

func (c *cloud) Point(_ context.Context, t backup.Thing) (backup.PointDetail, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.refused("Point"); err != nil {
		return backup.PointDetail{}, err
	}
	p, there := c.points[t.ID]
	goes, going := c.goes[t.ID]
	if !there || going && p.Status == "DELETING" && !time.Now().Before(goes) {
		return p, &backup.Error{Kind: backup.NotFound, Op: "backup:DescribeRecoveryPoint"}
	}
	return p, nil
}

func (c *cloud) refused(op string) error {
	if c.refuse == nil {
		return nil
	}
	return c.refuse(op)
}

func (c *cloud) sends() []backup.Change {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.sent)
}

var home = backup.In("111122223333", "eu-west-1")

const snapshot = "arn:aws:ec2:eu-west-1::snapshot/snap-0a"

// newRunner returns an armed Runner on a cloud and a new journal.
func newRunner(t *testing.T, c *cloud, change ...func(*Options)) *Runner {
	t.Helper()
	o := Options{
		API: c, Finder: c, Journal: NewJournal(filepath.Join(t.TempDir(), "state", "journal.jsonl")),
		User: "ada", Host: "bastion", Console: "bkpui test",
	}
	for _, f := range change {
		f(&o)
	}
	r := NewRunner(o)
	if !o.Policy.ReadOnly {
		if err := r.Arming.Arm("INC-1 disk full"); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// restoreOp restores a volume of that name.
func restoreOp(name string) Op {
	return Op{ID: NewID(), Kind: Restore, Scope: home, Items: []Item{{
		Change: &backup.StartRestoreJob{
			RecoveryPointArn: snapshot, IamRoleArn: "arn:aws:iam::111122223333:role/Restore", ResourceType: "EBS",
			Metadata: map[string]string{"volumeName": name, "availabilityZone": "eu-west-1a"}, IdempotencyToken: NewToken(),
		},
		Thing: backup.Thing{Kind: backup.PointThing, Scope: home, Vault: "daily", ID: snapshot}, Name: name,
	}}}
}

// deleteOp deletes points of a vault.
func deleteOp(c *cloud, n int) Op {
	op := Op{ID: NewID(), Kind: Delete, Scope: home}
	for i := range n {
		arn := fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%02d", i+1)
		c.points[arn] = backup.PointDetail{ARN: arn, Vault: "daily", Status: "COMPLETED"}
		op.Items = append(op.Items, Item{
			Change: &backup.DeleteRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: arn},
			Thing:  backup.Thing{Kind: backup.PointThing, Scope: home, Vault: "daily", ID: arn},
		})
	}
	return op
}

// confirm confirms an op by typing what is asked for.
func confirm(t *testing.T, r *Runner, op Op) *Confirmed {
	t.Helper()
	at := Circumstances{Place: "daily", Account: "payments"}
	c, err := r.Confirm(op, at, r.Demand(op, at).Phrase)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// records reads a whole journal.
func records(t *testing.T, j *Journal) []Record {
	t.Helper()
	var all []Record
	for r, err := range j.Records() {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	return all
}

// phases are the records in brief: "intent 1/1", "outcome 1/1 accepted".
func phases(rs []Record) []string {
	var all []string
	for _, r := range rs {
		s := fmt.Sprintf("%s %d/%d", r.Phase, r.Item, r.Attempt)
		for _, more := range []string{string(r.Outcome), string(r.Finding)} {
			if more != "" {
				s += " " + more
			}
		}
		all = append(all, s)
	}
	return all
}

// lost is an answer that never came.
func lost(int, backup.Change) error {
	return &backup.Error{Kind: backup.Unreachable, Op: "backup:StartRestoreJob", Message: "connection reset by peer"}
}
