package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/state"
	"github.com/bkpui/bkpui/internal/triage"
	"github.com/bkpui/bkpui/internal/ui"
)

// hostile is text that no cell may choke on.
const hostile = "\x1b[2J\"\\\x00\n\u202e名\xff arn:::::"

func hostileText() backup.Text { return backup.Intern(hostile) }

// samples are the zero row, a hostile one and a usual one.
func samples[V any]() []V {
	of := backup.RefTo(backup.ResourceRef{ARN: hostileText(), Name: hostileText(), Type: hostileText()})
	in := backup.RefTo(backup.VaultRef{Account: hostileText(), Region: hostileText(), Name: hostileText(), SeenFrom: hostileText(), Type: hostileText()})
	by := backup.RefTo(backup.CreatedBy{PlanID: hostileText(), PlanName: hostileText(), RuleName: hostileText()})
	far := backup.Time(1<<62 - 1)
	var zero V
	rows := []any{zero}
	switch any(zero).(type) {
	case backup.Account:
		rows = append(rows, backup.Account{ID: hostileText(), Trouble: hostile, Why: hostileText()}, backup.Account{ID: backup.Intern("111122223333")})
	case backup.Region:
		rows = append(rows, backup.Region{Account: hostileText(), Name: hostileText()}, backup.Region{Account: backup.Intern("111122223333"), Name: backup.Intern("eu-west-1")})
	case backup.Vault:
		rows = append(rows, backup.Vault{In: in, Locked: true, LockDate: far, Key: hostileText(), MinRetention: -1}, backup.Vault{In: backup.RefTo(backup.VaultRef{Name: backup.Intern("v"), Region: backup.Intern("eu-west-1")})})
	case backup.RecoveryPoint:
		rows = append(rows, backup.RecoveryPoint{ARN: backup.ParseARN(hostile), In: in, Of: of, By: by, Status: hostileText(), DeleteAt: far, SizeKnown: true, SizeBytes: -1}, backup.RecoveryPoint{ARN: backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/snap-1"), Status: backup.Intern("EXPIRED")})
	case backup.Resource:
		rows = append(rows, backup.Resource{Account: hostileText(), Of: of, LastVault: hostileText(), LastBackup: -far}, backup.Resource{Of: backup.RefTo(backup.ResourceRef{ARN: backup.Intern("arn:aws:s3:::b")})})
	case backup.Plan:
		rows = append(rows, backup.Plan{ID: hostileText(), Rules: -1, NextRun: far}, backup.Plan{ID: backup.Intern("p")})
	case backup.Rule:
		rows = append(rows, backup.Rule{ID: hostileText(), Schedule: hostileText(), TimeZone: hostileText(), CopyTo: hostileText()}, backup.Rule{ID: backup.Intern("r")})
	case backup.Selection:
		rows = append(rows, backup.Selection{ID: hostileText(), Summary: hostileText()}, backup.Selection{ID: backup.Intern("s")})
	case backup.Job:
		rows = append(rows, backup.Job{ID: hostile, Kind: backup.ScanJob, State: hostileText(), Of: of, By: by, Percent: 1e30, Created: -far, Transferred: 1 << 62, DestARN: hostileText()},
			backup.Job{ID: "j", Kind: backup.CopyJob, State: backup.Intern("RUNNING"), Percent: backup.NoPercent})
	case backup.Call:
		rows = append(rows, backup.Call{Op: hostileText(), Took: 1 << 62}, backup.Call{At: 1})
	case backup.LogLine:
		rows = append(rows, backup.LogLine{Text: hostile, Level: hostileText()}, backup.LogLine{At: 1})
	case ops.Action:
		rows = append(rows, ops.Action{Seq: 1, Kind: hostileText(), Outcome: hostileText(), Name: hostileText(), Actor: hostileText(), Job: hostile, Thing: hostile}, ops.Action{Seq: 2, Kind: backup.Intern("restore"), Job: "j"})
	case failure:
		job := &backup.Job{ID: hostile, State: backup.Intern("FAILED"), Message: hostileText(), Of: of, By: by, Created: -far, Account: hostileText()}
		g := triage.NewGrouper(triage.Window{From: -far, To: far})
		g.Add(job, func(*backup.Job) triage.Context { return triage.Context{VaultKey: hostile} })
		causes, err := g.Causes(nil)
		if err != nil || len(causes) != 1 {
			panic("the sample has no cause")
		}
		c := &causes[0]
		c.Message, c.Of, c.Failing, c.Recovered, c.First, c.Last, c.Trend = hostile, -1, 1, 1, -far, far, []int{1, -2}
		c.Regions = []backup.Text{hostileText(), hostileText()}
		rows = append(rows, failure{key: hostile, known: hostile, fresh: true, Cause: c}, failure{key: "k", Cause: &triage.Cause{}})
	case draftRow:
		rows = append(rows, draftRow{ID: hostile, Kind: hostile, Name: hostile, Host: hostile, Saved: far}, draftRow{ID: "d"})
	case staleRow:
		rows = append(rows, staleRow{Account: hostileText(), Of: of, By: by, Gap: 1 << 62, Since: -far, LastState: hostileText()}, staleRow{Account: backup.Intern("111122223333"), Gap: time.Hour, Tried: 2})
	case feedHealth:
		rows = append(rows, feedHealth{state.Part{Feed: hostile}, hostile, state.Health{Err: &backup.Error{Kind: hostile, Message: hostile}}}, feedHealth{part: state.Part{Feed: "vaults"}, list: "vaults"})
	}
	out := make([]V, len(rows))
	for i := range rows {
		out[i] = rows[i].(V)
	}
	return out
}

var sampleNow = backup.TimeOf(time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC))

func bareEnv() *Env {
	return &Env{Now: sampleNow, Snap: state.NewStore().Snapshot(), Fleet: &Fleet{}, Theme: ui.NewTheme("dark", true, false), Zone: time.UTC}
}

// sampleEnv is an organisation of two accounts in two Regions each, read from the
// first one.
func sampleEnv() *Env {
	e := bareEnv()
	active := backup.Intern("ACTIVE")
	e.Fleet = &Fleet{names: map[backup.Text]string{backup.Intern("111122223333"): "payments"}}
	for _, id := range []string{"111122223333", "444455556666"} {
		e.Fleet.Accounts = append(e.Fleet.Accounts, backup.Account{ID: backup.Intern(id), State: active})
		e.Fleet.Scopes = append(e.Fleet.Scopes, backup.In(id, "eu-west-1"), backup.In(id, "us-east-1"))
	}
	e.Fleet.Accounts[0].Home = true
	e.Fleet.Home = e.Fleet.Accounts[0]
	return e
}
