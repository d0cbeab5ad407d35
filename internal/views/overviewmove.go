package views

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
)

// The blocks of the overview, in the order of need: what failed, where something is wrong, what
// runs, what is near, and how it went.
const (
	causesBlock = iota
	cellsBlock
	runningBlock
	watchBlock
	trendBlock
	blockCount
)

// blocks are the parts of the overview as they stand now.
func (o *overviewScreen) blocks(e *Env) []block {
	if o.sum == nil {
		return make([]block, blockCount)
	}
	e = o.together(e)
	return []block{
		causesBlock:  o.causes(e),
		cellsBlock:   o.cells(e),
		runningBlock: o.running(e),
		watchBlock:   o.watched(e),
		trendBlock:   o.trend(e),
	}
}

// leftAloneFor is after how long without a key the cursor, which keeps its line in sight, gives way to
// the causes that need somebody most.
const leftAloneFor = time.Minute

// alone reports whether nobody uses the console.
func (o *overviewScreen) alone() bool {
	s := o.s
	return s.prompt == nil && len(s.dialogs) == 0 && !s.keys.pressed.IsZero() && time.Since(s.keys.pressed) >= leftAloneFor
}

// settle keeps the cursor on its thing when lines come, go and change places; one that was
// never moved stays on the worst failure, else on the first line, and so does one that keeps the
// worst out of sight when nobody is there.
func (o *overviewScreen) settle(e *Env) {
	blocks := o.blocks(e)
	if o.moved && (o.tops[causesBlock] > 0 || o.hidden) && o.alone() {
		o.moved = false
	}
	b := &blocks[o.at.block]
	if !o.moved || b.n == 0 {
		o.at = spot{}
		for o.at.block < blockCount-1 && blocks[o.at.block].n == 0 {
			o.at.block++
		}
		if o.at.block == causesBlock {
			o.at.line = o.worst(o.together(e))
		}
	} else {
		for i := range b.n {
			if b.key(i) == o.key {
				o.at.line = i
				break
			}
		}
		o.at.line = min(o.at.line, b.n-1)
	}
	o.note(blocks)
}

// note remembers what is under the cursor.
func (o *overviewScreen) note(blocks []block) {
	o.key = ""
	if b := &blocks[o.at.block]; o.at.line < b.n {
		o.key = b.key(o.at.line)
	}
}

// move goes some lines down or up, through all blocks.
func (o *overviewScreen) move(lines int) func() tea.Cmd {
	return func() tea.Cmd {
		blocks, before, all := o.blocks(o.s.env), 0, 0
		for i := range blocks {
			if i < o.at.block {
				before += blocks[i].n
			}
			all += blocks[i].n
		}
		line := min(max(before+o.at.line+lines, 0), max(all-1, 0))
		o.moved = line > 0
		for i := range blocks {
			if line < blocks[i].n {
				o.at = spot{i, line}
				break
			}
			line -= blocks[i].n
		}
		o.note(blocks)
		return nil
	}
}

// nextBlock goes to the first line of the next block, from the last to the first.
func (o *overviewScreen) nextBlock() tea.Cmd {
	blocks := o.blocks(o.s.env)
	for i := 1; i <= blockCount; i++ {
		if next := (o.at.block + i) % blockCount; blocks[next].n > 0 {
			o.at, o.moved = spot{block: next}, true
			break
		}
	}
	o.note(blocks)
	return nil
}

// across goes over the Regions of a line, or the days.
func (o *overviewScreen) across(by int) func() tea.Cmd {
	return func() tea.Cmd {
		if o.sum == nil {
			return nil
		}
		most := -1
		switch o.at.block {
		case cellsBlock:
			most = len(o.sum.regions) - 1
		case trendBlock:
			most = o.sum.trend.days - 1
		}
		col := &o.cols[o.at.block]
		*col = min(max(*col+by, -1), most)
		return nil
	}
}

// keepRegion keeps the cursor in its column when the Regions change places.
func (o *overviewScreen) keepRegion(next *summary) {
	if col := &o.cols[cellsBlock]; o.sum != nil && *col >= 0 && *col < len(o.sum.regions) {
		*col = slices.Index(next.regions, o.sum.regions[*col])
	}
}

// enter opens what is behind the line.
func (o *overviewScreen) enter() tea.Cmd {
	blocks := o.blocks(o.s.env)
	b := &blocks[o.at.block]
	if o.at.line >= b.n {
		return nil
	}
	if b.ways != nil {
		ways := b.ways(o.at.line)
		o.choose(ways[0].to.Title, ways)
	} else if t, ok := b.to(o.at.line); ok {
		o.s.follow(t)
	}
	return nil
}
