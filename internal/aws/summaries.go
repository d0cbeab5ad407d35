package aws

import (
	"context"
	"fmt"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	summaryPage  = 500 // the most that the summaries give at once, as documented
	anyValue     = "ANY"
	aggregateAll = "AGGREGATE_ALL"
)

// Summaries yields the daily counts of one kind of jobs in the 14 days before today, a row
// for each day, state and category (AWS Backup API: ListBackupJobSummaries,
// ListCopyJobSummaries, ListRestoreJobSummaries). In a scope of account Organization the
// counts of all accounts are added up; only the management and a delegated administrator
// account may see them, others get their own. AWS has no such counts of scan jobs here.
func (c *Client) Summaries(ctx context.Context, in backup.Scope, kind backup.JobKind) iter.Seq2[[]backup.JobSummary, error] {
	switch kind {
	case backup.BackupJob:
		return list(ctx, c, in, "ListBackupJobSummaries", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.JobSummary], error) {
			out, err := api.ListBackupJobSummaries(ctx, &sdk.ListBackupJobSummariesInput{
				AccountId: summed(in), State: anyValue, MessageCategory: sdkaws.String(anyValue), AggregationPeriod: types.AggregationPeriodOneDay,
				MaxResults: sdkaws.Int32(summaryPage), NextToken: token,
			})
			if err != nil {
				return page[backup.JobSummary]{}, err
			}
			return summaries(in, kind, out.BackupJobSummaries, out.NextToken, func(s *types.BackupJobSummary, row *backup.JobSummary) {
				row.State, row.Category, row.Count, row.From, row.To = word(s.State), text(s.MessageCategory), int64(s.Count), at(s.StartTime), at(s.EndTime)
			}), nil
		})
	case backup.CopyJob:
		return list(ctx, c, in, "ListCopyJobSummaries", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.JobSummary], error) {
			out, err := api.ListCopyJobSummaries(ctx, &sdk.ListCopyJobSummariesInput{
				AccountId: summed(in), State: anyValue, MessageCategory: sdkaws.String(anyValue), AggregationPeriod: types.AggregationPeriodOneDay,
				MaxResults: sdkaws.Int32(summaryPage), NextToken: token,
			})
			if err != nil {
				return page[backup.JobSummary]{}, err
			}
			return summaries(in, kind, out.CopyJobSummaries, out.NextToken, func(s *types.CopyJobSummary, row *backup.JobSummary) {
				row.State, row.Category, row.Count, row.From, row.To = word(s.State), text(s.MessageCategory), int64(s.Count), at(s.StartTime), at(s.EndTime)
			}), nil
		})
	case backup.RestoreJob:
		return list(ctx, c, in, "ListRestoreJobSummaries", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.JobSummary], error) {
			out, err := api.ListRestoreJobSummaries(ctx, &sdk.ListRestoreJobSummariesInput{
				AccountId: summed(in), State: anyValue, AggregationPeriod: types.AggregationPeriodOneDay, MaxResults: sdkaws.Int32(summaryPage), NextToken: token,
			})
			if err != nil {
				return page[backup.JobSummary]{}, err
			}
			return summaries(in, kind, out.RestoreJobSummaries, out.NextToken, func(s *types.RestoreJobSummary, row *backup.JobSummary) {
				row.State, row.Count, row.From, row.To = word(s.State), int64(s.Count), at(s.StartTime), at(s.EndTime)
			}), nil
		})
	}
	return func(yield func([]backup.JobSummary, error) bool) {
		yield(nil, &backup.Error{Kind: backup.Unsupported, Op: "backup:ListJobSummaries", Scope: in, Message: fmt.Sprintf("no daily counts of %s jobs", kind)})
	}
}

// summed asks for the sum over all accounts where the scope is the organisation.
func summed(in backup.Scope) *string {
	if in.Account.String() == backup.Organization {
		return sdkaws.String(aggregateAll)
	}
	return nil
}

func summaries[S any](in backup.Scope, kind backup.JobKind, of []S, next *string, read func(*S, *backup.JobSummary)) page[backup.JobSummary] {
	rows := make([]backup.JobSummary, len(of))
	for i := range of {
		rows[i].Kind, rows[i].Account, rows[i].Region = kind, in.Account, in.Region
		read(&of[i], &rows[i])
	}
	return page[backup.JobSummary]{rows, next}
}
