//go:build darwin || linux

package ops

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// diskCloud is an AWS that outlives the processes that talk to it: a folder. A token is a
// file that can be made once.
type diskCloud struct {
	dir, journal string
	step         func(name string) // called at every step
}

// diskJob is a restore job as diskCloud keeps it.
type diskJob struct {
	ID       string
	Created  backup.Time
	Point    string
	Metadata map[string]string
}

func (c *diskCloud) Identity(context.Context, backup.Scope) (string, error) {
	return "arn:aws:iam::1:user/ada", nil
}

// Send takes a restore, or a delete, of which nothing is left at once. That the intent of a
// restore is on disk is looked at here.
func (c *diskCloud) Send(_ context.Context, _ backup.Scope, _ string, change backup.Change) (backup.Receipt, error) {
	if d, ok := change.(*backup.DeleteRecoveryPoint); ok {
		c.step("before send")
		err := c.note("deleted", d.RecoveryPointArn)
		c.step("after send")
		return backup.Receipt{RequestID: "r"}, err
	}
	r := change.(*backup.StartRestoreJob)
	b, err := os.ReadFile(c.journal)
	if err != nil || !bytes.Contains(b, []byte(`"phase":"intent"`)) || !bytes.Contains(b, []byte(`"token":"`+r.IdempotencyToken+`"`)) {
		return backup.Receipt{}, c.note("unwritten", r.IdempotencyToken)
	}
	if err := c.note("arrived", r.IdempotencyToken); err != nil {
		return backup.Receipt{}, err
	}
	c.step("before send")
	job := diskJob{NewID(), backup.TimeOf(time.Now()), r.RecoveryPointArn, r.Metadata}
	if b, err = json.Marshal(job); err != nil {
		return backup.Receipt{}, err
	}
	// A link makes the whole file appear at once, and only once.
	whole := filepath.Join(c.dir, "new-"+job.ID)
	if err := os.WriteFile(whole, b, 0o600); err != nil {
		return backup.Receipt{}, err
	}
	token := filepath.Join(c.dir, "job-"+r.IdempotencyToken)
	if err := os.Link(whole, token); errors.Is(err, fs.ErrExist) {
		if job, err = readJob(token); err != nil {
			return backup.Receipt{}, err
		}
	} else if err != nil {
		return backup.Receipt{}, err
	}
	c.step("after send")
	return backup.Receipt{Job: job.ID, RequestID: "r"}, nil
}

// note adds a line to a list.
func (c *diskCloud) note(list, line string) error {
	f, err := os.OpenFile(filepath.Join(c.dir, list), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	return errors.Join(err, f.Close())
}

func (c *diskCloud) list(name string) []string {
	b, _ := os.ReadFile(filepath.Join(c.dir, name))
	return strings.Fields(string(b))
}

func readJob(path string) (diskJob, error) {
	var j diskJob
	b, err := os.ReadFile(path)
	if err == nil {
		err = json.Unmarshal(b, &j)
	}
	return j, err
}

// byToken returns the jobs by the tokens that started them.
func (c *diskCloud) byToken(t *testing.T) map[string]diskJob {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(c.dir, "job-*"))
	if err != nil {
		t.Fatal(err)
	}
	jobs := map[string]diskJob{}
	for _, path := range paths {
		j, err := readJob(path)
		if err != nil {
			t.Fatal(err)
		}
		jobs[strings.TrimPrefix(filepath.Base(path), "job-")] = j
	}
	return jobs
}

func (c *diskCloud) Jobs(_ context.Context, in backup.Scope, _ backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	return func(yield func([]backup.Job, error) bool) {
		paths, err := filepath.Glob(filepath.Join(c.dir, "job-*"))
		var page []backup.Job
		for _, path := range paths {
			j, readErr := readJob(path)
			err = errors.Join(err, readErr)
			if j.Created >= q.CreatedAfter {
				page = append(page, backup.Job{ID: j.ID, Kind: backup.RestoreJob, Account: in.Account, Created: j.Created, PointARN: backup.ParseARN(j.Point)})
			}
		}
		yield(page, err)
	}
}

func (c *diskCloud) RestoreMetadata(_ context.Context, _ backup.Scope, job string) (map[string]string, error) {
	j, err := readJob(filepath.Join(c.dir, "new-"+job))
	return j.Metadata, err
}

func (c *diskCloud) Point(_ context.Context, t backup.Thing) (backup.PointDetail, error) {
	if slices.Contains(c.list("deleted"), t.ID) {
		return backup.PointDetail{}, &backup.Error{Kind: backup.NotFound}
	}
	return backup.PointDetail{Status: "COMPLETED"}, nil
}

// steppedFile is a journal's file that says where its writer is, and writes a line in two
// halves, so that a kill between them tears it.
type steppedFile struct {
	file
	step func(name string)
}

func (f *steppedFile) Write(b []byte) (int, error) {
	f.step("before write")
	half, err := f.file.Write(b[:len(b)/2])
	if err != nil {
		return half, err
	}
	f.step("half written")
	rest, err := f.file.Write(b[len(b)/2:])
	f.step("written")
	return half + rest, err
}

func (f *steppedFile) Sync() error {
	err := f.file.Sync()
	f.step("synced")
	return err
}

// diskOp restores two volumes from a point that nobody else restores.
func diskOp() Op {
	op := restoreOp("")
	op.Items = append(op.Items, restoreOp("").Items...)
	for i := range op.Items {
		c := op.Items[i].Change.(*backup.StartRestoreJob)
		c.Metadata["volumeName"] = fmt.Sprint(op.ID, "-", i+1)
		c.RecoveryPointArn += "-" + op.ID
		op.Items[i].Thing.ID = c.RecoveryPointArn
	}
	return op
}

// diskDelete deletes so many points.
func diskDelete(n int) Op {
	op := Op{ID: NewID(), Kind: Delete, Scope: backup.In("111122223333", "eu-west-1")}
	for i := range n {
		arn := fmt.Sprintf("arn:aws:ec2:eu-west-1::snapshot/snap-%d", i+1)
		op.Items = append(op.Items, Item{
			Change: &backup.DeleteRecoveryPoint{BackupVaultName: "daily", RecoveryPointArn: arn},
			Thing:  backup.Thing{Kind: backup.PointThing, Scope: op.Scope, Vault: "daily", ID: arn}, Name: arn[len(arn)-6:],
		})
	}
	return op
}
