package aws

import (
	"cmp"
	"context"
	"slices"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail"
	"github.com/aws/aws-sdk-go-v2/service/cloudtrail/types"
	"github.com/aws/aws-sdk-go-v2/service/organizations"

	"github.com/bkpui/bkpui/internal/backup"
)

const (
	eventsPage = 50 // the most that CloudTrail gives at once
	mostEvents = 99 // of one name: two calls
)

// changesOf are the calls that make a root fact fail jobs, or mend it, the likeliest
// first. A key or role is named by thousands of reads that CloudTrail can't leave out,
// so that looking up names is the shorter way.
func changesOf(fact backup.RootFact) []string {
	switch fact {
	case backup.KeyFact:
		return []string{"PutKeyPolicy", "DisableKey", "ScheduleKeyDeletion", "EnableKey", "CancelKeyDeletion"}
	case backup.RoleFact:
		return []string{
			"UpdateAssumeRolePolicy", "DetachRolePolicy", "DeleteRole", "PutRolePolicy", "DeleteRolePolicy", "AttachRolePolicy",
			"PutRolePermissionsBoundary", "CreateRole",
		}
	case backup.VaultFact:
		return []string{
			"PutBackupVaultAccessPolicy", "PutBackupVaultLockConfiguration", "DeleteBackupVaultAccessPolicy",
			"DeleteBackupVaultLockConfiguration", "DeleteBackupVault", "CreateBackupVault",
		}
	default:
		return []string{"AttachPolicy", "UpdatePolicy", "DetachPolicy", "MoveAccount"}
	}
}

// Events looks up what changed on a root fact, newest first (AWS CloudTrail API:
// LookupEvents, where the call was recorded: keys and vaults in their Region, roles in
// the Region of IAM, policies in the management account). in is the scope of the
// failure, for facts whose ARN names none. It makes one or two calls for each of at most
// eight kinds of change, at CloudTrail's 2 a second: about five seconds. What is found
// comes with an error of kind Cut where there is more of it, and with that of the call
// that failed; events appear there some minutes after they happened.
func (c *Client) Events(ctx context.Context, in backup.Scope, q backup.EventsQuery) ([]backup.Event, error) {
	in, err := c.recordedIn(ctx, in, q)
	if err != nil {
		return nil, err
	}
	l, err := c.look(ctx, in)
	if err != nil {
		return nil, err
	}
	l.ctx = ctx // at CloudTrail's pace: calls ahead of it are refused
	var all []backup.Event
	var trouble error
	for _, name := range changesOf(q.Of) {
		rows, err := l.events(name, q)
		for i := range rows {
			if e, ok := event(in, &rows[i]); ok && e.about(q) {
				all = append(all, e.Event)
			}
		}
		if trouble = cmp.Or(trouble, err); err != nil && backup.KindOf(err) != backup.Cut {
			break
		}
	}
	slices.SortStableFunc(all, func(a, b backup.Event) int { return cmp.Compare(b.Time, a.Time) })
	return all, trouble
}

func (l looker) events(name string, q backup.EventsQuery) ([]types.Event, error) {
	api := l.sc.more.trail()
	return askAll(l, cloudtrail.ServiceID, "LookupEvents", mostEvents, func(ctx context.Context, token *string) ([]types.Event, *string, error) {
		out, err := api.LookupEvents(ctx, &cloudtrail.LookupEventsInput{
			LookupAttributes: []types.LookupAttribute{{AttributeKey: types.LookupAttributeKeyEventName, AttributeValue: &name}},
			StartTime:        moment(q.From), EndTime: moment(q.To), MaxResults: sdkaws.Int32(eventsPage), NextToken: token,
		})
		if err != nil {
			return nil, nil, err
		}
		return out.Events, out.NextToken, nil
	})
}

// recordedIn is the scope whose CloudTrail has the changes.
func (c *Client) recordedIn(ctx context.Context, in backup.Scope, q backup.EventsQuery) (backup.Scope, error) {
	if q.Of == backup.PolicyFact {
		id, err := c.management(ctx)
		return backup.In(id, globalRegion(in.Region.String())), err
	}
	p, ok := backup.SplitARN(q.Resource)
	if !ok {
		return in, &backup.Error{Kind: backup.Invalid, Op: "cloudtrail:LookupEvents", Scope: in, Message: "no ARN: " + q.Resource}
	}
	account, region := cmp.Or(p.Account, in.Account.String()), cmp.Or(p.Region, in.Region.String())
	if q.Of == backup.RoleFact {
		region = globalRegion(region)
	}
	return backup.In(account, region), nil
}

// globalRegion is where the partition of a Region has IAM and Organizations (AWS IAM
// User Guide: logging with CloudTrail).
func globalRegion(region string) string {
	switch {
	case len(region) > 3 && region[:3] == "cn-":
		return "cn-north-1"
	case len(region) > 7 && region[:7] == "us-gov-":
		return "us-gov-west-1"
	}
	return "us-east-1"
}

// management asks for the management account of the organisation; any member may.
func (c *Client) management(ctx context.Context) (string, error) {
	home := c.identities[0]
	api := organizations.NewFromConfig(home.config)
	out, err := do(ctx, request{
		session: home, scope: backup.In(home.owner(), ""), limit: c.limiter("organizations"), service: organizations.ServiceID, op: "DescribeOrganization",
	}, func(ctx context.Context) (*organizations.DescribeOrganizationOutput, error) {
		return api.DescribeOrganization(ctx, nil)
	})
	if err != nil {
		return "", permission(err)
	}
	if out.Organization == nil {
		return "", &backup.Error{Kind: backup.NotFound, Op: "organizations:DescribeOrganization", Message: "the account is in no organisation"}
	}
	return sdkaws.ToString(out.Organization.MasterAccountId), nil
}
