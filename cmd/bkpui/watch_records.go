package main

import (
	"cmp"
	"io"
	"math"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// watchRecord is what scripts get of a job each time something about it changes. The
// fields of the job are named as those of `bkpui get jobs`.
type watchRecord struct {
	Time        string           `json:"time"` // when AWS said it
	Kind        string           `json:"kind"`
	ID          string           `json:"id"`
	Account     string           `json:"account"`
	Region      string           `json:"region"`
	State       string           `json:"state"`
	Ended       bool             `json:"ended"`
	ExitStatus  *int             `json:"exitStatus,omitempty"` // of this job alone, once it is known
	Percent     *float64         `json:"percentDone,omitempty"`
	Transferred int64            `json:"bytesTransferred,omitempty"`
	Size        int64            `json:"sizeBytes,omitempty"`
	Elapsed     int64            `json:"elapsedSeconds,omitempty"`
	Expected    int64            `json:"expectedSeconds,omitempty"`
	Resource    string           `json:"resourceArn,omitempty"`
	Type        string           `json:"resourceType,omitempty"`
	Made        string           `json:"createdArn,omitempty"` // the recovery point or resource that the job made
	Result      string           `json:"result,omitempty"`
	Category    string           `json:"messageCategory,omitempty"`
	Message     string           `json:"message,omitempty"`
	Trouble     *troubleRecord   `json:"trouble,omitempty"` // why nothing newer is known
	Diagnosis   *diagnosisRecord `json:"diagnosis,omitempty"`
}

type troubleRecord struct {
	Kind    backup.Kind `json:"kind"`
	Message string      `json:"message,omitempty"`
	Remedy  string      `json:"remedy,omitempty"`
}

// watchRecords writes a JSON record a change.
type watchRecords struct {
	out  io.Writer
	last map[*followed]string
}

func (w *watchRecords) begin([]*followed, time.Duration) { w.last = map[*followed]string{} }

func (w *watchRecords) news(j *followed) {
	r := watchRecordOf(j)
	same := r
	same.Time, same.Elapsed = "", 0
	if said := string(appendJSON(nil, same, false)); w.last[j] != said {
		w.last[j] = said
		_, _ = w.out.Write(appendJSON(nil, r, false)) // nobody reads on: the signal of the pipe ends the program
	}
}

func (w *watchRecords) tick()  {}
func (w *watchRecords) close() {}

func watchRecordOf(j *followed) watchRecord {
	job, of := j.job, j.job.Of.Get()
	r := watchRecord{
		Time: j.read.Time().UTC().Format(time.RFC3339), Kind: job.Kind.String(), ID: j.thing.ID, Account: cmp.Or(job.Account, j.thing.Scope.Account).String(),
		Region: j.thing.Scope.Region.String(), State: job.State.String(), Ended: job.Terminal(),
		Transferred: max(job.Transferred, 0), Size: max(job.SizeBytes, 0),
		Expected: int64(job.ExpectedToTake() / time.Second),
		Resource: of.ARN.String(), Type: of.Type.String(), Made: job.DestItem.String(), Result: job.Result.String(),
		Category: job.Category.String(), Message: job.Message.String(),
	}
	if d, ok := job.Elapsed(j.read); ok {
		r.Elapsed = int64(d / time.Second)
	}
	if job.Kind == backup.BackupJob {
		r.Made = job.PointARN.String()
	}
	if job.Percent >= 0 && job.Percent <= 100 {
		p := math.Round(float64(job.Percent)*100) / 100
		r.Percent = &p
	}
	if j.done() {
		status := j.status()
		r.ExitStatus = &status
	}
	if e := j.trouble; e != nil {
		r.Trouble = &troubleRecord{e.Kind, e.Message, e.Remedy}
	}
	if d, ok := j.diagnosis(); ok {
		record := recordOf(&d, job.Message.String())
		r.Diagnosis = &record
	}
	return r
}
