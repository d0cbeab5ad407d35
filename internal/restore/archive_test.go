package restore

import (
	"strings"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// TestWhoArchivesASnapshotOptsInAndIsToldWhatItMeans: days for cold storage alone archive nothing of EBS.
func TestWhoArchivesASnapshotOptsInAndIsToldWhatItMeans(t *testing.T) {
	l := backup.Lifecycle{MoveToColdStorageAfterDays: 30, DeleteAfterDays: 400}
	for _, c := range []struct {
		kind string
		l    backup.Lifecycle
		want bool
	}{{"EBS", l, true}, {"EFS", l, false}, {"EBS", backup.Lifecycle{DeleteAfterDays: 400}, false}} {
		if got := Archived(c.kind, c.l).OptInToArchiveForSupportedResources; got != c.want {
			t.Errorf("%s %+v: opts in %t", c.kind, c.l, got)
		}
	}
	pt := plan().Point
	pt.Type, pt.Created = "EBS", noon.Add(-24*time.Hour)
	for name, c := range map[string]struct {
		was  int32
		want Outcome
	}{"new": {0, Warning}, "as before": {30, OK}} {
		pt.Lifecycle.MoveToColdStorageAfterDays = c.was
		f := newCold(pt, l, noon)
		if f.Outcome != c.want || !strings.Contains(f.Evidence, "archived from") || c.want == Warning && !strings.Contains(f.Evidence, "full snapshot") {
			t.Errorf("%s: %+v", name, f)
		}
	}
}
