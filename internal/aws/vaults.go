package aws

import (
	"context"
	"iter"

	sdkaws "github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
	"github.com/aws/aws-sdk-go-v2/service/backup/types"

	"github.com/bkpui/bkpui/internal/backup"
)

// Vaults yields the vaults of a scope, or those that other accounts share with it
// (AWS Backup API: ListBackupVaults).
func (c *Client) Vaults(ctx context.Context, in backup.Scope, q backup.VaultQuery) iter.Seq2[[]backup.Vault, error] {
	return list(ctx, c, in, "ListBackupVaults", func(ctx context.Context, api *sdk.Client, token *string) (page[backup.Vault], error) {
		out, err := api.ListBackupVaults(ctx, &sdk.ListBackupVaultsInput{
			ByShared: q.Shared, NextToken: token, MaxResults: sdkaws.Int32(pageSize),
		})
		if err != nil {
			return page[backup.Vault]{}, err
		}
		rows := make([]backup.Vault, len(out.BackupVaultList))
		for i := range rows {
			rows[i] = vault(in, &out.BackupVaultList[i])
		}
		return page[backup.Vault]{rows, out.NextToken}, nil
	})
}

func vault(in backup.Scope, v *types.BackupVaultListMember) backup.Vault {
	return backup.Vault{
		In:           vaultRef(in, v.BackupVaultArn, v.BackupVaultName, v.VaultType),
		ARN:          text(v.BackupVaultArn),
		State:        word(v.VaultState),
		Points:       v.NumberOfRecoveryPoints,
		Key:          text(v.EncryptionKeyArn),
		KeyType:      word(v.EncryptionKeyType),
		Created:      at(v.CreationDate),
		Locked:       sdkaws.ToBool(v.Locked),
		LockDate:     at(v.LockDate),
		MinRetention: days(v.MinRetentionDays),
		MaxRetention: days(v.MaxRetentionDays),
		CreatorToken: text(v.CreatorRequestId),
	}
}

// vaultRef names a vault by its ARN: the owner's account and Region stand there,
// and it is shared where that is not the account that reads it.
func vaultRef(in backup.Scope, arn, name *string, kind types.VaultType) backup.Ref[backup.VaultRef] {
	ref := backup.VaultRef{Account: in.Account, Region: in.Region, Name: text(name), Type: word(kind)}
	if p, ok := backup.SplitARN(sdkaws.ToString(arn)); ok && p.Account != "" {
		ref.Account, ref.Region = backup.Intern(p.Account), backup.Intern(p.Region)
		if ref.Name.Empty() {
			ref.Name = backup.Intern(vaultName(sdkaws.ToString(arn)))
		}
	}
	if ref.Account != in.Account {
		ref.SeenFrom = in.Account
	}
	return backup.RefTo(ref)
}
