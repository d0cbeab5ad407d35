package backup

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// SecretStands reports whether a value that stands under a key is a secret, or holds one: the
// one rule for forms, drafts, the journal and command lines. It would rather hide what
// is none. The name or the key of a secret is none, and neither is what only stands for one.
func SecretStands(key, value string) bool { return len(secretsWithin(key, value)) > 0 }

// SecretWords are the secrets of the request, the longest first: each whole, and of a value
// that holds secrets each of these too, since AWS may repeat that one alone.
func (r *StartRestoreJob) SecretWords() []string {
	var words []string
	for name, secret := range r.Secrets {
		if !secret.Empty() {
			words = append(append(words, secret.Reveal()), secretsWithin(name, secret.Reveal())...)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(words)
}

// secretsWithin are the secrets in a value that stands under a key.
func secretsWithin(key, value string) []string {
	switch {
	case value == "" || strings.HasPrefix(value, refBegins):
		return nil
	case NamesSecret(key) && !plainly(value):
		return append([]string{value}, secretsIn(value, mostNested)...)
	}
	return secretsIn(value, mostNested)
}

// mostNested is how deep texts within texts are read.
const mostNested = 4

// secretsIn looks for secrets in a text, whole or still being typed, in every form that
// stands for "name and value" or carries a password.
func secretsIn(text string, depth int) []string {
	if depth == 0 {
		return nil
	}
	doc, isJSON := parsed(text)
	found := append(secretMembers(text, isJSON), secretsOfURLs(text)...)
	found = append(found, secretsInTheRaw(text, isJSON)...)
	if isJSON {
		found = append(found, secretsOfJSON(doc, depth)...)
	} else {
		found = append(found, secretPairs(text)...)
	}
	if plain := unescaped(text); plain != text {
		found = append(found, secretsIn(plain, depth-1)...)
	}
	return found
}

var percent = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// unescaped is a text without the escapes of URLs, as far as they are whole.
func unescaped(text string) string {
	return percent.ReplaceAllStringFunc(text, func(escape string) string {
		c, err := strconv.ParseUint(escape[1:], 16, 8)
		if err != nil {
			return escape
		}
		return string([]byte{byte(c)})
	})
}

// plainly reports a value that is no secret under any name: an answer, a place where one is
// kept, or what stands for one.
func plainly(value string) bool {
	v := strings.ToLower(strings.TrimSpace(value))
	return v == "" || v == "true" || v == "false" || v == "null" ||
		strings.HasPrefix(v, "arn:aws") || strings.HasPrefix(v, "{{resolve:") || strings.HasPrefix(v, refBegins)
}

var (
	// member begins a member of JSON, also of JSON that is a text of JSON, key=value, a line of
	// YAML, a header, or a flag of a command.
	member = regexp.MustCompile(`([A-Za-z0-9_.-]+)(?:\s*(?:\\*["']\s*[:=]|=)\s*|:\s+)|--([A-Za-z0-9-]+)\s+`)

	// element is one of XML.
	element = regexp.MustCompile(`<([A-Za-z0-9_.:-]+)[^<>]*>\s*([^<\s][^<]*)`)

	privateKey = regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[^-\s]`)
)

// eachMember calls do with every member in a text and the word that it has: "" where it has
// several, or none yet.
func eachMember(text string, do func(key, word string, nested bool)) {
	for _, at := range member.FindAllStringSubmatchIndex(text, -1) {
		from, to := at[2], at[3]
		if from < 0 {
			from, to = at[4], at[5]
		}
		word, nested := wordAt(text[at[1]:])
		do(text[from:to], word, nested)
	}
	for _, m := range element.FindAllStringSubmatch(text, -1) {
		do(m[1], strings.TrimSpace(m[2]), false)
	}
}

// wordAt is the word at the beginning of a text, with or without quotes, and whether it is
// within brackets.
func wordAt(text string) (word string, nested bool) {
	rest := strings.TrimLeft(text, "\\ [{")
	nested = strings.ContainsAny(text[:len(text)-len(rest)], "[{")
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		word, _, _ = strings.Cut(rest[1:], rest[:1])
		return strings.TrimRight(word, `\`), nested
	}
	if end := strings.IndexAny(rest, " \t\r\n,;&}])\"'"); end >= 0 {
		rest = rest[:end]
	}
	return strings.Trim(rest, `\`), nested
}

// secretMembers are the words of members whose names name a secret. Those within brackets are
// left to who reads JSON, where it is JSON.
func secretMembers(text string, isJSON bool) []string {
	var found []string
	eachMember(text, func(key, word string, nested bool) {
		if !plainly(word) && NamesSecret(key) && !(nested && isJSON) {
			found = append(found, word)
		}
	})
	if privateKey.MatchString(text) {
		found = append(found, text)
	}
	return found
}
