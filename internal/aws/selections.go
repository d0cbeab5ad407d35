package aws

import (
	"context"
	"fmt"
	"iter"
	"strings"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Selections yields the selections of a plan as ListBackupSelections gives them,
// then the same rows again with what GetBackupSelection adds. One that is gone or may
// not be read keeps its counts of -1.
func (c *Client) Selections(ctx context.Context, in backup.Scope, plan string) iter.Seq2[[]backup.Selection, error] {
	return func(yield func([]backup.Selection, error) bool) {
		var all []backup.Selection
		for rows, err := range c.selectionRows(ctx, in, plan) {
			if !yield(rows, err) || err != nil {
				return
			}
			all = append(all, rows...)
		}
		for len(all) > 0 {
			some := append([]backup.Selection(nil), all[:min(len(all), countedTogether)]...)
			all = all[len(some):]
			for i := range some {
				if err := c.explain(ctx, in, plan, &some[i]); err != nil {
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

func (c *Client) selectionRows(ctx context.Context, in backup.Scope, plan string) iter.Seq2[[]backup.Selection, error] {
	return list(ctx, c, in, "ListBackupSelections", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.Selection], error) {
		out, err := api.ListBackupSelections(ctx, &sdk.ListBackupSelectionsInput{
			BackupPlanId: &plan, NextToken: token, MaxResults: sdkaws.Int32(pageSize),
		})
		if err != nil {
			return page[backup.Selection]{}, err
		}
		rows := make([]backup.Selection, len(out.BackupSelectionsList))
		for i := range rows {
			rows[i] = selection(in, plan, &out.BackupSelectionsList[i])
		}
		return page[backup.Selection]{rows, out.NextToken}, nil
	})
}

// explain completes a selection. Its error is one that would meet the next too.
func (c *Client) explain(ctx context.Context, in backup.Scope, plan string, row *backup.Selection) error {
	sc, err := c.scope(ctx, in)
	if err != nil {
		return err
	}
	id := row.ID.String()
	out, err := get(ctx, sc, "GetBackupSelection", func(ctx context.Context, api *sdk.Client) (*sdk.GetBackupSelectionOutput, error) {
		return api.GetBackupSelection(ctx, &sdk.GetBackupSelectionInput{BackupPlanId: &plan, SelectionId: &id})
	})
	if err != nil {
		return fatal(err)
	}
	if s := out.BackupSelection; s != nil {
		describeSelection(row, s)
	}
	return nil
}

func selection(in backup.Scope, plan string, s *types.BackupSelectionsListMember) backup.Selection {
	return backup.Selection{
		Account: in.Account, Region: in.Region, PlanID: backup.Intern(plan), ID: text(s.SelectionId),
		Name: text(s.SelectionName), Role: text(s.IamRoleArn), Created: at(s.CreationDate),
		Resources: -1, Excluded: -1, Tags: -1, Conditions: -1,
	}
}

// describeSelection adds to a selection what its list does not tell.
func describeSelection(row *backup.Selection, s *types.BackupSelection) {
	row.Resources, row.Excluded, row.Tags = int32(len(s.Resources)), int32(len(s.NotResources)), int32(len(s.ListOfTags))
	row.Conditions = 0
	if c := s.Conditions; c != nil {
		row.Conditions = int32(len(c.StringEquals) + len(c.StringNotEquals) + len(c.StringLike) + len(c.StringNotLike))
	}
	row.Summary = bounded(summary(s))
}

// named is how many tags or resources a summary spells out.
const named = 3

// summary says in words what a selection selects.
func summary(s *types.BackupSelection) string {
	var parts []string
	for i, t := range s.ListOfTags {
		if i == named {
			parts = append(parts, fmt.Sprintf("%d more tags", len(s.ListOfTags)-named))
			break
		}
		parts = append(parts, "tag "+sdkaws.ToString(t.ConditionKey)+"="+sdkaws.ToString(t.ConditionValue))
	}
	switch n := len(s.Resources); {
	case n == 1 && s.Resources[0] == "*":
		parts = append(parts, "every resource")
	case n == 1:
		parts = append(parts, s.Resources[0])
	case n > 1:
		parts = append(parts, fmt.Sprintf("%d ARNs", n))
	}
	if c := s.Conditions; c != nil {
		for _, group := range []struct {
			sign string
			list []types.ConditionParameter
		}{{"=", c.StringEquals}, {"!=", c.StringNotEquals}, {" like ", c.StringLike}, {" not like ", c.StringNotLike}} {
			for _, p := range group.list {
				key := strings.TrimPrefix(sdkaws.ToString(p.ConditionKey), "aws:ResourceTag/")
				parts = append(parts, "if "+key+group.sign+sdkaws.ToString(p.ConditionValue))
			}
		}
	}
	if n := len(s.NotResources); n > 0 {
		parts = append(parts, fmt.Sprintf("not %d", n))
	}
	return strings.Join(parts, ", ")
}
