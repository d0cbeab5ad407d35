package ops

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestADraftThatWasSentIsDroppedByTheNextConsole(t *testing.T) { synctest.Test(t, dropsSent) }

func dropsSent(t *testing.T) {
	d, j := newDrafts(t), NewJournal(t.TempDir()+"/journal.jsonl")
	kept := map[string]bool{}
	for name, c := range map[string]struct {
		records []Record // after it was saved
		kept    bool
	}{
		"killed while sending": {[]Record{{Phase: Intended}}, false},
		"taken":                {[]Record{{Phase: Intended}, {Phase: Ended, Outcome: Accepted}}, false},
		"uncertain":            {[]Record{{Phase: Intended}, {Phase: Ended, Outcome: Unsure}}, false},
		"refused":              {[]Record{{Phase: Intended}, {Phase: Ended, Outcome: Refused}}, true},
		"withheld":             {[]Record{{Phase: Intended}, {Phase: Ended, Outcome: Withheld}}, true},
		"never sent":           {nil, true},
	} {
		draft := newDraft(name)
		save(t, d, draft)
		kept[name] = c.kept
		for _, r := range c.records {
			r.Op, r.Item, r.Attempt, r.Kind = "op "+name, 1, 1, Restore
			if r.Phase == Intended {
				r.Draft = draft.ID
			}
			if _, err := j.write(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
	}
	edited := newDraft("typed on after it was refused, and before another console's end")
	if _, err := j.write(t.Context(), Record{Op: "before", Item: 1, Attempt: 1, Phase: Intended, Kind: Restore, Draft: edited.ID}); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second)
	save(t, d, edited)
	kept[edited.Name] = true
	if err := NewDrafts(d.dir, "ada", "bastion").DropSent(j); err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}
	drafts, _ := d.List()
	for _, draft := range drafts {
		left[draft.Name] = true
	}
	for name, want := range kept {
		if left[name] != want {
			t.Errorf("%s: it is kept %v, want %v", name, left[name], want)
		}
	}
}
