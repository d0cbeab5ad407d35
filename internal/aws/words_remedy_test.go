package aws

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhatIsRefusedSaysWhoseWayOutItIs: AWS Backup's own words of a vault name no permission that lacks.
func TestWhatIsRefusedSaysWhoseWayOutItIs(t *testing.T) {
	for message, want := range map[string]string{
		"Insufficient privileges to perform this action.": "access policy",
		"": "",
	} {
		if got := remedyFor(&backup.Error{Kind: backup.AccessDenied, Op: "backup:StartRestoreJob", Message: message}); !strings.Contains(got, want) || (got == "") != (want == "") {
			t.Errorf("%q: %q", message, got)
		}
	}
}
