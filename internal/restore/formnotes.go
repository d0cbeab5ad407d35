package restore

import (
	"slices"
	"strings"
	"time"

	"github.com/bkpui/bkpui/internal/backup"
)

// Note is a line of the review: something that the operator should know.
type Note struct{ Topic, Text string }

// The topics of notes.
const (
	NotRestoredNote = "not restored"
	SetsOffNote     = "sets off"
	MindNote        = "mind"
)

// tagsSince is when AWS Backup began to keep the tags of what it backs up with the
// recovery point (AWS Backup Developer Guide, "Copy tags during a restore").
func tagsSince() backup.Time {
	return backup.TimeOf(time.Date(2023, time.May, 22, 0, 0, 0, 0, time.UTC))
}

// Notes returns what the operator should know before sending, with the values as they
// are.
func (f *Form) Notes() []Note {
	var notes []Note
	mind := func(text string) {
		if text != "" {
			notes = append(notes, Note{MindNote, text})
		}
	}
	mind(f.spec.LineOnly)
	if f.spec.Unguided {
		mind("unguided: the keys are sent as they stand, and nothing here knows whether AWS takes them")
	}
	if where := f.Elsewhere(); where != "" {
		what := ": networks, groups, zones and keys of that place are not carried over"
		if f.spec.Unguided { // which knows those alone that say it themselves
			what = ": what names that place is not carried over; look at the rest"
		}
		mind("the backup is of " + where + what)
	}
	target := f.Target()
	switch what := strings.TrimSpace(string(target.Kind) + " " + target.ID); {
	case target.Effect == WritesInto && what != "":
		mind("it writes into " + what)
	case target.Effect == Unsure:
		mind("it may write into what is there already: nothing here can tell")
	}
	mind(f.spec.Tags.Always)
	if f.Is(TagsField) && !f.point.Created.IsZero() && f.point.Created < tagsSince() {
		mind("the backup is older than 2023-05-22: it holds no tags to copy")
	}
	setsOff := f.spec.SetsOff
	if target.Effect != MakesNew {
		setsOff = slices.Concat(f.spec.SetsOffIn, setsOff)
	}
	for _, text := range setsOff {
		notes = append(notes, Note{SetsOffNote, text})
	}
	if f.spec.TagsSetOff != "" && f.Is(TagsField) {
		notes = append(notes, Note{SetsOffNote, f.spec.TagsSetOff})
	}
	notRestored := f.spec.NotRestored
	if target.Effect == MakesNew {
		notRestored = slices.Concat(f.spec.NotMade, notRestored)
	}
	for _, text := range notRestored {
		notes = append(notes, Note{NotRestoredNote, text})
	}
	return notes
}
