package aws

import (
	"context"
	"errors"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/organizations"

	"github.com/bkpui/bkpui/internal/backup"
)

// Vault reads a vault with its access policy (AWS Backup API: DescribeBackupVault,
// GetBackupVaultAccessPolicy). One of another account is read there, where the
// console can, else as a vault that is shared with the scope's account, whose policy
// only its owner may read.
func (c *Client) Vault(ctx context.Context, in backup.Scope, arn string) (backup.VaultDetail, error) {
	name, owner, region := arn, in.Account.String(), in.Region.String()
	if p, ok := backup.SplitARN(arn); ok {
		name, owner, region = vaultName(arn), p.Account, p.Region
	}
	there := backup.In(owner, region)
	l, v, err := c.describeVault(ctx, there, owner, name)
	if err != nil && owner != in.Account.String() && backup.KindOf(err) != backup.NotFound {
		there.Account = in.Account // the owner can't be asked: it may share it
		seen, lent, again := c.describeVault(ctx, there, owner, name)
		if again == nil || errors.Is(err, errNotRead) {
			l, v, err = seen, lent, again
		}
	}
	if err != nil {
		return backup.VaultDetail{}, err
	}
	api, foreign := l.sc.api, owner != there.Account.String()
	d := backup.VaultDetail{
		ARN: str(v.BackupVaultArn), Name: str(v.BackupVaultName), Type: word(v.VaultType).String(), State: word(v.VaultState).String(),
		Key: str(v.EncryptionKeyArn), KeyType: word(v.EncryptionKeyType).String(), Locked: sdkaws.ToBool(v.Locked), LockDate: at(v.LockDate),
		MinRetention: days(v.MinRetentionDays), MaxRetention: days(v.MaxRetentionDays),
	}
	if foreign {
		d.PolicyErr = &backup.Error{
			Kind: backup.Unsupported, Op: "backup:GetBackupVaultAccessPolicy", Scope: there, Message: "only account " + owner + " may read the policy of its vault",
		}
		return d, nil
	}
	p, err := ask(l, sdk.ServiceID, "GetBackupVaultAccessPolicy", api.GetBackupVaultAccessPolicy, &sdk.GetBackupVaultAccessPolicyInput{BackupVaultName: &name})
	switch {
	case err == nil:
		d.Policy = str(p.Policy)
	case backup.KindOf(err) != backup.NotFound: // not found is "no policy"
		d.PolicyErr = err
	}
	return d, nil
}

// describeVault asks in a scope for a vault of an account.
func (c *Client) describeVault(ctx context.Context, there backup.Scope, owner, name string) (looker, *sdk.DescribeBackupVaultOutput, error) {
	l, err := c.look(ctx, there)
	if err != nil {
		return l, nil, err
	}
	input := &sdk.DescribeBackupVaultInput{BackupVaultName: &name}
	if owner != there.Account.String() {
		input.BackupVaultAccountId = &owner
	}
	v, err := ask(l, sdk.ServiceID, "DescribeBackupVault", l.sc.api.DescribeBackupVault, input)
	return l, v, err
}

// Organization reads what copies between accounts hang on (AWS Organizations API:
// DescribeOrganization; AWS Backup API: DescribeGlobalSettings). The switch is the
// management account's, and known where the console reads that.
func (c *Client) Organization(ctx context.Context, in backup.Scope) (backup.OrganizationDetail, error) {
	l, err := c.look(ctx, in)
	if err != nil {
		return backup.OrganizationDetail{}, err
	}
	r := l.request(organizations.ServiceID, "DescribeOrganization")
	r.limit = c.limiter("organizations")
	api := organizations.NewFromConfig(l.sc.session.config)
	out, err := do(l.ctx, r, func(ctx context.Context) (*organizations.DescribeOrganizationOutput, error) {
		return api.DescribeOrganization(ctx, nil)
	})
	switch {
	case backup.KindOf(err) == backup.NotFound: // of no organisation
		return backup.OrganizationDetail{}, nil
	case err != nil:
		return backup.OrganizationDetail{}, permission(err)
	case out.Organization == nil:
		return backup.OrganizationDetail{}, nil
	}
	d := backup.OrganizationDetail{ID: str(out.Organization.Id), Member: true}
	management := sdkaws.ToString(out.Organization.MasterAccountId)
	if management == "" || c.known(management) == nil {
		return d, nil
	}
	if on, err := c.crossAccount(ctx, backup.In(management, in.Region.String())); err == nil {
		d.CrossAccount, d.CrossKnown = on, true
	}
	return d, nil
}

// crossAccount says whether the organisation allows copies between its accounts.
func (c *Client) crossAccount(ctx context.Context, management backup.Scope) (bool, error) {
	l, err := c.look(ctx, management)
	if err != nil {
		return false, err
	}
	api := l.sc.api
	out, err := ask(l, sdk.ServiceID, "DescribeGlobalSettings", api.DescribeGlobalSettings, &sdk.DescribeGlobalSettingsInput{})
	if err != nil {
		return false, err
	}
	return out.GlobalSettings["isCrossAccountBackupEnabled"] == "true", nil
}
