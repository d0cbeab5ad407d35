package triage

import "strings"

// nearWord is a word as nearText has it, "" for one that is left out.
func nearWord(word string) string {
	if before, ok := strings.CutSuffix(word, "n't"); ok {
		switch before {
		case "ca", "could":
			return "cannot"
		case "is", "are", "was", "were", "do", "does", "did", "has", "have", "had":
			return "not"
		}
		return word
	}
	if i := strings.IndexByte(word, '\''); i > 0 { // "you've", "the snapshot's"
		word = word[:i]
	}
	if w, ok := nearWords[word]; ok {
		return w
	}
	if n := len(word); n > 3 && word[n-1] == 's' && word[n-2] != 's' {
		return word[:n-1]
	}
	return word
}

// nearWords are the words that are another in the near form, or none.
var nearWords = map[string]string{
	"the": "", "a": "", "an": "", "your": "", "this": "", "either": "", "both": "", "another": "",
	"is": "", "are": "", "was": "", "were": "", "be": "", "been": "", "being": "",
	"has": "", "have": "", "had": "", "do": "", "does": "", "did": "",
	"while": "", "when": "", "currently": "",
	"permitted": "allowed", "resulting": "resultant", "misses": "miss", "lacks": "miss", "lack": "miss", "missing": "miss",
}
