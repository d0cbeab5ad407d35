package ops

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// tail is the end of a journal: what the next line hangs on.
type tail struct {
	size int64  // of its whole lines, in bytes
	torn int64  // bytes after them: a line whose writer died, never acknowledged
	seq  uint64 // of the last line
	sum  string // its hash; "" in an empty file
	bad  int    // lines at the end that are damaged: kept, and counted in seq
}

// farthest is how far back the last readable record is looked for.
const farthest = 4 * longest

// mostBad is how many damaged lines may stand behind it.
const mostBad = 1000

var errNoJournal = errors.New("its end holds no record of bkpui: it is another file, or damaged")

// readTail reads the end of a file of that size. A file whose end holds no record
// is refused: nothing may be cut off from a file that is not ours.
func readTail(r io.ReaderAt, size int64) (tail, error) {
	for window := int64(64 << 10); ; window *= 8 {
		from := max(0, size-window)
		b := make([]byte, size-from)
		if n, err := r.ReadAt(b, from); n < len(b) {
			return tail{}, fmt.Errorf("read its end: %w", err)
		}
		if t, found := lastRecord(b, from); found {
			return t, nil
		}
		if from == 0 {
			return onlyTorn(b)
		}
		if window >= farthest {
			return tail{}, errNoJournal
		}
	}
}

// lastRecord finds the last readable record in b, the end of a file from there on.
func lastRecord(b []byte, from int64) (tail, bool) {
	end := bytes.LastIndexByte(b, '\n') + 1
	t := tail{size: from + int64(end), torn: int64(len(b) - end)}
	for last := true; end > 0; last = false {
		start := bytes.LastIndexByte(b[:end-1], '\n') + 1
		if start == 0 && from > 0 {
			return tail{}, false // the line may begin before b
		}
		line := b[start : end-1]
		if last {
			t.sum = sumOf(line)
		}
		if r, err := parseRecord(line); err == nil {
			t.seq = r.Seq + uint64(t.bad)
			return t, true
		}
		if t.bad++; t.bad > mostBad {
			return tail{}, false
		}
		end = start
	}
	return tail{}, false
}

// onlyTorn is the tail of a file without a readable record: empty, or the torn
// beginning of a first one. A power loss may leave zeros in its place.
func onlyTorn(b []byte) (tail, error) {
	first := []byte(`{"seq":1,"prev":""`)
	n := min(len(first), len(b))
	if bytes.IndexByte(b, '\n') < 0 && (bytes.Equal(b[:n], first[:n]) || len(bytes.Trim(b, "\x00")) == 0) {
		return tail{torn: int64(len(b))}, nil
	}
	return tail{}, errNoJournal
}

// note says what is wrong with the end of the file, for the next record.
func (t tail) note() string {
	var s string
	if t.torn > 0 {
		s = fmt.Sprintf("cut off %d bytes after the last whole line", t.torn)
	}
	if t.bad > 0 {
		if s != "" {
			s += "; "
		}
		s += fmt.Sprintf("%d damaged lines before this one", t.bad)
	}
	return s
}
