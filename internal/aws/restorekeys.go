package aws

import (
	"context"
	"errors"
	"iter"
	"strings"

	sdk "github.com/aws/aws-sdk-go-v2/service/backup"

	"github.com/bkpui/bkpui/internal/backup"
)

// RestoreKeys yields which key a restore job needs: the one that it names (AWS Backup API:
// GetRestoreJobMetadata), else that of the recovery point that it reads (DescribeRecoveryPoint). What
// AWS refuses to tell is told by the row.
func (c *Client) RestoreKeys(ctx context.Context, in backup.Scope, q backup.RestoreKeyQuery) iter.Seq2[[]backup.RestoreKey, error] {
	return func(yield func([]backup.RestoreKey, error) bool) {
		row := backup.RestoreKey{Job: q.Job}
		err := c.restoreKey(ctx, in, q, &row)
		if e := (*backup.Error)(nil); errors.As(err, &e) {
			switch {
			case e.Kind == backup.NotFound: // a job or point that is gone tells nothing any more
				err = nil
			case e.Kind.Refusal():
				row.Unread, err = backup.Intern(strings.TrimSpace(string(e.Kind)+" "+e.Action)), nil
			}
		}
		if err != nil {
			yield(nil, err)
			return
		}
		yield([]backup.RestoreKey{row}, nil)
	}
}

func (c *Client) restoreKey(ctx context.Context, in backup.Scope, q backup.RestoreKeyQuery, row *backup.RestoreKey) error {
	sc, err := c.scope(ctx, in)
	if err != nil {
		return err
	}
	if !q.Unnamed {
		asked, err := do(ctx, sc.request("GetRestoreJobMetadata"), func(ctx context.Context) (*sdk.GetRestoreJobMetadataOutput, error) {
			return sc.api.GetRestoreJobMetadata(ctx, &sdk.GetRestoreJobMetadataInput{RestoreJobId: &q.Job})
		})
		if err != nil {
			return err
		}
		named, several := backup.KeyOfRestore(asked.Metadata)
		if row.Named = backup.Intern(named); named != "" || several {
			return nil
		}
	}
	if q.Vault == "" || q.Point == "" {
		return nil
	}
	point, err := do(ctx, sc.request("DescribeRecoveryPoint"), func(ctx context.Context) (*sdk.DescribeRecoveryPointOutput, error) {
		return sc.api.DescribeRecoveryPoint(ctx, &sdk.DescribeRecoveryPointInput{BackupVaultName: &q.Vault, RecoveryPointArn: &q.Point})
	})
	if err != nil {
		return err
	}
	row.Point = text(point.EncryptionKeyArn)
	return nil
}
