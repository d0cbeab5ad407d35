package main

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// percentWord is the percent as AWS reports it, "" where it does not.
func percentWord(j *backup.Job) string {
	if !j.Reports() {
		return ""
	}
	return ui.Percent(float64(j.Percent))
}

// bytesWord says how much was moved of how much, as far as AWS reports it.
func bytesWord(j *backup.Job) string {
	switch {
	case j.Transferred > 0 && j.SizeBytes > j.Transferred:
		return ui.Size(j.Transferred) + " of " + ui.Size(j.SizeBytes)
	case j.Transferred > 0:
		return ui.Size(j.Transferred)
	case j.SizeBytes > 0:
		return ui.Size(j.SizeBytes)
	}
	return ""
}

// timeWord says what has gone by and what is left, by the rule of the job's page: "12 min,
// about 16 min left". Past what AWS expected it is set against that: "40 min of 30 min expected".
func timeWord(j *backup.Job, now backup.Time) string { return timeWords(j, now, ui.Duration) }

func timeWords(j *backup.Job, now backup.Time, gone func(time.Duration) string) string {
	d, ok := j.Elapsed(now)
	switch {
	case !ok || j.Terminal() && d == 0:
		return ""
	case j.Terminal():
		return "took " + ui.Duration(d)
	case j.Waits():
		return "waiting " + gone(d)
	}
	if left, by := j.Left(now); by != backup.ByNothing {
		return gone(d) + ", about " + ui.Duration(left) + " left"
	}
	if e := j.ExpectedToTake(); e > 0 {
		return gone(d) + " of " + ui.Duration(e) + " expected"
	}
	return gone(d)
}

// clock is a length of time that is seen to go by: 4:07, 2:14:32.
func clock(d time.Duration) string {
	h, m, s := d/time.Hour, d/time.Minute%60, d/time.Second%60
	if h > 0 {
		return fmt.Sprintf("%d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%d:%02d", m, s)
}

// lastKnown says how old that is what is shown, and why there is nothing newer.
func lastKnown(j *followed, now backup.Time) string {
	words := "last known " + ui.Ago(now.Sub(j.read))
	if j.trouble != nil {
		return words + ": " + string(j.trouble.Kind)
	}
	return words + ": AWS does not answer"
}

// jobName is what a person calls a job: its kind and what it is of.
func jobName(j *backup.Job) string {
	of := j.Of.Get()
	name := of.Name.String()
	if name == "" { // the end of the ARN: arn:aws:rds:eu-west-1:111122223333:cluster:orders
		name = of.ARN.String()
		name = name[strings.LastIndexAny(name, "/:")+1:]
	}
	if name == "" {
		name = j.ID
	}
	return j.Kind.String() + " " + name
}

// jobPlace says which job that is and where: "restore job 1F2E… in 111122223333/eu-west-1".
func jobPlace(j *followed) string {
	in := j.thing.Scope
	in.Account = cmp.Or(j.job.Account, in.Account) // the management account answers for the jobs of others too
	return j.job.Kind.String() + " job " + j.thing.ID + " in " + in.String()
}

// outcomeWord says what an end means where AWS's word does not.
func outcomeWord(j *backup.Job) string {
	switch {
	case j.Outcome() == backup.Threats:
		return "the scan found threats"
	case j.Untested():
		return "nobody told the result of its test in time (TIMED_OUT)"
	case j.Invalid():
		return "the test of what it restored FAILED" + saying(j.Message.String())
	case j.Outcome() == backup.Issues && j.State.String() == "PARTIAL":
		return "some of its child jobs did not succeed: bkpui get jobs --filter 'parentId=" + j.ID + "' lists them"
	case j.Outcome() == backup.Issues && j.State.String() == "COMPLETED":
		return "completed with issues"
	case j.Outcome() == backup.Missed:
		return "the start window closed before it could start; nothing was backed up"
	case j.Outcome() == backup.Succeeded && !j.DestItem.Empty():
		return "made " + j.DestItem.String() + tested(j)
	case j.Outcome() == backup.Succeeded && j.Kind == backup.BackupJob && j.PointARN.String() != "":
		return "made " + j.PointARN.String()
	}
	return ""
}

// tested says that the test of what a restore made has not ended: that the restore was
// completed is not all that a script may wait for.
func tested(j *backup.Job) string {
	if j.Result.String() == "VALIDATING" {
		return "; its test has not ended (VALIDATING)"
	}
	return ""
}

// saying are the words of whoever tested it, if there are any.
func saying(words string) string {
	if words == "" {
		return ""
	}
	return ": " + words
}

// diagnosis is what is behind an end that is not clean; ok is false for a clean one.
func (j *followed) diagnosis() (d triage.Diagnosis, ok bool) {
	if !j.job.Problem() {
		return d, false
	}
	return triage.OfJob(j.job, j.about), true
}
