package triage

import (
	"slices"
	"strings"
)

// The words of a failure are none where those around them take them back: "no explicit deny in a policy
// was found", "rate exceeded was the error yesterday; today it is allowed". What takes back is one of
// four: a negation or a condition before them; a verb right behind them, that tells something about them
// as if they were a thing, or an end of it; that they were so in the past; better news behind them. What
// somebody pastes may have some of it, and a remedy for what is well does harm. The words of a job are AWS's
// own, and mean what they say.

// takenBack reports whether the words around low[start:end], which a pattern matches, take it back.
func takenBack(low string, start, end int) bool {
	behind := low[end:min(len(low), end+maxAround)]
	return labelled(low) || negated(low, start) || ended(low, end) || past(low[max(0, start-maxAround):start]) || betterLater(behind) ||
		strings.Contains(low[start:end], "exist") && idle(behind)
}

// labelled reports whether the first word says that what follows is not so, or not any more.
func labelled(low string) bool {
	label, _, ok := strings.Cut(low[:min(len(low), 16)], ":")
	return ok && (label == "example" || solved(label))
}

// maxAround is how far from the words of a failure others may take them back, in bytes.
const maxAround = 160

// negated reports whether what begins at i is denied: a negation stands before it, with nothing but small
// words between, or a condition in its clause.
func negated(low string, i int) bool {
	for near, least := true, i-maxAround; ; {
		for i > 0 && low[i-1] == ' ' {
			i--
		}
		end := i
		for i > 0 && (inWord[low[i-1]] != noLetter || low[i-1] == '\'' && i < end) {
			i--
		}
		if i >= least && i < end && i > 0 && strings.IndexByte("-_/.:@", low[i-1]) >= 0 { // the end of a name, such as "vault-0"
			near = false
			for i > least && i > 0 && low[i-1] != ' ' {
				i--
			}
			continue
		}
		switch word := low[i:end]; {
		case word == "" || i < least:
			return false
		case supposes(word), near && negates(word):
			return true
		case !small(word):
			near = false
		}
	}
}

// ended reports whether what is said right behind i, in the same clause, is about what ends at i.
func ended(low string, i int) bool {
	for {
		for i < len(low) && strings.IndexByte(" \"'`", low[i]) >= 0 {
			i++
		}
		if i < len(low) && (low[i] == ':' || low[i] == '=') {
			return nothing(low, i+1)
		}
		start := i
		for i < len(low) && (alnum(low[i]) || low[i] == '\'') {
			i++
		}
		switch word := low[start:i]; {
		case word == "":
			return false
		case ends(word):
			return i+1 >= len(low) || low[i+1] < '0' || low[i+1] > '9' // "is 300" is a value of it
		case !failureName(word):
			return false
		}
	}
}

// nothing reports whether the value that begins at i is none: "count: 0".
func nothing(low string, i int) bool {
	i = skip(low, i, " ")
	end := i
	for end < len(low) && alnum(low[end]) {
		end++
	}
	switch low[i:end] {
	case "0":
		return end == len(low) || low[end] == ' ' || sentenceEnd(low, end)
	case "no", "none", "false", "nothing", "ok":
		return sentenceEnd(low, end) && (end == len(low) || low[end] != ' ')
	}
	return false
}

// past reports whether a sentence that goes on behind before is about what was.
func past(before string) bool {
	last, was := [2]string{}, false
	for i := 0; i < len(before); {
		if inWord[before[i]] == noLetter {
			if strings.IndexByte(".!?", before[i]) >= 0 && i+1 < len(before) && before[i+1] == ' ' {
				was = false
			}
			i++
			continue
		}
		start := i
		for i < len(before) && inWord[before[i]] != noLetter {
			i++
		}
		switch word := before[start:i]; word {
		case "previously", "formerly":
			was = true
		case "attempt", "try", "run", "failure":
			was = was || last[1] == "earlier" || last[1] == "previous"
		case "after", "from", "despite":
			was = was || last[1] == "succeeded" || last[1] == "recovered"
		case "longer":
			was = was || last[1] == "no"
		case "say", "be", "fail", "show", "read", "report", "answer": // but "the key used to encrypt it"
			was = was || last == [2]string{"used", "to"}
		}
		last = [2]string{last[1], before[start:i]}
	}
	return was
}

// betterLater reports whether the sentence that behind is the end of is a question, or says that it is over
// or as it should be; the next may say that it is well now.
func betterLater(behind string) bool {
	last, now, first, of, not := "", 0, true, "", false
	for i := 0; i < len(behind); {
		if c := behind[i]; inWord[c] == noLetter {
			switch i++; {
			case c == '-' && first && jobWorked(behind[i:]):
				return true
			case c == '?' && (i == len(behind) || strings.IndexByte(" \"'", behind[i]) >= 0):
				return first
			case (c == '.' || c == '!') && i < len(behind) && behind[i] == ' ':
				first, last, now, of, not = false, "", 0, "", false
			}
			continue
		}
		start := i
		for i < len(behind) && inWord[behind[i]] != noLetter {
			i++
		}
		word := behind[start:i]
		switch word {
		case "until", "unless", "once", "before", "after", "if", "when": // what is not so yet
			return false
		case "now":
			if last != "right" {
				now = 4
			}
		case "today":
			now = 4
		default:
			if now > 0 && goodNews(word) || first && better(last, word) || tellsOf(of) && over(last, word) && !not {
				return true
			}
		}
		if of == "" || of == "the" {
			of = word
		}
		not = not || word == "not" || word == "never" || word == "t" // as in "isn't"
		last, now = word, now-1
	}
	return false
}

// jobWorked reports whether a sentence that goes on with a dash says that the job of which it speaks worked:
// "- job 77 succeeded".
func jobWorked(behind string) bool {
	rest, ok := strings.CutPrefix(behind, " job ")
	if id, after, named := strings.Cut(rest, " "); named && strings.ContainsAny(id, "0123456789") {
		rest = after
	}
	end := 0
	for end < len(rest) && letter(rest[end]) {
		end++
	}
	return ok && slices.Contains([]string{"succeeded", "recovered", "worked"}, rest[:end])
}

// idle reports whether what is there, or is not, is as it should be to whoever goes on: "already exists, nothing to do".
func idle(behind string) bool {
	for _, on := range [...]string{"nothing to do", ", skipp", "; skipp", "- skipp", ". skipp", ", reusing", ", using it", ", continuing"} {
		if strings.Contains(behind, on) {
			return true
		}
	}
	return false
}

// goodNews reports whether a word behind "now" or "today" says that all is well.
func goodNews(word string) bool {
	switch word {
	case "ok", "okay", "fine", "well", "works", "working", "succeeds", "succeeded", "allowed", "enabled", "available", "healthy",
		"good", "possible", "granted", "passes", "passed", "exists":
		return true
	}
	return false
}

// better reports whether a word behind another says that all is over, or as it should be.
func better(last, word string) bool {
	if solved(word) {
		return last == "" || last == "as" || over(last, word)
	}
	switch word {
	case "yesterday", "ignore":
		return true
	case "succeeded", "recovered", "worked":
		return last == "" || last == "then" || last == "later"
	case "expected", "intended", "planned":
		return last == "as"
	case "purpose":
		return last == "on"
	case "want", "wanted":
		return last == "we"
	}
	return false
}

// tellsOf reports whether a sentence that begins with a word is about what the one before it said.
func tellsOf(word string) bool {
	switch word {
	case "this", "that", "it", "problem", "issue", "error", "failure":
		return true
	}
	return false
}

// solved reports whether a word says of a trouble that it is over.
func solved(word string) bool { return word == "fixed" || word == "resolved" || word == "solved" }

// over reports whether a word behind another says so of what was said before: "was fixed", but not "be fixed".
func over(last, word string) bool { return solved(word) && last != "be" && small(last) }

// negates reports whether a word before a failure says that there is none, or was.
func negates(word string) bool {
	switch word {
	case "no", "not", "never", "neither", "nor", "without", "0", "zero", "earlier", "previous", "former", "past", "add", "adding":
		return true
	}
	return strings.HasSuffix(word, "n't")
}

// supposes reports whether a word makes a condition of what its clause says.
func supposes(word string) bool { return word == "if" || word == "whether" || word == "unless" }

// small reports whether a word may stand between what is said and what takes it back.
func small(word string) bool {
	switch word {
	case "a", "an", "the", "any", "such", "this", "that", "it", "its", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had",
		"do", "does", "did", "in", "with", "by", "denied", "either", "longer", "currently", "actually", "now", "already", "yet":
		return true
	}
	return false
}

// failureName reports whether a word is what a failure is called.
func failureName(word string) bool {
	switch word {
	case "error", "errors", "message", "messages", "exception", "exceptions", "count", "counts":
		return true
	}
	return false
}

// ends reports whether a word right behind a failure makes a thing of it, about which something is said.
func ends(word string) bool {
	switch word {
	case "is", "are", "was", "were", "has", "have", "had", "did", "does", "means", "no", "not", "never", "removed", "resolved", "solved", "fixed",
		"lifted", "cleared", "handled", "handling", "handler", "ignored", "problem", "problems", "issue", "issues":
		return true
	}
	return false
}
