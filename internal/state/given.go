package state

import (
	"encoding/binary"
	"os"
	"slices"
)

// givenBlock is how many hashes are kept in memory.
const givenBlock = 8 << 10

// given remembers the rows that a stream has given, by their hashes, for the case that
// the list has to start again. Eight bytes a row are little, but lists have no end:
// full blocks go to a file without a name, so that memory stays as it is. Where no file
// can be made they stay in memory. The zero given is empty; close releases the file.
type given struct {
	recent []uint64
	blocks []givenSpan
	file   *os.File
	size   int64 // of the file
	bytes  []byte
	hashes []uint64
}

// givenSpan is a sorted block, in the file or in memory.
type givenSpan struct {
	at     int64
	n      int
	memory []uint64
}

func (g *given) add(hash uint64) {
	if g.recent = append(g.recent, hash); len(g.recent) >= givenBlock {
		g.seal()
	}
}

// seal ends a block. What was given until now is in blocks afterwards.
func (g *given) seal() {
	if len(g.recent) == 0 {
		return
	}
	slices.Sort(g.recent)
	g.bytes = g.bytes[:0]
	for _, hash := range g.recent {
		g.bytes = binary.LittleEndian.AppendUint64(g.bytes, hash)
	}
	block := givenSpan{at: g.size, n: len(g.recent)}
	if g.write() {
		g.size += int64(len(g.bytes))
		g.recent = g.recent[:0]
	} else {
		block.memory, g.recent = g.recent, nil
	}
	g.blocks = append(g.blocks, block)
}

// write appends the bytes to the file, and reports whether they are there.
func (g *given) write() bool {
	if g.file == nil {
		file, err := os.CreateTemp("", "bkpui-*")
		if err != nil {
			return false
		}
		_ = os.Remove(file.Name()) // where a file that is open can't be removed, close does
		g.file = file
	}
	_, err := g.file.WriteAt(g.bytes, g.size)
	return err == nil
}

// find notes which of the hashes are in the first n blocks. It fails when the file can't
// be read back.
func (g *given) find(hashes []uint64, n int) (found []bool, err error) {
	found = make([]bool, len(hashes))
	for _, block := range g.blocks[:n] {
		sorted := block.memory
		if sorted == nil {
			if sorted, err = g.read(block); err != nil {
				return nil, err
			}
		}
		for i, hash := range hashes {
			if !found[i] {
				_, found[i] = slices.BinarySearch(sorted, hash)
			}
		}
	}
	return found, nil
}

// read returns a block of the file, until the next one is read.
func (g *given) read(block givenSpan) ([]uint64, error) {
	g.bytes = slices.Grow(g.bytes[:0], 8*block.n)[:8*block.n]
	if _, err := g.file.ReadAt(g.bytes, block.at); err != nil {
		return nil, err
	}
	g.hashes = g.hashes[:0]
	for b := g.bytes; len(b) > 0; b = b[8:] {
		g.hashes = append(g.hashes, binary.LittleEndian.Uint64(b))
	}
	return g.hashes, nil
}

func (g *given) close() {
	if g.file != nil {
		_ = g.file.Close()
		_ = os.Remove(g.file.Name())
	}
}
