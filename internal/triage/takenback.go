package triage

import "strings"

// The words of a failure are none where those around them take them back: "no explicit deny in a policy
// was found", "rate exceeded was the error yesterday; today it is allowed". What takes back is one of
// four: a negation or a condition before them; a verb right behind them, that tells something about them
// as if they were a thing, or an end of it; that they were so in the past; better news behind them. The words of
// a job that failed have none of it. What somebody pastes may, and a remedy for what is well does harm.

// takenBack reports whether the words around low[start:end], which a pattern matches, take it back.
func takenBack(low string, start, end int) bool {
	return negated(low, start) || ended(low, end) || past(low[max(0, start-maxAround):start]) || betterLater(low[end:min(len(low), end+maxAround)])
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
		for i > 0 && (alnum(low[i-1]) || low[i-1] == '\'' && i < end) {
			i--
		}
		switch word := low[i:end]; {
		case word == "" || i < least:
			return false
		case supposes[word], near && (negations[word] || strings.HasSuffix(word, "n't")):
			return true
		case !smallWords[word]:
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
		case endings[word]:
			return i+1 >= len(low) || low[i+1] < '0' || low[i+1] > '9' // "is 300" is a value of it
		case !failureNames[word]:
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
		if !alnum(before[i]) {
			if strings.IndexByte(".!?", before[i]) >= 0 && i+1 < len(before) && before[i+1] == ' ' {
				was = false
			}
			i++
			continue
		}
		start := i
		for i < len(before) && alnum(before[i]) {
			i++
		}
		switch word := before[start:i]; word {
		case "previously", "formerly":
			was = true
		case "attempt", "try", "run", "failure":
			was = was || last[1] == "earlier" || last[1] == "previous"
		case "after", "from", "despite":
			was = was || last[1] == "succeeded" || last[1] == "recovered"
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
	last, now, first := "", 0, true
	for i := 0; i < len(behind); {
		if c := behind[i]; !alnum(c) {
			switch i++; {
			case c == '?' && (i == len(behind) || strings.IndexByte(" \"'", behind[i]) >= 0):
				return first
			case (c == '.' || c == '!') && i < len(behind) && behind[i] == ' ':
				first, last, now = false, "", 0
			}
			continue
		}
		start := i
		for i < len(behind) && alnum(behind[i]) {
			i++
		}
		word := behind[start:i]
		switch {
		case postpones[word]:
			return false
		case now > 0 && goodNews[word], first && betterAs(last, word):
			return true
		case word == "now" && last != "right", word == "today":
			now = 4
		}
		last, now = word, now-1
	}
	return false
}

// betterAs reports whether a word behind another says that all is over, or as it should be.
func betterAs(last, word string) bool {
	switch word {
	case "fixed", "resolved", "solved":
		return last == "" || last == "as" || last != "be" && smallWords[last]
	case "expected", "intended", "planned":
		return last == "as"
	case "purpose":
		return last == "on"
	case "want", "wanted":
		return last == "we"
	}
	return word == "yesterday" || word == "ignore"
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

var (
	negations = wordSet("no not never neither nor without 0 zero earlier previous former past")
	supposes  = wordSet("if whether unless")
	// smallWords may stand between what is said and what takes it back.
	smallWords = wordSet("a an the any such this that it its is are was were be been being has have had do does did in with either longer currently actually now already yet")
	// failureNames are what a failure is called.
	failureNames = wordSet("error errors message messages exception exceptions count counts")
	// endings behind a failure make a thing of it.
	endings = wordSet("is are was were has have had did does means no not never removed resolved solved fixed lifted cleared handled ignored problem problems issue issues")
	// goodNews behind "now" or "today" says that all is well.
	goodNews = wordSet("ok okay fine well works working succeeds succeeded allowed enabled available healthy good possible granted passes passed exists")
	// postpones begin what is not so yet.
	postpones = wordSet("until unless once before after if when")
)
