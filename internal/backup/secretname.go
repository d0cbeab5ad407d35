package backup

import (
	"regexp"
	"slices"
	"strings"
)

// SecretStands reports whether a value that stands under a key is a secret, or holds one: the
// one rule for forms, drafts, the journal and command lines. It would rather hide what
// is none. The name or the key of a secret is none, and neither is what only stands for one.
func SecretStands(key, value string) bool {
	if value == "" || strings.HasPrefix(value, refBegins) {
		return false
	}
	return NamesSecret(key) && !plainly(value) || holdsSecret(value)
}

// NamesSecret reports a key whose value is a secret, or a script that may hold one.
func NamesSecret(key string) bool {
	words := wordsOfKey(key)
	if len(words) == 0 || about(words) {
		return false
	}
	whole := strings.Join(words, "")
	switch {
	case whole == "userdata", slices.ContainsFunc(secretParts, func(part string) bool { return strings.Contains(whole, part) }):
		return true
	case slices.Contains(words, "pass"), slices.Contains(words, "cred"), slices.Contains(words, "creds"):
		return true
	}
	before, _, isToken := strings.Cut(whole, "token")
	return isToken && !slices.ContainsFunc(harmlessTokens, func(word string) bool { return strings.HasSuffix(before, word) })
}

var (
	// secretParts name a secret wherever in a key they stand.
	secretParts = []string{"password", "passwd", "pwd", "passphrase", "passcode", "secret", "apikey", "privatekey", "credential", "connectionstring"}

	// harmlessTokens stand before "token" where that gives nobody access.
	harmlessTokens = []string{"client", "clientrequest", "idempotency", "request", "page", "pagination", "next", "continuation", "starting", "creation", "creator"}

	// aboutWords end a key that tells something about a secret, such as where it is kept.
	aboutWords = []string{
		"arn", "arns", "id", "ids", "name", "names", "enabled", "required", "length", "policy", "age", "days", "expiration", "expiry", "expires",
		"type", "status", "version", "rotation", "count", "path", "manager",
	}

	// askWords begin a key that is answered yes or no.
	askWords = []string{"manage", "enable", "disable", "require", "has", "is", "use", "rotate"}
)

// about reports a key that says something about a secret and is none.
func about(words []string) bool {
	return slices.Contains(aboutWords, words[len(words)-1]) || len(words) > 1 && slices.Contains(askWords, words[0])
}

// plainly reports a value that is no secret under any name: an answer, or a place where
// one is kept.
func plainly(value string) bool {
	v := strings.ToLower(strings.TrimSpace(value))
	return v == "true" || v == "false" || v == "null" || strings.HasPrefix(v, "arn:aws")
}

var (
	keyWord = regexp.MustCompile(`[A-Z]+s?(?:[^A-Za-z]|$)|[A-Z]+[a-z]*|[a-z]+`)

	// within begins a member of JSON, also of JSON that is a text of JSON, or of key=value.
	within = regexp.MustCompile(`([A-Za-z0-9_.-]+)\s*(?:\\*["']\s*[:=]|=)\s*`)
)

// wordsOfKey are the words of a key as AWS writes one, lower-cased: MasterUserPwd, api_key.
func wordsOfKey(key string) []string {
	var words []string
	for _, word := range keyWord.FindAllString(key, -1) {
		words = append(words, strings.ToLower(strings.Trim(word, "_-. ")))
	}
	return words
}

// holdsSecret looks for secrets among the members of a value.
func holdsSecret(value string) bool {
	for _, at := range within.FindAllStringSubmatchIndex(value, -1) {
		word, _, _ := strings.Cut(strings.NewReplacer(",", " ", "}", " ").Replace(value[at[1]:]), " ")
		word = strings.Trim(word, "\\\"'[]{")
		if word != "" && !plainly(word) && NamesSecret(value[at[2]:at[3]]) && !strings.HasPrefix(word, refBegins) {
			return true
		}
	}
	return false
}
