package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// previewed is how many scheduled runs GetBackupPlan is asked for.
const previewed = 10

// countedTogether is how many plans are counted before their rows are given again.
const countedTogether = 16

// Plans yields the plans of a scope as ListBackupPlans gives them, then the same
// rows again with what GetBackupPlan and ListBackupSelections add. A plan that is
// gone or may not be read keeps its counts of -1.
func (c *Client) Plans(ctx context.Context, in backup.Scope) iter.Seq2[[]backup.Plan, error] {
	return func(yield func([]backup.Plan, error) bool) {
		var all []backup.Plan
		for rows, err := range c.planRows(ctx, in) {
			if !yield(rows, err) || err != nil {
				return
			}
			all = append(all, rows...)
		}
		for len(all) > 0 {
			some := append([]backup.Plan(nil), all[:min(len(all), countedTogether)]...)
			all = all[len(some):]
			for i := range some {
				if err := c.count(ctx, in, &some[i]); err != nil {
					if yield(some[:i], nil) {
						yield(nil, err)
					}
					return
				}
			}
			if !yield(some, nil) {
				return
			}
		}
	}
}

func (c *Client) planRows(ctx context.Context, in backup.Scope) iter.Seq2[[]backup.Plan, error] {
	return list(ctx, c, in, "ListBackupPlans", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.Plan], error) {
		out, err := api.ListBackupPlans(ctx, &sdk.ListBackupPlansInput{NextToken: token, MaxResults: sdkaws.Int32(pageSize)})
		if err != nil {
			return page[backup.Plan]{}, err
		}
		rows := make([]backup.Plan, len(out.BackupPlansList))
		for i := range rows {
			rows[i] = planRow(in, &out.BackupPlansList[i])
		}
		return page[backup.Plan]{rows, out.NextToken}, nil
	})
}

func planRow(in backup.Scope, p *types.BackupPlansListMember) backup.Plan {
	return backup.Plan{
		Account: in.Account, Region: in.Region, ID: text(p.BackupPlanId), ARN: text(p.BackupPlanArn),
		Name: text(p.BackupPlanName), Version: text(p.VersionId), Rules: -1, Selections: -1,
		Created: at(p.CreationDate), Deleted: at(p.DeletionDate), LastRun: at(p.LastExecutionDate),
	}
}

// count completes a plan. Its error is one that would meet the next plan too.
func (c *Client) count(ctx context.Context, in backup.Scope, p *backup.Plan) error {
	out, err := c.plan(ctx, in, p.ID.String())
	if err != nil {
		return fatal(err)
	}
	p.Rules = 0
	if out.BackupPlan != nil {
		p.Rules = int32(len(out.BackupPlan.Rules))
	}
	p.NextRun = next(out.ScheduledRunsPreview, "")
	n := int32(0)
	for rows, err := range c.selectionRows(ctx, in, p.ID.String()) {
		if err != nil {
			return fatal(err)
		}
		n += int32(len(rows))
	}
	p.Selections = n
	return nil
}

// fatal is nil for errors that are about one thing only.
func fatal(err error) error {
	switch backup.KindOf(err) {
	case backup.NotFound, backup.Invalid, backup.AccessDenied:
		return nil
	default:
		return err
	}
}

func (c *Client) plan(ctx context.Context, in backup.Scope, id string) (*sdk.GetBackupPlanOutput, error) {
	sc, err := c.scope(ctx, in)
	if err != nil {
		return nil, err
	}
	return get(ctx, sc, "GetBackupPlan", func(ctx context.Context, api *sdk.Client) (*sdk.GetBackupPlanOutput, error) {
		return api.GetBackupPlan(ctx, &sdk.GetBackupPlanInput{BackupPlanId: &id, MaxScheduledRunsPreview: previewed})
	})
}

// next is the earliest run of a rule, of any rule for "".
func next(runs []types.ScheduledPlanExecutionMember, rule string) backup.Time {
	var first backup.Time
	for _, run := range runs {
		t := at(run.ExecutionTime)
		if (rule == "" || sdkaws.ToString(run.RuleId) == rule) && t != 0 && (first == 0 || t < first) {
			first = t
		}
	}
	return first
}
