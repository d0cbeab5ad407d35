package aws

import (
	"context"
	"iter"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Rules yields the rules of a plan in one page (AWS Backup API: GetBackupPlan).
func (c *Client) Rules(ctx context.Context, in backup.Scope, plan string) iter.Seq2[[]backup.Rule, error] {
	return func(yield func([]backup.Rule, error) bool) {
		out, err := c.plan(ctx, in, plan)
		if err != nil {
			yield(nil, err)
			return
		}
		var rows []backup.Rule
		if p := out.BackupPlan; p != nil {
			for i := range p.Rules {
				row := rule(in, plan, &p.Rules[i])
				row.PlanName = text(p.BackupPlanName)
				row.NextRun = next(out.ScheduledRunsPreview, row.ID.String())
				rows = append(rows, row)
			}
		}
		yield(rows, nil)
	}
}

func rule(in backup.Scope, plan string, r *types.BackupRule) backup.Rule {
	row := backup.Rule{
		Account: in.Account, Region: in.Region, PlanID: backup.Intern(plan), ID: text(r.RuleId), Name: text(r.RuleName),
		Vault: text(r.TargetBackupVaultName), AirGappedVault: text(r.TargetLogicallyAirGappedBackupVaultArn),
		Schedule: text(r.ScheduleExpression), TimeZone: text(r.ScheduleExpressionTimezone),
		StartWindow: days(r.StartWindowMinutes), CompleteWindow: days(r.CompletionWindowMinutes),
		Copies: int32(len(r.CopyActions)), Continuous: sdkaws.ToBool(r.EnableContinuousBackup),
	}
	if l := r.Lifecycle; l != nil {
		row.ColdAfter, row.DeleteAfter = days(l.MoveToColdStorageAfterDays), days(l.DeleteAfterDays)
	}
	to := make([]string, len(r.CopyActions))
	for i := range to {
		to[i] = sdkaws.ToString(r.CopyActions[i].DestinationBackupVaultArn)
	}
	row.CopyTo = bounded(strings.Join(to, " "))
	return row
}
