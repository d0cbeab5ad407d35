package aws_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"

	"github.com/bkpui/bkpui/internal/backup"
)

// aPage is a page of 1,000 recovery points as AWS sends it.
func aPage() string {
	var b strings.Builder
	b.WriteString(`{"RecoveryPoints":[`)
	for i := range 1000 {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"RecoveryPointArn":"arn:aws:ec2:eu-west-1::snapshot/snap-%017x","BackupVaultName":"prod-daily","BackupVaultArn":"arn:aws:backup:eu-west-1:111122223333:backup-vault:prod-daily",`+
			`"ResourceArn":"arn:aws:ec2:eu-west-1:111122223333:volume/vol-%017x","ResourceType":"EBS","ResourceName":"orders-%d","Status":"COMPLETED","CreationDate":%d.123,"CompletionDate":%d.5,`+
			`"BackupSizeInBytes":107374182400,"IsEncrypted":true,"EncryptionKeyArn":"arn:aws:kms:eu-west-1:111122223333:key/1","IamRoleArn":"arn:aws:iam::111122223333:role/r",`+
			`"CreatedBy":{"BackupPlanId":"p","BackupPlanName":"daily","BackupRuleId":"r","BackupRuleName":"d"},"Lifecycle":{"DeleteAfterDays":35},"CalculatedLifecycle":{"DeleteAt":%d}}`,
			i, i%30, i%30, 1_700_000_000+i, 1_700_000_600+i, 1_703_000_000+i)
	}
	return b.String() + `]}`
}

// BenchmarkPage is one page of 1,000 points: bare is what the SDK alone takes,
// ours what a page of rows takes, the SDK's part included.
func BenchmarkPage(b *testing.B) {
	body := aPage()
	rt := roundTripper(func(r *http.Request) (*http.Response, error) { return answers(r, 200, nil, body), nil })
	b.Run("bare", func(b *testing.B) {
		api := sdk.NewFromConfig(aws.Config{
			Region: "eu-west-1", HTTPClient: &http.Client{Transport: rt}, Credentials: credentials.NewStaticCredentialsProvider("x", "x", ""),
		})
		for b.Loop() {
			out, err := api.ListRecoveryPointsByBackupVault(b.Context(), &sdk.ListRecoveryPointsByBackupVaultInput{BackupVaultName: aws.String("v")})
			if err != nil || len(out.RecoveryPoints) != 1000 {
				b.Fatal(err)
			}
		}
	})
	b.Run("ours", func(b *testing.B) {
		c := endpointFor(b, rt)
		for i := 0; b.Loop(); i++ {
			in := backup.In("111122223333", fmt.Sprintf("eu-west-%d", i/15)) // within the pace of a scope
			for rows, err := range c.Points(backup.Urgent(b.Context()), in, backup.PointQuery{Vault: "v"}) {
				if err != nil || len(rows) != 1000 {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkScopes is the first call of 500 scopes: their SDK clients are made.
func BenchmarkScopes(b *testing.B) {
	rt := roundTripper(func(r *http.Request) (*http.Response, error) { return answers(r, 200, nil, twoVaults), nil })
	for b.Loop() {
		c := endpointFor(b, rt)
		for i := range 500 {
			in := backup.In("111122223333", fmt.Sprintf("eu-west-%d", i))
			for _, err := range c.Vaults(b.Context(), in, backup.VaultQuery{}) {
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}
