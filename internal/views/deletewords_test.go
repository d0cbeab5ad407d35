package views

import (
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/ops"
)

func TestMorePointsThanOneConfirmationTakesAreRefusedBeforeTheReview(t *testing.T) {
	t.Parallel()
	p := &backup.RecoveryPoint{In: backup.RefTo(backup.VaultRef{Name: backup.Intern("Default")})}
	rows := make([]*backup.RecoveryPoint, ops.MostItems+1)
	for i := range rows {
		rows[i] = p
	}
	if why := oneVault(nil, rows); !strings.Contains(why, "5,001 points are marked: one confirmation takes 5,000") {
		t.Error(why)
	}
	if why := oneVault(nil, rows[1:]); why != "" {
		t.Error(why)
	}
}
