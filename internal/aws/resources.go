package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Resources yields what has at least one successful backup (AWS Backup API:
// ListProtectedResources).
func (c *Client) Resources(ctx context.Context, in backup.Scope) iter.Seq2[[]backup.Resource, error] {
	return list(ctx, c, in, "ListProtectedResources", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.Resource], error) {
		out, err := api.ListProtectedResources(ctx, &sdk.ListProtectedResourcesInput{
			NextToken: token, MaxResults: sdkaws.Int32(pageSize),
		})
		if err != nil {
			return page[backup.Resource]{}, err
		}
		last := packedARNs(out.Results, func(r *types.ProtectedResource) *string { return r.LastRecoveryPointArn })
		rows := make([]backup.Resource, len(out.Results))
		for i := range rows {
			rows[i] = resource(in, &out.Results[i], last[i])
		}
		return page[backup.Resource]{rows, out.NextToken}, nil
	})
}

func resource(in backup.Scope, r *types.ProtectedResource, last backup.ARN) backup.Resource {
	return backup.Resource{
		Account: in.Account, Region: in.Region, Of: resourceRef(r.ResourceArn, r.ResourceName, r.ResourceType),
		LastBackup: at(r.LastBackupTime), LastVault: text(r.LastBackupVaultArn), LastPoint: last,
	}
}
