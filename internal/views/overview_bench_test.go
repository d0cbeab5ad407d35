package views

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
)

// wide is a source of many scopes with some jobs each, as fast as they can be taken. Backup
// jobs come from the organisation's lists, as AWS gives them.
type wide struct {
	flood
	accounts []backup.Account
	regions  []backup.Text
	jobs     int // backup jobs a scope
	now      backup.Time
}

func newWide(accounts, regions, jobs int) *wide {
	w := &wide{jobs: jobs, now: backup.TimeOf(time.Now())}
	for i := range accounts {
		w.accounts = append(w.accounts, backup.Account{
			ID: backup.Intern(fmt.Sprintf("%012d", 111122220000+i)), Name: backup.Intern(fmt.Sprintf("account-%03d", i)), State: backup.Intern("ACTIVE"), Home: i == 0,
		})
	}
	for i := range regions {
		w.regions = append(w.regions, backup.Intern(fmt.Sprintf("eu-west-%d", i+1)))
	}
	return w
}

func (w *wide) Accounts(context.Context) iter.Seq2[[]backup.Account, error] {
	return onePage(w.accounts...)
}

func (w *wide) Regions(_ context.Context, id backup.Text) iter.Seq2[[]backup.Region, error] {
	var rows []backup.Region
	for _, r := range w.regions {
		rows = append(rows, backup.Region{Account: id, Name: r, OptIn: backup.Intern("ENABLED")})
	}
	return onePage(rows...)
}

// Jobs of a scope are nightly backups of ten resources, one in two hundred failed.
func (w *wide) Jobs(_ context.Context, in backup.Scope, kind backup.JobKind, q backup.JobQuery) iter.Seq2[[]backup.Job, error] {
	if kind != backup.BackupJob || !q.Organization || q.CreatedAfter != 0 || q.CompletedAfter != 0 || q.State != "" {
		return none[backup.Job]
	}
	return func(yield func([]backup.Job, error) bool) {
		by := backup.RefTo(backup.CreatedBy{PlanName: backup.Intern("prod"), RuleName: backup.Intern("nightly"), Schedule: backup.Intern("cron(0 5 ? * * *)")})
		for a := range w.accounts {
			rows := make([]backup.Job, w.jobs)
			for i := range rows {
				at := w.now.Add(-time.Duration(i/10) * 24 * time.Hour)
				j := &rows[i]
				*j = backup.Job{
					ID: fmt.Sprintf("%s-%d-%d", in.Region, a, i), Account: w.accounts[a].ID, Region: in.Region, State: backup.Intern("COMPLETED"), By: by,
					Of:      backup.RefTo(backup.ResourceRef{ARN: backup.Intern(fmt.Sprintf("arn:aws:ec2:%s:%s:volume/vol-%d", in.Region, w.accounts[a].ID, i%10)), Type: backup.Intern("EBS")}),
					Created: at.Add(-time.Hour), Completed: at, Percent: 100,
				}
				if (i+a)%200 == 0 {
					j.State, j.Message = backup.Intern("FAILED"), backup.Intern("Access Denied")
				}
			}
			if !yield(rows, nil) {
				return
			}
		}
	}
}

// BenchmarkOverview is the start view of 300 accounts × 17 Regions with 100 jobs each: what
// Update and View take while its lists come in and keys are pressed, and how long the numbers
// take, which are never computed there.
func BenchmarkOverview(b *testing.B) {
	for range b.N {
		src := newWide(300, 17, 100)
		d := sitDown(b, src, "overview")
		o := d.model.(*root).s.top().(*overviewScreen)
		d.until("the fleet", func() bool { return len(d.model.(*root).s.env.Scopes()) == 300*17 })
		d.measure()
		keys := []tea.KeyPressMsg{key("j"), key("l"), key("k"), key("h")}
		waited := d.operate("its jobs", keys, func() bool { return o.sum != nil && o.lists.read() && o.sum.total.jobs > 0 })
		d.report(waited)
		began := time.Now()
		s := d.model.(*root).s
		if summarize(b.Context(), s.env, o.name(s.env), nil).total.failed == 0 {
			b.Fatal("nothing failed")
		}
		b.ReportMetric(milliseconds(time.Since(began)), "ms_summary")
	}
}
