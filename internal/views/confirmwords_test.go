package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/ops"
	"github.com/bkpui/bkpui/internal/restore"
)

func TestTheConfirmationSaysTheVerbOfTheAction(t *testing.T) {
	t.Parallel()
	for k, want := range map[ops.Kind]string{
		ops.Restore: "start", ops.Copy: "start", ops.BackUp: "start", ops.Stop: "stop", ops.Delete: "delete",
		ops.Disassociate: "disassociate", ops.DetachChild: "detach", ops.SetLifecycle: "change", ops.Validate: "record",
	} {
		if got := verbOf(k); got != want {
			t.Errorf("%s: %q, want %q", k, got, want)
		}
	}
}

func TestADraftCountsWhatTheOperatorSet(t *testing.T) {
	t.Parallel()
	if got := setIn([]string{specField, "volumeType"}); got != 1 {
		t.Errorf("one field and the way to restore: %d", got)
	}
	if got := setIn([]string{"DestinationVault", "Keep"}); got != 2 {
		t.Errorf("two fields of a copy: %d", got)
	}
}

func TestOneOfManyPointsSaysWhatWasLookedAt(t *testing.T) {
	t.Parallel()
	got := worst("p-1", []restore.Finding{{Check: "state", Outcome: restore.OK}, {Check: "legal hold", Outcome: restore.OK}})
	if len(got) != 1 || !strings.HasSuffix(got[0].Evidence, "state, legal hold") {
		t.Errorf("%+v", got)
	}
}
