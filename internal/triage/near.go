package triage

import (
	"bytes"
	"slices"
	"strings"
	"sync"
)

// AWS says one thing in several wordings: "The key is disabled" and "KMS key has been
// disabled". A message that no pattern is in as it stands is looked up once more with what only
// joins words left out and the rest in one number. What denies stays, so that nothing
// can come to mean its opposite, and so does every name.

// nearly is the catalogue for such a look-up. Patterns of a single word are codes, which have one wording.
var nearly = sync.OnceValue(func() *index {
	x := &index{entries: ready().entries}
	x.gather(func(n int, text string) (pattern, bool) {
		p, e := compile(nearPattern(text), n), &x.entries[n]
		if !strings.Contains(text, " ") || p.weight < minNear && len(e.Categories) == 0 && !e.InJob {
			return p, false
		}
		if strings.Contains(text, "{") { // of two that say the same, the one that names something
			p.weight++
		}
		return p, true
	})
	return x
})

// minNear is how many letters a pattern needs in its near form to tell anything.
const minNear = 14

// find looks up a text in lower case that the index of plain wordings has nothing for. What it captures is of the text
// itself. It reuses what n had.
func (n *nearText) find(low string, a asked) (*Entry, []capture) {
	if low == "" || namesDenied(low) { // who reads that finds more in it
		return nil, nil
	}
	n.read(low)
	found, spare := n.room()
	e, found := nearly().find(string(n.text), a, found, spare)
	for i := range found {
		found[i].start, found[i].end = n.in(low, found[i])
	}
	if e == nil {
		return nil, nil
	}
	if all := found[len(found)-1]; !a.job && takenBack(low, all.start, all.end) { // by what the near form leaves out
		return nil, nil
	}
	return e, found
}

// nearPattern is a pattern in the near form, its marks and the names of its facts as they were.
func nearPattern(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexAny(s, "…{")
		if i < 0 {
			i = len(s)
		}
		if b.Len() > 0 && s[0] == ' ' {
			b.WriteByte(' ')
		}
		var n nearText
		n.read(s[:i])
		b.Write(n.text)
		if s = s[i:]; s == "" {
			break
		}
		end := len("…")
		if s[0] == '{' {
			end = strings.IndexByte(s, '}') + 1
		}
		b.WriteString(s[:end])
		s = s[end:]
	}
	return b.String()
}

// nearText is a text in the near form, and of each of its bytes where that stood.
type nearText struct {
	text []byte
	at   []int32
	word [2]int // where its last word but one and its last begin, -1 = none

	captures []capture // see room
}

// room is for what two patterns capture.
func (n *nearText) room() (found, spare []capture) {
	const most = 8 // more are rare
	if n.captures == nil {
		n.captures = make([]capture, 2*most)
	}
	return n.captures[:0:most], n.captures[most:most]
}

// in returns where in low a capture is.
func (n *nearText) in(low string, c capture) (start, end int) {
	start, end = int(n.at[c.start]), min(len(low), int(n.at[c.end-1])+1)
	for end < len(low) && letter(low[end]) && letter(low[end-1]) { // what the last word lost
		end++
	}
	return start, end
}

// read takes a text in lower case.
func (n *nearText) read(low string) {
	n.text, n.at, n.word = slices.Grow(n.text[:0], len(low)), slices.Grow(n.at[:0], len(low)), [2]int{-1, -1}
	for i := 0; i < len(low); {
		end := i
		for end < len(low) && (letter(low[end]) || low[end] == '\'' && end > i && end+1 < len(low) && letter(low[end+1])) {
			end++
		}
		switch {
		case end == i:
			if low[i] == ',' && i+1 < len(low) && low[i+1] == ' ' || low[i] == ' ' && n.spaced() {
				i++
				continue
			}
			n.put(low[i:i+1], i)
			i++
		case ofName(low, i, end):
			n.put(low[i:end], i)
			i = end
		default:
			n.add(nearWord(low[i:end]), i)
			i = end
		}
	}
}

// spaced reports whether another space would be the second, or the first of all.
func (n *nearText) spaced() bool { return len(n.text) == 0 || n.text[len(n.text)-1] == ' ' }

// ofName reports whether the letters from i to end are a part of a name or a number.
func ofName(s string, i, end int) bool {
	return i > 0 && strings.IndexByte(" \"'`([<>^", s[i-1]) < 0 || end < len(s) && strings.IndexByte(" \"'`)]<>.,:;!?$*", s[end]) < 0 ||
		end+1 < len(s) && strings.IndexByte(".:", s[end]) >= 0 && alnum(s[end+1])
}

// put appends what stood at i.
func (n *nearText) put(s string, i int) {
	n.text = append(n.text, s...)
	for k := range len(s) {
		n.at = append(n.at, int32(i+k))
	}
}

// add appends a word that stood at i, in one form with the words before it.
func (n *nearText) add(word string, i int) {
	switch word {
	case "":
		return
	case "to", "not", "of":
		if word = n.joined(word); word == "" {
			return
		}
	}
	n.word = [2]int{n.word[1], len(n.text)}
	n.put(word, i)
}

// joined is what a word makes of the words before it, which it takes off; "" = nothing more.
func (n *nearText) joined(word string) string {
	last, before := string(n.last(1)), string(n.last(0))
	switch {
	case word == "to" && (last == "unable" || last == "failed"), word == "not" && (last == "could" || last == "can"):
		n.cut(1)
		return "cannot"
	case word == "to" && last == "able" && before == "not":
		n.cut(0)
		return "cannot"
	case word == "to" && last == "due":
		n.cut(1)
		return "because"
	case word == "of" && last == "because":
		return ""
	}
	return word
}

// last returns the last word or the one before it, where nothing but a space is behind it.
func (n *nearText) last(which int) []byte {
	at := n.word[which]
	if at < 0 {
		return nil
	}
	end := len(n.text)
	if which == 0 {
		if n.word[1] < at {
			return nil
		}
		end = n.word[1]
	}
	word, ok := bytes.CutSuffix(n.text[at:end], []byte(" "))
	if !ok {
		return nil
	}
	return word
}

// cut takes the last word off, or the last two.
func (n *nearText) cut(which int) {
	n.text, n.at = n.text[:n.word[which]], n.at[:n.word[which]]
	n.word = [2]int{-1, -1}
}
