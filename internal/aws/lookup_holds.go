package aws

import (
	"context"
	"slices"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Holds lists the titles of the active legal holds that keep a point (AWS Backup
// API: ListLegalHolds, ListRecoveryPointsByLegalHold).
func (c *Client) Holds(ctx context.Context, t backup.Thing) ([]string, error) {
	l, err := c.look(ctx, t.Scope)
	if err != nil {
		return nil, err
	}
	api := l.sc.api
	holds, err := askAll(l, sdk.ServiceID, "ListLegalHolds", mostRows, func(ctx context.Context, token *string) ([]types.LegalHold, *string, error) {
		out, err := api.ListLegalHolds(ctx, &sdk.ListLegalHoldsInput{NextToken: token, MaxResults: sdkaws.Int32(pageSize)})
		if err != nil {
			return nil, nil, err
		}
		return out.LegalHolds, out.NextToken, nil
	})
	if err != nil {
		return nil, err
	}
	var titles []string
	for _, h := range holds {
		if h.Status != types.LegalHoldStatusActive && h.Status != types.LegalHoldStatusCreating {
			continue
		}
		kept, err := l.holds(h.LegalHoldId, t.ID)
		if err != nil {
			return titles, err
		}
		if kept {
			titles = append(titles, str(h.Title))
		}
	}
	return titles, nil
}

// holds says whether a legal hold keeps a point: its list is read until the point is
// met, or for fifty pages.
func (l looker) holds(id *string, point string) (bool, error) {
	api := l.sc.api
	r := l.request(sdk.ServiceID, "ListRecoveryPointsByLegalHold")
	n := 0
	for rows, err := range pages(l.ctx, r, func(ctx context.Context, token *string) (page[types.RecoveryPointMember], error) {
		out, err := api.ListRecoveryPointsByLegalHold(ctx, &sdk.ListRecoveryPointsByLegalHoldInput{
			LegalHoldId: id, NextToken: token, MaxResults: sdkaws.Int32(pageSize),
		})
		if err != nil {
			return page[types.RecoveryPointMember]{}, err
		}
		return page[types.RecoveryPointMember]{out.RecoveryPoints, out.NextToken}, nil
	}) {
		if err != nil {
			return false, permission(err)
		}
		if slices.ContainsFunc(rows, func(p types.RecoveryPointMember) bool { return sdkaws.ToString(p.RecoveryPointArn) == point }) {
			return true, nil
		}
		if n++; n == heldPages {
			return false, &backup.Error{Kind: backup.Cut, Op: actionName(r.service, r.op), Scope: r.scope, Message: "the hold keeps more points than are read here"}
		}
	}
	return false, nil
}

// OptIn says for which resource types the Region is opted in (AWS Backup API:
// DescribeRegionSettings).
func (c *Client) OptIn(ctx context.Context, in backup.Scope) (map[string]bool, error) {
	l, err := c.look(ctx, in)
	if err != nil {
		return nil, err
	}
	api := l.sc.api
	out, err := ask(l, sdk.ServiceID, "DescribeRegionSettings", api.DescribeRegionSettings, &sdk.DescribeRegionSettingsInput{})
	if err != nil {
		return nil, err
	}
	return out.ResourceTypeOptInPreference, nil
}
