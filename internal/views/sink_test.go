package views

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

func TestSortedRowsGoOutInOrderAndStayWhereTheyAre(t *testing.T) {
	s := &sortedSink[string]{rows: []string{"c", "a", "d", "b"}, less: func(a, b *string) int { return cmp.Compare(*a, *b) }}
	if got := s.order(); !slices.Equal(got, []uint32{1, 3, 0, 2}) || s.rows[0] != "c" {
		t.Errorf("%v of %v", got, s.rows)
	}
}

// TestGetSortsAsTheConsoleDoes: by the other names of a column too, and youngest first by age.
func TestGetSortsAsTheConsoleDoes(t *testing.T) {
	t.Parallel()
	r := points().(*Resource[backup.RecoveryPoint])
	made := func(name string, size int64, age time.Duration) backup.RecoveryPoint {
		return backup.RecoveryPoint{ARN: backup.ParseARN("arn:aws:ec2:eu-west-1::snapshot/" + name), Status: backup.Intern("COMPLETED"), SizeBytes: size, SizeKnown: true, Created: sampleNow.Add(-age)}
	}
	rows := []backup.RecoveryPoint{made("snap-1", 20, 3*time.Hour), made("snap-2", 30, time.Hour), made("snap-3", 10, 2*time.Hour)}
	for by, want := range map[string][]uint32{
		"sizeBytes": {2, 0, 1}, "size": {2, 0, 1}, "-size": {1, 0, 2}, "age": {1, 2, 0}, "-age": {0, 2, 1}, "created": {0, 2, 1},
	} {
		s := newSortedSink(r, &getRun{o: GetOptions{Sort: by}, env: bareEnv()})
		s.rows = rows
		if got := s.order(); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", by, got, want)
		}
	}
}
