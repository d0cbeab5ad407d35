package views

import (
	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/query"
)

func points() Opener {
	type point = backup.RecoveryPoint
	return &Resource[point]{
		Name: "points", Aliases: []string{"rp", "point", "recoverypoints", "recovery-points"},
		Tip:     "Recovery points of a vault, of a resource, or of every vault in focus",
		Feeds:   []string{"points"},
		Parts:   pointParts,
		Columns: pointColumns(),
		Version: causesVersion,
		Table:   []string{"age", "resourceType", "resourceArn", "status", "sizeBytes", "expires", "vault", "account", "region"},
		Sort:    []SortBy{{Column: "age"}},
		Key:     pointKey,
		Heavy:   pointsAbout,
		Aim:     seenBy,
		Push:    pushPoints,
		Problem: pointProblem,
		ID:      func(p *point) string { return p.ARN.String() },
		Crumb:   func(p *point, _ *Env) string { return backup.ShortARN(p.ARN.String()) },
		Thing:   func(p *point, _ *Env) backup.Thing { return pointThing(p.ARN.String(), p.In.Get()) },
		Links:   pointLinks(),
		Actions: pointActions(),
		Scope:   func(p *point) backup.Scope { return p.In.Get().Reader() },
		URL:     func(p *point, _ *Env) string { return pointURL(p.ARN.String(), p.In.Get()) },
		Notes:   pointNotes,
		Beside:  scanLines,
		Told:    pointsTold,
		Empty: func(e *Env, t Target) string {
			if q := backup.ParsePointQuery(t.Arg); q.Vault != "" {
				return "no recovery points in this vault"
			} else if q.Resource != "" {
				return "no recovery points of this resource in this account and Region"
			}
			return "no recovery points" + inScopes(e)
		},
	}
}

// pointKey tells points apart: one snapshot can lie in one vault only, but a shared
// vault is seen from several accounts.
func pointKey(p *backup.RecoveryPoint) string {
	in := p.In.Get()
	return in.Account.String() + "/" + in.Region.String() + "/" + in.SeenFrom.String() + "/" + in.Name.String() + "/" + p.ARN.String()
}

func pointColumns() []Column[backup.RecoveryPoint] {
	type point = backup.RecoveryPoint
	in := &query.Shared[point]{Of: func(p *point) any { return p.In }}
	of := &query.Shared[point]{Of: func(p *point) any { return p.Of }}
	by := &query.Shared[point]{Of: func(p *point) any { return p.By }}
	more := &query.Shared[point]{Of: func(p *point) any { return p.More }}
	return []Column[point]{
		accountColumn(func(p *point) backup.Text { return p.In.Get().Account }).from(in),
		regionColumn(func(p *point) backup.Text { return p.In.Get().Region }).from(in),
		seenFromColumn(func(p *point) backup.Text { return p.In.Get().SeenFrom }).from(in),
		textColumn("vault", "VAULT", func(p *point) string { return p.In.Get().Name.String() }).sized(10, 40, 1).dropped(7).leads(pointToVault).from(in),
		{
			Name: "arn", Title: "POINT", Min: 12, Max: 60, Flex: 1, Middle: true, WideOnly: true,
			Text: func(b []byte, p *point, _ *Env) []byte { return p.ARN.Append(b) },
		},
		resourceColumn(func(p *point) backup.ResourceRef { return p.Of.Get() }).sized(20, 48, 3).leads(pointToResource).from(of),
		textColumn("resourceType", "TYPE", func(p *point) string { return p.Of.Get().Type.String() }).also("type").sized(5, 22, 1).shown(appendPointType).from(of),
		textColumn("resourceName", "", func(p *point) string { return p.Of.Get().Name.String() }).also("name").from(of),
		textColumn("status", "STATUS", func(p *point) string { return p.Status.String() }).also("state").sized(11, 21, 2).shown(appendPointStatus).toned(pointTone),
		timeColumn("created", "CREATED", func(p *point) backup.Time { return p.Created }).wide(),
		timeColumn("completed", "", func(p *point) backup.Time { return p.Completed }),
		{
			Name: "sizeBytes", Aliases: []string{"size"}, Title: "SIZE", Kind: query.Bytes, Min: 8, Right: true,
			Int: func(p *point, _ *Env) int64 { return pointSize(p) }, Show: appendPointSize, Exact: appendPointSizeExact,
		},
		timeColumn("moveToColdAt", "", func(p *point) backup.Time { return p.ColdAt }),
		{
			Name: "coldSince", Kind: query.Time,
			Int: func(p *point, e *Env) int64 { return ms(p.ColdSince(e.Now)) },
		},
		timeColumn("deleteAt", "DELETED AT", func(p *point) backup.Time { return p.DeleteAt }).wide(),
		flagColumn("encrypted", "", func(p *point) bool { return p.Encrypted }),
		arnColumn("encryptionKeyArn", "", func(p *point) string { return p.More.Get().Key.String() }).also("key").from(more),
		arnColumn("parentArn", "", func(p *point) string { return p.Parent.String() }).also("parent").leads(pointToParent),
		textColumn("planId", "", func(p *point) string { return p.By.Get().PlanID.String() }).leads(pointToPlan).from(by),

		textColumn("plan", "PLAN", func(p *point) string { return p.By.Get().PlanName.String() }).wide().from(by),
		textColumn("rule", "RULE", func(p *point) string { return p.By.Get().RuleName.String() }).wide().from(by),
		arnColumn("sourceVaultArn", "", func(p *point) string { return p.More.Get().Source.String() }).from(more),
		textColumn("message", "", func(p *point) string { return p.More.Get().Message.String() }).from(more),
		textColumn("indexStatus", "", func(p *point) string { return p.More.Get().Index.String() }).from(more),
		timeColumn("lastRestore", "", func(p *point) backup.Time { return p.More.Get().LastRestore }).from(more),
		flagColumn("parts", "", func(p *point) bool { return p.IsParent }).labelled("Has child points"),
		scanColumn(), malwareColumn(),
		pointCauseColumn(), causeKeyColumn((*causes).ofPoint),
		ageColumn("age", "AGE", func(p *point) backup.Time { return p.Created }),
		{
			Name: "expires", Title: "EXPIRES", Kind: query.Duration, Min: 7, Right: true, NoRecord: true, NoPage: true,
			Int: pointExpires, Show: appendExpires, Tone: expiresTone,
		},
	}
}
