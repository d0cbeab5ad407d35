package ops

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Report is what Verify found in a journal.
type Report struct {
	Lines       int
	First, Last time.Time   // of the records that could be read
	Seq         uint64      // of the last line, as it should be
	Sum         string      // SHA-256 of the last line, in hex
	Mode        fs.FileMode // of the file: who may read and write it
	Torn        int64       // bytes after the last newline: a line whose writer died, never acknowledged, or one that was cut later
	Mended      []int       // lines that were written after such bytes had been cut off, or after damage
	Faults      []Damage    // in the order of the lines; none = whole
}

// Verify reads the journal at path and checks its chain: every line must be a record,
// numbered one above the line before and holding that line's hash. So it finds damage
// by disk or editor, and any line changed, removed, added or moved, and says where.
//
// It can't find what leaves a chain behind: whole lines cut off at the end, a change to
// the very last line that leaves it a record, whether a last line without an end was cut
// while it was written or later, or a file written anew from the changed
// line on by somebody who computes the hashes. The sequence number and hash of the last
// line, kept elsewhere, would tell; AWS CloudTrail has the calls themselves.
func Verify(ctx context.Context, path string) (Report, error) {
	f, err := os.Open(path)
	if err != nil {
		return Report{}, err
	}
	defer func() { _ = f.Close() }()
	// A line that is being written is not torn: look at the size between two writers.
	_ = waitLock(ctx, f.Fd(), time.Now().Add(lockTime))
	info, err := f.Stat()
	if err != nil {
		return Report{}, err
	}
	_ = unlock(f.Fd())
	r, err := verify(ctx, io.LimitReader(f, info.Size()))
	r.Mode = info.Mode().Perm()
	return r, err
}

// Verify checks the journal as it is now; one that was never written is whole.
func (j *Journal) Verify(ctx context.Context) (Report, error) {
	r, err := Verify(ctx, j.Path())
	if missing(err) {
		return Report{}, nil
	}
	return r, err
}

// DamageWords say in a few words what is damaged, "" for nothing.
func (r *Report) DamageWords() string {
	switch {
	case len(r.Faults) == 0 && r.Torn > 0:
		return "the last line of the journal is cut"
	case len(r.Faults) == 0:
		return ""
	case len(r.Faults) == 1:
		return r.DamagedLines() + " of the journal is damaged"
	}
	return r.DamagedLines() + " of the journal are damaged"
}

// DamagedLines names the lines that are damaged, the first few of many; "" for none.
func (r *Report) DamagedLines() string {
	var lines []string
	for _, f := range r.Faults {
		if n := strconv.Itoa(f.Line); !slices.Contains(lines, n) && len(lines) < mostNamed {
			lines = append(lines, n)
		}
	}
	switch n := len(r.Faults); {
	case n == 0:
		return ""
	case n == 1:
		return "line " + lines[0]
	case n > len(lines):
		return "lines " + strings.Join(lines, ", ") + " …"
	}
	return "lines " + strings.Join(lines, ", ")
}

// mostNamed is how many damaged lines are named in a few words.
const mostNamed = 3

func verify(ctx context.Context, r io.Reader) (Report, error) {
	var c chain
	for in := newLines(r); ; {
		if err := ctx.Err(); err != nil {
			return c.report, err
		}
		if !in.next() {
			c.report.Torn, c.report.Seq, c.report.Sum = in.torn, c.seq, c.sum
			return c.report, in.err
		}
		c.link(in)
	}
}

// chain follows a journal from line to line.
type chain struct {
	report Report
	sum    string // hash of the line before
	seq    uint64 // of the line before, as it should be where it is damaged
	bad    bool   // the line before is damaged: that its hash does not fit is no news
}

func (c *chain) link(in *lines) {
	c.report.Lines++
	r, err := in.record()
	if err != nil {
		c.fault(in.number, "it is no record: %v", err)
		c.sum, c.seq, c.bad = in.sum, c.seq+1, true
		return
	}
	switch {
	case in.number == 1 && (r.Seq != 1 || r.Prev != ""):
		c.fault(1, "it is record %d: what came before is missing", r.Seq)
	case r.Seq > c.seq+1 && in.number > 1:
		c.fault(in.number, "it is record %d, and %d should come before it: lines are missing here", r.Seq, c.seq+1)
	case r.Seq < c.seq+1:
		c.fault(in.number, "it is record %d, and %d has been before it: lines were added or moved", r.Seq, c.seq)
	case r.Prev != c.sum && !c.bad:
		c.fault(in.number-1, "it was changed after it was written: line %d holds another hash", in.number)
	}
	if !slices.Contains(allPhases(), r.Phase) {
		c.fault(in.number, "its phase is %q: it is damaged, or of a newer bkpui", r.Phase)
	}
	if r.Note != "" {
		c.report.Mended = append(c.report.Mended, in.number)
	}
	if c.report.First.IsZero() {
		c.report.First = r.Time.Time()
	}
	c.report.Last = r.Time.Time()
	c.sum, c.seq, c.bad = in.sum, r.Seq, false
}

// mostFaults bounds what is kept of a file that is something else.
const mostFaults = 1000

func (c *chain) fault(line int, format string, args ...any) {
	if len(c.report.Faults) < mostFaults {
		c.report.Faults = append(c.report.Faults, Damage{line, fmt.Sprintf(format, args...)})
	}
}
