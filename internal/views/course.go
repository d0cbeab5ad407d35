package views

import (
	"iter"

	"github.com/bkpui/bkpui/internal/backup"
	"github.com/bkpui/bkpui/internal/state"
)

// course is how the jobs that have not ended come along, as this console has observed
// it: AWS tells no history. It is never written after it was made; nil knows nothing.
type course struct {
	moves map[jobName]movement
	first map[backup.Ref[backup.ResourceRef]]leader
}

// jobName tells jobs apart: their IDs are unique within a kind.
type jobName struct {
	kind backup.JobKind
	id   string
}

// movement is what a job had moved when AWS was last asked, and since when that is so.
type movement struct {
	bytes       int64
	percent     float32
	since, seen backup.Time // answers of AWS, by this console's clock
}

// leader is the job of a resource that others of the same kind wait for.
type leader struct {
	kind  backup.JobKind
	id    string
	since backup.Time
}

// courseOf goes on from before with the jobs of a moment. It reads every row: for
// commands only.
func courseOf(before *course, snap *state.Snapshot) *course {
	c := &course{moves: map[jobName]movement{}, first: map[backup.Ref[backup.ResourceRef]]leader{}}
	for p, rows := range state.Select[backup.Job](snap, nil, jobFeeds()...).Parts() {
		if h, _ := snap.Health(p); !h.ReadAt.IsZero() {
			c.take(before, rows.All(), h.ReadAt)
		}
	}
	return c
}

func (c *course) take(before *course, rows iter.Seq2[state.RowID, *backup.Job], read backup.Time) {
	for _, j := range rows {
		if j.Terminal() {
			continue
		}
		c.move(before, j, read)
		if !j.Waits() && j.Kind == backup.BackupJob {
			if r, ok := c.first[j.Of]; !ok || j.Began() < r.since {
				c.first[j.Of] = leader{j.Kind, j.ID, j.Began()}
			}
		}
	}
}

// move notes where a job stands. One that AWS reports neither bytes nor a percent of is
// left out: that it stands still can't be told.
func (c *course) move(before *course, j *backup.Job, read backup.Time) {
	if j.Waits() || j.Transferred <= 0 && !(j.Percent > 0) {
		return
	}
	name := jobName{j.Kind, j.ID}
	m := movement{j.Transferred, j.Percent, read, read}
	if was, ok := before.moved(j); ok && was.bytes == m.bytes && was.percent == m.percent {
		m.since, m.seen = was.since, max(was.seen, read)
	}
	if now, twice := c.moves[name]; !twice || m.seen > now.seen {
		c.moves[name] = m
	}
}

// watches reports whether something runs that may stand still.
func (c *course) watches() bool { return c != nil && len(c.moves) > 0 }

// moved is where a job stood when AWS was last asked.
func (c *course) moved(j *backup.Job) (movement, bool) {
	if c == nil {
		return movement{}, false
	}
	m, ok := c.moves[jobName{j.Kind, j.ID}]
	return m, ok
}

// ahead is the job that a waiting backup waits for, if it waits for one.
func (c *course) ahead(j *backup.Job) (leader, bool) {
	if c == nil || j.Kind != backup.BackupJob || j.Of.Get().ARN.Empty() {
		return leader{}, false
	}
	r, ok := c.first[j.Of]
	return r, ok && r.id != j.ID
}
