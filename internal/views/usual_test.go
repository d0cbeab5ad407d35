package views

import (
	"fmt"
	"iter"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

type jobList []backup.Job

func (l jobList) All() iter.Seq2[int, *backup.Job] {
	return func(yield func(int, *backup.Job) bool) {
		for i := range l {
			if !yield(i, &l[i]) {
				return
			}
		}
	}
}

func finished(kind backup.JobKind, resource, typ string, took time.Duration) backup.Job {
	return backup.Job{
		Kind: kind, State: backup.Intern("COMPLETED"), Started: 1000, Completed: backup.Time(1000).Add(took),
		Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern(resource), Type: backup.Intern(typ)}),
	}
}

func TestUsualIsOfTheResourceElseOfTheType(t *testing.T) {
	var rows jobList
	for i := 1; i <= 20; i++ {
		rows = append(rows, finished(backup.BackupJob, "vol-a", "EBS", time.Duration(i)*time.Minute))
	}
	rows = append(rows,
		finished(backup.BackupJob, "vol-b", "EBS", time.Hour), finished(backup.BackupJob, "vol-b", "EBS", time.Hour),
		finished(backup.CopyJob, "vol-a", "EBS", 5*time.Hour),
		backup.Job{Kind: backup.BackupJob, State: backup.Intern("FAILED"), Started: 1000, Completed: 2000, Of: rows[0].Of},
		backup.Job{Kind: backup.BackupJob, State: backup.Intern("COMPLETED"), Completed: 2000, Of: rows[0].Of},
	)
	u := usualOf(rows)
	for _, c := range []struct {
		name string
		job  backup.Job
		want duration
		ok   bool
	}{
		{"of the resource, without the odd ones", rows[0], duration{from: 3 * time.Minute, to: 18 * time.Minute, n: 20}, true},
		{"too few of the resource: of the type", rows[20], duration{from: 3 * time.Minute, to: 20 * time.Minute, n: 22}, true},
		{"too few of the kind", rows[22], duration{}, false},
		{"never seen", finished(backup.ScanJob, "x", "S3", 0), duration{}, false},
	} {
		if got, ok := u.of(&c.job); got != c.want || ok != c.ok {
			t.Errorf("%s: %v %t, want %v", c.name, got, ok, c.want)
		}
	}
	if _, ok := usuals(nil).of(&rows[0]); ok {
		t.Error("nil knows something")
	}
}

func TestUsualIsAlwaysARange(t *testing.T) {
	e := sampleEnv()
	for _, c := range []struct {
		d     duration
		want  string
		short string
	}{
		{duration{from: 20 * time.Minute, to: 40 * time.Minute}, "20–40 min", "20–40m"},
		{duration{from: 12 * time.Minute, to: 12 * time.Minute}, "12–13 min", "12–13m"},
		{duration{from: 10 * time.Second, to: 70 * time.Second}, "10–70 s", "10–70s"},
		{duration{from: 25 * time.Minute, to: 3 * time.Hour}, "25 min–3 h", "25m–3h"},
		{duration{from: 58*time.Minute + 20*time.Second, to: 181 * time.Minute}, "58 min–3 h 1 min", "58m–3h"},
		{duration{from: 70 * time.Minute, to: 110 * time.Minute}, "1 h 10 min–1 h 50 min", "70–110m"},
		{duration{from: 26 * time.Minute, to: 71 * time.Minute}, "26 min–1 h 11 min", "26–71m"},
		{duration{from: 2 * time.Hour, to: 9*time.Hour + time.Second}, "2–10 h", "2–10h"},
		{duration{from: 30 * time.Hour, to: 80 * time.Hour}, "1–4 d", "1–4d"},
		{duration{}, "0–1 s", "0–1s"},
	} {
		if got := string(c.d.append(nil, e)); got != c.want {
			t.Errorf("%v: %q, want %q", c.d, got, c.want)
		}
		if got := string(c.d.appendShort(nil, e)); got != c.short {
			t.Errorf("%v: %q, want %q", c.d, got, c.short)
		}
	}
}

func BenchmarkUsualOf100kJobs(b *testing.B) {
	rows := make(jobList, 100_000)
	for i := range rows {
		rows[i] = finished(backup.JobKind(i%4), fmt.Sprintf("vol-%d", i%30_000), "EBS", time.Duration(i%977)*time.Second)
	}
	for b.Loop() {
		usualOf(rows)
	}
}
