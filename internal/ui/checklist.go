package ui

import "time"

// Outcome is what a check came to.
type Outcome uint8

// The outcomes, in the order they are counted. The zero value says nothing proved.
const (
	CheckCantTell Outcome = iota
	CheckOK
	CheckWarning
	CheckBlocks
	CheckRunning
	outcomes
)

// sign returns the picture of an outcome and its tone.
func (o Outcome) sign() (Sign, Tone) {
	switch o {
	case CheckOK:
		return Done, Good
	case CheckWarning:
		return Attention, Warn
	case CheckBlocks:
		return Failed, Bad
	case CheckRunning:
		return Running, Busy
	}
	return Unknown, Plain
}

// word is how an outcome is counted.
func (o Outcome) word(n int) string {
	switch o {
	case CheckOK:
		return "ok"
	case CheckWarning:
		if n == 1 {
			return "warning"
		}
		return "warnings"
	case CheckBlocks:
		if n == 1 {
			return "blocks it"
		}
		return "block it"
	case CheckRunning:
		return "running"
	}
	return "can't tell"
}

// Check is one line of a checklist. Its text may come from outside.
type Check struct {
	Name     string
	Outcome  Outcome
	Evidence string    // what was seen
	Source   string    // what proves it: "kms:DescribeKey"
	Remedy   string    // what to do; shown where it is not OK
	Since    time.Time // of a running one; zero = not known
}

// Checklist is a block of checks, in the order they are given, under a line that
// counts them.
type Checklist []Check

// count is how many checks came to one outcome.
type count struct {
	of    Outcome
	words string
}

// counts returns the outcomes there are.
func (c Checklist) counts() []count {
	var n [outcomes]int
	for i := range c {
		n[min(c[i].Outcome, outcomes-1)]++
	}
	var all []count
	for _, o := range [...]Outcome{CheckOK, CheckWarning, CheckBlocks, CheckCantTell, CheckRunning} {
		if n[o] > 0 {
			all = append(all, count{o, Count(n[o]) + " " + o.word(n[o])})
		}
	}
	return all
}

// Counts says how many checks came to what: "9 ok · 1 warning · 2 can't tell".
func (c Checklist) Counts(th *Theme) []Piece { return countPieces(th, c.counts()) }

func countPieces(th *Theme, counts []count) []Piece {
	var pieces []Piece
	for _, n := range counts {
		sign, tone := n.of.sign()
		p := Piece{Text: n.words, Sign: th.Sign(sign), SignTone: tone}
		if len(pieces) > 0 {
			p.Sep = " " + th.Sign(Dot) + " "
		}
		pieces = append(pieces, p)
	}
	return pieces
}
