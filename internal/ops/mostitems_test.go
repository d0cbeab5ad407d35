package ops

import (
	"fmt"
	"strings"
	"testing"
)

// TestAsManyItemsAsAnOpMayHaveFitOneLine: the ARNs of recovery points have about 100
// characters, those of continuous backups of buckets up to 170.
func TestAsManyItemsAsAnOpMayHaveFitOneLine(t *testing.T) {
	r := Record{Seq: 1, Phase: Begun, Kind: Delete}
	for i := range MostItems {
		r.Items = append(r.Items, fmt.Sprintf("arn:aws-us-gov:backup:us-gov-west-1:111122223333:recovery-point:continuous:%s-%08d", strings.Repeat("b", 90), i))
	}
	if _, err := r.line(); err != nil {
		t.Error(err)
	}
}
