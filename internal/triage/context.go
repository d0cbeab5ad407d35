package triage

import (
	"strconv"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Context is what the caller knows beyond the row of a job or point. Every field may be
// empty; each that is not becomes a fact with its source.
type Context struct {
	VaultKey     string // ARN of the key of the vault that is written to; of copies, restores and scans: that is read
	TargetKey    string // copy jobs: ARN of the key of the destination vault
	PointKey     string // ARN of the key that the recovery point is encrypted with
	ResourceKey  string // ARN of the key of the protected resource
	Plan, Rule   string // names
	Schedule     string // of the rule
	Start        time.Duration
	Completion   time.Duration // the rule's windows
	Retention    int32         // days that the rule keeps; 0 = not known
	MinRetention int32         // days; the limits of the vault that is written to, 0 = none
	MaxRetention int32
	More         []Fact
}

// ofContext appends the facts of c. The key of a recovery point is nearer to the cause
// than that of the vault around it.
func (f *facts) ofContext(c *Context) {
	f.addClean("key", c.PointKey, FromPoint)
	f.addClean("key", c.VaultKey, FromVault)
	f.addClean("key", c.ResourceKey, FromResource)
	f.addClean("destination key", c.TargetKey, FromTarget)
	f.addClean("plan", c.Plan, FromRule)
	f.addClean("rule", c.Rule, FromRule)
	f.addClean("schedule", c.Schedule, FromRule)
	f.span("start window", c.Start)
	f.span("completion window", c.Completion)
	f.days("retention", c.Retention, FromRule)
	f.days("min retention", c.MinRetention, FromVault)
	f.days("max retention", c.MaxRetention, FromVault)
	for _, more := range c.More {
		f.addClean(more.Name, more.Value, more.From)
	}
}

func (f *facts) span(name string, d time.Duration) {
	if d > 0 {
		f.add(name, d.String(), FromRule)
	}
}

func (f *facts) days(name string, n int32, from Source) {
	if n > 0 {
		f.add(name, strconv.Itoa(int(n))+" days", from)
	}
}

// ofJob appends the facts of the row of a job.
func (f *facts) ofJob(j *backup.Job) {
	f.text("role", j.Role, FromJob)
	if dest := j.DestARN.String(); dest != "" {
		f.addClean("destination vault", dest, FromJob)
		if p, ok := backup.SplitARN(dest); ok {
			f.addClean("destination account", p.Account, FromJob)
			f.addClean("destination region", p.Region, FromJob)
		}
	}
	f.text("vault", j.Vault, FromJob)
	of := j.Of.Get()
	f.text("resource", of.ARN, FromJob)
	f.text("resource name", of.Name, FromJob)
	f.text("type", of.Type, FromJob)
	if !j.PointARN.Empty() {
		f.addClean("point", j.PointARN.String(), FromJob)
	}
	f.text("account", j.Account, FromJob)
	f.text("region", j.Region, FromJob)
	f.addClean("scope", backup.Scope{Account: j.Account, Region: j.Region}.String(), FromJob)
	by := j.By.Get()
	f.text("plan", by.PlanName, FromJob)
	f.text("rule", by.RuleName, FromJob)
	f.addClean("job", j.ID, FromJob)
}

func (f *facts) text(name string, t backup.Text, from Source) {
	if !t.Empty() {
		f.addClean(name, t.String(), from)
	}
}
