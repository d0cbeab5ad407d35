package triage

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bkpui/bkpui/internal/backup"
)

// broken are words that come of a missing fact: a thing of something without an article,
// signs without what they part, and what is left of a hole.
var broken = regexp.MustCompile(`(?i)(^|[^-\w](in|to|of|for|from|on|than|allow|allows|keeps|keep|let|lets|with|whether|except|by) )(account|region|key|role|vault|bucket|subnet|rule) (of|that|in) ` +
	`|[{}$|]|  | [,.;:]|\(\)|unknown|now as it is|, ,|^[,.]| $`)

func TestSentencesReadWellWithoutFacts(t *testing.T) {
	x := ready()
	entries := make([]*Entry, 0, len(x.entries)+len(x.fallback))
	for i := range x.entries {
		entries = append(entries, &x.entries[i])
	}
	for _, e := range x.fallback {
		entries = append(entries, e)
	}
	for _, e := range entries {
		meaning := fillFirst(e.Meaning, nil)
		for _, s := range append(append([]string{meaning}, fillAll(e.Remedy, nil)...), fillAll(e.Also, nil)...) {
			if at := broken.FindString(s); at != "" {
				t.Errorf("%s: %q in %q", e.ID, at, s)
			}
		}
	}
}

func TestAFactComesWithTheWordsAroundIt(t *testing.T) {
	all := facts{{"account", "111122223333", FromJob}, {"schedule", "daily $1 {x}", FromRule}}
	for template, want := range map[string]string{
		"in {account=account $|the account of the job}": "in account 111122223333",
		"in {region=Region $|the Region of the job}":    "in the Region of the job",
		"Move it{schedule=, now $,|} away":              "Move it, now daily $1 {x}, away",
		"Move it{rule=, of $,|} away":                   "Move it away",
		"{account|the account}":                         "111122223333",
	} {
		if got, ok := fill(template, all); !ok || got != want {
			t.Errorf("%q becomes %q, want %q", template, got, want)
		}
	}
	if _, ok := fill("{rule=of $}", all); ok {
		t.Error("a step without its fact is kept")
	}
}

// TestAnAnsweredQuestionIsNotAsked: what a step asks for may be known.
func TestAnAnsweredQuestionIsNotAsked(t *testing.T) {
	ask := []string{"{!key}Which key it is", "Look at {key|it}"}
	if got := fillAll(ask, nil); !slices.Equal(got, []string{"Which key it is", "Look at it"}) {
		t.Errorf("%q", got)
	}
	if got := fillAll(ask, facts{{"key", "k", FromRestore}}); !slices.Equal(got, []string{"Look at k"}) {
		t.Errorf("%q", got)
	}
	j := job("111122223333", 1, 1, "FAILED", "The specified AWS KMS key ARN does not exist, is not enabled or you do not have permissions to access it.")
	j.Kind = backup.RestoreJob
	for key, asked := range map[string]bool{"": true, "arn:aws:kms:eu-west-1:111122223333:key/k": false} {
		d := OfJob(j, Context{RestoreKey: key})
		if strings.Contains(strings.Join(d.Remedy, "\n"), "See which key it is") != asked {
			t.Errorf("with the key %q: %q", key, d.Remedy)
		}
	}
}
