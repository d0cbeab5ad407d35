package views

import (
	"time"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ui"
)

func resources() Opener {
	type res = backup.Resource
	points := func(r *res, _ *Env) (Target, bool) { return pointsOfResource(r.Of.Get(), resourceScope(r)) }
	return &Resource[res]{
		Name: "resources", Aliases: []string{"res", "resource", "protected"}, Number: "5",
		Tip:     "Protected resources: what has at least one successful backup, and how old the last is",
		Feeds:   []string{"resources"},
		Parts:   resourceParts,
		Actions: []Action[backup.Resource]{{ID: "backup", Keys: []string{"B"}, Help: "back up now", Tip: "Back the resource up now", Footer: 86, Run: backUpResource}},
		Columns: resourceColumns(),
		Table:   []string{"arn", "type", "age", "lastBackup", "lastVault", "account", "region"},
		Sort:    []SortBy{{Column: "age"}},
		Key: func(r *res) string {
			return r.Account.String() + "/" + r.Region.String() + "/" + r.Of.Get().ARN.String()
		},
		Problem: func(r *res, e *Env) bool { return stale(r, e.Now) },
		ID:      func(r *res) string { return r.Of.Get().ARN.String() },
		Crumb:   func(r *res, _ *Env) string { return resourceWords(r.Of.Get()) },
		Thing: func(r *res, _ *Env) backup.Thing {
			t, _ := resourcePage(r.Of.Get(), resourceScope(r))
			return t.Thing
		},
		Enter: points,
		Links: []Link[res]{
			{"Recovery points", points},
			{"Jobs", func(r *res, e *Env) (Target, bool) { return jobsOfResource(r.Of.Get(), resourceScope(r), e) }},
			{"Last recovery point", resourceToPoint},
			{"Last vault", resourceToVault},
			{"Account", toAccount(func(r *res) backup.Text { return r.Account })},
		},
		Scope: resourceScope,
		URL:   func(r *res, _ *Env) string { return resourceURL(r.Of.Get().ARN.String(), resourceScope(r)) },
		Notes: func(r *res, e *Env) []string {
			if stale(r, e.Now) {
				return []string{"its last backup is more than a week old"}
			}
			return nil
		},
		Empty: func(e *Env, _ Target) string {
			return "no protected resources" + inScopes(e) + ": nothing there has a successful backup"
		},
	}
}

func resourceColumns() []Column[backup.Resource] {
	type res = backup.Resource
	arn := resourceColumn(func(r *res) backup.ResourceRef { return r.Of.Get() })
	arn.Name, arn.Min = "arn", 24
	return []Column[res]{
		accountColumn(func(r *res) backup.Text { return r.Account }),
		regionColumn(func(r *res) backup.Text { return r.Region }),
		arn,
		textColumn("type", "TYPE", func(r *res) string { return r.Of.Get().Type.String() }).sized(8, 24, 1),
		textColumn("name", "", func(r *res) string { return r.Of.Get().Name.String() }),
		timeColumn("lastBackup", "LAST BACKUP", func(r *res) backup.Time { return r.LastBackup }).dropped(8),
		arnColumn("lastVaultArn", "VAULT", func(r *res) string { return r.LastVault.String() }).also("lastVault", "vault").
			sized(10, 40, 1).dropped(6).shown(appendLastVault).leads(resourceToVault),
		arnColumn("lastPointArn", "", func(r *res) string { return r.LastPoint.String() }).leads(resourceToPoint),
		ageColumn("age", "AGE", func(r *res) backup.Time { return r.LastBackup }).toned(staleTone),
	}
}

func resourceScope(r *backup.Resource) backup.Scope {
	return backup.Scope{Account: r.Account, Region: r.Region}
}

// forgottenAfter is when a resource that was backed up once looks forgotten: daily and
// weekly plans have come round by then.
const forgottenAfter = 8 * 24 * time.Hour

func stale(r *backup.Resource, now backup.Time) bool {
	return r.LastBackup.IsZero() || now.Sub(r.LastBackup) > forgottenAfter
}

func staleTone(r *backup.Resource, e *Env) ui.Tone {
	if stale(r, e.Now) {
		return ui.Warn
	}
	return ui.Muted
}

func appendLastVault(b []byte, r *backup.Resource, _ *Env) []byte {
	if in := backup.VaultOfARN(r.LastVault.String()); !in.Name.Empty() {
		return append(b, in.Name.String()...)
	}
	return append(b, r.LastVault.String()...)
}

func resourceToVault(r *backup.Resource, _ *Env) (Target, bool) {
	return vaultPage(backup.VaultOfARN(r.LastVault.String()))
}

func resourceToPoint(r *backup.Resource, _ *Env) (Target, bool) {
	return pointPage(r.LastPoint.String(), backup.VaultOfARN(r.LastVault.String()))
}
