package state

import "github.com/bkpui/bkpui/internal/backup"

// Part names one list as AWS answers it. It is fetched, swept, aged and evicted
// as a whole.
type Part struct {
	Feed  string
	Scope backup.Scope // whose credentials read it, and where
	Arg   string       // what narrows the list: PointQuery or JobQuery.Encode(), a plan ID; often ""
}

// RowID names a row of a Snapshot: part number<<32 | slot. 0 is no row. It names
// the same row in later snapshots until the row is gone or Rows.Moved renumbers
// it, and never another row.
type RowID uint64

func (id RowID) number() uint32 { return uint32(id >> 32) }
func (id RowID) slot() uint32   { return uint32(id) }

func rowID(number, slot uint32) RowID { return RowID(number)<<32 | RowID(slot) }

// Health is how well one part is known.
type Health struct {
	Loading bool // everything is being read; the short passes that look for news do not count
	Whole   bool // a full pass has finished once
	Stopped bool // by the operator, until Poller.Refresh
	Cut     bool // what is older than Horizon is left out, since the store holds too many rows already
	Rows    int
	Pages   int           // of the running or last full pass
	Expect  int           // about how many rows AWS says there are; 0 = unknown
	Horizon backup.Time   // rows newer than this are complete although the pass still runs, or was cut; 0 = nothing said
	Started backup.Time   // when the running or last pass began
	ReadAt  backup.Time   // the last good answer
	Since   backup.Time   // since when Err stands
	Err     *backup.Error // nil when the last answer was fine
	NextAt  backup.Time   // when it will be read again; 0 = not planned
}
