package ops

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Damage is a line of a journal that is no record. Reading goes on after it.
type Damage struct {
	Line int // 1 = the first of the file
	What string
}

func (d *Damage) Error() string { return fmt.Sprintf("line %d: %s", d.Line, d.What) }

var (
	errNoRecord = errors.New("it is no record of a journal")
	errTooLong  = errors.New("it is longer than any record")
)

// Records reads a journal. A line that is no record yields a *Damage and reading
// goes on; any other error ends it. Bytes after the last newline were never
// acknowledged and are left out. Memory is bounded whatever the file holds.
func Records(r io.Reader) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		in := newLines(r)
		for in.next() {
			rec, err := in.record()
			if err != nil {
				err = &Damage{in.number, err.Error()}
			}
			if !yield(rec, err) {
				return
			}
		}
		if in.err != nil {
			yield(Record{}, in.err)
		}
	}
}

// lines reads whole lines and their hashes, holding at most the longest one.
type lines struct {
	in     *bufio.Reader
	text   []byte // without the newline; cut where long
	long   bool
	sum    string // SHA-256 of the whole line, in hex
	number int
	size   int64 // of the whole lines so far, in bytes
	torn   int64 // bytes after the last newline, once next has said false
	err    error // what ended reading before the end of the file
}

func newLines(r io.Reader) *lines { return &lines{in: bufio.NewReaderSize(r, 64<<10)} }

// next reads a line, and reports whether there was a whole one.
func (l *lines) next() bool {
	l.text, l.long = l.text[:0], false
	hash, size := sha256.New(), int64(0)
	for {
		part, err := l.in.ReadSlice('\n')
		size += int64(len(part))
		part, whole := bytes.CutSuffix(part, []byte("\n"))
		hash.Write(part)
		if room := longest - len(l.text); len(part) > room {
			l.long = true
		} else {
			l.text = append(l.text, part...)
		}
		switch {
		case whole:
			l.number++
			l.size += size
			l.sum = hex.EncodeToString(hash.Sum(nil))
			return true
		case errors.Is(err, bufio.ErrBufferFull):
		case err != nil:
			l.torn = size
			if !errors.Is(err, io.EOF) {
				l.err = err
			}
			return false
		}
	}
}

// record returns the line as a record.
func (l *lines) record() (Record, error) {
	if l.long {
		return Record{}, errTooLong
	}
	return parseRecord(l.text)
}

// sumOf is the hash of a line without its newline.
func sumOf(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:])
}
