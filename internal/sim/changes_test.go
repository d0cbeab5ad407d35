package sim

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdk "github.com/aws/aws-sdk-go-v2/service/backup"
)

// backupInput is a good request for a backup of a resource to the vault Default.
func backupInput(w *World, arn string, change func(*sdk.StartBackupJobInput)) *sdk.StartBackupJobInput {
	in := &sdk.StartBackupJobInput{BackupVaultName: aws.String("Default"), ResourceArn: &arn, IamRoleArn: aws.String(w.scopes[0].role)}
	if change != nil {
		change(in)
	}
	return in
}

func TestChangesAnswerWithTheMembersThatTheSDKKnows(t *testing.T) {
	atOneMoment(t, func(t *testing.T) {
		w, dir := New(Options{}), fixtures(t)
		calls := changingCalls(t, w)
		for _, rt := range changeRoutes() {
			in, ok := calls[rt.name]
			if !ok {
				t.Errorf("no call of %s", rt.name)
				continue
			}
			out, err := viaSDK(t.Context(), w, w.HomeAccount(), "us-east-1", rt.name, in)
			if err != nil {
				t.Errorf("%s: %v", rt.name, err)
				continue
			}
			raw, err := os.ReadFile(filepath.Join(dir, "response_snapshot", rt.name+".response.snap"))
			if err != nil {
				t.Fatal(err)
			}
			_, body, _ := strings.Cut(string(raw), "\n\n")
			var known map[string]any
			if err := json.Unmarshal([]byte(body), &known); err != nil && strings.TrimSpace(body) != "" {
				t.Fatal(err)
			}
			if rt.void != (len(known) == 0) || !rt.void && len(out) == 0 {
				t.Errorf("%s answers with %v", rt.name, out)
			}
		}
	})
}
