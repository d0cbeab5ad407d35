package views

import (
	"cmp"
	"context"
	"encoding/json"

	tea "charm.land/bubbletea/v2"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
	"github.com/bkpui/bkpui/internal/ui"
)

// again is what a backup is made like: that of a job, or nothing but a resource.
type again struct {
	of    backup.ResourceRef
	in    backup.Scope
	vault string
	shut  bool // that vault takes no backup on demand
	role  string
	job   backup.Thing // zero: none to be like
	plan  string       // the plan that made the job
	told  string       // what it is like and what came of that: "from job 1a2b3c4d, which failed: …"; "" = no job
	tone  ui.Tone      // of told
}

// backUpAgain opens the form that does a backup job once more.
func backUpAgain(s *session, e *Env, rows []*backup.Job) tea.Cmd {
	j := rows[0]
	like := again{
		of: j.Of.Get(), in: backup.Scope{Account: j.Account, Region: j.Region}, vault: j.Vault.String(), role: j.Role.String(), job: jobThing(j),
		plan: j.By.Get().PlanName.String(),
	}
	like.told, like.tone = fromJob(j, e)
	return s.change(func() { s.push(newWizard(s, newBackingUp(s, like), nil)) })
}

// backUpResource opens the form that backs a protected resource up now.
func backUpResource(s *session, _ *Env, rows []*backup.Resource) tea.Cmd {
	r := rows[0]
	like := again{of: r.Of.Get(), in: backup.Scope{Account: r.Account, Region: r.Region}, vault: backup.VaultOfARN(r.LastVault.String()).Name.String()}
	return s.change(func() { s.push(newWizard(s, newBackingUp(s, like), nil)) })
}

// notAgain says why a job can't be done once more, "" where it can.
func notAgain(_ *Env, rows []*backup.Job) string {
	switch j := rows[0]; {
	case j.Kind != backup.BackupJob:
		return "only backup jobs can be done again: R and C act on recovery points"
	case !j.Parent.Empty():
		return "it is part of another job: back that one up again"
	case j.Of.Get().ARN.Empty():
		return "the job names no resource"
	}
	return ""
}

// likeJob is what only DescribeBackupJob tells of a job.
type likeJob struct {
	RecoveryPointLifecycle *backup.Lifecycle
	BackupOptions          map[string]string
	IamRoleArn             string
	usual                  usualRole // of a resource: what there is in the place of a job's
	roles                  []ui.Option
	refused                string
}

func newBackingUp(s *session, like again) *doing {
	t := backup.Thing{Kind: backup.ResourceThing, Scope: like.in, ID: like.of.ARN.String()}
	name := resourceWords(like.of)
	if v, known := vaultNamed(s.env, like.in, like.vault); known {
		like.shut = restore.WhyNoBackups(v) != ""
	}
	return &doing{
		s: s, k: ops.BackUp, of: t, name: "back up " + name, look: lookLike(s, like), told: like.told, tone: like.tone,
		asks: func(d *doing) []ui.Field { return backUpFields(d, like) },
		change: func(d *doing) []ops.Item {
			return []ops.Item{{Change: backUpRequest(d, like), Thing: t, Name: name}}
		},
		plans: func(d *doing) restore.Plan {
			r := backUpRequest(d, like)
			return restore.BackupPlan(r, like.of.Type.String(), vaultARN(s.env, like.in, r.BackupVaultName), like.in, s.env.Now)
		},
		checks: func(*doing) []restore.Check { return restore.BackupChecks() },
		head: func(d *doing, e *Env) ui.Facts {
			facts := ui.Facts{
				{Label: "Backs up", Value: like.of.Type.String() + " " + name, Tone: ui.Strong},
				{Label: "to", Value: d.value("vault") + " in " + e.place(like.in)},
				{Label: "lifecycle", Value: lifecycleWords(lifecycleTyped(d))},
			}
			if like.tone == ui.Warn {
				facts = append(facts, ui.Fact{Label: "values", Value: like.told + "; what is not mended fails again", Tone: ui.Warn})
			}
			if like.plan != "" {
				facts = append(facts, ui.Fact{Label: "note", Value: "the rule's copies of plan " + like.plan + " will not happen: this is a backup on demand", Tone: ui.Warn})
			}
			return facts
		},
		stakes: func(d *doing, e *Env) ops.Circumstances {
			v, ok := vaultNamed(e, like.in, d.value("vault"))
			if !ok {
				return ops.Circumstances{}
			}
			return ops.Circumstances{Binding: binding(v.Name, restore.BindingOf(v, restore.LifetimeOf(lifecycleTyped(d), e.Now), e.Now))}
		},
	}
}

// lookLike asks what the job was like, and which roles there are.
func lookLike(s *session, like again) func(context.Context, restore.Lookup) (any, error) {
	describe, source := s.b.Describe, s.b.Source
	return func(ctx context.Context, l restore.Lookup) (any, error) {
		var found likeJob
		if like.job.Kind != "" {
			for doc := range describe.Describe(ctx, like.job) {
				if doc.Err != nil {
					return nil, doc.Err
				}
				if doc.Op == "DescribeBackupJob" {
					if err := json.Unmarshal(doc.JSON, &found); err != nil {
						return nil, err
					}
				}
			}
		}
		roles, err := l.Choices(ctx, like.in, restore.Query{Kind: restore.Roles})
		if err != nil {
			found.refused = remedied(err)
		}
		for _, c := range roles {
			found.roles = append(found.roles, optionOf(c))
		}
		if like.job.Kind == "" || like.shut {
			found.usual = usualRoleOf(ctx, source, like, roles)
		}
		return found, nil
	}
}

func backUpFields(d *doing, like again) []ui.Field {
	found := knownOf[likeJob](d)
	role := cmp.Or(found.IamRoleArn, like.role, found.usual.arn)
	var was backup.Lifecycle
	if found.RecoveryPointLifecycle != nil {
		was = *found.RecoveryPointLifecycle
	}
	target := backUpVault(d, like)
	vault := target.Original
	if typed, ok := d.typed["vault"]; ok {
		vault = typed
	}
	v, known := vaultNamed(d.s.env, like.in, vault)
	if known {
		if why := restore.WhyNoBackups(v); why != "" {
			target.Problem = why + "; choose another"
		}
	}
	wrong := role
	note := found.usual.note
	if role != found.usual.arn || like.job.Kind != "" {
		note = ""
	}
	if typed, ok := d.typed["role"]; ok {
		wrong = typed
		if typed != role {
			note = ""
		}
	}
	if wrong != "" {
		wrong = restore.WrongRole(wrong)
	}
	origin := found.usual.origin
	if like.job.Kind != "" && role != "" {
		origin = likeTheJob
	}
	fields := []ui.Field{
		target,
		{Key: "role", Label: "Role", Section: "Access", Kind: ui.ChoiceField, Required: true, Original: role, Origin: origin, Options: found.roles, Refused: found.refused, Problem: wrong, Help: "the role that AWS Backup assumes; it trusts backup.amazonaws.com", Note: note},
	}
	var into *restore.Vault
	if known {
		into = &v
	}
	days := lifecycleFields(d, restore.Point{Type: like.of.Type.String()}, into, was)
	if like.job.Kind != "" {
		for i := range days {
			days[i].Origin = likeTheJob
		}
	}
	return append(fields, days...)
}

func backUpRequest(d *doing, like again) *backup.StartBackupJob {
	r := &backup.StartBackupJob{
		BackupVaultName: d.value("vault"), ResourceArn: like.of.ARN.String(), IamRoleArn: d.value("role"), BackupOptions: knownOf[likeJob](d).BackupOptions,
	}
	if l := restore.Archived(like.of.Type.String(), lifecycleTyped(d)); l != (backup.Lifecycle{}) {
		r.Lifecycle = &l
	}
	return r
}

// vaultNamed finds a vault of an account and Region among those that are known.
func vaultNamed(e *Env, in backup.Scope, name string) (restore.Vault, bool) {
	for _, v := range vaultsKnown(e) {
		if at := backup.VaultOfARN(v.ARN); v.Name == name && at.Account == in.Account && at.Region == in.Region {
			return v, true
		}
	}
	return restore.Vault{}, false
}

func vaultARN(e *Env, in backup.Scope, name string) string {
	if v, ok := vaultNamed(e, in, name); ok {
		return v.ARN
	}
	return "arn:aws:backup:" + in.Region.String() + ":" + in.Account.String() + ":backup-vault:" + name
}
